import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {facilityTable, optionalTables, Summary, twinTables} from '@cutover/core';
import {readTwin} from '@cutover/files';
import {beforeAll, describe, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
});

function replaceIn(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

describe('describe', () => {
  test('prints each column with unit and meaning, whichever name the table is called by', async () => {
    const {stdout} = await cutover(['describe', 'facilities']);
    for (const {name} of facilityTable.columns) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
    expect(stdout).toMatch(/^fixed_usd_per_day +number +USD\/day +yes +rent/m);
    expect((await cutover(['describe', 'facilities.csv'])).stdout).toBe(stdout);
    const tariffs = (await cutover(['describe', 'tariffs'])).stdout;
    expect((await cutover(['describe', 'rates'])).stdout).toBe(tariffs);
    expect((await cutover(['describe', 'tariffs/parcel-select.csv'])).stdout).toBe(tariffs);
  });

  test('prints JSON, and all tables when none is named', async () => {
    const one = JSON.parse((await cutover(['describe', 'today', '--json'])).stdout) as {key: string[]};
    expect(one).toMatchObject({name: 'today', file: 'today.csv', key: ['zip', 'class_group']});
    const all = JSON.parse((await cutover(['describe', '--json'])).stdout) as unknown[];
    expect(all).toHaveLength(Object.keys({...twinTables, ...optionalTables}).length + 1); // and that of lane-miles
  });
});

describe('init and check', () => {
  test('a copy is fine; into a folder that holds something nothing is copied', async () => {
    const cwd = newFolder();
    expect(await cutover(['init', 'mine', '--from', twin], {cwd})).toMatchObject({code: 0, stderr: ''});
    expect(await cutover(['check', 'mine'], {cwd})).toEqual({code: 0, stdout: 'mine is fine.\n', stderr: ''});
    const again = await cutover(['init', 'mine', '--from', twin], {cwd});
    expect(again).toMatchObject({code: 1, stdout: ''});
    expect(again.stderr).toMatch(/"mine" is not empty/);
  });

  test('check lists every problem on stdout, says how many on stderr, and ends with 1', async () => {
    const directory = await smallTwinDirectory();
    replaceIn(join(directory, 'lanes.csv'), 'FC1-DS1,FC1,DS1', 'FC1-DS1,FC1,DS9');
    replaceIn(join(directory, 'zips.csv'), '03001,', '3001,');
    const {code, stdout, stderr} = await cutover(['check', directory]);
    expect(stdout).toMatch(/^lanes\.csv:\d+ destination_id: found "?DS9/m);
    expect(stdout).toMatch(/^zips\.csv:2 zip: found "?3001/m);
    expect(stderr).toMatch(/^"[^"]+" has \d+ problems\n$/);
    expect(code).toBe(1);
    const json = await cutover(['check', directory, '--json']);
    const {issues} = JSON.parse(json.stdout) as {issues: {file: string; row: number}[]};
    expect(issues).toHaveLength(stdout.trimEnd().split('\n').length);
    expect(json.code).toBe(1);
  });

  test('an edited lane changes the result, and compare says so', async () => {
    const cwd = newFolder();
    await cutover(['init', 'mine', '--from', twin], {cwd});
    const run = (out: string) => cutover(['run', 'mine', '--packages', '1e4', '--out', out, '--json'], {cwd});
    const before = Summary.parse(JSON.parse((await run('before')).stdout));
    replaceIn(join(cwd, 'mine/lanes.csv'), /^(FC1-SC1,FC1,SC1,truck),,/m, '$1,900,');
    const after = Summary.parse(JSON.parse((await run('after')).stdout));
    const difference = after.scenarios[0].costUsd.linehaul - before.scenarios[0].costUsd.linehaul;
    expect(difference).toBeGreaterThan(0);

    const {stdout} = await cutover(['compare', 'before', 'after', '--json'], {cwd});
    const {scenarios, notes} = JSON.parse(stdout) as {
      scenarios: {name: string; differenceUsd: {linehaul: number}}[];
      notes: string[];
    };
    expect(scenarios.map(({name}) => name)).toEqual(['keep-80']);
    expect(scenarios[0].differenceUsd.linehaul).toBeCloseTo(difference, 2);
    expect(notes).toEqual([expect.stringMatching(/the twin was changed/)]);
    expect((await cutover(['compare', 'before', 'after'], {cwd})).stdout).toMatch(/Warning: .*changed between them/);
  });
});

describe('import shipments', () => {
  const header = 'ship_date,origin_id,zip,weight_lb,length_in,width_in,height_in,carrier';
  const rows = [
    '2025-03-01,FC1,03001,0.5,10,7,2,owned',
    '2025-03-01,FC1,03001,12,12,10,6,usps',
    '2025-09-01,FC2,3106,1,10,7,2,usps', // a spreadsheet took the zero
    '2025-09-02,FC2,99999,1,10,7,2,usps', // no ZIP of the twin
  ];

  test('writes demand and today to the package into a new twin, and lists what did not join', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'shipments.csv'), [header, ...rows, ''].join('\n'));
    const words = ['import', 'shipments', 'shipments.csv', '--twin', twin, '--out', 'real'];
    const {code, stdout, stderr} = await cutover(words, {cwd});
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^3 rows with 3 packages joined, 2025-03-01 to 2025-09-01/);
    expect(stdout).toMatch(/ {2}1: the ZIP is neither .*, as 99999/);
    const {demand, today} = await readTwin(join(cwd, 'real'));
    expect(demand.filter(({packagesPerYear}) => packagesPerYear > 0)).toEqual([
      {zip: '03001', packagesPerYear: 2},
      {zip: '03106', packagesPerYear: 1},
    ]);
    expect(today.filter(({zip, usps}) => zip === '03001' && usps > 0)).toEqual([
      {zip: '03001', classGroup: 'heavy', owned: 0, usps: 1, other: 0},
    ]);
    expect((await readTwin(twin)).demand).toEqual(smallTwin().demand); // --out leaves the twin as it was
  });

  test('changes the twin of the current directory in place, and keeps its scenarios and comments', async () => {
    const directory = await smallTwinDirectory();
    writeFileSync(join(directory, 'shipments.csv'), [header, ...rows, ''].join('\n'));
    replaceIn(join(directory, 'contracts.yaml'), /^/, '# signed in ink\n');
    const {code, stdout} = await cutover(['import', 'shipments', 'shipments.csv', '--json'], {cwd: directory});
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({twin: '.', rows: 3, joined: 3});
    expect(readFileSync(join(directory, 'contracts.yaml'), 'utf8')).toMatch(/^# signed in ink/);
    expect(readdirSync(join(directory, 'scenarios'))).toContain('exit.yaml');
    expect((await readTwin(directory)).demand.reduce((sum, row) => sum + row.packagesPerYear, 0)).toBe(3);
  });
});

