import {value} from '@cutover/core';
import type {WeekProblem} from '@cutover/planning';
import {meritPaths} from './merit-paths.ts';
import type {DecidedScene, WeekScene} from './week-scene.ts';
import {volumeSd} from './unseen.ts';

/** What a plan leaves free at stations for volumes beyond the planned ones. */
export interface Headroom {
  readonly capacity: Float64Array; // [station * weekCount + week], what may be planned, in 1/LOAD_ONE
  readonly largestShare: number; // of capacity, at the station where most is left free
  readonly meanShare: number; // of capacity, over all stations and weeks
}

/** A problem as it is solved, and as its prices hold: with less capacity than there is. */
export interface Roomy {
  readonly merit: Uint8Array; // [zip * weekCount + week], states as merit order has them: who serves what, about
  readonly headroom: Headroom;
  readonly roomy: WeekProblem;
}

export function withHeadroom(scene: DecidedScene, problem: WeekProblem): Roomy {
  const merit = meritPaths(scene, problem);
  const headroom = headroomOf(scene, problem, merit);
  return {merit, headroom, roomy: {...problem, capacity: headroom.capacity}};
}

/**
 * Keeps the load of a station within its capacity at a quantile of its volume: capacity / (1 + z · sd), where the
 * station's standard deviation joins that of its ZIPs (independent, so the more ZIPs the less) and that of the week.
 * In weeks in which the nation lacks that room it shrinks to what there is: no plan can leave it free.
 *
 * @param paths - `[zip * weekCount + week]`, which ZIPs a station has, about
 */
function headroomOf({world}: WeekScene, problem: WeekProblem, paths: Uint8Array): Headroom {
  const {stationCount, weekCount, capacity} = problem;
  const {zip, week} = volumeSd(world.p);
  const deviations = value(world.p, 'plan_headroom_sd');
  const {load, squares} = loadsOf(problem, paths);
  const spare = spareShares(problem, load);
  const room = new Float64Array(new SharedArrayBuffer(capacity.byteLength));
  let [largestShare, free, all] = [0, 0, 0];
  for (let at = 0; at < stationCount * weekCount; at++) {
    const uneven = load[at] > 0 ? squares[at] / load[at] ** 2 : 0;
    const sd = Math.sqrt(week * week + zip * zip * uneven);
    const share = Math.min(spare[at % weekCount], 1 - 1 / (1 + deviations * sd));
    room[at] = Math.floor(capacity[at] * (1 - share));
    if (capacity[at] > 0) largestShare = Math.max(largestShare, share);
    free += capacity[at] * share;
    all += capacity[at];
  }
  return {capacity: room, largestShare, meanShare: all === 0 ? 0 : free / all};
}

/** Loads of stations by week, and the sums of squares of those of their ZIPs. */
function loadsOf({zipCount, weekCount, stationCount, firstState, station, load}: WeekProblem, paths: Uint8Array) {
  const sums = {load: new Float64Array(stationCount * weekCount), squares: new Float64Array(stationCount * weekCount)};
  for (let zip = 0; zip < zipCount; zip++) {
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      if (station[state] < 0) continue;
      const at = station[state] * weekCount + week;
      sums.load[at] += load[state];
      sums.squares[at] += load[state] ** 2;
    }
  }
  return sums;
}

/** What of the capacity of all stations a week leaves free. */
function spareShares({stationCount, weekCount, capacity}: WeekProblem, load: Float64Array): Float64Array {
  return Float64Array.from({length: weekCount}, (_, week) => {
    let [asked, there] = [0, 0];
    for (let at = week; at < stationCount * weekCount; at += weekCount) {
      asked += load[at];
      there += capacity[at];
    }
    return there === 0 ? 0 : Math.max(0, 1 - asked / there);
  });
}
