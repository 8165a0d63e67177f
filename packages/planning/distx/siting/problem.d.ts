/** Which facilities to open, and who is served from where: the common form of the solvers of this folder. */
export interface SitingProblem {
    readonly facilityCount: number;
    readonly customerCount: number;
    readonly cost: Float64Array;
    readonly demand: Float64Array;
    readonly capacity: Float64Array;
    readonly fixedCost: Float64Array;
    readonly unservedCost: Float64Array;
    readonly mayLeave: boolean;
    readonly openMin: number;
    readonly openMax: number;
}
/** A share of a customer's demand, in (0, 1], that a facility serves. */
export interface Assignment {
    readonly facility: number;
    readonly customer: number;
    readonly share: number;
}
/** The best solution found, and how good it is at least. */
export interface SitingResult {
    readonly value: number;
    readonly bound: number;
    readonly gap: number;
    readonly open: number[];
    readonly assignment: Assignment[];
    readonly iterations: number;
    readonly stopped: 'gap' | 'iterations' | 'infeasible';
}
/** When to stop. Neither reads a clock, so equal inputs stop at the same place. */
export interface SitingLimits {
    readonly gapMax?: number;
    readonly iterationsMax?: number;
}
export declare function limitsFor({ facilityCount, customerCount }: SitingProblem, given: SitingLimits): Required<SitingLimits>;
/**
 * @returns the rows as one array, row by row
 * @throws RangeError if a row has another length, or a cell is negative or NaN
 */
export declare function flatten(name: string, rows: ArrayLike<ArrayLike<number>>, columnCount: number): Float64Array;
/** Above what serving all customers could cost in any solution, so that nothing is left that can be served. */
export declare function leavingNothing(cost: Float64Array, fixedCost: Float64Array, customerCount: number): Float64Array;
//# sourceMappingURL=problem.d.ts.map