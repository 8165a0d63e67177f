import type { Prices, Totals, WeekProblem } from './problem.ts';
/** One part of the ZIPs at given prices: what a thread does, once for each step of the prices. */
export interface ChunkTask {
    readonly problem: WeekProblem;
    readonly prices: Prices;
    readonly paths: Uint8Array;
    readonly totals: Totals;
    readonly zipFrom: number;
    readonly zipTo: number;
}
/** Finds the cheapest path of each ZIP of a chunk and adds them up. Chunks share nothing they write. */
export declare function priceChunk({ problem, prices, paths, totals, zipFrom, zipTo }: ChunkTask): void;
export declare function clearTotals(totals: Totals): void;
/** Adds a ZIP's path to the totals, or takes it away (`sign` -1). Its dollars are the caller's. */
export declare function addPath({ weekCount, firstState, station, load, other, usps, start }: WeekProblem, zip: number, paths: Uint8Array, totals: Totals, sign: number): void;
//# sourceMappingURL=chunk.d.ts.map