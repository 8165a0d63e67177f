import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {applyCalibration, type Calibration, EntryLevel, USPS} from '@cutover/core';
import {
  calibrationText,
  checkTwin,
  readActuals,
  readTwin,
  sourceOf,
  writeCalibration,
  writeParquet,
  writeTwin,
} from '@cutover/files';
import {describe, expect, test} from 'vitest';
import {booksCsv, keepBooks, truth} from '../support/books.ts';
import {actualsOf} from '../support/net-books.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const twin = smallTwin();
const HEAD = 'shipment_id,billed_on,ship_date,origin_id,zip,weight_lb,cube_ft3,carrier,cost_usd';

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('books of an invented shipper', () => {
  test('are netted as row by row, and priced as by hand', async () => {
    const books = keepBooks({seed: 3, days: 40, routesPerDay: 3, shipmentsPerDay: 20});
    const names = ['actuals', 'routes', 'linehaul', 'handling'] as const;
    const paths = names.map((name) => [name, file(`${name}.csv`, [booksCsv(books[name]).trimEnd()])]);
    const files = Object.fromEntries(paths) as Record<(typeof names)[number], string>;
    const {actuals, reports} = await readActuals(twin, files);
    const listUsd = (weightLb: number) => (9 + 0.4 * (Math.ceil(weightLb) - 1)) * (1 + truth.otherFuel) * 0.5;
    const expected = actualsOf(twin, books, listUsd);
    for (const name of ['routes', 'linehaul', 'handling'] as const) {
      expect(sorted(actuals[name])).toEqual(sorted(expected[name]));
    }
    expect([...actuals.prices.price]).toEqual([...expected.prices.price]);
    expect([...actuals.prices.day]).toEqual([...expected.prices.day]);
    expect([...actuals.prices.packages]).toEqual([...expected.prices.packages]);
    actuals.prices.ratio.forEach((ratio, i) => expect(ratio).toBeCloseTo(expected.prices.ratio[i], 5));
    expect(actuals).toMatchObject({shipmentCount: 800, fromDay: expected.fromDay, toDay: expected.toDay});
    const written = names.reduce((sum, name) => sum + books[name].length, 0);
    const counted = reports.reduce((sum, {rows, duplicates, rebills}) => sum + rows + duplicates + rebills, 0);
    expect(counted).toBe(written);
  });
});

/** Rows as text, in an order that does not depend on the reader. */
function sorted(table: object): string[] {
  const columns = Object.values(table) as (Int32Array | Float64Array)[];
  return Array.from(columns[0], (_, row) => columns.map((column) => column[row].toPrecision(9)).join(' ')).sort();
}

describe('bills of one shipment', () => {
  const lines = [
    HEAD,
    'A,2026-10-02,2026-10-01,FC1,03001,1,0.5,usps,4.00',
    'A,2026-10-02,2026-10-01,FC1,03001,1,0.5,usps,4.00', // the same again
    'A,2026-11-20,2026-10-01,FC1,03001,1,0.5,usps,5.50', // late
    'B,,2026-10-01,FC1,03001,1,0.5,usps,3.00',
    'C,,2026-10-01,FC1,03001,1,0.5,usps,1.00',
    'C,,2026-10-01,FC1,03001,1,0.5,usps,2.00', // which of the two?
  ];

  test('the last one stands: 5.50 + 3.00; a pair of which none is later is left out and named', async () => {
    const {actuals, reports} = await readActuals(twin, {actuals: file('bills.csv', lines)});
    expect([...actuals.shipments.costUsd]).toEqual([8.5]);
    expect(reports[0]).toMatchObject({rows: 2, duplicates: 1, rebills: 1});
    expect(reports[0].leftOut).toEqual([
      {reason: 'billed more than once and no billed_on says which is later', count: 1, example: 'C'},
    ]);
  });

  test('or all are added: 4.00 + 5.50 + 3.00 + 1.00 + 2.00', async () => {
    const {actuals} = await readActuals(twin, {actuals: file('bills.csv', lines)}, {rebills: 'add'});
    expect([...actuals.shipments.costUsd]).toEqual([15.5]);
    expect(actuals.shipmentCount).toBe(3);
  });

  test('without an id two packages may be alike', async () => {
    const alike = '2026-10-01,FC1,03001-1234,1,0.5,usps,4.00';
    const path = file('alike.csv', [HEAD.replace('shipment_id,billed_on,', ''), alike, alike]);
    expect((await readActuals(twin, {actuals: path})).actuals.shipmentCount).toBe(2);
  });
});

