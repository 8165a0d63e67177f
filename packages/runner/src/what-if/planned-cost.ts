import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  type LastMileRates,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OTHER,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import {chooseHandoffs, type Handoffs} from '@cutover/planning';
import {uspsPackages} from '../plan-epoch.ts';
import {type WayCosts, wayCosts} from '../policy.ts';
import type {Draft, DraftEpoch} from './draft.ts';
import type {SessionEpoch} from './session.ts';

/** What a day of an epoch costs as planned, and who carries what. */
export interface PlannedDay {
  readonly linehaulUsd: number;
  readonly sortUsd: number;
  readonly lastMileUsd: number;
  readonly postageUsd: number;
  readonly otherUsd: number;
  readonly packages: Float64Array; // [way]
}

/** The prices and ways a planned epoch is read by. */
export interface PricedEpoch {
  readonly known: SessionEpoch;
  readonly draft: DraftEpoch;
  readonly handoffs: Handoffs;
  readonly ways: WayCosts;
  readonly rates: LastMileRates;
}

/** Chooses hand-offs at the volumes decided for a mean day, as the full plan does. */
export function priceEpoch(
  {horizon}: Draft,
  known: SessionEpoch,
  draft: DraftEpoch,
  rates: LastMileRates,
  meanDayPackages: number,
): PricedEpoch {
  const {decision, offer} = draft;
  const handoffs = chooseHandoffs(decision.entryInput, uspsPackages(horizon, decision.merit.share, meanDayPackages));
  return {known, draft, handoffs, ways: wayCosts(offer.ways, handoffs, offer.options), rates};
}

/** USD per package that USPS charges a ZIP's class group where its packages enter the mail. */
export function postageUsd({draft, handoffs}: PricedEpoch, zip: number, group: number): number {
  const {unit, unitPostageUsd, scfPostageUsd} = draft.decision.entryInput;
  return handoffs.building[zip] === unit[zip] ? unitPostageUsd[zip * GROUP_COUNT + group] : scfPostageUsd[group];
}

/** A day of `dayPackages` in an epoch. Lanes are at their plan fill, part routes are paid in part. */
export function plannedDay({horizon, world}: Draft, priced: PricedEpoch, dayPackages: number): PlannedDay {
  const {draft, ways, rates, handoffs, known} = priced;
  const {share} = draft.decision.merit;
  const {groupShare} = horizon.demand;
  const work = new Float64Array(3);
  const packages = new Float64Array(DELIVERER_COUNT);
  const usd = {linehaulUsd: 0, sortUsd: 0, lastMileUsd: 0, postageUsd: 0, otherUsd: 0};
  for (let zip = 0; zip < handoffs.building.length; zip++) {
    let owned = 0;
    let usps = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      const at = cell * DELIVERER_COUNT;
      const all = (groupShare[cell] * dayPackages) / SHARE_ONE;
      const byUsps = all * share[at + USPS];
      const byOther = all * share[at + OTHER];
      owned += all * share[at + OWNED];
      usps += byUsps;
      packages[OTHER] += byOther;
      if (byUsps > 0) usd.postageUsd += byUsps * postageUsd(priced, zip, group);
      usd.otherUsd += byOther * known.otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    }
    packages[OWNED] += owned;
    packages[USPS] += usps;
    if (owned > 0 && draft.offer.options.station[zip] !== NO_BUILDING) {
      lastMileWork(rates, world.segment[zip], owned, world.areaSqMi[zip], draft.offer.options.stemMiles[zip], work);
      usd.lastMileUsd += lastMileUsd(rates, work[0], work[1], work[2]);
      usd.linehaulUsd += owned * (ways.ownUsd[zip] - ways.ownSortUsd[zip]);
      usd.sortUsd += owned * ways.ownSortUsd[zip];
    }
    if (usps > 0 && handoffs.building[zip] !== NO_BUILDING) {
      usd.linehaulUsd += usps * (ways.uspsUsd[zip] - ways.uspsSortUsd[zip]);
      usd.sortUsd += usps * ways.uspsSortUsd[zip];
    }
  }
  return {...usd, packages};
}
