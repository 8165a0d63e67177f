import type { SitingProblem } from './problem.ts';
/** What a facility is in a branch of the search. */
export declare const FREE: number, CLOSED: number, OPENED: number;
/** Reused by every evaluation of one problem. */
export interface Relaxation {
    readonly reducedCost: Float64Array;
    readonly opened: Float64Array;
    readonly served: Float64Array;
    readonly order: Int32Array;
    readonly item: Int32Array;
    readonly ratio: Float64Array;
    readonly amount: Float64Array;
}
export declare function createRelaxation({ facilityCount, customerCount }: SitingProblem): Relaxation;
/**
 * Lower bound on every solution, from prices: each customer pays its price to be served once, each facility serves
 * whom it gains by within its capacity (continuous knapsack), and those open that gain, or that are needed so that
 * capacity covers demand (Lagrangian relaxation of demand, with the aggregate capacity as a surrogate constraint).
 *
 * @param price - `[customer]`, at most `unservedCost` where a customer may stay unserved
 * @param state - `[facility]`, FREE, CLOSED or OPENED
 * @param relaxation - overwritten
 * @see J. E. Beasley, "Lagrangean heuristics for location problems", Eur. J. Oper. Res. 65 (1993) 383–399
 */
export declare function relax(problem: SitingProblem, price: Float64Array, state: Uint8Array, relaxation: Relaxation): number;
/**
 * What a facility gains at most by serving within its capacity, fixed cost aside.
 *
 * @param weight - added to `served` for each customer it serves wholly; 0: none is
 */
export declare function knapsack({ cost, demand, capacity, customerCount }: SitingProblem, facility: number, price: Float64Array, weight: number, { item, ratio, amount, served }: Relaxation): number;
/** The cheapest set to open: by number, or by capacity where that says more. Writes `opened`; returns its cost. */
export declare function openCheapest(problem: SitingProblem, state: Uint8Array, relaxation: Relaxation): number;
//# sourceMappingURL=relaxation.d.ts.map