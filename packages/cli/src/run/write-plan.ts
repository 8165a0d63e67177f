import {isoDate, priceTable, type WaveRow, waveTable} from '@cutover/core';
import {csvText} from '@cutover/files';
import {judgePlan, type PlanSide} from '@cutover/reporting';
import {
  type PlanProof,
  type PlanRun,
  policyChanges,
  priceRows,
  relaxationsOf,
  shortagesOf,
  type WeekPlan,
} from '@cutover/runner';
import {jsonText} from '../terminal/output.ts';
import {version} from '../version.ts';
import type {Inputs} from './inputs.ts';
import {
  ANNOUNCED,
  type AnnouncedPlan,
  type BidsUsed,
  type PlanFile,
  type PlanRule,
  type PlanShortfall,
  policyText,
  sha256Of,
} from './plan-directory.ts';
import type {WonFile} from './won-file.ts';
import {intoPlace} from './write-run.ts';

const SHORTAGES_SHOWN = 100;

/** What a plan was asked for. */
export interface PlanAsked {
  readonly seed: number;
  readonly rule: PlanRule;
  readonly bids?: WonFile;
}

type Planned = Pick<PlanSide, 'valueUsd' | 'isKept' | 'overflowPackages'>;

/** `plan.json` of a plan. @param waves - its checklist */
export function planFile(
  {inputsSha256, path, named}: Inputs,
  {seed, rule, bids}: PlanAsked,
  plan: WeekPlan,
  runs: PlanProof,
  waves: readonly WaveRow[],
): PlanFile {
  const {scene, problem, solution, baseline} = plan;
  const {meanShare, largestShare} = plan.headroom;
  const {valueUsd, boundUsd, freeUsd, gap, gapOfCapacityInduced, iterations, rounds, whyStopped} = solution;
  const planned = sideOf({...solution, overflowPackages: plan.overflowPackages}, runs.plan);
  const meritOrder = sideOf(baseline, runs.meritOrder);
  return {
    ...{version, inputsSha256, twin: path, scenario: named[0].name, seed, rule},
    ...(bids === undefined ? {} : {bids: bidsUsed(bids)}),
    ...{valueUsd, boundUsd, freeUsd, gap, gapOfCapacityInduced, iterations, rounds, whyStopped},
    uspsPackages: solution.uspsPackages,
    targetMissedPackages: missedPackages(problem, solution.uspsPackages),
    waitingAtEnd: runs.plan.waitingAtEnd,
    headroom: {meanShare, largestShare},
    shortfall: shortfallOf(plan),
    closeness: plan.closeness ?? null,
    changes: {
      usd: waves.reduce((sum, {changeUsd}) => sum + changeUsd, 0),
      rollbackUsd: waves.reduce((sum, {rollbackUsd}) => sum + rollbackUsd, 0),
    },
    hireFirstBy: waves.map(({hireBy}) => hireBy).sort()[0] ?? null, // what is undefined comes last
    reproducible: true, // it stops at a gap or after so many steps, never by the clock
    uspsUsdPerPackage: solution.prices.usps[0],
    ...{plan: planned, meritOrder, verdict: judgePlan(planned, meritOrder, valueUsd - boundUsd)},
    unseen: runs.unseen,
    shortages: shortagesOf(plan).slice(0, SHORTAGES_SHOWN),
    relaxations: relaxationsOf(plan),
    weeks: scene.weeks.map(({fromDay}, week) => ({
      from: isoDate(scene.horizon.firstDay + fromDay),
      zipsChanged: changedIn(plan, week),
      packages: problem.packages[week],
      switchUsdPerZip: solution.prices.switching[week],
      otherUsdPerPackage: solution.prices.other[week],
      simulated: runs.plan.weeks[week],
    })),
  };
}

function shortfallOf({problem: {target}, solution: {uspsPackages}}: WeekPlan): PlanShortfall | null {
  if (target.rule !== 'fee') return null;
  const missingPackages = Math.max(0, target.promised - uspsPackages);
  return {promisedPackages: target.promised, missingPackages, usd: target.usd * missingPackages};
}

function bidsUsed({rows, text}: WonFile): BidsUsed {
  const lost = rows.filter(({answer}) => answer === 'lost').length;
  return {sha256: sha256Of(text), won: rows.length - lost, lost};
}

/** By how many packages USPS carries more or fewer than it shall. */
function missedPackages({target}: WeekPlan['problem'], uspsPackages: number): number {
  if (target.rule !== 'within') return 0;
  return Math.round(Math.max(0, uspsPackages - target.max, target.min - uspsPackages));
}

function sideOf({valueUsd, isKept, overflowPackages}: Planned, run: PlanRun): PlanSide {
  const {waitingPackageDays, latePackageDays, fallbackPackages, simulatedUsd} = run;
  return {valueUsd, isKept, overflowPackages, waitingPackageDays, latePackageDays, fallbackPackages, simulatedUsd};
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

/** What stands in a plan directory beside the plan itself. */
interface PlanTables {
  readonly waves: readonly WaveRow[];
  readonly bids: WonFile | undefined;
  readonly announced: AnnouncedPlan | undefined;
}

/** Writes a plan directory, which is seen under its name only when it is whole. */
export function writePlan(
  out: string,
  {named}: Inputs,
  file: PlanFile,
  plan: WeekPlan,
  {waves, bids, announced}: PlanTables,
): Promise<void> {
  return intoPlace(out, 'plan.json', async (run) => {
    await run.writeText('policy.csv', policyText(policyChanges(plan), named[0].twin));
    await run.writeText('checklist.csv', csvText(waveTable, waves));
    await run.writeText('prices.csv', csvText(priceTable, priceRows(plan)));
    if (bids !== undefined) await run.writeText('won.csv', bids.text);
    if (announced !== undefined) await run.writeText(ANNOUNCED, announced.text);
    await run.writeText('plan.json', jsonText(file));
  });
}
