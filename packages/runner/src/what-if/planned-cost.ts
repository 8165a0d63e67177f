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
import {chooseEntries, type Entries, entryChooser} from '@cutover/planning';
import {uspsPackages} from '../plan-epoch.ts';
import type {Draft, DraftEpoch} from './draft.ts';
import type {SessionEpoch} from './session.ts';
import {type AtTarget, type Fates, type Span, volumeOf} from './span.ts';

/** What own vans and other carriers carry over some days. No postal price moves it. */
export interface PlannedRoads {
  readonly lastMileUsd: number;
  readonly otherUsd: number;
  readonly ownedPackages: number;
  readonly otherPackages: number;
}

/** What USPS carries over some days. */
export interface PlannedMail {
  readonly postageUsd: number;
  readonly uspsPackages: number;
}

/** The prices and ways a planned epoch is read by. */
export interface PricedEpoch {
  readonly known: SessionEpoch;
  readonly draft: DraftEpoch;
  readonly handoffs: Entries;
  readonly rates: LastMileRates;
}

const choosers = new WeakMap<SessionEpoch, ReturnType<typeof entryChooser>>(); // at the volumes of the last plan

/** Chooses hand-offs at the volumes decided for a mean day, as the full plan does. */
export function priceEpoch(
  {horizon, planKept, pathsMoved}: Draft,
  known: SessionEpoch,
  draft: DraftEpoch,
  rates: LastMileRates,
  meanDayPackages: number,
): PricedEpoch {
  const {entryInput, merit} = draft.decision;
  if (planKept && !pathsMoved) {
    const choose = choosers.get(known) ?? entryChooser(entryInput, known.uspsPackages);
    choosers.set(known, choose);
    return {known, draft, handoffs: choose(entryInput.postageUsd), rates};
  }
  const packages = planKept ? known.uspsPackages : uspsPackages(horizon, merit.share, meanDayPackages);
  return {known, draft, handoffs: chooseEntries(entryInput, packages), rates};
}

/** Own vans on the mean day of a span, part routes paid in part; other carriers too. */
export function plannedRoads(draft: Draft, priced: PricedEpoch, fates: Fates, span: Span): PlannedRoads {
  const {horizon, world} = draft;
  const {rates, known} = priced;
  const {groupShare} = horizon.demand;
  const {station, stemMiles} = priced.draft.offer.options;
  const {share} = priced.draft.decision.merit;
  const days = span.toDay - span.fromDay;
  const dayPackages = volumeOf(horizon, span) / days;
  const work = new Float64Array(3);
  const total = {lastMileUsd: 0, otherUsd: 0, ownedPackages: 0, otherPackages: 0};
  for (let zip = 0; zip < station.length; zip++) {
    const s = station[zip] === NO_BUILDING ? -1 : world.stationSlot[station[zip]];
    let owned = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      const unit = (groupShare[cell] * dayPackages) / SHARE_ONE;
      const own = unit * share[cell * DELIVERER_COUNT + OWNED];
      const byOther = unit * share[cell * DELIVERER_COUNT + OTHER] + (s < 0 ? 0 : own * fates.other[s]);
      owned += own;
      total.otherPackages += byOther * days;
      total.otherUsd += byOther * days * known.otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    }
    if (s < 0) continue;
    owned *= fates.owned[s];
    if (owned === 0) continue;
    lastMileWork(rates, world.segment[zip], owned, world.areaSqMi[zip], stemMiles[zip], work);
    total.lastMileUsd += lastMileUsd(rates, work[0], work[1], work[2]) * days;
    total.ownedPackages += owned * days;
  }
  return total;
}

/** Packages that go by USPS: planned for it, and what full stations do not take. No price moves them. */
export type Mailed = Float64Array; // [zip * GROUP_COUNT + group], for one package of the nation, in 1/1024

