import { type ChunkTask } from './chunk.ts';
import { type Prices, type Totals, type WeekProblem } from './problem.ts';
/** Finds every ZIP's cheapest path at prices, writes them, and adds them up. */
export type Evaluate = (prices: Prices, paths: Uint8Array) => Promise<Totals>;
/** Runs one chunk, here or on another thread: the numbers are the same. */
export type RunChunk = (task: ChunkTask) => Promise<unknown>;
/** Cuts the ZIPs into chunks for `runChunk` and adds their totals in order. */
export declare function chunkedEvaluate(problem: WeekProblem, runChunk: RunChunk): Evaluate;
/** Everything on the calling thread. */
export declare const runHere: RunChunk;
//# sourceMappingURL=evaluate.d.ts.map