import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createZoneTable, issueText, zoneOf} from '@cutover/core';
import {checkTwin, readTwin, readZonedPairs, readZones, writeTwin, zonedPairsText} from '@cutover/files';
import {describe, expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
let made = 0;

async function twinDirectory(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = join(folder, `twin-${made++}`);
  await writeTwin(directory, {twin: smallTwin(), scenarios: smallScenarios()});
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

const SCF_HEADER = 'scf_id,city,state,latitude_deg,longitude_deg,zip3,confidence';
// Boston and Albany lie in the cells 42-42.5 N, 71-71.5 W and 42.5-43 N, 73.5-74 W. From the centre of Boston's
// (42.25, -71.25) to the nearest corner of Albany's (42.5, -73.5): 2.25 degrees x 69.09 x cos(42.4) = 114.8 miles west,
// 17.3 north, 116 in all: zone 2.
const SCFS = [
  SCF_HEADER,
  'BOS,Boston,MA,42.35,-71.04,021-022 024,solid',
  'ALB,Albany,NY,42.65,-73.76,120,solid',
  '',
].join('\n');
const CHART = 'zone,destination_zip3,origin_zip3\n5,120,021\n7,340,021\n';

describe('zones of a twin directory', () => {
  test('are those between the SCFs that entry.csv names, without a scf.csv', async () => {
    const zones = await readZones(await twinDirectory());
    // SCF1 serves 030 and 031, so they share a cell.
    expect([zoneOf(zones, '030', '031'), zoneOf(zones, '030', '021')]).toEqual([1, undefined]);
  });

  test('are those between the SCFs of scf.csv, if there is one', async () => {
    const zones = await readZones(await twinDirectory({'scf.csv': SCFS}));
    expect([zoneOf(zones, '022', '120'), zoneOf(zones, '030', '031')]).toEqual([2, undefined]);
  });

  test('are those of zones.csv where it has one, columns in any order', async () => {
    const zones = await readZones(await twinDirectory({'scf.csv': SCFS, 'zones.csv': CHART}));
    expect(['120', '340', '024'].map((to) => zoneOf(zones, '021', to))).toEqual([5, 7, 1]);
  });

  test('are part of the twin, and stay when it is written again', async () => {
    const directory = await twinDirectory({'scf.csv': SCFS, 'zones.csv': CHART});
    const twin = await readTwin(directory);
    expect(twin.scfs?.map(({scfId, zip3}) => [scfId, zip3])).toEqual([
      ['BOS', '021-022 024'],
      ['ALB', '120'],
    ]);
    expect(twin.zoneChart?.[21 * 1000 + 340]).toBe(7);
    await writeTwin(directory, {twin, scenarios: smallScenarios()});
    expect((await readTwin(directory)).scfs).toEqual(twin.scfs);
    expect(await checkTwin(directory)).toEqual([]);
  });

  test('have every mistake of their files found, with its row', async () => {
    const scfs = [SCF_HEADER, 'A,Aa,MA,42,-71,021-019,solid', 'B,Bb,MA,42,-71,021 5,solid', 'C,Cc,MA,42,-71,120,solid'];
    const directory = await twinDirectory({
      'scf.csv': [...scfs, 'D,Dd,MA,42,-71,119-121,solid', ''].join('\n'),
      'zones.csv': 'origin_zip3,destination_zip3,zone\n21,120,5\n021,120,0\n021,120,3\n021,120,4\n021,120\n',
    });
    expect((await checkTwin(directory)).map(issueText)).toEqual([
      expect.stringMatching(/^scf\.csv:3 zip3: found "021 5", expected ZIP3s and ranges/),
      expect.stringMatching(/^scf\.csv:2 zip3: found "021-019", expected a range that runs forward/),
      expect.stringMatching(/^scf\.csv:5 zip3: found "120", which row 4 serves/),
      expect.stringMatching(/^zones\.csv:2 origin_zip3: found "21", .*write "021"/),
      expect.stringMatching(/^zones\.csv:3 zone: found "0", expected a zone from 1 to 9/),
      expect.stringMatching(/^zones\.csv:5 origin_zip3, destination_zip3: found "021, 120", which an earlier row has/),
      expect.stringMatching(/^zones\.csv:6: found 2 cells/),
    ]);
    await expect(readZones(directory)).rejects.toThrow(/^The twin has 7 problems/);
  });
});

describe('a file of pairs', () => {
  const zones = createZoneTable([
    {latitudeDeg: 42.35, longitudeDeg: -71.04, zip3s: ['021']},
    {latitudeDeg: 42.65, longitudeDeg: -73.76, zip3s: ['120']},
  ]);
  const read = (text: string) => {
    const path = join(folder, 'pairs.csv');
    writeFileSync(path, text);
    return readZonedPairs(path, zones);
  };

  test('keeps its columns, its order and its quotes', async () => {
    const lines = ['id,destination_zip3,note,origin_zip3', '9,120,"a, ""b""", 021', '', '8,340,,021', '9,021,c ,021'];
    const pairs = await read(`\uFEFF${lines.join('\r\n')}`);
    expect(zonedPairsText(pairs)).toBe(
      'id,destination_zip3,note,origin_zip3,zone\n9,120,"a, ""b""", 021,2\n8,340,,021,\n9,021,c ,021,1\n',
    );
    expect(pairs).toMatchObject({withoutZone: 1, zip3sWithoutScf: ['340'], issues: []});
  });

  test('has a zone column overwritten where it stands, so that the second time changes nothing', async () => {
    const once = zonedPairsText(await read('origin_zip3,zone,destination_zip3,note\n021,9,120,"a,b"\n'));
    expect(once).toBe('origin_zip3,zone,destination_zip3,note\n021,2,120,"a,b"\n');
    expect(zonedPairsText(await read(once))).toBe(once);
  });

  test('has every row reported that is no pair', async () => {
    const {issues, rows} = await read(
      'origin_zip3,destination_zip3,note\n21,120,\n021,,\n021,120\n021,02138,\nabc,1,\n021,120,"x\n',
    );
    expect(issues.map(({row, column, rule}) => [row, column, rule])).toEqual([
      [2, 'origin_zip3', 'lost-leading-zero'],
      [3, 'destination_zip3', 'blank-cell'],
      [4, undefined, 'ragged-row'],
      [5, 'destination_zip3', 'not-a-zip3'],
      [6, 'origin_zip3', 'bad-format'],
      [6, 'destination_zip3', 'lost-leading-zero'],
      [7, undefined, 'csv-quotes'],
    ]);
    expect(rows).toEqual([]);
  });

  test('needs both columns, and something in it', async () => {
    const {issues} = await read('origin,destination_zip\n021,120\n');
    expect(issues.map(issueText)).toEqual([
      expect.stringMatching(/^pairs\.csv:1 origin_zip3: found columns origin, destination_zip, expected a column/),
      expect.stringMatching(/^pairs\.csv:1 destination_zip3: .*did you mean "destination_zip"\?/),
    ]);
    expect((await read('')).issues.map(({rule}) => rule)).toEqual(['empty-file']);
  });
});
