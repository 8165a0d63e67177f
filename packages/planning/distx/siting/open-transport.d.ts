import type { SitingProblem } from './problem.ts';
/** The cheapest way to serve all customers from a set of open facilities. */
export interface OpenTransport {
    readonly serveCost: number;
    readonly unserved: number;
    readonly price: Float64Array;
    readonly flow: readonly ReadonlyMap<number, number>[];
}
/**
 * Serves customers from open facilities at least cost (transportation problem; successive shortest paths between
 * facilities, of which there are few, from the solution without capacities). Exact, split allowed. Made for thousands
 * of small sets of one problem, with costs and demand in any unit, fractions too; `solveTransport` takes whole mils and
 * packages of a fixed network.
 *
 * @param open - facilities, ascending
 */
export declare function transportFrom(problem: SitingProblem, open: readonly number[]): OpenTransport;
//# sourceMappingURL=open-transport.d.ts.map