import {inputsSha256, openRun, type Run} from '@cutover/files';
import {reportHtml, type SanityRow, type Uncertainty} from '@cutover/reporting';
import type {Pool} from '@cutover/runner';
import type {Summary} from '@cutover/core';
import {untilDone, withCleanUp} from '../interrupt.ts';
import {jsonText} from '../terminal/output.ts';
import {sanityOf, summaryOf} from './facts.ts';
import {type FinishedScenario, writeTable} from './finish-scenario.ts';
import {basePlace, type Inputs, windowDates} from './inputs.ts';
import {buildManifest} from './manifest.ts';
import {planUsed} from './plan-directory.ts';
import {type Draw, simulateAll, type Watch} from './simulate-all.ts';
import {uncertaintyOf} from './uncertainty.ts';

/** A run that is on the disk, and what of it is shown. */
export interface WrittenRun {
  readonly inputs: Inputs;
  readonly finished: readonly FinishedScenario[]; // in the order of the scenarios
  readonly summary: Summary;
  readonly sanity: readonly SanityRow[]; // empty unless asked for
  readonly uncertainty?: Uncertainty; // absent unless asked for
}

/** Simulates all scenarios into a run directory, which is seen under its name only when it is whole. */
export function writeRun(
  out: string,
  inputs: Inputs,
  draw: Draw & {readonly sanity?: boolean; readonly uncertainty?: number},
  pool: Pool,
  watch: Watch,
): Promise<WrittenRun> {
  const {clock, progress} = watch;
  return intoPlace(out, 'manifest.json', async (run) => {
    const finished = await simulateAll(inputs, draw, pool, run, watch);
    const summary = summaryOf(inputs, finished);
    const sanity = draw.sanity === true ? sanityOf(inputs, finished) : [];
    const {zipTables = [], ...joint} = await uncertaintyOf(inputs, finished, draw, pool, watch);
    progress.say('Writing the report');
    const outcomes = finished.map(({outcome}) => outcome);
    const priced = finished.map((each) => each.priced);
    await run.writeText('summary.json', jsonText(summary));
    const {bids, plan} = inputs;
    const decided = {...(plan === undefined ? {} : {plan: plan.facts}), ...(bids === undefined ? {} : {bids})};
    const shown = {outcomes, priced, base: basePlace(inputs), summary, sanity, ...joint, ...decided};
    await clock.time('report', () => run.writeText('report.html', reportHtml(shown)));
    if (joint.uncertainty !== undefined) await run.writeText('uncertainty.json', jsonText(joint.uncertainty));
    for (const [at, table] of zipTables.entries()) await writeTable(run, finished[at].outcome.name, table);
    const facts = {
      inputsSha256: inputs.inputsSha256,
      twinSha256: await inputsSha256(inputs.path, []),
      twin: inputs.path,
      seed: draw.seed,
      packages: draw.packages ?? null,
      sampling: summary.sampling,
      window: windowDates(inputs),
      scenarios: inputs.scenarios.map(({name}) => name),
      baseScenario: inputs.scenarios[basePlace(inputs)].name,
      plan: inputs.plan === undefined ? null : planUsed(inputs.plan),
      calibration: inputs.twin.calibration ?? null,
      stages: clock.stages,
    };
    await run.writeText('manifest.json', jsonText(buildManifest(facts, pool.threads)));
    return {inputs, finished, summary, sanity, ...joint};
  });
}

/** Whatever ends the work early, a signal too, leaves what stood at `out` as it was. */
export async function intoPlace<Result>(
  out: string,
  proof: string,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const run = await openRun(out, proof);
  const result = await withCleanUp(
    () => run.abandon(),
    async () => {
      try {
        return await work(run);
      } catch (error) {
        await run.abandon();
        throw error;
      }
    },
  );
  await untilDone(() => run.commit());
  return result;
}
