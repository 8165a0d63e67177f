import type { TransportNetwork } from './network.ts';
/**
 * A spanning tree of ZIPs, facilities and a root that holds all spare capacity. The parent of a ZIP is the facility at
 * the end of `zipArc`; that of a facility is the ZIP at the start of `facilityArc`, or the root. Most ZIPs are leaves:
 * one facility takes all of them. Reduced costs are never negative; a flow may be, while the tree is not yet optimal.
 */
export interface TransportBasis {
    readonly zipArc: Int32Array;
    readonly facilityArc: Int32Array;
    readonly zipFlow: Float64Array;
    readonly facilityFlow: Float64Array;
    readonly price: Float64Array;
    readonly priceTie: Float64Array;
    readonly children: Int32Array;
    readonly firstZip: Int32Array;
    readonly lastZip: Int32Array;
    readonly nextZip: Int32Array;
    readonly previousZip: Int32Array;
    readonly queue: Int32Array;
    readonly isQueued: Uint8Array;
    readonly subtree: Int32Array;
    readonly inSubtree: Int32Array;
    readonly leaving: Int32Array;
    readonly exitArc: Int32Array;
    readonly exitPrice: Float64Array;
    readonly exitTie: Float64Array;
    readonly counts: {
        queueHead: number;
        queueLength: number;
        pivots: number;
    };
    readonly step: {
        price: number;
        tie: number;
    };
}
export declare const ROOT = -1;
export declare const NONE = -1;
/** The optimum without capacity: every ZIP at its cheapest arc, every facility under the root at price 0. */
export declare function createTransportBasis({ limitedCount, zipCount, cheapest, head }: TransportNetwork): TransportBasis;
/** Puts a ZIP in the list of its parent. */
export declare function hang(basis: TransportBasis, zip: number, facility: number): void;
/** Takes a ZIP out of the list of its parent. */
export declare function unhang(basis: TransportBasis, zip: number, facility: number): void;
/**
 * Lists the facilities of the subtree below the first `count` entries of `subtree`, which the caller has put there, and
 * marks them with the number of the pivot.
 *
 * @returns how many there are
 */
export declare function listSubtree({ first, head }: TransportNetwork, basis: TransportBasis, count: number): number;
/** Works out the flows that demand and capacity force on the tree, and queues every node whose flow is too low. */
export declare function fillFlows(network: TransportNetwork, basis: TransportBasis, demand: Int32Array, room: Float64Array): void;
/** Queues a facility whose flow is negative: it has more than it can take. */
export declare function queueFacility(basis: TransportBasis, facility: number): void;
/**
 * Queues a ZIP that sends nothing to its parent and yet holds facilities above it: they need not cost that much. With
 * none such left, prices are the least that are optimal.
 */
export declare function queueZip(basis: TransportBasis, zip: number): void;
/** @returns the node that waits longest; the queue must not be empty */
export declare function dequeue({ queue, isQueued, counts }: TransportBasis): number;
//# sourceMappingURL=basis.d.ts.map