import {Command} from '@commander-js/extra-typings';
import {meantText} from '@cutover/core';
import {wholeText} from '@cutover/reporting';
import {UsageError} from '../errors.ts';
import {exportFiles} from '../run/export-files.ts';
import {type FinishedRun, readRun} from '../run/read-run.ts';
import {printJson, printLine} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';

export const exportCommand = new Command('export')
  .argument('<run>', 'run directory')
  .option('--xlsx <file>', 'Excel workbook: summary, ZIPs, station weeks, assumptions')
  .option('--geojson <file>', 'ZIP points with their measures')
  .option('--scenario <name>', "whose ZIPs and stations (default: the run's base scenario)")
  .option('--bids <file>', 'bid book that `cutover bid --out` wrote, as a sheet of the workbook')
  .option('--json', 'print what was written as JSON')
  .action(async (directory, {json, ...options}) => {
    const {xlsx, geojson, bids} = options;
    if (xlsx === undefined && geojson === undefined) {
      throw new UsageError('nothing to write; give --xlsx FILE, --geojson FILE or both');
    }
    if (bids !== undefined && xlsx === undefined) throw new UsageError('--bids is a sheet; give --xlsx FILE with it');
    const run = await readRun(directory);
    const scenario = options.scenario ?? run.manifest.baseScenario;
    refuseUnknown(run, scenario);
    const exported = await withProgress((progress) => {
      progress.say(`Exporting ${scenario}`);
      return exportFiles(run, {...options, scenario});
    });
    if (json) return printJson({scenario, files: exported});
    for (const {file, rows} of exported) {
      const counts = Object.entries(rows).map(([name, count]) => `${name} ${wholeText(count)}`);
      printLine(`Written to ${file} (rows: ${counts.join(', ')}).`);
    }
  });

function refuseUnknown({directory, summary}: FinishedRun, scenario: string): void {
  const names = summary.scenarios.map(({name}) => name);
  if (names.includes(scenario)) return;
  const instead = `${meantText(scenario, names)}give one of ${names.join(', ')}`;
  throw new UsageError(`the run "${directory}" has no scenario "${scenario}"; ${instead}`);
}
