import { type SitingLimits, type SitingResult } from './problem.ts';
/** How far facilities are from customers, and how many shall open. */
export interface PMedianInput extends SitingLimits {
    readonly distance: ArrayLike<ArrayLike<number>>;
    readonly p: number;
}
/**
 * Opens `p` facilities so that the sum of distances from customers to their nearest one is least (p-median: Lagrangian
 * bound, interchange, branch and bound on what is left).
 *
 * @throws RangeError if rows differ in length, a distance is negative, infinite or NaN, or `p` is not a whole number
 *   from 1 to the number of facilities
 */
export declare function solvePMedian(input: PMedianInput): SitingResult;
//# sourceMappingURL=p-median.d.ts.map