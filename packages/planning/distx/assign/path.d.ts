import { type Prices, type WeekProblem } from './problem.ts';
/** Scratch of one thread. */
export interface PathScratch {
    readonly usd: Float64Array;
    readonly best: Float64Array;
    readonly from: Uint8Array;
}
export declare const STATES_MAX = 128;
export declare function createPathScratch(weekCount: number): PathScratch;
/**
 * Writes what each state of a ZIP costs each week at prices. What one ZIP brings beyond the capacity of its station
 * goes over in any plan, so it is charged in full and takes no more than all of the room: the bound is tighter by it,
 * and no plan's cost is touched.
 */
export declare function priceWeeks(problem: WeekProblem, prices: Prices, zip: number, usd: Float64Array): void;
/**
 * The cheapest path of a ZIP through its states, week by week (dynamic programming): to stay, or to leave for another
 * state at once. Ties go to staying, then to the lower state.
 *
 * @param usd - as `priceWeeks` writes it
 * @param path - overwritten from `zip * weekCount` on
 * @returns what it costs; Infinity if no state is open in some week
 */
export declare function cheapestPath(problem: WeekProblem, switchingUsd: Float64Array, zip: number, { usd, best, from }: PathScratch, path: Uint8Array): number;
/** What a path costs before prices: its weeks, and each change. */
export declare function pathUsd(problem: WeekProblem, zip: number, path: Uint8Array): number;
//# sourceMappingURL=path.d.ts.map