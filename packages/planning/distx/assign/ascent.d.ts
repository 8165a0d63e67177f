import { type Prices, type Totals, type WeekProblem } from './problem.ts';
/** The way prices go, how far, and how that has fared. */
export interface Ascent {
    readonly direction: Prices;
    reach: number;
    first: number;
    best: number;
    sinceBest: number;
    streak: number;
    isFirst: boolean;
}
export declare function createAscent(problem: WeekProblem): Ascent;
/** Takes note of the bound at the prices. Returns whether it is the best so far. */
export declare function noteBound(ascent: Ascent, bound: number): boolean;
/** Whether the bound has come as far as it will. */
export declare function hasArrived({ reach }: Ascent): boolean;
/**
 * Moves prices up where more is asked than there is, and down where less: a subgradient step with a smoothed direction
 * and the length of B. T. Polyak ("Minimization of unsmooth functionals", 1969), with the hoped-for rise of the bound
 * in the place of the unknown optimum. Misses are weighed by the room they are a share of, so that small stations move
 * as fast as large ones.
 */
export declare function movePrices(problem: WeekProblem, totals: Totals, prices: Prices, ascent: Ascent): void;
//# sourceMappingURL=ascent.d.ts.map