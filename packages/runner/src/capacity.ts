import {GROUP_COUNT, SHARE_ONE, value} from '@cutover/core';
import {type StationCapacity, stationCapacity} from '@cutover/simulation';
import type {Horizon} from './horizon.ts';
import type {World} from './world.ts';

/** What stations can take, by day, and what the plan asks of it. A station is its place in `world.stations`. */
export interface Capacity extends StationCapacity {
  readonly full: Float64Array; // [station], packages a day
}

/** Capacity as the twin gives it; where it gives none, planned peak-day load x headroom. */
export function createCapacity(world: World, horizon: Horizon, seed: number): Capacity {
  const stations = world.stations.map((building) => world.twin.facilities[building]);
  const load = peakLoads(world, horizon);
  const headroom = value(world.p, 'capacity_headroom');
  const full = Float64Array.from(
    stations,
    ({capacityPackagesPerDay}, s) => capacityPackagesPerDay ?? load[s] * headroom,
  );
  return {full, ...stationCapacity(stations, full, horizon.firstDay, horizon.dayCount, seed, world.p)};
}

/** Today's own packages of the ZIPs nearest to each station, on the horizon's peak day. */
function peakLoads(world: World, {demand, todayShare}: Horizon): Float64Array {
  const peak = demand.dayPackages.reduce((most, packages) => Math.max(most, packages), 0);
  const load = new Float64Array(world.stations.length);
  const {firstSlot, building} = world.service;
  for (let zip = 0; zip < world.twin.zips.length; zip++) {
    if (firstSlot[zip] === firstSlot[zip + 1]) continue;
    const station = world.stationSlot[building[firstSlot[zip]]];
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      load[station] += (peak * demand.groupShare[cell] * todayShare[3 * cell]) / SHARE_ONE;
    }
  }
  return load;
}

/** The tightest day of an interval. */
export interface TightestDay {
  readonly share: Float64Array; // [station], capacity as a share of the day's national volume; 0: closed
  readonly isRamping: Uint8Array; // [station], 1 where capacity is below full on some day
}

export function tightestDay(capacity: Capacity, horizon: Horizon, fromDay: number, toDay: number): TightestDay {
  const stationCount = capacity.full.length;
  const share = new Float64Array(stationCount).fill(Infinity);
  const isRamping = new Uint8Array(stationCount);
  for (let day = fromDay; day < toDay; day++) {
    for (let s = 0; s < stationCount; s++) {
      const packages = capacity.planned[day * stationCount + s];
      share[s] = Math.min(share[s], packages / Math.max(1, horizon.demand.dayPackages[day]));
      if (packages < Math.floor(capacity.full[s])) isRamping[s] = 1;
    }
  }
  return {share, isRamping};
}
