import {join} from 'node:path';
import {Command, Option} from '@commander-js/extra-typings';
import {type Actuals, calibrationOf, fitParameters, holdOut, splitErrors, type Twin} from '@cutover/core';
import {type ActualsReport, actualTables, readActuals, readTwin, readZipMap, writeCalibration} from '@cutover/files';
import {fittedTable, holdoutLines, splitTable, splitTotals, unidentifiedTable, wholeText} from '@cutover/reporting';
import {UsageError} from '../errors.ts';
import {columnsText} from '../terminal/columns-text.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

const PLACES_SHOWN = 5; // stations, lanes and ZIP3s that are farthest off

export const calibrateCommand = new Command('calibrate')
  .argument('<dir>', 'twin directory; its inputs stay as they are')
  .option('--actuals <file>', 'shipments or invoices, CSV or Parquet')
  .option('--routes <file>', 'own delivery routes')
  .option('--linehaul <file>', 'linehaul invoices by lane and day')
  .option('--handling <file>', 'variable handling by building and day')
  .addOption(
    new Option('--rebills <how>', 'a later bill of one id is its whole cost, or a part to add')
      .choices(['replace', 'add'] as const)
      .default('replace' as const),
  )
  .option('--out <file>', 'where to write the overlay (default: calibration.yaml of the twin)')
  .option('--json', 'print what was fitted and how far off the twin is as JSON')
  .addHelpText('after', helpText)
  .action(async (directory, options) => {
    if (actualTables.every(({name}) => options[name] === undefined)) {
      throw new UsageError('calibrate needs books: name a file with --actuals, --routes, --linehaul or --handling');
    }
    const out = options.out ?? join(directory, 'calibration.yaml');
    const {actuals, reports, results} = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const twin = await readTwin(directory, {calibrated: false});
      progress.say('Reading the books');
      const read = await readActuals(twin, options, {zipMap: await readZipMap(directory), rebills: options.rebills});
      progress.say('Fitting');
      return {...read, results: calibrate(twin, read.actuals)};
    });
    const calibration = calibrationOf(actuals, results.numbers);
    await writeCalibration(out, calibration);
    if (options.json) return printJson({twin: directory, out, tables: reports, ...calibration, ...results});
    print(reports, results);
    printLine();
    printLine(`Written to ${out}, ${calibration.from} to ${calibration.to}: it is laid over the twin when it is read.`);
  });

type Results = ReturnType<typeof calibrate>;

function calibrate(twin: Twin, actuals: Actuals) {
  return {
    numbers: fitParameters(twin, actuals),
    split: splitErrors(twin, actuals),
    holdout: holdOut(twin, actuals),
  };
}

function print(reports: readonly ActualsReport[], {numbers, split, holdout}: Results): void {
  for (const {file, rows, duplicates, rebills, leftOut} of reports) {
    const mended = `${wholeText(duplicates)} duplicates dropped, ${wholeText(rebills)} re-bills netted`;
    printLine(`${file}: ${wholeText(rows)} rows; ${mended}.`);
    for (const {reason, count, example} of leftOut)
      printLine(`  left out ${wholeText(count)}: ${reason}, as ${example}`);
  }
  printLine();
  printTable(splitTotals(split), {numbers: true});
  for (const grouping of ['segment', 'station', 'lane', 'zip3'] as const) {
    const table = splitTable(split, grouping, PLACES_SHOWN);
    if (table.rows.length === 0) continue;
    printLine();
    printTable(table, {numbers: true});
  }
  printLine();
  printTable(fittedTable(numbers), {numbers: true});
  printLine();
  printTable(unidentifiedTable(numbers));
  printLine();
  for (const line of holdoutLines(holdout)) printLine(line);
}

function helpText(): string {
  return actualTables
    .map((table) => `\nColumns of --${table.name} (${table.about}):\n${columnsText(table.columns)}`)
    .join('\n');
}
