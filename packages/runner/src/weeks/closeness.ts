import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING, OWNED, SHARE_ONE} from '@cutover/core';
import type {WeekProblem} from '@cutover/planning';
import type {PolicyChange} from './execute.ts';
import type {WeekScene} from './week-scene.ts';
import type {WeekRule} from './week-rule.ts';
import {zipShares} from './zip-shares.ts';

/** What a plan pays for not being the one that was announced. */
export interface Closeness {
  readonly packages: number; // that go another way
  readonly usd: number; // of the plan's value
}

/**
 * Adds the price of every package that goes another way than announced to what each state costs each week.
 *
 * @param only - ZIP; absent: all
 */
export function priceCloseness(scene: WeekScene, problem: WeekProblem, rule: WeekRule, only?: number): void {
  const {firstState, weekCount, weekUsd, packages} = problem;
  eachDifference(
    scene,
    problem,
    rule,
    (zip, s, week, share) => {
      weekUsd[(firstState[zip] + s) * weekCount + week] += rule.stayClose!.usdPerPackage * packages[week] * share;
    },
    only,
  );
}

/** What a state of a ZIP pays in a week for not being what was announced; of the plan's packages. */
export function announcedUsd(
  scene: WeekScene,
  problem: WeekProblem,
  rule: WeekRule,
  {zip, week}: {readonly zip: number; readonly week: number},
  place: number,
): number {
  let usd = 0;
  const see: See = (_, s, then, share) => {
    if (s === place && then === week) usd = rule.stayClose!.usdPerPackage * problem.packages[week] * share;
  };
  eachDifference(scene, problem, rule, see, zip);
  return usd;
}

export function closenessOf(
  scene: WeekScene,
  problem: WeekProblem,
  paths: Uint8Array,
  rule: WeekRule,
): Closeness | undefined {
  if (rule.stayClose === undefined) return undefined;
  let packages = 0;
  eachDifference(scene, problem, rule, (zip, s, week, share) => {
    if (paths[zip * problem.weekCount + week] === s) packages += problem.packages[week] * share;
  });
  return {packages, usd: packages * rule.stayClose.usdPerPackage};
}

type See = (zip: number, s: number, week: number, share: number) => void; // of the nation's packages

/** Every state that is not what was announced for its ZIP and week; a ZIP that was not announced has none. */
function eachDifference(
  scene: WeekScene,
  {zipCount, firstState}: WeekProblem,
  {stayClose}: WeekRule,
  see: See,
  only?: number,
): void {
  if (stayClose === undefined) return;
  const {states, weeks, world, horizon} = scene;
  const announced: PolicyChange[][] = Array.from({length: zipCount}, () => []);
  for (const change of stayClose.policy.changes) announced[change.zip].push(change);
  for (let zip = only ?? 0; zip < (only === undefined ? zipCount : only + 1); zip++) {
    for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
      const slot = states.slot[state];
      const station = slot < 0 ? NO_BUILDING : world.service.building[slot];
      const share = zipShares(scene, zip, state);
      const weight = horizon.demand.groupShare.subarray(zip * GROUP_COUNT, (zip + 1) * GROUP_COUNT);
      let [next, differs] = [0, 0];
      weeks.forEach(({fromDay}, week) => {
        const before = next;
        while (next < announced[zip].length && announced[zip][next].day <= fromDay) next++;
        if (next !== before) differs = differenceOf(announced[zip][next - 1], station, share, weight);
        if (differs > 0) see(zip, state - firstState[zip], week, differs);
      });
    }
  }
}

/** What of a ZIP's packages goes by another carrier, or by own vans from another station. */
function differenceOf(announced: PolicyChange, station: number, share: Uint16Array, weight: Float64Array): number {
  let differs = 0;
  for (let group = 0; group < GROUP_COUNT; group++) {
    let same = 0;
    for (let each = 0; each < DELIVERER_COUNT; each++) {
      const at = group * DELIVERER_COUNT + each;
      if (each !== OWNED || announced.station === station) same += Math.min(announced.share[at], share[at]);
    }
    differs += (weight[group] * (SHARE_ONE - same)) / SHARE_ONE;
  }
  return differs;
}
