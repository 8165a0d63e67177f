import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING} from '@cutover/core';
import type {WeekPlan} from './plan-weeks.ts';
import type {PlannedPolicy, PolicyChange} from './execute.ts';
import {stateShare, STAYS} from './states.ts';

/** What a plan is: a way of every ZIP in every week. */
export interface PlanPaths extends Pick<WeekPlan, 'scene' | 'problem'> {
  readonly solution: Pick<WeekPlan['solution'], 'paths'>;
}

/** A plan's policy: every ZIP on the first day, then what changes, week by week. */
export function policyChanges({scene, problem, solution}: PlanPaths): PlannedPolicy {
  const {weeks, world, horizon, states, segments} = scene;
  const changes: PolicyChange[] = [];
  const row = new Uint16Array(DELIVERER_COUNT);
  for (let week = 0; week < weeks.length; week++) {
    for (let zip = 0; zip < problem.zipCount; zip++) {
      const s = solution.paths[zip * weeks.length + week];
      if (week > 0 && s === solution.paths[zip * weeks.length + week - 1]) continue;
      const state = states.firstState[zip] + s;
      const slot = states.slot[state];
      const {firstSlot, building} = world.service;
      const hasUsps = !Number.isNaN(segments[0].uspsUsd[zip * GROUP_COUNT]);
      const way = {hasStation: slot >= 0, isNear: firstSlot[zip] < firstSlot[zip + 1], hasUsps};
      const share = new Uint16Array(GROUP_COUNT * DELIVERER_COUNT);
      for (let group = 0; group < GROUP_COUNT; group++) {
        const level = group < 2 ? states.level[2 * state + group] : STAYS;
        stateShare(horizon, zip * GROUP_COUNT + group, level, way, row);
        share.set(row, group * DELIVERER_COUNT);
      }
      const station = slot < 0 ? NO_BUILDING : building[slot];
      changes.push({day: weeks[week].fromDay, zip, station, handoff: NO_BUILDING, share});
    }
  }
  return {changes};
}
