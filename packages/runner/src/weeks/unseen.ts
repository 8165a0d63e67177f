import {type ParameterSet, value} from '@cutover/core';
import type {WeekProblem, WeekSolution} from '@cutover/planning';
import {rampedCapacity} from '@cutover/simulation';
import {type Pool, ranges} from '../pool.ts';
import {addOwned, BINS, SHARE_MAX, type UnseenDraw, type UnseenTask, type VolumeSd} from './unseen-task.ts';
import type {WeekScene} from './week-scene.ts';

/** How a plan fares on days of stations it has not seen. */
export interface UnseenCheck {
  readonly draws: number;
  readonly p90LoadShare: number; // of what the station can do that day; of all station-days of all draws
  readonly overflowShare: number; // of own packages
  readonly overflowShareMax: number; // that a plan may have where its P90 load is above capacity
  readonly holds: boolean; // P90 load within capacity, or overflow within its limit
}

const DRAWS = 50;

/**
 * Sets the plan against other days: volumes of ZIPs and weeks drawn around the plan's, stations' capacities with other
 * seeds. Day by day, backlog left aside.
 */
export async function checkUnseen(
  pool: Pool,
  {world, horizon, weeks, capacity}: WeekScene,
  problem: WeekProblem,
  {paths}: Pick<WeekSolution, 'paths'>,
  seed: number,
): Promise<UnseenCheck> {
  const {zipCount, weekCount, stationCount, firstState, station, load} = problem;
  const stations = world.stations.map((building) => world.twin.facilities[building]);
  const recipe: Omit<UnseenTask, 'fromDraw' | 'toDraw'> = {
    ...{kind: 'unseen', paths, weeks, seed, p: world.p, sd: volumeSd(world.p)},
    problem: {zipCount, weekCount, stationCount, firstState, station, load},
    dayPackages: horizon.demand.dayPackages,
    stations: stations.map(({latitudeDeg, longitudeDeg}) => ({latitudeDeg, longitudeDeg})),
    ramped: rampedCapacity(stations, capacity.full, horizon.firstDay, horizon.dayCount, world.p),
  };
  // A task a thread: each lists the plan's loads anew, and who asks may be too busy to hand out more.
  const parts = await Promise.all(
    ranges(DRAWS, Math.ceil(DRAWS / pool.threads)).map(({from, to}) =>
      pool.run<UnseenDraw[]>({...recipe, fromDraw: from + 1, toDraw: to + 1}),
    ),
  );
  const bins = new Float64Array(BINS + 1);
  let [owned, over] = [0, 0];
  for (const draw of parts.flat()) {
    owned = addOwned(recipe, draw.load, owned);
    for (let i = 0; i < draw.beyond.length; i++) over += draw.beyond[i];
    for (let bin = 0; bin <= BINS; bin++) bins[bin] += draw.bins[bin];
  }
  const p90LoadShare = quantile(bins, 0.9);
  const overflowShare = owned === 0 ? 0 : over / owned;
  const overflowShareMax = value(world.p, 'plan_overflow_share_max');
  const holds = p90LoadShare <= 1 || overflowShare < overflowShareMax;
  return {draws: DRAWS, p90LoadShare, overflowShare, overflowShareMax, holds};
}

export function volumeSd(p: ParameterSet): VolumeSd {
  return {zip: value(p, 'volume_zip_sd'), week: value(p, 'volume_week_sd')};
}

function quantile(bins: Float64Array, share: number): number {
  const all = bins.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    below += bins[bin];
    if (below >= share * all) return (bin * SHARE_MAX) / BINS;
  }
  return 0;
}
