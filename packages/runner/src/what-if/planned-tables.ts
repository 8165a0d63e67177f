import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OTHER,
  OWNED,
  SHARE_ONE,
} from '@cutover/core';
import {type Draft, draftOf} from './draft.ts';
import type {PricedEpoch} from './planned-cost.ts';
import {type PlannedDays, planHorizon, priceEpochs} from './planned-days.ts';
import type {WhatIfSession} from './session.ts';
import {volumeOf} from './span.ts';
import type {StationDays} from './station-days.ts';
import {daysWaited, transitDays} from './transit-days.ts';

/** A scenario as planned over its horizon: what the tables of a run of it say, on expected loads. */
export interface PlannedTables {
  readonly zips: PlannedZips;
  readonly stations: readonly PlannedStation[];
}

/** Every ZIP over the horizon. [zip] */
export interface PlannedZips {
  readonly usd: Float64Array; // linehaul and sort at plan fill, own last mile, postage, other carriers
  readonly ownedPackages: Float64Array; // delivered
  readonly uspsPackages: Float64Array;
  readonly otherPackages: Float64Array;
  readonly transitDays: Float64Array; // order ready to door, mean; NaN without packages
}

/** A delivery station, day by day of the horizon. */
export interface PlannedStation {
  readonly facilityId: string;
  readonly planned: Uint32Array;
  readonly delivered: Uint32Array;
  readonly overflow: Uint32Array; // turned away at the FC, moved on, or left waiting
  readonly capacity: Uint32Array;
}

/** The tables of a session's scenario without a change. */
export function plannedTables(session: WhatIfSession): PlannedTables {
  const draft = draftOf(session, session.twin);
  const priced = priceEpochs(session, draft, () => false);
  const {epochs, stations} = planHorizon(session, draft, priced);
  const zipCount = draft.world.twin.zips.length;
  const float = () => new Float64Array(zipCount);
  const zips: PlannedZips = {
    ...{usd: float(), ownedPackages: float(), uspsPackages: float(), otherPackages: float(), transitDays: float()},
  };
  priced.forEach((each, i) => addEpoch(draft, each, epochs[i], stations, zips));
  for (let zip = 0; zip < zipCount; zip++) {
    zips.transitDays[zip] /= zips.ownedPackages[zip] + zips.uspsPackages[zip] + zips.otherPackages[zip];
  }
  return {zips, stations: draft.world.stations.map((_, s) => stationOf(draft, stations, s))};
}

/** Adds what an epoch costs and carries; of `transitDays` the package-days. */
function addEpoch(
  draft: Draft,
  priced: PricedEpoch,
  {fates, mailed}: Pick<PlannedDays, 'fates' | 'mailed'>,
  stations: StationDays,
  zips: PlannedZips,
): void {
  const {horizon, world} = draft;
  const {epoch} = priced.known;
  const {station} = priced.draft.offer.options;
  const {share} = priced.draft.decision.merit;
  const {groupShare} = horizon.demand;
  const volume = volumeOf(horizon, epoch);
  const days = transitDays(draft, priced, fates, daysWaited(stations, epoch), epoch);
  for (let zip = 0; zip < station.length; zip++) {
    const s = station[zip] === NO_BUILDING ? -1 : world.stationSlot[station[zip]];
    let [owned, usps, other] = [0, 0, 0];
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      const unit = (groupShare[cell] * volume) / SHARE_ONE;
      const own = unit * share[cell * DELIVERER_COUNT + OWNED];
      const byOther = unit * share[cell * DELIVERER_COUNT + OTHER] + (s < 0 ? 0 : own * fates.other[s]);
      owned += s < 0 ? 0 : own * fates.owned[s];
      other += byOther;
      usps += (mailed[cell] * volume) / SHARE_ONE;
      zips.usd[zip] += byOther * priced.known.otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    }
    zips.ownedPackages[zip] += owned;
    zips.uspsPackages[zip] += usps;
    zips.otherPackages[zip] += other;
    if (owned > 0) zips.usd[zip] += ownUsd(draft, priced, zip, owned);
    if (usps > 0) zips.usd[zip] += mailUsd(priced, mailed, zip, volume);
    if (owned + usps + other > 0) zips.transitDays[zip] += (owned + usps + other) * days[zip];
  }
}

const work = new Float64Array(3); // scratch

/** Own vans on the mean day of an epoch, and the way to the station. */
function ownUsd({world}: Draft, {rates, known, draft: {offer}}: PricedEpoch, zip: number, packages: number): number {
  const days = known.epoch.toDay - known.epoch.fromDay;
  lastMileWork(rates, world.segment[zip], packages / days, world.areaSqMi[zip], offer.options.stemMiles[zip], work);
  return lastMileUsd(rates, work[0], work[1], work[2]) * days + packages * offer.ways.station.costUsd[zip];
}

/** Postage, and the way to the hand-off. */
function mailUsd(
  {draft: {offer, decision}, handoffs: {building}}: PricedEpoch,
  mailed: Float64Array,
  zip: number,
  volume: number,
): number {
  if (building[zip] === NO_BUILDING) return 0;
  const {priceOf, postageUsd} = decision.entryInput;
  const way = building[zip] === offer.options.unit[zip] ? offer.ways.unit : offer.ways.scf;
  let usd = 0;
  for (let group = 0; group < GROUP_COUNT; group++) {
    const price = postageUsd[priceOf[building[zip]] * GROUP_COUNT + group];
    usd += mailed[zip * GROUP_COUNT + group] * (price + way.costUsd[zip]);
  }
  return (usd * volume) / SHARE_ONE;
}

function stationOf({world, capacity, horizon}: Draft, days: StationDays, s: number): PlannedStation {
  const {stationCount} = days;
  const ofStation = (counts: ArrayLike<number>): Uint32Array =>
    Uint32Array.from({length: horizon.dayCount}, (_, day) => counts[day * stationCount + s]);
  const [diverted, other, movedOn, held] = [days.diverted, days.other, days.movedOn, days.held].map(ofStation);
  return {
    facilityId: world.twin.facilities[world.stations[s]].facilityId,
    planned: ofStation(days.planned),
    delivered: ofStation(days.owned),
    overflow: diverted.map((packages, day) => packages + other[day] + movedOn[day] + held[day]),
    capacity: ofStation(capacity.planned),
  };
}