export function mailedPackages({horizon, world}: Draft, {draft: {offer, decision}}: PricedEpoch, fates: Fates): Mailed {
  const {groupShare} = horizon.demand;
  const {share} = decision.merit;
  const {station} = offer.options;
  const mailed = new Float64Array(groupShare.length);
  for (let zip = 0; zip < station.length; zip++) {
    const s = station[zip] === NO_BUILDING ? -1 : world.stationSlot[station[zip]];
    const moved = s < 0 ? 0 : fates.diverted[s] + fates.movedOn[s];
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      const at = cell * DELIVERER_COUNT;
      mailed[cell] = groupShare[cell] * (share[at + USPS] + moved * share[at + OWNED]);
    }
  }
  return mailed;
}

/** What USPS carries over a span, at the prices of where it enters the mail. */
export function plannedMail({horizon}: Draft, {draft, handoffs}: PricedEpoch, mailed: Mailed, span: Span): PlannedMail {
  const {priceOf, postageUsd} = draft.decision.entryInput;
  const {building} = handoffs;
  let usd = 0; // for one package of the nation, in 1/1024
  let usps = 0;
  for (let zip = 0; zip < building.length; zip++) {
    if (building[zip] === NO_BUILDING) continue;
    const price = priceOf[building[zip]] * GROUP_COUNT;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const packages = mailed[zip * GROUP_COUNT + group];
      usps += packages;
      usd += packages * postageUsd[price + group];
    }
  }
  const packages = volumeOf(horizon, span) / SHARE_ONE;
  return {postageUsd: usd * packages, uspsPackages: usps * packages};
}

/** What lanes bring to last buildings; what a station moves on comes by it. */
export interface LastBuildings {
  readonly atTarget: AtTarget;
  readonly handoff: Int32Array; // [zip], building, or NO_BUILDING
  readonly toHandoff: Float64Array; // [zip], of one package of the nation, the part that comes there
}

/** @param base - the same plan with other hand-offs: only what differs is found anew */
export function lastBuildings(draft: Draft, priced: PricedEpoch, fates: Fates, base?: LastBuildings): LastBuildings {
  const handoff = priced.handoffs.building;
  if (base === undefined) return allLastBuildings(draft, priced, fates);
  const {toHandoff} = base;
  const atTarget = base.atTarget.slice();
  for (let zip = 0; zip < handoff.length; zip++) {
    const [from, to] = [base.handoff[zip], handoff[zip]];
    if (from === to) continue;
    if (from !== NO_BUILDING) atTarget[from] -= toHandoff[zip];
    if (to !== NO_BUILDING) atTarget[to] += toHandoff[zip];
  }
  return {atTarget, handoff, toHandoff};
}

function allLastBuildings(
  {horizon, world}: Draft,
  {draft: {decision, offer}, handoffs: {building: handoff}}: PricedEpoch,
  fates: Fates,
): LastBuildings {
  const {groupShare} = horizon.demand;
  const {share} = decision.merit;
  const {station} = offer.options;
  const atTarget = new Float64Array(world.network.nodeCount);
  const toHandoff = new Float64Array(station.length);
  for (let zip = 0; zip < station.length; zip++) {
    let owned = 0;
    let usps = 0;
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      owned += groupShare[cell] * share[cell * DELIVERER_COUNT + OWNED];
      usps += groupShare[cell] * share[cell * DELIVERER_COUNT + USPS];
    }
    const s = station[zip] === NO_BUILDING ? -1 : world.stationSlot[station[zip]];
    const diverted = s < 0 ? 0 : fates.diverted[s];
    toHandoff[zip] = (usps + owned * diverted) / SHARE_ONE;
    if (s >= 0) atTarget[station[zip]] += (owned * (1 - diverted - fates.other[s])) / SHARE_ONE;
    if (handoff[zip] !== NO_BUILDING) atTarget[handoff[zip]] += toHandoff[zip];
  }
  return {atTarget, handoff, toHandoff};
}