test('import network takes a lane over, and a twin can be run on', async () => {
  const cwd = newFolder();
  mkdirSync(join(cwd, 'net'));
  const [header] = readFileSync(join(twin, 'lanes.csv'), 'utf8').split('\n');
  const lane: Record<string, string> = {
    ...{lane_id: 'FC2-DS1', origin_id: 'FC2', destination_id: 'DS1', mode: 'truck', trips_per_day: '0'},
    ...{days: '1234567', stops_per_trip: '1', plan_fill: '0.7'},
  };
  const row = header
    .split(',')
    .map((name) => lane[name] ?? '')
    .join(',');
  writeFileSync(join(cwd, 'net/more-lanes.csv'), `${header}\n${row}\n`);
  const words = ['import', 'network', 'net/more-lanes.csv', '--twin', twin, '--out', 'wider'];
  const {code, stdout} = await cutover(words, {cwd});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^0 buildings and 1 lanes taken over/);
  expect(stdout).toMatch(/synthetic: true/);
  expect((await readTwin(join(cwd, 'wider'))).lanes.filter(({laneId}) => laneId === 'FC2-DS1')).toHaveLength(1);
  expect(await cutover(['run', 'wider', '--packages', '1e3', '--out', 'run'], {cwd})).toMatchObject({code: 0});
});

test('import lane-miles changes lanes.csv in place and no other file', async () => {
  const cwd = newFolder();
  expect(await cutover(['init', 'mine', '--from', twin], {cwd})).toMatchObject({code: 0});
  const texts = (): Map<string, string> =>
    new Map(
      readdirSync(join(cwd, 'mine'), {recursive: true, withFileTypes: true})
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path, readFileSync(path, 'utf8')]),
    );
  const before = texts();
  writeFileSync(join(cwd, 'miles.csv'), 'origin_id,destination_id,road_miles,hours\nFC1,SC1,99.5,2.25\n');
  const {code, stdout} = await cutover(['import', 'lane-miles', 'miles.csv', '--twin', 'mine'], {cwd});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^1 rows give 1 lanes their road miles/);
  const after = texts();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const changed = [...after].filter(([path, text]) => text !== before.get(path)).map(([path]) => path);
  expect(changed).toEqual([join(cwd, 'mine', 'lanes.csv')]);
  expect((await readTwin(join(cwd, 'mine'))).lanes.find(({laneId}) => laneId === 'FC1-SC1')).toMatchObject({
    ...{roadMiles: 99.5, transitHours: 2.25},
  });
});
