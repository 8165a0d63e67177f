import {DataError, type ScenarioSummary} from '@cutover/core';
import {differenceUsd} from '@cutover/reporting';
import type {FinishedRun} from './read-run.ts';

type CostUsd = ScenarioSummary['costUsd'];

/** One scenario set against another. `differenceUsd` is above 0 where the second costs more. */
export interface ComparedScenario {
  readonly name: string; // of the second
  readonly against: string; // of the first
  readonly before: ScenarioSummary;
  readonly after: ScenarioSummary;
  readonly differenceUsd: CostUsd;
}

export interface Comparison {
  readonly scenarios: readonly ComparedScenario[];
  readonly isCalibrated: boolean; // both are
  readonly notes: readonly string[]; // what keeps the two from being like for like
}

/** The scenarios of one run against its base. @throws DataError if it has only one */
export function compareScenarios({directory, summary, manifest}: FinishedRun): Comparison {
  const base = summary.scenarios.find(({name}) => name === manifest.baseScenario) ?? summary.scenarios[0];
  const others = summary.scenarios.filter((scenario) => scenario !== base);
  if (others.length === 0) throw new DataError(`"${directory}" has one scenario only; name another run to compare`);
  const isCalibrated = manifest.calibration !== null;
  return {scenarios: others.map((scenario) => compared(base, scenario)), isCalibrated, notes: []};
}

/** Scenarios of equal name; or, when each run has just one, those two. @throws DataError if no two go together */
export function compareRuns(first: FinishedRun, second: FinishedRun): Comparison {
  const before = first.summary.scenarios;
  const after = second.summary.scenarios;
  const notes = differences(first, second);
  const isCalibrated = first.manifest.calibration !== null && second.manifest.calibration !== null;
  if (before.length === 1 && after.length === 1) {
    return {scenarios: [compared(before[0], after[0])], isCalibrated, notes};
  }
  const pairs = after.flatMap((scenario) => {
    const same = before.find(({name}) => name === scenario.name);
    return same === undefined ? [] : [compared(same, scenario)];
  });
  if (pairs.length === 0) {
    throw new DataError(`"${first.directory}" and "${second.directory}" have no scenario of the same name`);
  }
  return {scenarios: pairs, isCalibrated, notes: [...notes, ...alone(first, second), ...alone(second, first)]};
}

/** The scenarios of a run before and after repricing, in the order of the run. */
export function compareRepriced({summary, manifest}: FinishedRun, after: readonly ScenarioSummary[]): Comparison {
  const scenarios = after.map((scenario, i) => compared(summary.scenarios[i], scenario));
  return {scenarios, isCalibrated: manifest.calibration !== null, notes: []};
}

function compared(before: ScenarioSummary, after: ScenarioSummary): ComparedScenario {
  return {name: after.name, against: before.name, before, after, differenceUsd: differenceUsd(before, after)};
}

function differences({summary: a, manifest: from}: FinishedRun, {summary: b, manifest: to}: FinishedRun): string[] {
  const notes: string[] = [];
  if (from.twinSha256 !== to.twinSha256) {
    const twins = from.twin === to.twin ? 'the twin was changed between them' : `${from.twin} and ${to.twin}`;
    notes.push(`the runs are of different twins: ${twins}`);
  }
  if (JSON.stringify(from.calibration) !== JSON.stringify(to.calibration)) {
    notes.push('the runs are calibrated differently, or one is not');
  }
  if (a.horizon.from !== b.horizon.from || a.horizon.to !== b.horizon.to) {
    notes.push(`different days: ${a.horizon.from} to ${a.horizon.to}, and ${b.horizon.from} to ${b.horizon.to}`);
  }
  if (a.seed !== b.seed) notes.push(`different seeds: ${a.seed} and ${b.seed}`);
  if (a.sampling.packages !== b.sampling.packages) {
    notes.push(`different samples: ${a.sampling.packages} and ${b.sampling.packages} packages`);
  }
  if (a.version !== b.version) notes.push(`different versions of Cutover: ${a.version} and ${b.version}`);
  return notes;
}

function alone({directory, summary}: FinishedRun, other: FinishedRun): string[] {
  const names = new Set(other.summary.scenarios.map(({name}) => name));
  const left = summary.scenarios.filter(({name}) => !names.has(name)).map(({name}) => name);
  return left.length === 0 ? [] : [`only in ${directory}: ${left.join(', ')}`];
}
