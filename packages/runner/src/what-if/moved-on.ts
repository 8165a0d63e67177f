import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING, OWNED, SHARE_ONE} from '@cutover/core';
import {overflowLanes} from '../inputs.ts';
import type {ZipOptions} from '../options.ts';
import type {Draft} from './draft.ts';
import {expectedTrips, type LaneDays, laneFacts} from './lane-days.ts';
import type {PricedEpoch} from './planned-cost.ts';
import {type Span, volumeOf} from './span.ts';
import type {StationDays} from './station-days.ts';

const lanesOf = new WeakMap<ZipOptions, Int32Array>(); // what-ifs that move no station share options

/**
 * The trips by which full stations move packages on to units, beside those the lanes make anyway. Of a span's days on
 * which a station moves packages on, the mean one stands for all; a ZIP's part is that of its own packages.
 */
export function movedOnUsd(
  draft: Draft,
  priced: PricedEpoch,
  stations: StationDays,
  {load}: LaneDays,
  span: Span,
): number {
  const {world, horizon} = draft;
  const {options} = priced.draft.offer;
  const rows = lanesOf.get(options) ?? overflowLanes(world.network.csr, {options}, world.twin.facilities.length);
  lanesOf.set(options, rows);
  const {laneOfRow, tripPackages, tripsPerDay} = laneFacts(world);
  const {days, share} = movingDays(stations, span);
  const dayPackages = volumeOf(horizon, span) / (span.toDay - span.fromDay);
  let usd = 0;
  for (let zip = 0; zip < rows.length; zip++) {
    const s = options.station[zip] === NO_BUILDING ? -1 : world.stationSlot[options.station[zip]];
    if (rows[zip] < 0 || s < 0 || days[s] === 0) continue;
    const lane = laneOfRow[rows[zip]];
    const planned = load[lane] * dayPackages;
    const moved = share[s] * ownShare(draft, priced, zip) * dayPackages;
    const trips = (packages: number): number => expectedTrips(packages, tripPackages[lane], tripsPerDay[lane]);
    usd += days[s] * (trips(planned + moved) - trips(planned)) * world.lanes.tripUsd[rows[zip]];
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