test('every reason for which a row is left out is counted, with an example', async () => {
  const good = ['', '', '2026-10-01', 'FC1', '3001', '1', '0.5', 'usps', '4'];
  const wrong: [number, string, string][] = [
    [2, 'yesterday', 'ship_date is no day'],
    [3, 'FC9', 'origin_id is not in facilities.csv'],
    [4, '99999', 'zip is neither in zips.csv nor in zip-map.csv'],
    [5, '0', 'weight_lb is no number above 0'],
    [6, '-1', 'cube_ft3 is no number from 0 on'],
    [7, 'pony', 'carrier is not owned, usps, other'],
    [8, 'free', 'cost_usd is no amount of money'],
  ];
  const lines = wrong.map(([at, text]) => good.with(at, text).join(','));
  const owned = good.with(7, 'owned').with(8, '').join(','); // own packages have no bill
  const {reports} = await readActuals(twin, {actuals: file('wrong.csv', [HEAD, good.join(','), owned, ...lines])});
  expect(reports[0].rows).toBe(2);
  expect(new Map(reports[0].leftOut.map(({reason, example}) => [reason, example]))).toEqual(
    new Map(wrong.map(([, text, reason]) => [reason, text])),
  );
});

test('a file without its columns is refused with all of them at once', async () => {
  const path = file('bare.csv', ['date,lane,trips,mile', '2026-10-01,L,1,1']);
  await expect(readActuals(twin, {linehaul: path})).rejects.toThrow(
    /4 problems:\n.*origin_id.*\n.*destination_id.*\n.*miles.*did you mean "mile"\?.*\n.*cost_usd/,
  );
  await expect(readActuals(twin, {routes: join(folder, 'none.csv')})).rejects.toThrow(/there is no file ".*none.csv"/);
  const nothing = file('nothing.csv', ['date,facility_id,packages,cost_usd', '2026-10-01,DS9,1,1']);
  await expect(readActuals(twin, {handling: nothing})).rejects.toThrow(
    /no row of the actuals joins the twin; 1 rows of ".*nothing.csv": facility_id is not in facilities.csv, as "DS9"/,
  );
});

test('Parquet says the same as CSV', async () => {
  const path = join(folder, 'handling.parquet');
  await writeParquet(
    path,
    sourceOf([
      {name: 'date', type: 'date', values: [20_727, 20_728]}, // 2026-10-01 and the day after
      {name: 'facility_id', type: 'text', values: ['DS1', 'SC1']},
      {name: 'packages', type: 'double', values: [100, 200]},
      {name: 'cost_usd', type: 'double', values: [35.5, 61]},
    ]),
  );
  const csv = file('handling.csv', [
    'date,facility_id,packages,cost_usd',
    '10/01/2026,DS1,100,35.5',
    '2026-10-02,SC1,200,61',
  ]);
  expect((await readActuals(twin, {handling: path})).actuals).toEqual(
    (await readActuals(twin, {handling: csv})).actuals,
  );
});

