import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
/** Whether a ZIP can go elsewhere with all its packages, and its facility would still have too much. */
export declare function fitsWhole({ children, zipFlow }: TransportBasis, zip: number, excess: number): boolean;
/**
 * Moves ZIPs out of the marked subtree, the cheapest first, as long as each is a leaf and goes with all its packages:
 * the pivots that would follow one another, at the cost of one look at the subtree.
 *
 * @param count - facilities in `basis.subtree`
 * @param top - facility that has too much
 * @param basis - overwritten: `step` and the flows; its prices are still to follow
 * @returns the arc that enters for what is left over
 */
export declare function moveWholeZips(network: TransportNetwork, basis: TransportBasis, count: number, top: number): number;
//# sourceMappingURL=whole-zips.d.ts.map