import {join, resolve} from 'node:path';
import {
  applyScenario,
  type BidRow,
  DataError,
  dayNumber,
  isoDate,
  type Scenario,
  type Settings,
  type Twin,
} from '@cutover/core';
import {inputsSha256, readScenario, readTwin} from '@cutover/files';
import {type NamedTwin, type Timer, untimed} from '@cutover/runner';
import {UsageError} from '../errors.ts';
import {readBidBook} from './bid-book.ts';
import type {Manifest} from './manifest.ts';
import {type Plan, planAgain, readPlan} from './plan-directory.ts';
import {wonRows} from './won-file.ts';

/** Days of the horizon: `fromDay` in, `toDay` out. */
export interface Window {
  readonly fromDay: number;
  readonly toDay: number;
}

/** A twin as read, and the scenarios of it that are asked for. */
export interface Inputs {
  readonly path: string; // of the twin directory, absolute
  readonly inputsSha256: string; // of the twin and these scenarios
  readonly twin: Twin; // without any scenario
  readonly scenarios: readonly Scenario[];
  readonly named: readonly NamedTwin[]; // the scenarios applied, in the same order
  readonly window: Window;
  readonly plan?: Plan; // absent: merit order decides
  readonly bids?: readonly BidRow[]; // that the report shows beside the plan
}

export interface InputsWanted {
  readonly scenario?: readonly string[]; // absent: the twin's base scenario
  readonly from?: string; // first day; absent: that of the horizon
  readonly to?: string; // last day
  readonly plan?: string; // plan directory
  readonly bids?: string; // bid book of the plan
}

/** @throws TwinError, DataError if the twin is wrong @throws UsageError if days or scenarios do not fit it */
export async function readInputs(directory: string, wanted: InputsWanted, time: Timer = untimed): Promise<Inputs> {
  refuseRepeats(wanted.scenario ?? []);
  if (wanted.bids !== undefined && wanted.plan === undefined) {
    throw new UsageError('--bids is the bid book of a plan; give --plan DIR with it');
  }
  const twin = await time('read and check files', () => readTwin(directory));
  const plan = wanted.plan === undefined ? undefined : await readPlan(wanted.plan, twin, directory);
  const bids = wanted.bids === undefined ? undefined : await readBidBook(wanted.bids);
  const window = windowOf(twin.settings, wanted);
  const names = wanted.scenario ?? [plan?.facts.scenario ?? twin.settings.baseScenario];
  if (plan !== undefined && !names.includes(plan.facts.scenario)) {
    throw new UsageError(`the plan "${plan.path}" is for scenario "${plan.facts.scenario}"; name that one too`);
  }
  const scenarios = await Promise.all(names.map((name) => namedScenario(directory, name, wanted)));
  const sha256 = await time('hash files', () => inputsSha256(directory, names));
  const named = await time('apply scenarios', () =>
    scenarios.map((scenario) => ({
      name: scenario.name,
      about: scenario.about,
      twin: withAnswers(applyScenario(twin, scenario), scenario.name, plan),
      ...(plan?.facts.scenario === scenario.name ? {plan: plan.policy} : {}),
    })),
  );
  return {
    ...{path: resolve(directory), inputsSha256: sha256, twin, scenarios, named, window},
    ...(plan === undefined ? {} : {plan}),
    ...(bids === undefined ? {} : {bids}),
  };
}

/** What a plan was told by bids holds in its scenario alone. */
function withAnswers(twin: Twin, name: string, plan: Plan | undefined): Twin {
  if (plan?.won === undefined || plan.facts.scenario !== name) return twin;
  return {...twin, won: wonRows(plan.won, twin, join(plan.path, 'won.csv'))};
}

/** What puts the answers to bids that a run's scenario was made with into a twin. @throws DataError if they are gone */
export async function answersOf(manifest: Manifest, scenario: string, base: Twin): Promise<(twin: Twin) => Twin> {
  if (manifest.plan?.bids === undefined || manifest.plan.scenario !== scenario) return (twin) => twin;
  const {plan: path} = await planAgain(manifest, scenario);
  const plan = await readPlan(path!, base, manifest.twin);
  return (twin) => withAnswers(twin, scenario, plan);
}

/** A name that the caller gave and the twin does not have is a mistake of the command line, not of the twin. */
async function namedScenario(directory: string, name: string, {scenario}: InputsWanted): Promise<Scenario> {
  try {
    return await readScenario(directory, name);
  } catch (error) {
    throw scenario !== undefined && error instanceof DataError ? new UsageError(error.message) : error;
  }
}

/** Where the scenario stands that others are compared with: the twin's base scenario, or else the first. */
export function basePlace({twin, scenarios}: Inputs): number {
  return Math.max(
    0,
    scenarios.findIndex(({name}) => name === twin.settings.baseScenario),
  );
}

/** The simulated days in words. */
export function windowDates({twin, window}: Inputs): {from: string; to: string} {
  const firstDay = dayNumber(twin.settings.horizon.from);
  return {from: isoDate(firstDay + window.fromDay), to: isoDate(firstDay + window.toDay - 1)};
}

function windowOf({horizon}: Settings, {from = horizon.from, to = horizon.to}: InputsWanted): Window {
  const firstDay = dayNumber(horizon.from);
  const fromDay = dayNumber(from) - firstDay;
  const toDay = dayNumber(to) + 1 - firstDay;
  if (fromDay >= toDay) throw new UsageError(`--from ${from} is after --to ${to}; give the first day before the last`);
  if (fromDay < 0 || toDay > dayNumber(horizon.to) + 1 - firstDay) {
    throw new UsageError(
      `${from} to ${to} is not within the twin's horizon; give days from ${horizon.from} to ${horizon.to}`,
    );
  }
  return {fromDay, toDay};
}

function refuseRepeats(names: readonly string[]): void {
  const repeatedName = names.find((name, i) => names.indexOf(name) < i);
  if (repeatedName !== undefined) throw new UsageError(`--scenario ${repeatedName} is given twice; give it once`);
}

/** @throws DataError if the twin, or a scenario of the run, no longer says what the run was made from */
export async function refuseChanged({twin, scenarios, inputsSha256: sha256}: Manifest, command: string): Promise<void> {
  if ((await inputsSha256(twin, scenarios)) === sha256) return;
  throw new DataError(`the twin "${twin}" was changed after this run; run it again, then ${command}`);
}
