import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {hash32} from '@cutover/core';
import {checkTwin, importShipments, readZipMap, sourceOf, writeParquet, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const base = smallTwin();
const HEADER =
  'ship_date,origin_id,zip,weight_lb,length_in,width_in,height_in,carrier,promise_days,packages,eligibility';

interface Shipment {
  readonly date: string;
  readonly origin: string;
  readonly zip: string;
  readonly weightLb: number;
  readonly carrier: 'owned' | 'usps' | 'other';
  readonly promiseDays: number;
  readonly packages: number;
  readonly eligibility: string;
}

/** The same shipments for the same count; no package of the twin's own tables is in them. */
function shipments(count: number): Shipment[] {
  const pick = <Item>(items: readonly Item[], word: number) => items[hash32(word) % items.length];
  return Array.from({length: count}, (_, i) => ({
    date: `2025-0${1 + (hash32(i) % 9)}-15`,
    origin: pick(['FC1', 'FC1', 'FC2'], i + 1e7),
    zip: pick(base.zips, i + 2e7).zip,
    weightLb: pick([0.5, 1, 1.5, 4.75, 5, 5.01, 12, 60], i + 3e7),
    carrier: pick(['owned', 'owned', 'usps', 'other'] as const, i + 4e7),
    promiseDays: pick([1, 2, 5], i + 5e7),
    packages: 1 + (hash32(i + 6e7) % 3),
    eligibility: pick(['standard', 'standard', 'po_box'], i + 7e7),
  }));
}

function line(shipment: Shipment): string {
  const {date, origin, zip, weightLb, carrier, promiseDays, packages, eligibility} = shipment;
  return [date, origin, zip, weightLb, 10, 8, 2.5, carrier, promiseDays, packages, eligibility].join(',');
}

function csvOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${[HEADER, ...lines].join('\n')}\n`);
  return path;
}

const sum = (rows: readonly Shipment[]) => rows.reduce((total, {packages}) => total + packages, 0);

test('demand, today, mix and origins are the counts, to the package', async () => {
  const rows = shipments(20_000);
  const {twin, report} = await importShipments(base, csvOf('all.csv', rows.map(line)));
  expect(report).toEqual({
    ...{rows: 20_000, joined: sum(rows), firstDay: '2025-01-15', lastDay: '2025-09-15'},
    ...{notJoined: [], mended: []},
    remarks: [
      expect.stringMatching(/^contracts\.yaml promises USPS \d+ packages a year, these shipments gave it \d+: /),
      expect.stringMatching(/^other_base_remaining of parameters\.csv is 0\.39: /),
    ],
  });
  for (const {zip, packagesPerYear} of twin.demand) {
    expect(packagesPerYear).toBe(sum(rows.filter((row) => row.zip === zip)));
  }
  // A PO box that USPS delivered is the floor; light is up to 5 lb.
  const groupOf = ({eligibility, carrier, weightLb}: Shipment) =>
    eligibility === 'po_box' && carrier === 'usps' ? 'usps_only' : weightLb <= 5 ? 'light' : 'heavy';
  for (const {zip, classGroup, owned, usps, other} of twin.today) {
    const alike = rows.filter((row) => row.zip === zip && groupOf(row) === classGroup);
    const by = (carrier: string) => sum(alike.filter((row) => row.carrier === carrier));
    expect([zip, classGroup, owned, usps, other]).toEqual([zip, classGroup, by('owned'), by('usps'), by('other')]);
  }
  const twoDays = twin.mix.find(({classId}) => classId === 'heavy-2d-5-10lb')!;
  const heavy = rows.filter((row) => groupOf(row) === 'heavy');
  const ofIt = heavy.filter(
    ({promiseDays, weightLb, eligibility}) => promiseDays === 2 && weightLb === 5.01 && eligibility === 'standard',
  );
  expect(twoDays.share).toBeCloseTo(sum(ofIt) / sum(heavy), 12);
  expect(twoDays).toMatchObject({promiseDays: 2, weightLb: 5.01, lengthIn: 10, widthIn: 8, heightIn: 2.5});
  expect(twin.origins).toContainEqual({
    ...{zip3: '031', facilityId: 'FC2'},
    packages: sum(rows.filter(({zip, origin}) => zip.startsWith('031') && origin === 'FC2')),
  });
  expect(twin.settings.baseYear).toBe(2025);
});

test('the rebuilt twin is a sound one', async () => {
  const {twin} = await importShipments(base, csvOf('sound.csv', shipments(500).map(line)));
  const directory = join(folder, 'sound');
  await writeTwin(directory, {twin, scenarios: [{name: 'keep-80', about: 'as it was', changes: []}]});
  expect(await checkTwin(directory)).toEqual([]);
});

test('Parquet, columns in another order and any number of threads give the same twin', async () => {
  const rows = shipments(5000);
  const expected = await importShipments(base, csvOf('same.csv', rows.map(line)), {threads: 1});
  const path = join(folder, 'same.parquet');
  const text = (name: string, values: readonly string[]) => ({name, type: 'text' as const, values});
  await writeParquet(
    path,
    sourceOf([
      text(
        'zip',
        rows.map(({zip}) => zip),
      ),
      text(
        'carrier',
        rows.map(({carrier}) => carrier),
      ),
      text(
        'eligibility',
        rows.map(({eligibility}) => eligibility),
      ),
      text(
        'origin_id',
        rows.map(({origin}) => origin),
      ),
      {name: 'ship_date', type: 'date', values: rows.map(({date}) => Date.parse(date) / 86_400_000)},
      {name: 'packages', type: 'count', values: rows.map(({packages}) => packages)},
      {name: 'promise_days', type: 'double', values: rows.map(({promiseDays}) => promiseDays)},
      {name: 'weight_lb', type: 'double', values: rows.map(({weightLb}) => weightLb)},
      ...[10, 8, 2.5].map((value, k) => ({
        ...{name: ['length_in', 'width_in', 'height_in'][k], type: 'double' as const},
        values: rows.map(() => value),
      })),
    ]),
  );
  expect(await importShipments(base, path, {threads: 3})).toEqual(expected);
});

test('what does not join is listed by reason and counted, and the rest is imported', async () => {
  const good = '2025-03-01,FC1,03001,1,10,8,2,owned,2,1,standard';
  const bad = [
    good.replace('03001', '99999'),
    good.replace('03001', ''),
    good.replace('FC1', 'SC1'), // a building, but no FC
    good.replace('owned', 'fedex'),
    good.replace('2025-03-01', '2025-02-30'),
    good.replace(',1,10', ',0,10'),
    good.replace(',1,10', ',NaN,10'),
    good.replace(',1,10', ',151,10'),
    good.replace(',8,', ',-8,'),
    good.replace(',1,standard', ',1.5,standard'),
    good.replace(',2,1,standard', ',0,1,standard'),
    good.replace('standard', 'fragile'),
    `${good},one cell too many`,
  ];
  const {twin, report} = await importShipments(base, csvOf('bad.csv', [good, ...bad, good]));
  expect(report.joined).toBe(2);
  expect(report.notJoined.map(({reason, count}) => `${count} ${reason}`).sort()).toEqual(
    [
      '2 the ZIP is neither in zips.csv nor in zip-map.csv',
      '1 the origin is no FC of facilities.csv',
      '1 the carrier is not owned, usps or other',
      '1 the ship_date is no day',
      '3 the weight is not above 0 to 150 lb',
      '1 a length is not above 0 in',
      '1 packages is no whole number from 1',
      '1 promise_days is no whole number from 1 to 14',
      '1 the eligibility is unknown',
      '1 the line has too many or too few cells',
    ].sort(),
  );
  expect(report.notJoined.find(({reason}) => reason.startsWith('the ZIP'))?.example).toBe('99999');
  expect(report.notJoined.find(({reason}) => reason.startsWith('the line'))?.example).toContain('line 15');
  expect(twin.demand.reduce((total, {packagesPerYear}) => total + packagesPerYear, 0)).toBe(2);
});

test('a lost zero, ZIP+4 and a PO-box ZIP of zip-map.csv join', async () => {
  const zips = ['3001', '03001-1234', '03999', '03001'];
  const lines = zips.map((zip) => `3/1/2025,FC1,${zip},1,10,8,2,USPS,,,`);
  const directory = join(folder, 'mapped');
  await writeTwin(directory, {twin: base, scenarios: []});
  writeFileSync(join(directory, 'zip-map.csv'), 'zip,zcta\n03999,03001\n03998,99998\n');
  const zipMap = await readZipMap(directory);
  const {twin, report} = await importShipments(base, csvOf('mapped.csv', lines), {zipMap});
  expect(report).toMatchObject({joined: 4, notJoined: [], mended: [{count: 1}]});
  expect(twin.today[0]).toEqual({zip: '03001', classGroup: 'light', owned: 0, usps: 4, other: 0});
  // Without a promise of its own a shipment has the most common one: H2, L2 and P2 are more than half of the twin.
  expect(twin.mix.filter(({classGroup}) => classGroup === 'light').map(({classId}) => classId)).toEqual([
    'light-2d-0-1lb',
  ]);
  // The groups without shipments keep their classes.
  expect(twin.mix.filter(({classGroup}) => classGroup !== 'light')).toEqual(
    base.mix.filter(({classGroup}) => classGroup !== 'light'),
  );
});

test('more than 64 classes are merged by promise, without losing a package', async () => {
  const lines = Array.from({length: 14 * 7 * 2}, (_, i) => {
    const weightLb = [0.5, 1.5, 4, 8, 15, 40, 100][i % 7];
    const eligibility = i % 2 === 0 ? 'standard' : 'hazmat';
    return `2025-03-01,FC1,03001,${weightLb},10,8,2,owned,${1 + (Math.floor(i / 14) % 14)},1,${eligibility}`;
  });
  const {twin} = await importShipments(base, csvOf('many.csv', lines));
  expect(twin.mix.length).toBeLessThanOrEqual(64);
  for (const group of ['light', 'heavy']) {
    const shares = twin.mix.filter(({classGroup}) => classGroup === group).map(({share}) => share);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  }
});

test('a file that is not there, no table, without a column or without a match gives one clear error', async () => {
  await expect(importShipments(base, 'no.csv')).rejects.toThrow('there is no file "no.csv"; check the path');
  const misspelt = join(folder, 'misspelt.csv');
  writeFileSync(misspelt, `${HEADER.replace('carrier', 'carier')}\n`);
  await expect(importShipments(base, misspelt)).rejects.toThrow('did you mean "carier"?');
  const none = csvOf('none.csv', ['2025-03-01,FC1,99999,1,10,8,2,owned,2,1,standard']);
  await expect(importShipments(base, none)).rejects.toThrow('no shipment of');
  const noTable = join(folder, 'not.parquet');
  writeFileSync(noTable, 'dear');
  await expect(importShipments(base, noTable)).rejects.toThrow('could not be read');
});
