import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {readTwin, readZones} from '@cutover/files';
import {zoneOf} from '@cutover/core';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

let twin: string;
let cwd: string;
beforeAll(async () => {
  twin = await smallTwinDirectory(); // one SCF serves its 030 and 031
  cwd = newFolder();
});

const file = (name: string, ...lines: string[]): string => {
  writeFileSync(join(cwd, name), [...lines, ''].join('\n'));
  return name;
};

describe('zones', () => {
  test('writes the CSV with a zone column on stdout, and counts on stderr what has no SCF', async () => {
    const pairs = file('pairs.csv', 'origin_zip3,destination_zip3,n', '030,031,1', '030,340,2', '096,000,3');
    expect(await cutover(['zones', pairs, '--twin', twin], {cwd})).toEqual({
      code: 0,
      stdout: 'origin_zip3,destination_zip3,n,zone\n030,031,1,1\n030,340,2,\n096,000,3,\n',
      stderr: '2 of 3 pairs have no zone: no SCF serves ZIP3 000, 096, 340.\n',
    });
    const json = await cutover(['zones', pairs, '--twin', twin, '--json'], {cwd});
    expect(JSON.parse(json.stdout)).toEqual({
      withoutZone: 2,
      zip3sWithoutScf: ['000', '096', '340'],
      pairs: [
        {origin_zip3: '030', destination_zip3: '031', n: '1', zone: 1},
        {origin_zip3: '030', destination_zip3: '340', n: '2', zone: null},
        {origin_zip3: '096', destination_zip3: '000', n: '3', zone: null},
      ],
    });
  });

  test('lists every malformed row on stderr, writes nothing and ends with 1', async () => {
    const pairs = file('bad.csv', 'origin_zip3,destination_zip3', '30,031', '030,031', '030,x');
    const {code, stdout, stderr} = await cutover(['zones', pairs, '--twin', twin], {cwd});
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr.split('\n')).toEqual([
      '"bad.csv" has 2 problems:',
      expect.stringMatching(/^ {2}bad\.csv:2 origin_zip3: found "30", .*write "030"/),
      expect.stringMatching(/^ {2}bad\.csv:4 destination_zip3: found "x", expected three digits/),
      '',
    ]);
    const json = await cutover(['zones', pairs, '--twin', twin, '--json'], {cwd});
    expect(json.code).toBe(1);
    expect((JSON.parse(json.stdout) as {issues: {row: number}[]}).issues.map(({row}) => row)).toEqual([2, 4]);
  });

  test('ends with 1 without the file or the twin, with 2 without its argument', async () => {
    expect((await cutover(['zones', 'none.csv', '--twin', twin], {cwd})).code).toBe(1);
    expect((await cutover(['zones', 'pairs.csv', '--twin', 'none'], {cwd})).code).toBe(1);
    expect((await cutover(['zones'], {cwd})).code).toBe(2);
  });
});

describe('data', () => {
  test('import-zones and import-scf put a file into the twin and leave the rest of it alone', async () => {
    const files = readdirSync(twin);
    const chart = file('chart.csv', 'origin_zip3,destination_zip3,zone', '030,031,6');
    const list = file('list.csv', 'zip3,scf', '030,SCF MANCHESTER NH 030');
    const zones = await cutover(['data', 'import-zones', chart, '--twin', twin, '--out', 'mine'], {cwd});
    expect(zones).toMatchObject({code: 0, stderr: ''});
    expect(zones.stdout).toMatch(
      /^1 pairs of ZIP3s have a zone in mine, in zones\.csv\.\n {2}1 ZIP3s of the twin.*: 030\n/,
    );
    const mine = join(cwd, 'mine');
    const scf = await cutover(['data', 'import-scf', join(cwd, list), '--json'], {cwd: mine}); // the current directory
    expect(JSON.parse(scf.stdout)).toMatchObject({twin: '.', scfs: 1, zip3s: 1});
    const made = await readZones(mine);
    expect([zoneOf(made, '030', '031'), zoneOf(made, '031', '030'), zoneOf(made, '030', '030')]).toEqual([
      6, // by the chart
      undefined, // the list leaves 031 without SCF
      1,
    ]);
    expect(readdirSync(twin)).toEqual(files);
    expect(readdirSync(mine).sort()).toEqual([...files, 'scf.csv', 'zones.csv'].sort());
    for (const name of files.filter((each) => each.includes('.'))) {
      expect(readFileSync(join(mine, name), 'utf8')).toBe(readFileSync(join(twin, name), 'utf8'));
    }
  });

  test('import-census replaces people and land, and lists the ZIPs that stay as they were', async () => {
    const places = file('gaz.txt', 'GEOID\tALAND_SQMI\tINTPTLAT\tINTPTLONG', '03001\t5.5\t42.97\t-71.45');
    const people = file('acs.csv', 'GEO_ID,NAME,B01003_001E', '860Z200US03001,ZCTA5 03001,31000');
    const words = ['data', 'import-census', places, people, '--twin', twin, '--out', 'counted'];
    const {code, stdout, stderr} = await cutover(words, {cwd});
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^1 ZIPs with 31,000 people on 6 square miles in counted, in zips\.csv/);
    expect(stdout).toMatch(/ {2}11 ZIPs of the twin that are not in the gazetteer.*: 03002, .* and 1 more\n$/);
    const [first] = (await readTwin(join(cwd, 'counted'))).zips;
    expect(first).toMatchObject({zip: '03001', population: 31_000, landAreaSqMi: 5.5, longitudeDeg: -71.45});
  });

  test('a wrong file changes nothing and ends with 1', async () => {
    const files = readdirSync(twin);
    const chart = file('wrong.csv', 'origin_zip3,destination_zip3,zone', '030,031,12');
    const {code, stdout, stderr} = await cutover(['data', 'import-zones', chart, '--twin', twin], {cwd});
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr).toMatch(/wrong\.csv:2 zone: found "12", expected a zone from 1 to 9/);
    expect(readdirSync(twin)).toEqual(files);
  });
});
