import {Command} from '@commander-js/extra-typings';
import {meantText, resolveParameters, type Summary} from '@cutover/core';
import {explain, needsRun, type NumberAt, numberOf, numbersOf, recordPrices, type Watched} from '@cutover/reporting';
import {recordRun} from '@cutover/runner';
import {UsageError} from '../errors.ts';
import {readInputs, refuseChanged} from '../run/inputs.ts';
import type {Manifest} from '../run/manifest.ts';
import {printExplanation} from '../run/print-explanation.ts';
import {planAgain} from '../run/plan-directory.ts';
import {readRun} from '../run/read-run.ts';
import {withPool} from '../run/with-pool.ts';
import {printJson} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const explainCommand = new Command('explain')
  .argument('<run>', 'run directory')
  .argument('<path>', 'number in summary.json, as in scenarios.keep-80.costUsd.postage or scenarios.0.costUsd.total')
  .option('--json', 'print the explanation as JSON')
  .addHelpText(
    'after',
    '\nThe scenario is planned, simulated (a small sample) and priced again while what it reads is noted, so the\n' +
      'list is what the number is made from. That takes somewhat longer than `cutover trace`.',
  )
  .action(async (directory, path, options) => {
    const {summary, manifest} = await readRun(directory);
    const number = numberOf(summary, path);
    if (number === undefined) throw new UsageError(unknownText(summary, path));
    await refuseChanged(manifest, 'explain');
    const watched = needsRun(number) ? await watch(manifest, number) : null;
    const explanation = explain(number, watched);
    if (options.json) printJson(explanation);
    else printExplanation(explanation);
  });

const SAMPLE_MAX = 100_000; // what is read does not depend on how many packages are drawn

/** Runs the scenario of a number again, on the days and with the seed of the run. */
async function watch(manifest: Manifest, {scenario}: NumberAt): Promise<Watched> {
  const {twin, scenarios, window, seed, packages} = manifest;
  const name = scenarios[scenario ?? 0];
  return withProgress(async (progress) => {
    progress.say('Running the scenario again');
    const {named, window: days} = await readInputs(twin, {
      ...{scenario: [name], ...window},
      ...(await planAgain(manifest, name)),
    });
    const sample = Math.min(packages ?? SAMPLE_MAX, SAMPLE_MAX);
    const {outcome, reads} = await withPool(undefined, (pool) => recordRun(pool, named[0], seed, days, sample));
    progress.say('Pricing it again');
    return {outcome, reads: {...reads, ...recordPrices(outcome, resolveParameters(outcome.twin.parameters))}};
  });
}

function unknownText(summary: Summary, path: string): string {
  const paths = numbersOf(summary).map((number) => number.path);
  const ofRun = paths.filter((each) => !each.startsWith('scenarios.'));
  const [first] = summary.scenarios;
  const prefix = `scenarios.${first.name}.`;
  const ofScenario = paths.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length));
  return (
    `summary.json has no number "${path}"; ${meantText(path, paths)}give one of these:\n` +
    [...ofRun, ...ofScenario.map((each) => `scenarios.SCENARIO.${each}`)].map((each) => `  ${each}`).join('\n') +
    `\nwhere SCENARIO is ${summary.scenarios.map(({name}, place) => `${name} (or ${place})`).join(', ')}`
  );
}
