import {normal, type ParameterSet, value} from '@cutover/core';
import {LOAD_ONE, type WeekProblem, type WeekSolution} from '@cutover/planning';
import {rampedCapacity, shockedCapacity} from '@cutover/simulation';
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
const ZIP_STREAM = 0x5a49;
const WEEK_STREAM = 0x574b;
const BINS = 4000; // of a load share up to 2
const SHARE_MAX = 2;

/**
 * Sets the plan against other days: volumes of ZIPs and weeks drawn around the plan's, stations' capacities with other
 * seeds. Day by day, backlog left aside.
 */
export function checkUnseen(
  {world, horizon, weeks, capacity}: WeekScene,
  problem: WeekProblem,
  {paths}: Pick<WeekSolution, 'paths'>,
  seed: number,
): UnseenCheck {
  const {stationCount, weekCount} = problem;
  const sd = volumeSd(world.p);
  const stations = world.stations.map((building) => world.twin.facilities[building]);
  const ramped = rampedCapacity(stations, capacity.full, horizon.firstDay, horizon.dayCount, world.p);
  const load = new Float64Array(stationCount * weekCount);
  const bins = new Float64Array(BINS + 1);
  let owned = 0;
  let over = 0;
  for (let draw = 1; draw <= DRAWS; draw++) {
    const key = (seed + draw) >>> 0;
    const actual = shockedCapacity(stations, ramped, key, world.p);
    drawLoad(problem, paths, sd, key, load);
    weeks.forEach(({fromDay, toDay}, week) => {
      for (let day = fromDay; day < toDay; day++) {
        for (let s = 0; s < stationCount; s++) {
          const packages = (load[s * weekCount + week] / LOAD_ONE) * horizon.demand.dayPackages[day];
          if (!(packages > 0)) continue;
          const room = actual[day * stationCount + s];
          owned += packages;
          over += Math.max(0, packages - room);
          bins[Math.floor((BINS * Math.min(SHARE_MAX, packages / Math.max(1, room))) / SHARE_MAX)]++;
        }
      }
    });
  }
  const p90LoadShare = quantile(bins, 0.9);
  const overflowShare = owned === 0 ? 0 : over / owned;
  const overflowShareMax = value(world.p, 'plan_overflow_share_max');
  const holds = p90LoadShare <= 1 || overflowShare < overflowShareMax;
  return {draws: DRAWS, p90LoadShare, overflowShare, overflowShareMax, holds};
}

/** Standard deviations of volumes around the plan's, as shares. */
export interface VolumeSd {
  readonly zip: number; // of a ZIP, all year
  readonly week: number; // of the nation in a week, beyond the season
}

export function volumeSd(p: ParameterSet): VolumeSd {
  return {zip: value(p, 'volume_zip_sd'), week: value(p, 'volume_week_sd')};
}

/** Loads of station-weeks at drawn volumes, in 1/LOAD_ONE. */
function drawLoad(
  {zipCount, weekCount, firstState, station, load}: WeekProblem,
  paths: Uint8Array,
  sd: VolumeSd,
  seed: number,
  drawn: Float64Array,
): void {
  const ofWeek = Float64Array.from({length: weekCount}, (_, week) => factor(sd.week, seed, WEEK_STREAM, week));
  drawn.fill(0);
  for (let zip = 0; zip < zipCount; zip++) {
    const ofZip = factor(sd.zip, seed, ZIP_STREAM, zip);
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      if (station[state] >= 0) drawn[station[state] * weekCount + week] += ofZip * ofWeek[week] * load[state];
    }
  }
}

function factor(sd: number, seed: number, stream: number, counter: number): number {
  return Math.max(0, 1 + sd * normal(seed, stream, counter));
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
