import {Command} from '@commander-js/extra-typings';
import {meantText, type Summary} from '@cutover/core';
import {explain, needsRun, type NumberAt, numberOf, numbersOf, type Watched} from '@cutover/reporting';
import {watchScenario} from '@cutover/runner';
import {UsageError} from '../errors.ts';
import {readInputs, refuseChanged} from '../run/inputs.ts';
import type {Manifest} from '../run/manifest.ts';
import {printExplanation} from '../run/print-explanation.ts';
import {planAgain} from '../run/plan-directory.ts';
import {readRun} from '../run/read-run.ts';
import {printJson} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const explainCommand = new Command('explain')
  .argument('<run>', 'run directory')
  .argument('<path>', 'number in summary.json, as in scenarios.keep-80.costUsd.postage or scenarios.0.costUsd.total')
  .option('--json', 'print the explanation as JSON')
  .addHelpText(
    'after',
    '\nThe scenario is planned, simulated and priced again on the first ZIPs and buildings of each kind while what\n' +
      'it reads is noted, so the list is what the number is made from.',
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

/** Notes what the scenario of a number reads, on the days and with the seed of the run. */
async function watch(manifest: Manifest, {scenario}: NumberAt): Promise<Watched> {
  const {twin, scenarios, window, seed} = manifest;
  const name = scenarios[scenario ?? 0];
  return withProgress(async (progress) => {
    progress.say('Noting what it reads');
    const asked = {scenario: [name], ...window, ...(await planAgain(manifest, name))};
    const {named, window: days} = await readInputs(twin, asked);
    return watchScenario(named[0], seed, days);
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
