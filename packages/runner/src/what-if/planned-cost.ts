import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  type LastMileRates,
  lastMileUsd,
  lastMileWork,
  type MeanWays,
  NO_BUILDING,
  OTHER,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import {chooseHandoffs, type Handoffs} from '@cutover/planning';
import {uspsPackages} from '../plan-epoch.ts';
import type {Draft, DraftEpoch} from './draft.ts';
import type {SessionEpoch} from './session.ts';

/** What own vans and other carriers cost on a day of an epoch as planned. No postal price moves it. */
export interface PlannedRoads {
  readonly linehaulUsd: number;
  readonly sortUsd: number;
  readonly lastMileUsd: number;
  readonly otherUsd: number;
  readonly ownedPackages: number;
  readonly otherPackages: number;
}

/** What USPS and the way to it cost on a day of an epoch as planned. */
export interface PlannedMail {
  readonly linehaulUsd: number;
  readonly sortUsd: number;
  readonly postageUsd: number;
  readonly uspsPackages: number;
}

/** The prices and ways a planned epoch is read by. */
export interface PricedEpoch {
  readonly known: SessionEpoch;
  readonly draft: DraftEpoch;
  readonly handoffs: Handoffs;
  readonly rates: LastMileRates;
}

/** Chooses hand-offs at the volumes decided for a mean day, as the full plan does. */
export function priceEpoch(
  {horizon, planKept}: Draft,
  known: SessionEpoch,
  draft: DraftEpoch,
  rates: LastMileRates,
  meanDayPackages: number,
): PricedEpoch {
  const {decision} = draft;
  const packages = planKept ? known.uspsPackages : uspsPackages(horizon, decision.merit.share, meanDayPackages);
  const handoffs = chooseHandoffs(decision.entryInput, packages);
  return {known, draft, handoffs, rates};
}

/** The mean way of a ZIP's packages into the mail, to the building they enter it at. */
export function mailWay({draft: {offer}, handoffs}: PricedEpoch, zip: number): MeanWays {
  return handoffs.building[zip] === offer.options.unit[zip] ? offer.ways.unit : offer.ways.scf;
}

/** USD per package that USPS charges a ZIP's class group where its packages enter the mail. */
export function postageUsd({draft, handoffs}: PricedEpoch, zip: number, group: number): number {
  const {unit, unitPostageUsd, scfPostageUsd} = draft.decision.entryInput;
  const usd = handoffs.building[zip] === unit[zip] ? unitPostageUsd : scfPostageUsd;
  return usd[zip * GROUP_COUNT + group];
}

/** Own vans and other carriers on a day of `dayPackages`, lanes at their plan fill, part routes paid in part. */
export function plannedRoads({horizon, world}: Draft, priced: PricedEpoch, dayPackages: number): PlannedRoads {
  const {draft, rates, known} = priced;
  const own = draft.offer.ways.station;
  const {share} = draft.decision.merit;
  const {groupShare} = horizon.demand;
  const {station, stemMiles} = draft.offer.options;
  const work = new Float64Array(3);
  const usd = {linehaulUsd: 0, sortUsd: 0, lastMileUsd: 0, otherUsd: 0};
  const packages = {ownedPackages: 0, otherPackages: 0};
  for (let zip = 0; zip < station.length; zip++) {
    let owned = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      const all = (groupShare[cell] * dayPackages) / SHARE_ONE;
      const byOther = all * share[cell * DELIVERER_COUNT + OTHER];
      owned += all * share[cell * DELIVERER_COUNT + OWNED];
      packages.otherPackages += byOther;
      usd.otherUsd += byOther * known.otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    }
    packages.ownedPackages += owned;
    if (owned === 0 || station[zip] === NO_BUILDING) continue;
    lastMileWork(rates, world.segment[zip], owned, world.areaSqMi[zip], stemMiles[zip], work);
    usd.lastMileUsd += lastMileUsd(rates, work[0], work[1], work[2]);
    usd.linehaulUsd += owned * (own.costUsd[zip] - own.sortUsd[zip]);
    usd.sortUsd += owned * own.sortUsd[zip];
  }
  return {...usd, ...packages};
}

/** USPS on a day of `dayPackages`. */
export function plannedMail({horizon}: Draft, priced: PricedEpoch, dayPackages: number): PlannedMail {
  const {share} = priced.draft.decision.merit;
  const {handoffs} = priced;
  const {groupShare} = horizon.demand;
  const mail = {linehaulUsd: 0, sortUsd: 0, postageUsd: 0, uspsPackages: 0};
  for (let zip = 0; zip < handoffs.building.length; zip++) {
    if (handoffs.building[zip] === NO_BUILDING) continue;
    let usps = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      const byUsps = (groupShare[cell] * dayPackages * share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
      if (byUsps === 0) continue;
      usps += byUsps;
      mail.postageUsd += byUsps * postageUsd(priced, zip, group);
    }
    if (usps === 0) continue; // a ZIP without a way may have a cost of NaN
    mail.uspsPackages += usps;
    const way = mailWay(priced, zip);
    mail.linehaulUsd += usps * (way.costUsd[zip] - way.sortUsd[zip]);
    mail.sortUsd += usps * way.sortUsd[zip];
  }
  return mail;
}
