/**
 * Which way each ZIP goes in each week. A ZIP is in one *state* a week (who carries which class group, from which
 * station); states are listed ZIP by ZIP. Volumes are parts of the nation's in whole `LOAD_ONE`ths, so that sums are
 * exact in any order; what they are in packages is told by the week.
 */
export interface WeekProblem {
    readonly zipCount: number;
    readonly weekCount: number;
    readonly stationCount: number;
    readonly firstState: Uint32Array;
    readonly station: Int32Array;
    readonly load: Float64Array;
    readonly usps: Float64Array;
    readonly other: Float64Array;
    readonly enterUsd: Float64Array;
    readonly leaveUsd: Float64Array;
    readonly weekUsd: Float64Array;
    readonly start: Int32Array;
    readonly packages: Float64Array;
    readonly capacity: Float64Array;
    readonly isFrozen: Uint8Array;
    readonly otherMax: Float64Array;
    readonly switchesMax: Float64Array;
    readonly target: UspsTarget;
    readonly overflowUsd: number;
}
/** Packages USPS carries over all weeks: no matter how many, within limits, or at a fee for each that is missing. */
export type UspsTarget = {
    readonly rule: 'none';
} | {
    readonly rule: 'within';
    readonly min: number;
    readonly max: number;
} | {
    readonly rule: 'fee';
    readonly promised: number;
    readonly usd: number;
};
export declare const LOAD_ONE = 1000000000000;
/** What constraints are worth: the multipliers that take the problem apart, ZIP by ZIP. All on shared memory. */
export interface Prices {
    readonly station: Float64Array;
    readonly other: Float64Array;
    readonly switching: Float64Array;
    readonly usps: Float64Array;
}
/** What a path of every ZIP adds up to. */
export interface Totals {
    readonly usd: Float64Array;
    readonly load: Float64Array;
    readonly other: Float64Array;
    readonly switches: Float64Array;
    readonly usps: Float64Array;
}
export declare function createPrices({ stationCount, weekCount }: WeekProblem): Prices;
export declare function createTotals({ stationCount, weekCount }: WeekProblem): Totals;
/** Every state of a path, by week: `[zip * weekCount + week]`, among those of the ZIP. */
export declare function createPaths({ zipCount, weekCount }: WeekProblem): Uint8Array;
export declare function shared(length: number): Float64Array;
//# sourceMappingURL=problem.d.ts.map