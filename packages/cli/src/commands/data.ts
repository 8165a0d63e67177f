import {Command} from '@commander-js/extra-typings';
import {importCensus, importScf, importZones} from '@cutover/files';
import {wholeText} from '@cutover/reporting';
import {printNotJoined} from '../terminal/not-joined.ts';
import {printJson, printLine} from '../terminal/output.ts';
import {withProgress} from '../terminal/progress.ts';
import {changeTwin, changeTwinFile} from '../twin/change-twin.ts';

const TWIN = 'twin directory to change (default: the current one)';
const OUT = 'new directory for the changed twin (default: the twin is changed in place)';

const zonesCommand = new Command('import-zones')
  .description('Take an official zone chart: it goes before the rule wherever it has a zone')
  .argument('<file>', 'National Zone Charts Matrix, or a CSV of pairs')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what joined as JSON')
  .addHelpText(
    'after',
    `
The file is one of
  the text of the 3-digit matrix of the National Zone Charts: a line for each origin, its ZIP3 and then two characters
  for each destination 001 to 999, the zone (1 to 9; blank or 0 is none) and a mark that is not read;
  a CSV with the columns origin_zip3, destination_zip3 and zone.
It becomes zones.csv of the twin.`,
  )
  .action(async (file, options) => {
    const {directory, report, ...changed} = await withProgress((progress) => {
      progress.say(`Reading ${file}`);
      return changeTwinFile(options, (twin) => importZones(twin, file));
    });
    if (options.json) return printJson({twin: directory, ...report});
    printLine(`${wholeText(report.pairs)} pairs of ZIP3s have a zone in ${directory}, in ${changed.file}.`);
    printNotJoined(report.notJoined);
  });

const scfCommand = new Command('import-scf')
  .description('Take a labeling list: which SCF serves which ZIP3, and so the zones between them')
  .argument('<file>', 'CSV of L005 or L002')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what joined as JSON')
  .addHelpText(
    'after',
    `
Columns of the file:
  zip3           ZIP3s, alone or as in 035-037, 050-053; also headed Column A (L005) or ZIP Code Prefix (L002)
  scf            label, as in SCF WHITE RIV JCT VT 050; also headed Column B (L005) or Column C (L002)
  latitude_deg   where the SCF stands (optional)
  longitude_deg  where the SCF stands (optional)
An SCF without a point stands where the twin's scf.csv has one of that city, else in the middle of the people of the
ZIP3 on its label. The list becomes scf.csv of the twin; entry.csv, the ways into the mail, stays.`,
  )
  .action(async (file, options) => {
    const {directory, report, ...changed} = await changeTwinFile(options, (twin) => importScf(twin, file));
    if (options.json) return printJson({twin: directory, ...report});
    const {scfs, zip3s} = report;
    printLine(`${wholeText(scfs)} SCFs serve ${wholeText(zip3s)} ZIP3s in ${directory}, in ${changed.file}.`);
    printNotJoined(report.notJoined);
  });

const censusCommand = new Command('import-census')
  .description("Put the Census Bureau's points, land and people in the place of a twin's")
  .argument('<gazetteer>', 'ZCTA gazetteer, text between tabs: GEOID, ALAND_SQMI, INTPTLAT, INTPTLONG')
  .argument('<population>', 'ACS table B01003 by ZCTA, CSV: GEO_ID, B01003_001E')
  .option('--twin <dir>', TWIN)
  .option('--out <dir>', OUT)
  .option('--json', 'print what joined as JSON')
  .addHelpText(
    'after',
    `
Replaces point, population, land area and segment in zips.csv. State, county, time zone, demand and network stay.`,
  )
  .action(async (gazetteer, population, options) => {
    const {directory, report} = await withProgress((progress) => {
      progress.say(`Reading ${gazetteer} and ${population}`);
      return changeTwin(options, (twin) => importCensus(twin, gazetteer, population));
    });
    if (options.json) return printJson({twin: directory, ...report});
    const {zips, people, landSqMi} = report;
    printLine(
      `${wholeText(zips)} ZIPs with ${wholeText(people)} people on ${wholeText(Math.round(landSqMi))} square miles ` +
        `in ${directory}, in zips.csv; prove it with \`cutover check ${directory}\`.`,
    );
    printNotJoined(report.notJoined);
  });

export const dataCommand = new Command('data')
  .addCommand(zonesCommand)
  .addCommand(scfCommand)
  .addCommand(censusCommand);
