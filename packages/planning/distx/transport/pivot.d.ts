import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
/**
 * Dual network simplex: while some facility has more than it can take, or too little to keep its price, its arc
 * leaves the tree, the arc that costs least of those between its subtree and the rest enters, and the prices of the
 * subtree move until that arc costs nothing more.
 *
 * Costs are compared with their ties. So every pivot raises the dual value, or lowers prices at the same value: the
 * end is reached, and it is the same from any start.
 *
 * @param basis - overwritten: optimal
 * @returns pivots made
 * @see R. V. Helgason and J. L. Kennington, "An efficient procedure for implementing a dual simplex network flow
 *   algorithm", AIIE Transactions 9 (1977) 63–68
 */
export declare function pivotToOptimum(network: TransportNetwork, basis: TransportBasis): number;
//# sourceMappingURL=pivot.d.ts.map