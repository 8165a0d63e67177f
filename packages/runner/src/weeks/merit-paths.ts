import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING, OWNED, USPS} from '@cutover/core';
import type {WeekProblem} from '@cutover/planning';
import type {DecidedScene, WeekScene} from './week-scene.ts';
import type {DecidedSegment} from './segment.ts';
import {LEFT, STAYS, TAKEN} from './states.ts';

/** Merit order's decisions as paths: each week that of the interval it begins in. */
export function meritPaths(scene: DecidedScene, {zipCount, weekCount, start}: WeekProblem): Uint8Array {
  const {weeks, segments, states} = scene;
  const paths = new Uint8Array(zipCount * weekCount);
  for (const segment of segments) {
    const ofSegment = weeks.flatMap(({fromDay}, week) =>
      fromDay >= segment.epoch.fromDay && fromDay < segment.epoch.toDay ? [week] : [],
    );
    for (let zip = 0; zip < zipCount; zip++) {
      const state = meritState(scene, segment, zip);
      const place = state === undefined ? start[zip] : state - states.firstState[zip];
      for (const week of ofSegment) paths[zip * weekCount + week] = place;
    }
  }
  return paths;
}

/** The state nearest to what merit order decided for a ZIP; the last ZIP, which it splits, counts as more than half. */
function meritState(
  {states, world, horizon}: WeekScene,
  {merit, options}: DecidedSegment,
  zip: number,
): number | undefined {
  const station = options.options.station[zip];
  const wanted = [0, 1].map((group) => {
    const at = (zip * GROUP_COUNT + group) * DELIVERER_COUNT;
    const today = horizon.todayShare[at + USPS];
    if (today === 0 || 2 * merit.share[at + USPS] > today) return STAYS;
    return merit.share[at + OWNED] > horizon.todayShare[at + OWNED] ? TAKEN : LEFT;
  });
  for (let state = states.firstState[zip]; state < states.firstState[zip + 1]; state++) {
    const slot = states.slot[state];
    if ((slot < 0 ? NO_BUILDING : world.service.building[slot]) !== station) continue;
    if (slot < 0 || wanted.every((level, group) => states.level[2 * state + group] === level)) return state;
  }
  return undefined;
}
