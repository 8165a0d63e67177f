import {basename} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {Scenario, siteCandidateTable} from '@cutover/core';
import {readCandidates, replaceFile, scenarioText} from '@cutover/files';
import {type Siting, siteStations} from '@cutover/runner';
import {openCount, seedNumber, threadCount, weekCount} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {readInputs} from '../run/inputs.ts';
import {printSiting} from '../run/print-siting.ts';
import {withPool} from '../run/with-pool.ts';
import {printJson} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

const LEAD_WEEKS = 26;

export const siteCommand = new Command('site')
  .argument('<dir>', 'twin directory')
  .requiredOption('--open <count>', 'stations to open, at most', openCount)
  .option('--candidates <file>', 'CSV of places and sizes (default: 60 places picked, see below)')
  .option('--scenario <name>', "the plan they join (default: the twin's baseScenario)")
  .option('--lead-weeks <count>', "from the horizon's first day to opening", weekCount, LEAD_WEEKS)
  .option('--out <file>', 'scenario to write, as in mytwin/scenarios/next-five.yaml; `cutover run` takes it')
  .option('--seed <number>', 'of the run it is compared with', seedNumber, 1)
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print the result as JSON')
  .addHelpText('after', helpText())
  .action(async (directory, options) => {
    const name = options.out === undefined ? undefined : scenarioName(options.out);
    const {siting, base} = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const scenario = options.scenario === undefined ? {} : {scenario: [options.scenario]};
      const {named, scenarios} = await readInputs(directory, scenario);
      const list = options.candidates === undefined ? {} : {candidates: await readCandidates(options.candidates)};
      progress.say('Planning, then weighing places');
      const {open, leadWeeks, seed} = options;
      const asked = {open, leadWeeks, seed, ...list};
      const siting = await withPool(options.threads, (pool) => siteStations(pool, named[0], asked));
      return {siting, base: scenarios[0]};
    });
    if (name !== undefined) await replaceFile(options.out!, scenarioText(withOpenings(base, siting, name)));
    if (options.json)
      printJson({...siting, changes: undefined}); // those stand in the scenario
    else printSiting(siting, options.out);
  });

function withOpenings(base: Scenario, {openings, changes}: Siting, name: string): Scenario {
  const about = `${base.name}, with ${openings.length} stations more`;
  return {name, about, changes: [...base.changes, ...changes]};
}

/** A scenario bears its file's name. */
function scenarioName(path: string): string {
  const name = basename(path, '.yaml');
  if (path.endsWith('.yaml') && Scenario.shape.name.safeParse(name).success) return name;
  throw new UsageError(`--out ${path}: give a file as next-five.yaml, its name in small letters, digits and hyphens`);
}

function helpText(): string {
  const columns = siteCandidateTable.columns.map(({name, unit, about}) => {
    return `  ${name.padEnd(28)}${unit === '' ? '' : `${unit}; `}${about}`;
  });
  return (
    `\nColumns of the candidates (several rows of one place are its sizes):\n${columns.join('\n')}\n\n` +
    'Without a list, 60 places are picked: ZIP points with most to save within 15 miles, where a ZIP saves what its\n' +
    'packages cost now (postage, or the drive from its station) above what they would from next door; sizes are\n' +
    "the quartiles of the twin's stations. The target share of the scenario is not kept: what a station takes from\n" +
    "USPS stays taken; but what today's station has room for and could take back as cheaply counts as no saving.\n" +
    'Packages are those of a mean day, dollars a year at full ramp. A new station is fed as the nearest one is; its\n' +
    'miles are those of dry land: where water lies between, give the lane its road_miles and run the scenario.'
  );
}
