import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  applyScenario,
  DataError,
  dayNumber,
  policyTable,
  type Twin,
  type WhatIf,
  whatIfChanges,
  wonTable,
} from '@cutover/core';
import {inputsSha256, parseTable, readScenario} from '@cutover/files';
import type {Watched} from '@cutover/reporting';
import {type PlannedPolicy, plannedPolicy, watchPlan, watchScenario} from '@cutover/runner';
import * as z from 'zod';
import {stampOf, twinAt} from '../engine/twins.ts';

const SEED = 1; // of station shocks: nothing else is read for another one
const KEPT_MAX = 12; // a few megabytes each

const PlanUsed = z.object({path: z.string(), sha256: z.string(), scenario: z.string()}); // of the policy
type PlanUsed = z.infer<typeof PlanUsed>;

/** What the server needs of a run's `manifest.json`. */
const Manifest = z.object({
  inputsSha256: z.string(),
  twin: z.string(),
  seed: z.int(),
  window: z.object({from: z.string(), to: z.string()}),
  scenarios: z.array(z.string()),
  plan: PlanUsed.nullable().default(null),
});

/** What it needs of `plan.json`; the rest is shown as it is. */
export const PlanStamp = z.looseObject({
  twin: z.string(),
  scenario: z.string(),
  inputsSha256: z.string(),
  weeks: z.array(z.looseObject({from: z.string()})),
});
export type PlanStamp = z.infer<typeof PlanStamp>;

const kept = new Map<string, Promise<Watched>>(); // by what it is of, as it stands; the one asked for last at the end

function keep(key: string, watch: () => Promise<Watched>): Promise<Watched> {
  const known = kept.get(key) ?? watch();
  kept.delete(key);
  kept.set(key, known);
  known.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(oldest);
  return known;
}

/** What a run's scenario reads. @throws DataError if its twin, or plan, was changed after the run */
export function watchedRun(run: string, scenario: string): Promise<Watched> {
  const text = readFileSync(join(run, 'manifest.json'), 'utf8');
  const manifest = Manifest.parse(JSON.parse(text));
  const planStamp = manifest.plan === null ? '' : stampOf(manifest.plan.path);
  const stamps = [text, stampOf(manifest.twin, manifest.scenarios), planStamp];
  return keep(['run', run, scenario, ...stamps].join('\n'), async () => {
    await refuseChanged(manifest.twin, manifest.scenarios, manifest.inputsSha256, 'run');
    const {twin, about} = await scenarioTwin(manifest.twin, scenario);
    const {from, to} = manifest.window;
    const firstDay = dayNumber(twin.settings.horizon.from);
    const window = {fromDay: dayNumber(from) - firstDay, toDay: dayNumber(to) + 1 - firstDay};
    const byPlan = manifest.plan?.scenario === scenario ? planned(manifest.plan, twin) : {twin};
    return watchScenario({name: scenario, about, ...byPlan}, manifest.seed, window);
  });
}

/** What a what-if reads, over a scenario. */
export function watchedPreview(path: string, scenario: string, whatIf: WhatIf): Promise<Watched> {
  const key = ['preview', path, scenario, JSON.stringify(whatIf), stampOf(path, [scenario])];
  return keep(key.join('\n'), async () => {
    const {twin, about} = await scenarioTwin(path, scenario);
    const changes = whatIfChanges(twin, whatIf);
    const changed = changes.length === 0 ? twin : applyScenario(twin, {name: scenario, about, changes});
    return watchScenario({name: scenario, about, twin: changed}, SEED);
  });
}

/** What a plan of weeks reads: what merit order does, and what a change costs. */
export function watchedPlan(plan: string, facts: PlanStamp): Promise<Watched> {
  const stamps = [stampOf(plan), stampOf(facts.twin, [facts.scenario])];
  return keep(['plan', plan, ...stamps].join('\n'), async () => {
    await refuseChanged(facts.twin, [facts.scenario], facts.inputsSha256, 'plan');
    const {twin, about} = await scenarioTwin(facts.twin, facts.scenario);
    const named = {name: facts.scenario, about, twin: withAnswers(plan, twin)};
    const watched = await watchScenario(named, SEED);
    return {...watched, reads: {...watched.reads, plan: await watchPlan(named, SEED)}};
  });
}

async function refuseChanged(twin: string, scenarios: readonly string[], sha256: string, made: string): Promise<void> {
  if ((await inputsSha256(twin, scenarios)) === sha256) return;
  throw new DataError(`the twin was changed after this ${made}; make it again to see where its numbers come from`);
}

async function scenarioTwin(path: string, name: string): Promise<{twin: Twin; about: string}> {
  const scenario = await readScenario(path, name);
  return {twin: applyScenario(await twinAt(path), scenario), about: scenario.about};
}

function planned({path, sha256}: PlanUsed, twin: Twin): {twin: Twin; plan: PlannedPolicy} {
  const text = readFileSync(join(path, 'policy.csv'), 'utf8');
  if (createHash('sha256').update(text).digest('hex') !== sha256) {
    throw new DataError('the plan was changed after this run; run it again to see where its numbers come from');
  }
  const {rows} = parseTable(policyTable, text, 'policy.csv');
  const answered = withAnswers(path, twin);
  return {twin: answered, plan: plannedPolicy(rows, answered, join(path, 'policy.csv'))};
}

/** A plan that was told of bids holds the answers in `won.csv`. */
function withAnswers(plan: string, twin: Twin): Twin {
  const path = join(plan, 'won.csv');
  if (!existsSync(path)) return twin;
  return {...twin, won: parseTable(wonTable, readFileSync(path, 'utf8'), 'won.csv').rows};
}
