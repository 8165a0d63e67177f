import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
/**
 * The arc that costs least of those from a ZIP of the marked subtree to a place outside. There is always one: a ZIP
 * may leave its packages unserved.
 *
 * @param count - facilities in `basis.subtree`
 * @param basis - overwritten: `step`, what the arc costs above the ZIP's own
 * @returns inner arc
 */
export declare function cheapestOut({ first, head, cost, tie }: TransportNetwork, basis: TransportBasis, count: number): number;
/**
 * What costs least of the arcs from a ZIP outside the marked subtree to a facility of it, and of leaving one of its
 * facilities with room to spare, at price 0.
 *
 * @param top - the ZIP that holds the subtree
 * @param basis - overwritten: `step`, what the arc costs above the ZIP's own, or the price of the facility
 * @returns inner arc; or, of a facility with room, `-1 - facility`
 */
export declare function cheapestIn(network: TransportNetwork, basis: TransportBasis, count: number, top: number): number;
//# sourceMappingURL=entering.d.ts.map