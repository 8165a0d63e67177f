import {mergeReads, type Reads, recordReads, resolveParameters} from '@cutover/core';
import {recordPrices, type Watched} from '@cutover/reporting';
import type {Pool} from './pool.ts';
import type {NamedTwin} from './prepare.ts';
import {recordRun} from './record-run.ts';
import {sliceScenario} from './slice-twin.ts';
import {planWeeks} from './weeks/plan-weeks.ts';
import {priceRows, waveRows} from './weeks/waves.ts';
import runTask from './worker.ts';

const SAMPLE_PACKAGES = 1000; // what is read does not depend on how many are drawn
const SHORT = {iterations: 1, rounds: 0, gapMax: 1, inducedGapMax: 1};

/** Tasks on the thread that asks: for a slice, threads take longer to start than the work. */
const ownThread: Pool = {
  threads: 1,
  run: <Result>(task: Parameters<typeof runTask>[0]) => Promise.resolve(runTask(task) as Result),
  close: () => Promise.resolve(),
};

/**
 * Notes what each stage of a run and each part of its price reads of a scenario, on a slice of its twin that has a row
 * of every kind: a second for a nation, where running it again takes half a minute.
 *
 * @param window - simulated days of the horizon: in, out; absent: all
 */
export async function watchScenario(
  scenario: NamedTwin,
  seed: number,
  window?: {readonly fromDay: number; readonly toDay: number},
): Promise<Watched> {
  const {outcome, reads} = await recordRun(ownThread, sliceScenario(scenario), seed, window, SAMPLE_PACKAGES);
  const prices = recordPrices(outcome, resolveParameters(outcome.twin.parameters));
  return {outcome: {...outcome, twin: scenario.twin}, reads: {...reads, ...prices}};
}

/** Notes what a plan of weeks, its waves and the worth of room read, on a slice as `watchScenario` does. */
export async function watchPlan(scenario: Omit<NamedTwin, 'plan'>, seed: number): Promise<Reads> {
  const slice = sliceScenario(scenario);
  const {twin, p, reads} = recordReads(slice.twin);
  const plan = await planWeeks(ownThread, {...slice, twin, p}, seed, {}, SHORT);
  waveRows(plan);
  priceRows(plan);
  return mergeReads([reads]);
}
