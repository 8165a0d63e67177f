import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {bidTable, Summary} from '@cutover/core';
import {readParquet} from '@cutover/files';
import exceljs from 'exceljs';
import {beforeAll, describe, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const folder = newFolder();
const at = (name: string) => join(folder, name);
const book = new exceljs.Workbook();
let summary: Summary;

beforeAll(async () => {
  const twin = await smallTwinDirectory();
  const names = ['keep', 'no-deal'].flatMap((name) => ['--scenario', name]);
  const run = await cutover(['run', twin, ...names, '--out', 'run'], {cwd: folder});
  if (run.code !== 0) throw new Error(run.stderr);
  summary = Summary.parse(JSON.parse(readFileSync(at('run/summary.json'), 'utf8')));
  const row = bidTable.columns.map(({name}) => bidCells[name] ?? '');
  writeFileSync(at('bids.csv'), `${bidTable.columns.map(({name}) => name).join(',')}\n${row.join(',')}\n`);
  const files = ['--xlsx', 'report.xlsx', '--geojson', 'zips.geojson', '--bids', 'bids.csv'];
  const ended = await cutover(['export', 'run', ...files, '--scenario', 'no-deal'], {cwd: folder});
  if (ended.code !== 0) throw new Error(ended.stderr);
  await book.xlsx.readFile(at('report.xlsx'));
});

const bidCells: Readonly<Record<string, string>> = {
  ...{unit: 'DDU1', unit_type: 'ddu', tender: 'same_day', zips: '03101 03102', packages_per_day: '12.5'},
  ...{walk_away_usd: '3.25', potential_packages_per_day: '20', zone: 'open', group_unit: 'SCF1', value_usd: '100'},
  ...{bound_usd: '100', gap: '0', iterations: '0', why_stopped: 'exact'},
};

/** Rows of a sheet below its head, formulas as what they come to. */
function rowsOf(name: string): exceljs.CellValue[][] {
  const sheet = book.getWorksheet(name)!;
  return Array.from({length: sheet.rowCount - 1}, (_, i) => {
    return Array.from({length: sheet.columnCount}, (_, k): exceljs.CellValue => {
      const {value} = sheet.getCell(i + 2, k + 1);
      return typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
    });
  });
}

function columnOf(name: string, head: string): exceljs.CellValue[] {
  const heads = book.getWorksheet(name)!.getRow(1).values as string[];
  return rowsOf(name).map((row) => row[heads.indexOf(head) - 1]);
}

const total = (numbers: readonly exceljs.CellValue[]) => numbers.reduce<number>((sum, each) => sum + Number(each), 0);
const lines = (label: string) =>
  rowsOf('Summary').filter(([measure]) => typeof measure === 'string' && measure.startsWith(label));

describe('the workbook', () => {
  test('has its sheets, with heads that stay in view, filters and typed cells', () => {
    expect(book.worksheets.map(({name}) => name)).toEqual(
      ['Summary', 'ZIPs', 'Station weeks', 'Bid book', 'Assumptions'], //
    );
    for (const sheet of book.worksheets) {
      expect(sheet.views[0]).toMatchObject({state: 'frozen', ySplit: 1});
      expect(sheet.autoFilter).toMatch(/^A1:[A-Z]+\d+$/); // over the whole sheet, from its head
    }
    const zips = book.getWorksheet('ZIPs')!;
    expect(zips.getCell('A2').value).toBe('03001'); // text: the zero stays
    expect(typeof zips.getCell('G2').value).toBe('number');
    expect(zips.getCell('N2').numFmt).toBe('#,##0.00');
    expect(zips.getColumn(14).width).toBeGreaterThan(10);
    expect(book.getWorksheet('Station weeks')!.getCell('B2').value).toEqual(new Date('2026-09-28T00:00:00Z'));
  });

  test('says of each scenario to the cent what summary.json says', () => {
    summary.scenarios.forEach(({costUsd, range, service, packages}, i) => {
      const shown = (label: string) => lines(label)[0][2 + i];
      expect(shown('Cost: total')).toBe(costUsd.total);
      expect(lines('Cost: ').map((row) => row[2 + i])).toEqual([
        ...[costUsd.linehaul, costUsd.sort, costUsd.lastMile, costUsd.postage, costUsd.otherCarrier, costUsd.fixed],
        ...[costUsd.contractShortfall, costUsd.total, range.totalLow, range.totalHigh],
      ]);
      expect(shown('Simulated: demanded')).toBe(packages.demanded);
      expect(shown('On time')).toBe(service.onTimeShare);
    });
    const [keep, noDeal] = summary.scenarios;
    expect(lines('Cost against keep')[0][3]).toBeCloseTo(noDeal.costUsd.total - keep.costUsd.total, 6);
  });

  test('adds ZIPs and what belongs to no ZIP up to the total of the scenario, to the cent', () => {
    const {costUsd, packages} = summary.scenarios[1]; // every package is simulated, so counts are those at full volume
    const [ofZips, ofNone] = [4, 5].map((k) => Number(lines('Cost: total')[0][k]));
    expect(ofZips + ofNone).toBeCloseTo(costUsd.total, 2);
    const heads = ['Own linehaul, USD', 'USPS linehaul, USD', 'Own sort, USD', 'USPS sort, USD', 'Own last mile, USD'];
    const usd = [...heads, 'Postage, USD', 'Other carriers, USD'].map((head) => total(columnOf('ZIPs', head)));
    expect(total(usd)).toBeCloseTo(ofZips, 2);
    expect(usd[5]).toBeCloseTo(costUsd.postage, 2); // all postage belongs to ZIPs
    expect(total(columnOf('ZIPs', 'Packages demanded'))).toBe(packages.demanded);
    expect(total(columnOf('ZIPs', 'By USPS'))).toBe(packages.deliveredUsps);
  });

  test('counts in weeks of stations every package of their days', async () => {
    const {columns} = await readParquet(at('run/no-deal/station_day.parquet'));
    expect(total(columnOf('Station weeks', 'Delivered'))).toBe(total(columns.delivered));
    expect(total(columnOf('Station weeks', 'Capacity'))).toBe(total(columns.capacity));
    const [first] = rowsOf('Station weeks');
    expect(first[2]).toBe(4); // the run begins on Thursday, 2026-10-01
  });

  test('lists every parameter with its range, and what is synthetic and uncalibrated', () => {
    const twin = smallTwin();
    const parameters = rowsOf('Assumptions').filter(([kind]) => kind === 'parameter');
    expect(parameters.map((row) => row.slice(1, 7))).toEqual(
      twin.parameters.map(({name, segment, low, base, high, unit}) => [name, segment ?? null, low, base, high, unit]),
    );
    const marks = rowsOf('Assumptions').filter(([kind]) => kind === 'mark');
    expect(JSON.stringify(marks)).toMatch(/Synthetic.*Uncalibrated/);
  });

  test('takes a bid book in', () => {
    expect(columnOf('Bid book', 'unit')).toEqual(['DDU1']);
    expect(columnOf('Bid book', 'walk_away_usd, USD/package')).toEqual([3.25]);
    expect(columnOf('Bid book', 'zips')).toEqual(['03101 03102']);
  });

  const office = spawnSync('soffice', ['--version']).status === 0;
  test.skipIf(!office)(`opens in LibreOffice${office ? '' : ' (skipped: there is no soffice)'}`, () => {
    const args = ['--headless', '--convert-to', 'csv', '--outdir', folder, at('report.xlsx')];
    expect(spawnSync('soffice', [`-env:UserInstallation=file://${at('office')}`, ...args]).status).toBe(0);
    const line = readFileSync(at('report.csv'), 'utf8')
      .split('\n')
      .find((each) => each.startsWith('Cost: total,'))!;
    expect(line.split(',').slice(2, 4).map(Number)).toEqual(summary.scenarios.map(({costUsd}) => costUsd.total));
  });
});

test('the points have the places of the ZIPs and the numbers of the workbook', () => {
  interface Feature {
    geometry: {type: string; coordinates: number[]};
    properties: Record<string, string | number | null>;
  }
  const points = JSON.parse(readFileSync(at('zips.geojson'), 'utf8')) as {features: Feature[]; about: object};
  expect(points.about).toMatchObject({scenario: 'no-deal', synthetic: true});
  const {longitudeDeg, latitudeDeg} = smallTwin().zips.find(({zip}) => zip === '03001')!;
  expect(points.features[0].geometry).toEqual({type: 'Point', coordinates: [longitudeDeg, latitudeDeg]});
  const read = (name: string) => points.features.map(({properties}) => properties[name]);
  expect(read('zip')).toEqual(columnOf('ZIPs', 'ZIP'));
  expect(read('postage_usd')).toEqual(columnOf('ZIPs', 'Postage, USD'));
  const {properties: one} = points.features.find(({properties}) => Number(properties.volume_usps) > 0)!;
  const usd = Number(one.usps_linehaul_usd) + Number(one.usps_sort_usd) + Number(one.postage_usd);
  expect(one.usps_usd_per_package).toBeCloseTo(usd / Number(one.volume_usps), 9);
});

describe('a mistake is told in one line, and what stood there stays', () => {
  test.each([
    [['export', 'run'], 2, 'nothing to write'],
    [['export', 'run', '--xlsx', 'a.xlsx', '--scenario', 'no-dale'], 2, 'no-deal'],
    [['export', 'run', '--geojson', 'a.geojson', '--bids', 'bids.csv'], 2, '--xlsx'],
    [['export', 'nowhere', '--xlsx', 'a.xlsx'], 1, 'nowhere'],
    [['export', 'empty', '--xlsx', 'a.xlsx'], 1, 'is no run directory'],
    [['export', 'run', '--xlsx', 'nowhere/a.xlsx'], 1, 'there is no "nowhere/a.xlsx"'],
    [['export', 'run', '--xlsx', 'a.xlsx', '--bids', 'none.csv'], 1, 'there is no bid book "none.csv"'],
    [['export', 'run', '--xlsx', 'a.xlsx', '--bids', 'empty'], 1, '"empty" is a folder, not a file; check the path'],
    [['export', 'run', '--xlsx', 'a.xlsx', '--bids', 'bids.csv/b'], 1, 'a part of the path "bids.csv/b" is a file'],
  ])('%j', async (words, code, text) => {
    mkdirSync(at('empty'), {recursive: true});
    const ended = await cutover(words, {cwd: folder});
    expect(ended).toMatchObject({code, stdout: ''});
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(at('a.xlsx'))).toBe(false);
  });

  test('a broken table leaves the file as it was, and nothing beside it', async () => {
    writeFileSync(at('kept.xlsx'), 'kept');
    const path = at('run/keep/station_day.parquet');
    const whole = readFileSync(path);
    writeFileSync(path, 'broken');
    const ended = await cutover(['export', 'run', '--xlsx', 'kept.xlsx'], {cwd: folder});
    writeFileSync(path, whole);
    expect(ended).toMatchObject({code: 1, stdout: ''});
    expect(ended.stderr).toMatch(/station_day\.parquet" is no whole Parquet file; make it again/);
    expect(readFileSync(at('kept.xlsx'), 'utf8')).toBe('kept');
    expect(readdirSync(folder).filter((name) => name.startsWith('.kept'))).toEqual([]);
  });

  test('what was written is told as JSON', async () => {
    const {stdout} = await cutover(['export', 'run', '--xlsx', 'kept.xlsx', '--json'], {cwd: folder});
    expect(JSON.parse(stdout)).toMatchObject({scenario: 'keep', files: [{file: 'kept.xlsx', rows: {ZIPs: 12}}]});
    await new exceljs.Workbook().xlsx.readFile(at('kept.xlsx'));
  });
});
