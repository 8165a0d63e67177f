import { type SitingLimits, type SitingResult } from './problem.ts';
/** Facilities that may open, customers to serve, and what both cost. */
export interface FacilityLocationInput extends SitingLimits {
    readonly capacity: ArrayLike<number>;
    readonly fixedCost: ArrayLike<number>;
    readonly demand: ArrayLike<number>;
    readonly serveCost: ArrayLike<ArrayLike<number>>;
    readonly singleSource?: boolean;
    readonly unservedCost?: ArrayLike<number>;
    readonly openMax?: number;
}
/**
 * Chooses facilities to open, and who serves whom, at least cost (capacitated facility location with fixed charges:
 * Lagrangian bound, exact transportation for each open set, add, drop and swap, branch and bound on what is left).
 *
 * Customers may be split between facilities unless `singleSource`. With `unservedCost`, a customer's shares add up to
 * less than 1 where leaving the rest is cheaper; its value counts the rest at that cost.
 *
 * @throws RangeError if sizes differ, a number is negative or NaN, or `unservedCost` or `fixedCost` is not finite
 */
export declare function solveFacilityLocation(input: FacilityLocationInput): SitingResult;
//# sourceMappingURL=facility-location.d.ts.map