import {
  DELIVERER_COUNT,
  type Epoch,
  GROUP_COUNT,
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OTHER,
  OWNED,
  type ParameterSet,
  SHARE_ONE,
  USPS,
  value,
} from '@cutover/core';
import type {PlannedWeek} from '@cutover/reporting';
import type {EpochPlan} from '../plan-epoch.ts';
import type {Prepared} from '../prepare.ts';
import {horizonWeeks} from './weeks.ts';

/** First days of the weeks of a horizon, since 1970-01-01. */
export function weekStarts({horizon}: Prepared): number[] {
  return horizonWeeks(horizon).map(({fromDay}) => horizon.firstDay + fromDay);
}

/**
 * What a plan expects of the weeks that some days touch, on those days.
 *
 * @param days - since 1970-01-01, both in
 */
export function plannedWeeks(prepared: Prepared, days: {readonly from: number; readonly to: number}): PlannedWeek[] {
  const {horizon, plans, world} = prepared;
  const rates = lastMileRates(world.p, world.cubeFt3);
  return horizonWeeks(horizon).flatMap((week) => {
    const fromDay = Math.max(week.fromDay, days.from - horizon.firstDay);
    const toDay = Math.min(week.toDay, days.to + 1 - horizon.firstDay);
    if (fromDay >= toDay) return [];
    const planned = emptyWeek(horizon.firstDay, {fromDay, toDay}, world.twin.zips.length);
    for (const plan of plans) addEpoch(prepared, plan, {fromDay, toDay}, rates, planned);
    return planned;
  });
}

function emptyWeek(firstDay: number, {fromDay, toDay}: Epoch, zipCount: number): PlannedWeek {
  return {
    ...{fromDay: firstDay + fromDay, toDay: firstDay + toDay},
    packages: new Float64Array(zipCount * DELIVERER_COUNT),
    latePackages: new Float64Array(zipCount * DELIVERER_COUNT),
    station: new Int32Array(zipCount).fill(NO_BUILDING),
    routes: new Float64Array(zipCount),
    roadUsd: new Float64Array(zipCount),
  };
}

/** Adds the days that an epoch and a week share, each day at their mean volume. */
function addEpoch(
  {horizon, world}: Prepared,
  {policy, options, ways}: EpochPlan,
  week: Epoch,
  rates: LastMileRates,
  planned: PlannedWeek,
): void {
  const fromDay = Math.max(week.fromDay, policy.epoch.fromDay);
  const toDay = Math.min(week.toDay, policy.epoch.toDay);
  if (fromDay >= toDay) return;
  const {demand} = horizon;
  const [volume, days] = [demand.dayFirst[toDay] - demand.dayFirst[fromDay], toDay - fromDay];
  const late = lateShares(world.p);
  const work = new Float64Array(3);
  for (let zip = 0; zip < planned.station.length; zip++) {
    const onTime = [ways.ownOnTimeShare[zip], ways.uspsOnTimeShare[zip], 1];
    for (let each = 0; each < DELIVERER_COUNT; each++) {
      let weight = 0;
      for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
        weight += (demand.groupShare[cell] * policy.share[cell * DELIVERER_COUNT + each]) / SHARE_ONE;
      }
      if (weight === 0) continue;
      const at = zip * DELIVERER_COUNT + each;
      planned.packages[at] += weight * volume;
      planned.latePackages[at] += weight * volume * (1 - onTime[each] * (1 - late[each]));
      if (each !== OWNED) continue;
      const stemMiles = options.stemMiles[zip];
      lastMileWork(rates, world.segment[zip], (weight * volume) / days, world.areaSqMi[zip], stemMiles, work);
      planned.routes[zip] += days * work[2];
      planned.roadUsd[zip] += days * lastMileUsd(rates, work[0], work[1], work[2]);
    }
    planned.station[zip] = policy.station[zip];
  }
}

/** Chance that a package comes later than its way says, by deliverer. */
function lateShares(p: ParameterSet): number[] {
  const late = new Array<number>(DELIVERER_COUNT);
  late[OWNED] = value(p, 'late_share_owned');
  late[USPS] = value(p, 'late_share_usps');
  late[OTHER] = value(p, 'late_share_other');
  return late;
}
