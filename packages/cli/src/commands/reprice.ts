import {join} from 'node:path';
import {Command} from '@commander-js/extra-typings';
import {applyScenario, dayNumber, type ScenarioSummary, type Twin} from '@cutover/core';
import {importTariff, readParquet, readScenario, readTwin} from '@cutover/files';
import {type RatedRow, repriceScenario} from '@cutover/reporting';
import {compareRepriced} from '../run/compare.ts';
import {answersOf, refuseChanged} from '../run/inputs.ts';
import {comparedTable} from '../run/print-compare.ts';
import {type FinishedRun, readRun} from '../run/read-run.ts';
import {createClock} from '../terminal/clock.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {printTimings} from '../terminal/timings.ts';

const NOTE =
  'Who carries what is as it was planned at the old prices, and prices are those of the first day of each epoch of ' +
  'the run; run again to plan at the new ones, day by day.';

export const repriceCommand = new Command('reprice')
  .argument('<run>', 'run directory')
  .requiredOption('--tariff <files...>', 'CSVs with the columns of tariffs, as for `cutover import tariff`')
  .option('--timings', 'print how long each stage took, and the peak of memory, to stderr')
  .option('--json', 'print each scenario before and after as JSON')
  .addHelpText(
    'after',
    `
${NOTE}`,
  )
  .action(async (directory, options) => {
    const run = await readRun(directory);
    const {twin: path} = run.manifest;
    await refuseChanged(run.manifest, 'reprice');
    const clock = createClock();
    const after = await withProgress(async (progress) => {
      progress.say('Pricing the run again');
      const base = await clock.time('read and check files', () => readTwin(path));
      const {twin} = await clock.time('read rate cards', () => importTariff(base, options.tariff));
      const summaries: ScenarioSummary[] = [];
      for (const summary of run.summary.scenarios) {
        summaries.push(await clock.time(`price ${summary.name}`, () => repriced(run, summary, base, twin)));
      }
      return summaries;
    });
    if (options.timings) printTimings(clock);
    const comparison = compareRepriced(run, after);
    if (options.json) return printJson(comparison);
    printTable(comparedTable(comparison), {numbers: true});
    printLine();
    printLine(NOTE);
  });

async function repriced(run: FinishedRun, summary: ScenarioSummary, base: Twin, other: Twin): Promise<ScenarioSummary> {
  const scenario = await readScenario(run.manifest.twin, summary.name);
  const answered = await answersOf(run.manifest, summary.name, base);
  const rows = await ratedRows(join(run.directory, summary.name, 'rated.parquet'));
  return repriceScenario(
    summary,
    rows,
    answered(applyScenario(base, scenario)),
    answered(applyScenario(other, scenario)),
  );
}

async function ratedRows(path: string): Promise<RatedRow[]> {
  const {rowCount, columns} = await readParquet(path);
  return Array.from({length: rowCount}, (_, i) => ({
    pricedOn: dayNumber(String(columns.priced_on[i])),
    deliverer: String(columns.deliverer[i]),
    rateKey: String(columns.rate_key[i]),
    classId: String(columns.class_id[i]),
    packages: Number(columns.packages[i]),
  }));
}
