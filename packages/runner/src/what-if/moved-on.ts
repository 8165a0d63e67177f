import {DELIVERER_COUNT, type FlowTemplate, GROUP_COUNT, NO_BUILDING, OWNED, SHARE_ONE} from '@cutover/core';
import {overflowLanes} from '../inputs.ts';
import type {ZipOptions} from '../options.ts';
import type {Draft} from './draft.ts';
import {expectedTrips, flowLanes, type LaneDays, laneFacts} from './lane-days.ts';
import type {PricedEpoch} from './planned-cost.ts';
import {type Span, volumeOf} from './span.ts';
import type {StationDays} from './station-days.ts';

/** What full stations move on to units over some days, one entry for each ZIP that it may be of. */
export interface MovedOn {
  readonly lane: Uint32Array; // from the station to the unit
  readonly days: Float64Array; // on which the station moves packages on
  readonly packages: Float64Array; // on each of them
}

const lanesOf = new WeakMap<ZipOptions, Int32Array>(); // what-ifs that move no station share options

/**
 * Of a span's days on which a station moves packages on, the mean one stands for all; a ZIP's part is that of its own
 * packages. No price moves it.
 */
export function movedOn(draft: Draft, priced: PricedEpoch, stations: StationDays, span: Span): MovedOn {
  const {world, horizon} = draft;
  const {options} = priced.draft.offer;
  const rows = lanesOf.get(options) ?? overflowLanes(world.network.csr, {options}, world.twin.facilities.length);
  lanesOf.set(options, rows);
  const {laneOfRow} = laneFacts(world);
  const {days, share} = movingDays(stations, span);
  const dayPackages = volumeOf(horizon, span) / (span.toDay - span.fromDay);
  const slot = (zip: number): number =>
    options.station[zip] === NO_BUILDING ? -1 : world.stationSlot[options.station[zip]];
  const zips = Array.from(rows.keys()).filter((zip) => rows[zip] >= 0 && slot(zip) >= 0 && days[slot(zip)] > 0);
  return {
    lane: Uint32Array.from(zips, (zip) => laneOfRow[rows[zip]]),
    days: Float64Array.from(zips, (zip) => days[slot(zip)]),
    packages: Float64Array.from(zips, (zip) => share[slot(zip)] * ownShare(draft, priced, zip) * dayPackages),
  };
}

/** The trips it takes beside those the lanes make anyway. */
export function movedOnUsd(
  {world, horizon}: Draft,
  {lane, days, packages}: MovedOn,
  flow: FlowTemplate,
  {load}: LaneDays,
  span: Span,
): number {
  const {slotOf} = flowLanes(world, flow);
  const {tripPackages, tripsPerDay} = laneFacts(world);
  const {tripUsd} = world.lanes;
  const {laneRow} = world.network.csr;
  const dayPackages = volumeOf(horizon, span) / (span.toDay - span.fromDay);
  let usd = 0;
  for (let i = 0; i < lane.length; i++) {
    const slot = slotOf[lane[i]];
    const planned = slot < 0 ? 0 : load[slot] * dayPackages;
    const [fills, schedule] = [tripPackages[lane[i]], tripsPerDay[lane[i]]];
    const more = expectedTrips(planned + packages[i], fills, schedule) - expectedTrips(planned, fills, schedule);
    usd += days[i] * more * tripUsd[laneRow[lane[i]]];
  }
  return usd;
}

/** Days of a span on which stations move packages on, and what part of a mean day's plan they move then. */
function movingDays(
  {stationCount, movedOn, planned}: StationDays,
  {fromDay, toDay}: Span,
): {days: Float64Array; share: Float64Array} {
  const days = new Float64Array(stationCount);
  const packages = new Float64Array(stationCount);
  const all = new Float64Array(stationCount);
  for (let day = fromDay; day < toDay; day++) {
    for (let s = 0; s < stationCount; s++) {
      const at = day * stationCount + s;
      all[s] += planned[at] / (toDay - fromDay);
      packages[s] += movedOn[at];
      if (movedOn[at] > 0) days[s]++;
    }
  }
  return {days, share: packages.map((moved, s) => (moved === 0 || all[s] === 0 ? 0 : moved / days[s] / all[s]))};
}

function ownShare({horizon}: Draft, {draft}: PricedEpoch, zip: number): number {
  const {share} = draft.decision.merit;
  let owned = 0;
  for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
    owned += horizon.demand.groupShare[cell] * share[cell * DELIVERER_COUNT + OWNED];
  }
  return owned / SHARE_ONE;
}
