import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING, OWNED, SHARE_ONE} from '@cutover/core';
import type {Draft} from './draft.ts';
import type {PricedEpoch} from './planned-cost.ts';

/** Own packages planned above what their stations take on a day of the horizon. */
export function beyondCapacity({horizon, capacity, world}: Draft, {draft}: PricedEpoch, day: number): number {
  const load = stationLoads(world.stationSlot, draft, horizon.demand.groupShare, capacity.full.length);
  const dayPackages = horizon.demand.dayPackages[day];
  return load.reduce(
    (sum, share, s) => sum + Math.max(0, share * dayPackages - capacity.planned[day * load.length + s]),
    0,
  );
}

/** @returns `[station]`, share of the national volume that goes through it */
function stationLoads(
  stationSlot: Int32Array,
  {offer, decision}: PricedEpoch['draft'],
  groupShare: Float64Array,
  stationCount: number,
): Float64Array {
  const load = new Float64Array(stationCount);
  const {station} = offer.options;
  for (let zip = 0; zip < station.length; zip++) {
    if (station[zip] === NO_BUILDING) continue;
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      const owned = decision.merit.share[cell * DELIVERER_COUNT + OWNED];
      load[stationSlot[station[zip]]] += (groupShare[cell] * owned) / SHARE_ONE;
    }
  }
  return load;
}
