import { type TransportBasis } from './basis.ts';
import type { TransportNetwork } from './network.ts';
/** Changes how many facilities hang on a ZIP, and so perhaps its place in the list of its parent. */
export declare function addChild(network: TransportNetwork, basis: TransportBasis, zip: number, more: number): void;
/**
 * Hangs a subtree, cut off above its facility `top`, on the arc that enters: the way from that arc's ZIP up to `top`
 * turns round, and `packages` more flow along it from `top` to the arc.
 */
export declare function turnAtZip(network: TransportNetwork, basis: TransportBasis, entering: number, packages: number, top: number): void;
/**
 * Hangs a subtree, cut off above its ZIP `top`, on an arc into its facility, or on the root: the way from that facility
 * up to `top` turns round, and `packages` more flow along it from the arc to `top`.
 */
export declare function turnAtFacility(network: TransportNetwork, basis: TransportBasis, bottom: number, entering: number, packages: number, top: number): void;
/** A facility takes more from elsewhere, so that its parent sends it less, and so on up to the root. */
export declare function takeMore(network: TransportNetwork, basis: TransportBasis, facility: number, packages: number): void;
/** A ZIP sends more to its parent because it sends less to another facility. */
export declare function sendMore({ zip: tail, head }: TransportNetwork, basis: TransportBasis, zip: number, packages: number): void;
//# sourceMappingURL=turn.d.ts.map