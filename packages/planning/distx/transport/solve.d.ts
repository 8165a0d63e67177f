import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
import { type TransportSolution } from './solution.ts';
/**
 * Finds the cheapest way to carry each ZIP's packages within the capacity of the facilities (dual network simplex from
 * the optimum without capacity, where most ZIPs stay; exact, in whole packages).
 *
 * The result depends on the input alone: of equally cheap plans the one with the least sum of fixed weights of arc
 * indexes, and of all optimal prices the least, whatever basis the search started from.
 *
 * A basis that a solution was read from is a good start for another day of the same network. Without one, and for new
 * costs, the start is every ZIP at its cheapest facility.
 *
 * @param demand - `[zip]`, packages, ≥ 0
 * @param capacity - `[facility]`, whole packages, ≥ 0; Infinity: no limit. What is closed has 0, and a price
 * @param basis - overwritten: optimal; of this network
 * @throws RangeError if an array does not fit the network, or a value is negative or a fraction
 */
export declare function solveTransport(network: TransportNetwork, demand: Int32Array, capacity: Float64Array, basis?: TransportBasis): TransportSolution;
/** What changes from one day to the next while costs stay. */
export interface TransportDay {
    readonly day: number;
    readonly solution: TransportSolution;
}
/**
 * Solves day after day, each from the basis of the one before. Solutions do not depend on where the range begins, so
 * any cut of a year into ranges, on any number of threads, gives the same bytes.
 *
 * @param network - of an epoch: on all days of the range costs are the same
 * @param fromDay - first day, in
 * @param toDay - last day, out
 * @param fillDay - writes demand `[zip]` and capacity `[facility]` of a day, as `solveTransport` wants them; both
 *   arrays are reused
 * @throws RangeError as `solveTransport` does
 */
export declare function solveTransportDays(network: TransportNetwork, fromDay: number, toDay: number, fillDay: (day: number, demand: Int32Array, capacity: Float64Array) => void): Generator<TransportDay>;
//# sourceMappingURL=solve.d.ts.map