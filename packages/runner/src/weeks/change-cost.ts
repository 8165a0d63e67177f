import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OWNED,
  SHARE_ONE,
  value,
} from '@cutover/core';
import {LOAD_ONE} from '@cutover/planning';
import type {CostScene} from './cost-scene.ts';

/** USD, once, for one ZIP: all but notice when it comes to a state, notice when it leaves. */
export interface ChangeCost {
  readonly switchUsd: number;
  readonly hireUsd: number;
  readonly dualUsd: number; // vans paid while packages still go the old way
  readonly noticeUsd: number; // vans paid after they went another way
}

export interface ChangeRates {
  readonly lastMile: LastMileRates;
  readonly usdPerDriver: number;
  readonly switchUsd: number;
  readonly dualDays: number;
  readonly noticeDays: number;
}

export function changeRates({p, cubeFt3}: Pick<CostScene['world'], 'p' | 'cubeFt3'>): ChangeRates {
  return {
    lastMile: lastMileRates(p, cubeFt3),
    usdPerDriver: value(p, 'hire_train_usd_per_driver') * value(p, 'drivers_per_route'),
    switchUsd: value(p, 'switch_usd_per_zip'),
    dualDays: value(p, 'dual_running_days'),
    noticeDays: value(p, 'notice_days'),
  };
}

/**
 * What it costs to come to a state and to leave it: crews hired and let go for what today's crews do not carry.
 *
 * @param load - own packages of the ZIP in that state, in 1/LOAD_ONE of the nation's
 */
export function changeCost(scene: CostScene, rates: ChangeRates, zip: number, state: number, load: number): ChangeCost {
  const {world, states, horizon, segments} = scene;
  const {lastMile, usdPerDriver, switchUsd, dualDays, noticeDays} = rates;
  const slot = states.slot[state];
  if (slot < 0) return {switchUsd, hireUsd: 0, dualUsd: 0, noticeUsd: 0};
  const meanDay = horizon.demand.dayFirst[horizon.dayCount] / horizon.dayCount;
  const isToday = world.service.building[slot] === segments[0].options.options.station[zip];
  const work = new Float64Array(3);
  const road = (weight: number): {routes: number; usd: number} => {
    const stemMiles = world.service.stemMiles[slot];
    lastMileWork(lastMile, world.segment[zip], weight * meanDay, world.areaSqMi[zip], stemMiles, work);
    return {routes: work[2], usd: lastMileUsd(lastMile, work[0], work[1], work[2])};
  };
  const [before, after] = [road(isToday ? ownedToday(scene, zip) : 0), road(load / LOAD_ONE)];
  const moreUsd = Math.max(0, after.usd - before.usd);
  return {
    switchUsd,
    hireUsd: usdPerDriver * Math.max(0, after.routes - before.routes), // fewer crews than today's bring nothing back
    dualUsd: dualDays * moreUsd,
    noticeUsd: noticeDays * moreUsd,
  };
}

function ownedToday({horizon, segments}: CostScene, zip: number): number {
  if (segments[0].options.options.station[zip] === NO_BUILDING) return 0;
  let owned = 0;
  for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
    owned += (horizon.demand.groupShare[cell] * horizon.todayShare[cell * DELIVERER_COUNT + OWNED]) / SHARE_ONE;
  }
  return Math.round(LOAD_ONE * owned) / LOAD_ONE; // as loads are: what stays the same costs nothing
}
