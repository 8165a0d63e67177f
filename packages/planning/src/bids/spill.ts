import {GROUP_COUNT} from '@cutover/core';
import {LOAD_ONE} from '../assign/problem.ts';
import {entersHere} from './offer.ts';
import {ELSE_LIST, ELSE_MAIL, ELSE_OTHER, type BidScene, type Offer} from './scene.ts';

/** Where packages go without a node instead of entering there; packages over all weeks, below 0: fewer than with it. */
export interface Spill {
  readonly own: ReadonlyMap<number, number>; // by station
  readonly mail: number; // at another node, at the contract's price
  readonly list: number; // into the mail at list price
  readonly other: number; // by another carrier
}

/** Counts of one use of the node; `add` lays uses over one another. */
export interface SpillCount {
  own: Map<number, number>;
  elsewhere: Float64Array; // [ELSE_MAIL, ELSE_LIST, ELSE_OTHER]
}

export function createSpillCount(): SpillCount {
  return {own: new Map(), elsewhere: new Float64Array(3)};
}

/**
 * Adds what a use of the node has go by each way, `times` over. A package that changes from the mail to own vans or to
 * another carrier with the state of its ZIP is one of the state's: the ZIP's packages are the same in all of them.
 *
 * @param paths - `[zip * weekCount + week]`
 * @param shiftUsd - dollars a package above the planned price that the use is cheapest at
 */
export function addUse(
  {problem, usps, segmentOf}: BidScene,
  offer: Offer,
  paths: Uint8Array,
  shiftUsd: number,
  times: number,
  {own, elsewhere}: SpillCount,
): void {
  if (times === 0) return;
  const {weekCount, firstState, station, load, packages} = problem;
  offer.zip.forEach((zip, i) => {
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      const perLoad = (times * packages[week]) / LOAD_ONE;
      if (station[state] >= 0) own.set(station[state], (own.get(station[state]) ?? 0) + perLoad * load[state]);
      elsewhere[ELSE_OTHER] -= perLoad * load[state]; // what neither own vans nor the mail carry
      for (let group = 0; group < GROUP_COUNT; group++) {
        const at = (segmentOf[week] * offer.zip.length + i) * GROUP_COUNT + group;
        const mailed = perLoad * usps[state * GROUP_COUNT + group];
        elsewhere[ELSE_OTHER] -= mailed;
        if (!entersHere(offer, at, shiftUsd)) elsewhere[offer.elseIs[at]] += mailed;
      }
    }
  });
}

export function spillOf({own, elsewhere}: SpillCount): Spill {
  return {own, mail: elsewhere[ELSE_MAIL], list: elsewhere[ELSE_LIST], other: elsewhere[ELSE_OTHER]};
}
