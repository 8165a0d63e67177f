import {Command} from '@commander-js/extra-typings';
import {laneMilesTable} from '@cutover/core';
import {
  type Change,
  importLaneMiles,
  importNetwork,
  type ImportNote,
  importShipments,
  importTariff,
  readZipMap,
  shipmentColumns,
} from '@cutover/files';
import {fixedText, packagesText, wholeText} from '@cutover/reporting';
import {columnsText, type FileColumn} from '../terminal/columns-text.ts';
import {printNotJoined} from '../terminal/not-joined.ts';
import {printJson, printLine, warning} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {type ChangedTwin, changeTwin, changeTwinFile} from '../twin/change-twin.ts';

const TWIN = 'twin directory to change (default: the current one)';
const OUT = 'new directory for the changed twin (default: the twin is changed in place)';

const shipmentsCommand = new Command('shipments')
  .description('Replace what a twin says of demand, today, mix and origins by real shipments')
  .argument('<file>', 'CSV or Parquet, one row for each shipment or for several alike')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what joined as JSON')
  .addHelpText('after', `\nColumns of the file:\n${columnsText(shipmentColumns)}`)
  .action(async (file, options) => {
    const changed = await withProgress((progress) => {
      progress.say(`Reading ${file}`);
      return changeTwin(options, async (twin, directory) =>
        importShipments(twin, file, {zipMap: await readZipMap(directory)}),
      );
    });
    const {directory, report} = changed;
    if (options.json) return printJson({twin: directory, ...report});
    printLine(
      `${wholeText(report.rows)} rows with ${wholeText(report.joined)} packages joined, ` +
        `${report.firstDay} to ${report.lastDay}; they are taken as one year (${packagesText(report.joined)}).`,
    );
    printNotes('Did not join', report.notJoined);
    printNotes('Mended', report.mended);
    for (const remark of report.remarks) printLine(warning(`${remark}.`));
    printNext(changed, 'demand.csv, today.csv, mix.csv and origins.csv');
  });

const networkCommand = new Command('network')
  .description("Put your own buildings, lanes and stations in the place of a twin's")
  .argument('<files...>', 'CSVs with the columns of facilities, lanes or service, or a map with zip and facility_id')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what was taken over as JSON')
  .action(async (files, options) => {
    const changed = await changeTwin(options, (twin) => importNetwork(twin, files));
    const {directory, report} = changed;
    if (options.json) return printJson({twin: directory, ...report});
    printLine(
      `${wholeText(report.buildings)} buildings and ${wholeText(report.lanes)} lanes taken over; ` +
        `${wholeText(report.mappedZips)} ZIPs have a station of their own.`,
    );
    printNotes('On the way', report.notes);
    printNext(changed, 'facilities.csv, lanes.csv, service.csv and origins.csv');
  });

const laneMilesCommand = new Command('lane-miles')
  .description('Put road miles and hours from a road map in the place of circuity and speed, lane by lane')
  .argument('<file>', 'CSV, one row for each origin and destination')
  .option('--both-ways', 'a row counts for the way back too, where the file has no row for it')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what changed as JSON')
  .addHelpText('after', `\nColumns of the file:\n${columnsText(laneMilesColumns())}`)
  .action(async (file, {bothWays = false, ...options}) => {
    const changed = await changeTwinFile(options, (twin) => importLaneMiles(twin, file, {bothWays}));
    const {directory, report} = changed;
    if (options.json) return printJson({twin: directory, ...report});
    const {rows, lanes, pairs, miles, hours} = report;
    printLine(
      `${wholeText(rows)} rows give ${wholeText(lanes)} lanes their road miles: between ${wholeText(pairs.bothWays)} ` +
        `pairs of buildings both ways, between ${wholeText(pairs.oneWay)} one way only.`,
    );
    if (miles !== null && hours !== null) {
      printLine(`Change of these lanes: ${changeText(miles, 'miles')}; ${changeText(hours, 'hours')}.`);
    }
    printNotJoined(report.notJoined);
    printNext(changed, 'lanes.csv');
  });

const tariffCommand = new Command('tariff')
  .description('Put your own rate cards in the place of those of their product and first day')
  .argument('<files...>', 'CSVs with the columns of tariffs (`cutover describe tariffs`)')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what was taken over as JSON')
  .action(async (files, options) => {
    const changed = await changeTwin(options, (twin) => importTariff(twin, files));
    const {directory, report} = changed;
    if (options.json) return printJson({twin: directory, ...report});
    for (const {product, from, rateKeys, rows} of report.cards) {
      printLine(
        `${product} from ${from}: ${wholeText(rows)} rows for ${wholeText(rateKeys)} entries or zones taken over.`,
      );
    }
    if (report.closed > 0) printLine(`${wholeText(report.closed)} rows of earlier cards now end where these begin.`);
    printNext(changed, 'tariffs');
  });

export const importCommand = new Command('import')
  .addCommand(shipmentsCommand)
  .addCommand(networkCommand)
  .addCommand(laneMilesCommand)
  .addCommand(tariffCommand);

function printNotes(title: string, notes: readonly ImportNote[]): void {
  if (notes.length > 0) printLine(`${title}:`);
  for (const {reason, count, example} of notes) printLine(`  ${wholeText(count)}: ${reason}, as ${example}`);
}

function printNext({directory, twin}: ChangedTwin<unknown>, tables: string): void {
  printLine(`${directory} holds them now, in ${tables}; prove it with \`cutover check ${directory}\`.`);
  if (twin.settings.synthetic) {
    printLine('Its twin.yaml still says `synthetic: true`; set it to false when nothing in it is invented any more.');
  }
}

/** `miles +1.2 in the mean (-0.4 to +5.0)` */
function changeText({mean, min, max}: Change, unit: string): string {
  const [meanText, minText, maxText] = [mean, min, max].map((each) => `${each > 0 ? '+' : ''}${fixedText(each, 2)}`);
  return `${unit} ${meanText} in the mean (${minText} to ${maxText})`;
}

function laneMilesColumns(): FileColumn[] {
  return laneMilesTable.columns.map(({name, optional, unit, about}) => ({
    ...{name, required: !optional, about: unit === '' ? about : `${unit}, ${about}`},
  }));
}
