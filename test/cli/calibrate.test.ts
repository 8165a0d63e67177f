import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {booksCsv, keepBooks} from '../support/books.ts';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const cwd = newFolder();
let twin: string;
let words: string[];

beforeAll(async () => {
  twin = await smallTwinDirectory();
  const books = keepBooks({seed: 11, days: 45, routesPerDay: 4, shipmentsPerDay: 20});
  words = (['actuals', 'routes', 'linehaul', 'handling'] as const).flatMap((name) => {
    writeFileSync(join(cwd, `${name}.csv`), booksCsv(books[name]));
    return [`--${name}`, `${name}.csv`];
  });
  await cutover(['run', twin, '--packages', '1e4', '--scenario', 'keep', '--scenario', 'exit', '--out', 'before'], {
    cwd,
  });
});

test('fits, writes the overlay and nothing else, and runs say so from then on', async () => {
  const inputs = ['parameters.csv', 'facilities.csv', 'contracts.yaml'].map((name) => join(twin, name));
  const before = inputs.map((path) => readFileSync(path, 'utf8'));
  const {code, stdout, stderr} = await cutover(['calibrate', twin, ...words], {cwd});
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(stdout).toMatch(/actuals.csv: 900 rows; \d+ duplicates dropped, \d+ re-bills netted/);
  expect(stdout).toMatch(/contract_price ddu +3\.4 +4\.\d+/);
  expect(stdout).toMatch(/air_usd_per_mile +no linehaul invoices of this mode are given/);
  expect(stdout).toMatch(/Held out 2026-11-01 to 2026-11-14, routes: median error \d/);
  expect(inputs.map((path) => readFileSync(path, 'utf8'))).toEqual(before);

  const run = ['run', twin, '--packages', '1e4', '--scenario', 'keep', '--scenario', 'exit', '--out', 'after'];
  expect((await cutover(run, {cwd})).stdout).toMatch(
    /Calibrated on 2026-10-01 to 2026-11-14, 900 shipments, \d+ numbers/,
  );
  const manifest = JSON.parse(readFileSync(join(cwd, 'after/manifest.json'), 'utf8')) as {calibration: unknown};
  expect(manifest.calibration).toMatchObject({from: '2026-10-01', to: '2026-11-14', shipments: 900});
  expect(readFileSync(join(cwd, 'after/report.html'), 'utf8')).toContain('Calibrated on 2026-10-01 to 2026-11-14');
  expect((await cutover(['compare', 'after'], {cwd})).stdout).not.toContain('UNCALIBRATED');
  const {stdout: both} = await cutover(['compare', 'before', 'after'], {cwd});
  expect(both).toMatch(/^UNCALIBRATED/);
  expect(both).toContain('calibrated differently');
}, 60_000);

test('an import into a calibrated twin writes its inputs, not what was fitted', async () => {
  const parameters = readFileSync(join(twin, 'parameters.csv'), 'utf8');
  writeFileSync(join(cwd, 'map.csv'), 'zip,facility_id\n03001,DS1\n');
  expect((await cutover(['import', 'network', 'map.csv', '--twin', twin, '--out', 'imported'], {cwd})).code).toBe(0);
  expect(readFileSync(join(cwd, 'imported/parameters.csv'), 'utf8')).toBe(parameters);
  expect(existsSync(join(cwd, 'imported/calibration.yaml'))).toBe(true);
});

test('a run without a calibration and its comparisons say that they have none', async () => {
  expect((await cutover(['compare', 'before'], {cwd})).stdout).toMatch(/^UNCALIBRATED/);
  expect(readFileSync(join(cwd, 'before/report.html'), 'utf8')).toContain(
    'Uncalibrated: no cost was fitted to actuals',
  );
});

test('--out leaves the twin alone, --json holds fits, split and the month held out, twice the same', async () => {
  const other = await smallTwinDirectory();
  const again = ['calibrate', other, ...words, '--out', 'overlay.yaml', '--json'];
  const {stdout} = await cutover(again, {cwd});
  const overlay = readFileSync(join(cwd, 'overlay.yaml'), 'utf8');
  const printed = JSON.parse(stdout) as Record<'tables' | 'numbers' | 'split' | 'notIdentified', unknown[]>;
  expect(printed.tables).toHaveLength(4);
  expect(printed.numbers.length).toBeGreaterThan(30);
  expect(printed).toMatchObject({holdout: {from: '2026-11-01'}, from: '2026-10-01', shipments: 900});
  expect(existsSync(join(other, 'calibration.yaml'))).toBe(false);
  expect((await cutover(again, {cwd})).stdout).toBe(stdout);
  expect(readFileSync(join(cwd, 'overlay.yaml'), 'utf8')).toBe(overlay);
}, 60_000);

test('says what it needs: 2 without books, 1 for a file that lacks columns; help lists them all', async () => {
  expect(await cutover(['calibrate', twin], {cwd})).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^calibrate needs books: name a file with --actuals/) as string,
  });
  writeFileSync(join(cwd, 'bare.csv'), 'date,facility_id\n2026-10-01,DS1\n');
  const bare = await cutover(['calibrate', twin, '--handling', 'bare.csv'], {cwd});
  expect(bare).toMatchObject({code: 1, stdout: ''});
  expect(bare.stderr).toMatch(/bare.csv:1 packages: .*\n.*bare.csv:1 cost_usd: /);
  const {stdout} = await cutover(['calibrate', '--help'], {cwd});
  for (const column of ['ship_date', 'stem_miles', 'paid_hours', 'lane_id', 'billed_on'])
    expect(stdout).toContain(column);
});
