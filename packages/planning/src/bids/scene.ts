import type {Prices, WeekProblem} from '../assign/problem.ts';

/**
 * A plan, seen by who sells entry into the mail: what the plan pays for a package USPS carries, what of it is the
 * price of the hand-off, and what the ways without any bid cost; all with what is late on them at its price. A *cell*
 * is (segment, ZIP, class group):
 * `(segment * zipCount + zip) * GROUP_COUNT + group`.
 */
export interface BidScene {
  readonly problem: WeekProblem;
  readonly prices: Prices; // of the plan, for room, changes and the volume target alike
  readonly paths: Uint8Array; // of the plan
  readonly segmentOf: Int32Array; // [week]
  readonly days: Float64Array; // [week]
  readonly usps: Float64Array; // [state * GROUP_COUNT + group], packages USPS carries, in 1/LOAD_ONE of the nation's
  readonly planUsd: Float64Array; // [cell], all in, as in the problem; NaN: no way into the mail
  readonly postageUsd: Float64Array; // [cell], the hand-off's part of it
  readonly listUsd: Float64Array; // [cell], all in, at list price where it enters cheapest
  readonly otherUsd: Float64Array; // [cell], by another carrier (for the target still USPS's); Infinity: not eligible
}

/** The way a package goes that does not enter at the node. */
export const ELSE_MAIL = 0; // into the mail at another node, at the contract's price
export const ELSE_LIST = 1; // into the mail at list price
export const ELSE_OTHER = 2; // by another carrier

/** One hand-off node and the ZIPs that can enter there. A *place* is `segment * zips + i`. */
export interface Offer {
  readonly zip: Int32Array; // [zips], ascending
  readonly wayUsd: Float64Array; // [place * GROUP_COUNT + group], to the node, without the stop there; NaN: no way then
  readonly postageUsd: Float64Array; // [place * GROUP_COUNT + group], planned price
  readonly elseUsd: Float64Array; // [place * GROUP_COUNT + group], the cheapest way that does not need the node
  readonly elseIs: Uint8Array; // [place * GROUP_COUNT + group], what that way is: ELSE_MAIL, ELSE_LIST or ELSE_OTHER
  readonly isPlanned: Uint8Array; // [place], 1: the plan enters here
  readonly stopUsd: number; // one stop of the milk run; 0 where trailers come anyway
  readonly stopPackages: number; // that fit one stop, > 0
}
