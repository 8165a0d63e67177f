import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Command, Option} from '@commander-js/extra-typings';
import {DataError, dayNumber, isoDate, TwinError, type WaveRow, waveTable} from '@cutover/core';
import {type ActualsReport, actualTables, parseTable, readActuals, readZipMap} from '@cutover/files';
import {headlineUsd, trackPlan, trackStationTable, trackWaveTable, trackWeekTable, wholeText} from '@cutover/reporting';
import {plannedWeeks, weekStarts} from '@cutover/runner';
import {threadCount} from '../arguments.ts';
import {UsageError} from '../errors.ts';
import {executePlan} from '../run/executed-plan.ts';
import {readWrittenPlan} from '../run/open-plan.ts';
import {columnsText} from '../terminal/columns-text.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

const tracked = actualTables.filter(({name}) => name === 'actuals' || name === 'routes');

export const trackCommand = new Command('track')
  .argument('<plan>', 'plan directory')
  .option('--actuals <file>', 'shipments of the weeks so far, CSV or Parquet; all of them, no sample')
  .option('--routes <file>', 'own delivery routes: stations, routes a day and what the road cost')
  .addOption(
    new Option('--rebills <how>', 'a later bill of one id is its whole cost, or a part to add')
      .choices(['replace', 'add'] as const)
      .default('replace' as const),
  )
  .option('--threads <count>', 'changes the speed, never a number (default: all cores)', threadCount)
  .option('--json', 'print variances and signals as JSON')
  .addHelpText('after', helpText)
  .action(async (directory, options) => {
    if (options.actuals === undefined && options.routes === undefined) {
      throw new UsageError('track needs what happened: name a file with --actuals, --routes, or both');
    }
    const {track, reports, days} = await withProgress(async (progress) => {
      progress.say(`Reading ${directory}`);
      const opened = await readWrittenPlan(directory);
      const waves = await readWaves(directory);
      progress.say('Choosing hand-offs');
      const prepared = await executePlan(opened, options.threads);
      progress.say('Reading what happened');
      const {twin} = prepared;
      const zipMap = await readZipMap(opened.inputs.path);
      const files = {actuals: options.actuals, routes: options.routes};
      const read = await readActuals(twin, files, {zipMap, rebills: options.rebills, cutDays: weekStarts(prepared)});
      const watched = {from: read.actuals.fromDay, to: read.actuals.toDay};
      refuseOutside(watched, twin.settings.horizon);
      const planned = plannedWeeks(prepared, watched);
      const result = trackPlan({twin, p: prepared.world.p, planned, waves, actuals: read.actuals});
      return {track: result, reports: read.reports, days: {from: isoDate(watched.from), to: isoDate(watched.to)}};
    });
    if (options.json) return printJson({plan: directory, ...days, tables: reports, ...track});
    printLeftOut(reports);
    printTable(trackWeekTable(track), {numbers: true});
    printLine();
    printTable(trackStationTable(track), {numbers: true});
    printLine();
    if (track.waves.length > 0) printTable(trackWaveTable(track));
    const back = track.waves.filter(({signal}) => signal === 'roll back').length;
    printLine();
    printLine(
      back === 0
        ? 'No wave shall go back.'
        : `Going back in ${wholeText(back)} waves costs ${headlineUsd(track.rollbackUsd)} once.`,
    );
  });

async function readWaves(directory: string): Promise<readonly WaveRow[]> {
  const {rows, issues} = parseTable(
    waveTable,
    await readFile(join(directory, 'checklist.csv'), 'utf8'),
    'checklist.csv',
  );
  if (issues.length > 0) throw new TwinError(issues);
  return rows;
}

function refuseOutside(days: {from: number; to: number}, horizon: {readonly from: string; readonly to: string}): void {
  if (days.from >= dayNumber(horizon.from) && days.to <= dayNumber(horizon.to)) return;
  throw new DataError(
    `the books are of ${isoDate(days.from)} to ${isoDate(days.to)}, the plan of ${horizon.from} to ${horizon.to}; ` +
      'leave out the days before and after it',
  );
}

function printLeftOut(reports: readonly ActualsReport[]): void {
  for (const {file, rows, leftOut} of reports) {
    printLine(`${file}: ${wholeText(rows)} rows.`);
    for (const {reason, count, example} of leftOut)
      printLine(`  left out ${wholeText(count)}: ${reason}, as ${example}`);
  }
  printLine();
}

function helpText(): string {
  const columns = tracked.map((each) => `\nColumns of --${each.name} (${each.about}):\n${columnsText(each.columns)}`);
  return `${columns.join('\n')}

A wave goes on (go) while its last week is within limits, waits (hold) beyond them, and goes back (roll back) when it
was far beyond them for weeks in a row. The limits are the parameters track_hold_... and track_rollback_... of
parameters.csv: volume of its ZIPs, packages a day of its station (ramp), cost, on time.`;
}