describe('calibration.yaml', () => {
  const span = {rows: 500, from: '2026-10-01', to: '2026-12-30'};
  const calibration: Calibration = {
    ...{from: '2026-10-01', to: '2026-12-30', shipments: 1234},
    parameters: [
      {name: 'service_minutes_per_stop', segment: 'rural', low: 3.4, base: 3.5, high: 3.6, ...span},
      {name: 'truck_usd_per_mile', low: 2.4, base: 2.5, high: 2.6, ...span},
    ],
    handling: [{facilityType: 'ds', inputUsdPerPackage: 0.35, low: 0.41, base: 0.42, high: 0.43, ...span}],
    contractPrices: [{entry: 'ddu', low: 4, base: 4.1, high: 4.2, ...span}],
    notIdentified: [{name: 'stem_speed_mph', segment: 'urban', reason: 'no routes'}],
  };

  test('is laid over the twin when it is read, and its inputs are not written', async () => {
    const directory = join(folder, 'calibrated');
    await writeTwin(directory, {twin, scenarios: smallScenarios()});
    const before = readFileSync(join(directory, 'parameters.csv'), 'utf8');
    await writeCalibration(join(directory, 'calibration.yaml'), calibration);
    expect(await checkTwin(directory)).toEqual([]);
    const read = await readTwin(directory);
    const rowOf = (name: string) => read.parameters.filter((row) => row.name === name);
    expect(rowOf('service_minutes_per_stop').map(({base}) => base)).toEqual([2.4, 2.45, 3.5, 3.4]);
    expect(rowOf('truck_usd_per_mile')).toMatchObject([{low: 2.4, base: 2.5, high: 2.6, asOf: '2026-12-30'}]);
    // DS1 handled at 0.35, fitted 0.42 where the input is 0.35: x 1.2
    expect(read.facilities.find(({facilityId}) => facilityId === 'DS1')!.handlingUsdPerPackage).toBeCloseTo(0.42, 9);
    expect(read.facilities.find(({facilityId}) => facilityId === 'SC1')!.handlingUsdPerPackage).toBe(0.3);
    expect(read.contract!.prices.map(({usdPerPackage}) => usdPerPackage.base)).toEqual([4.1, 3.73, 3.73]);
    expect(read.calibration).toEqual({from: '2026-10-01', to: '2026-12-30', shipments: 1234, fitted: 4});
    expect(readFileSync(join(directory, 'parameters.csv'), 'utf8')).toBe(before);
    expect((await readTwin(directory, {calibrated: false})).parameters).toEqual(twin.parameters);
  });

  test('of another twin is a problem of its own file', async () => {
    const directory = join(folder, 'stale');
    await writeTwin(directory, {
      twin: {...twin, contract: null},
      scenarios: smallScenarios().filter(({name}) => name !== 'no-deal'),
    });
    const [first] = calibration.parameters;
    const stale = {...calibration, parameters: [{...first, name: 'service_minute_per_stop', low: 4}]};
    writeFileSync(join(directory, 'calibration.yaml'), calibrationText(stale));
    const issues = await checkTwin(directory);
    expect(issues.map(({file: name, column}) => `${name} ${column}`)).toEqual([
      'calibration.yaml parameters.0.name',
      'calibration.yaml contractPrices.0',
      'calibration.yaml parameters.0',
    ]);
    expect(issues[0].fix).toMatch(/did you mean "service_minutes_per_stop"\?/);
  });

  test('leaves the twin it is laid over as it was', () => {
    const base = smallTwin();
    applyCalibration(base, calibration);
    expect(base).toEqual(smallTwin());
  });
});

test('an entry that is not given is that of entry.csv', async () => {
  const line = (zip: string) => `2026-10-01,FC1,${zip},1,0.5,usps,4`;
  const path = file('entries.csv', [HEAD.replace('shipment_id,billed_on,', ''), line('03001'), line('03005')]);
  const {actuals} = await readActuals(twin, {actuals: path});
  expect([...actuals.shipments.carrier]).toEqual([USPS, USPS]);
  // 03001 is delivered out of SDC1 (DHUB, 3.73), 03005 out of DDU1 (3.40); paid 4 for each
  const prices = [...actuals.prices.price].map((row) => twin.contract!.prices[row].entry);
  expect(prices).toEqual([EntryLevel.enum.ddu, EntryLevel.enum.dhub]);
  expect(actuals.prices.ratio[0]).toBeCloseTo(4 / 3.4, 6);
  expect(actuals.prices.ratio[1]).toBeCloseTo(4 / 3.73, 6);
});
