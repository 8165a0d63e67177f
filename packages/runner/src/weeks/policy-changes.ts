import {NO_BUILDING} from '@cutover/core';
import type {WeekPlan} from './plan-weeks.ts';
import type {PlannedPolicy, PolicyChange} from './execute.ts';
import {zipShares} from './zip-shares.ts';

/** What a plan is: a way of every ZIP in every week. */
export interface PlanPaths extends Pick<WeekPlan, 'scene' | 'problem'> {
  readonly solution: Pick<WeekPlan['solution'], 'paths'>;
}

/** A plan's policy: every ZIP on the first day, then what changes, week by week. */
export function policyChanges({scene, problem, solution}: PlanPaths): PlannedPolicy {
  const {weeks, world, states} = scene;
  const changes: PolicyChange[] = [];
  for (let week = 0; week < weeks.length; week++) {
    for (let zip = 0; zip < problem.zipCount; zip++) {
      const s = solution.paths[zip * weeks.length + week];
      if (week > 0 && s === solution.paths[zip * weeks.length + week - 1]) continue;
      const state = states.firstState[zip] + s;
      const slot = states.slot[state];
      const station = slot < 0 ? NO_BUILDING : world.service.building[slot];
      const share = zipShares(scene, zip, state);
      changes.push({day: weeks[week].fromDay, zip, station, handoff: NO_BUILDING, share});
    }
  }
  return {changes};
}
