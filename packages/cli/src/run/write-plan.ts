import {isoDate, priceTable, waveTable} from '@cutover/core';
import {csvText} from '@cutover/files';
import {policyChanges, priceRows, waveRows, type WeekPlan} from '@cutover/runner';
import {jsonText} from '../terminal/output.ts';
import {version} from '../version.ts';
import type {Inputs} from './inputs.ts';
import {type PlanFile, policyText} from './plan-directory.ts';
import {intoPlace} from './write-run.ts';

/** `plan.json` of a plan. */
export function planFile({inputsSha256, path, named}: Inputs, seed: number, plan: WeekPlan): PlanFile {
  const {scene, problem, solution} = plan;
  const {paths: _paths, prices, load: _load, ...facts} = solution;
  return {
    ...{version, inputsSha256, twin: path, scenario: named[0].name, seed},
    ...facts,
    reproducible: true, // it stops at a gap or after so many steps, never by the clock
    uspsUsdPerPackage: prices.usps[0],
    weeks: scene.weeks.map(({fromDay}, week) => ({
      from: isoDate(scene.horizon.firstDay + fromDay),
      zipsChanged: changedIn(plan, week),
      packages: problem.packages[week],
      switchUsdPerZip: prices.switching[week],
    })),
  };
}

function changedIn({problem, solution}: WeekPlan, week: number): number {
  const {zipCount, weekCount, start} = problem;
  let changed = 0;
  for (let zip = 0; zip < zipCount; zip++) {
    const at = zip * weekCount + week;
    if (solution.paths[at] !== (week === 0 ? start[zip] : solution.paths[at - 1])) changed++;
  }
  return changed;
}

/** Writes a plan directory, which is seen under its name only when it is whole. */
export function writePlan(out: string, {named}: Inputs, file: PlanFile, plan: WeekPlan): Promise<void> {
  return intoPlace(out, 'plan.json', async (run) => {
    await run.writeText('policy.csv', policyText(policyChanges(plan), named[0].twin));
    await run.writeText('checklist.csv', csvText(waveTable, waveRows(plan)));
    await run.writeText('prices.csv', csvText(priceTable, priceRows(plan)));
    await run.writeText('plan.json', jsonText(file));
  });
}
