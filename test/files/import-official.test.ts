// The official files of a shipper, each in a few lines of its own layout.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expandZip3s, scfTable, type Twin, TwinError, zoneChartIndex} from '@cutover/core';
import {importCensus, importScf, importZones, parseTable} from '@cutover/files';
import {describe, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const base = smallTwin(); // ZIPs 03001-03006 and 03101-03106, FCs without a ZIP

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function problems(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TwinError)) throw new Error(`expected a TwinError, got ${String(error)}`);
  return error.issues.map(({row, column, rule}) => [row, column, rule].join(' '));
}

describe('a zone chart', () => {
  /** A line of the national matrix: the origin, then two characters for each destination 001 … 999. */
  const record = (origin: string, zones: Readonly<Record<number, string>>) =>
    origin + Array.from({length: 999}, (_, i) => zones[i + 1] ?? '  ').join('');

  test('is read from the lines of the national matrix, marks left aside', async () => {
    const lines = [record('030', {30: '1 ', 31: '2*', 999: '8e', 340: '0 '}), record('999', {1: '8 '}).trimEnd()];
    const made = await importZones(base, file('Format2.txt', lines.map((line) => `${line}\r\n`).join('')));
    expect(made.file).toBe('zones.csv');
    expect(made.text).toBe('origin_zip3,destination_zip3,zone\n030,030,1\n030,031,2\n030,999,8\n999,001,8\n');
    expect(made.report).toEqual({
      pairs: 4,
      notJoined: [
        {
          reason: 'fulfillment centers without a zip in facilities.csv: no chart can say where they are',
          ids: ['FC1', 'FC2'],
        },
      ],
    });
  });

  test('is read from a CSV of pairs, and what it lacks of the twin is listed', async () => {
    const facilities = base.facilities.map((row) => (row.facilityId === 'FC1' ? {...row, zip: '03101'} : row));
    const csv = file('pairs.csv', 'destination_zip3,zone,origin_zip3\n031,4,030\n');
    const {text, report} = await importZones({...base, facilities}, csv);
    expect(text).toBe('origin_zip3,destination_zip3,zone\n030,031,4\n');
    expect(report.notJoined.map(({ids}) => ids)).toEqual([['030'], ['031'], ['FC2']]); // to, from, without ZIP
  });

  test('with another layout is refused, line by line', async () => {
    const lines = [record('030', {31: 'A '}), record('03O', {}), record('030', {}), `${record('031', {999: '8 '})} 9`];
    expect(await problems(importZones(base, file('bad.txt', lines.join('\n'))))).toEqual([
      '1 destination 031 bad-zone',
      '2  not-a-zone-record',
      '3  duplicate-key',
      '4  not-a-zone-record',
    ]);
    await expect(importZones(base, file('blank.txt', record('030', {})))).rejects.toThrow(/has no zone/);
    await expect(importZones(base, join(folder, 'none.txt'))).rejects.toThrow(/^there is no ".*none\.txt"/);
  });

  test('of a whole country goes through unchanged', async () => {
    const zone = (from: number, to: number) => 1 + ((from * 7 + to * 3) % 9);
    const lines = Array.from({length: 40}, (_, from) => {
      const origin = String(from).padStart(3, '0');
      return origin + Array.from({length: 999}, (__, i) => `${zone(from, i + 1)}b`).join('');
    });
    const {text, report} = await importZones(base, file('all.txt', lines.join('\n')));
    expect(report.pairs).toBe(40 * 999);
    const rows = text.trim().split('\n').slice(1);
    expect(
      rows.filter((row) => Number(row.slice(8)) !== zone(Number(row.slice(0, 3)), Number(row.slice(4, 7)))),
    ).toEqual([]);
    expect(zoneChartIndex(30, 31)).toBe(30_031); // the order of the rows
  });
});

describe('a labeling list', () => {
  const known: Twin = {
    ...base,
    scfs: [
      {
        ...{scfId: 'OLD-WRJ', city: 'White River Junction', state: 'VT', latitudeDeg: 43.65, longitudeDeg: -72.32},
        ...{zip3: '035-037', confidence: 'assumption'},
      },
    ],
  };
  const rowsOf = (text: string) => parseTable(scfTable, text, 'scf.csv').rows;

  test('as L005 names SCFs: by name, by the point given, by the people of the ZIP3 on the label', async () => {
    const csv = [
      'Column A,Column B,latitude_deg,longitude_deg',
      '"035–037, 050-053, 057-059",SCF WHITE RIV JCT VT 050,,',
      '030-034,SCF MANCHESTER NH 031,,',
      '010,SPRINGFIELD MA 010,42.12,-72.57',
      '038,SCF NOWHERE NH 999,,',
      '340,,,',
    ].join('\n');
    const {file: name, text, report} = await importScf(known, file('L005.csv', csv));
    expect(name).toBe('scf.csv');
    const [river, manchester, springfield, ...none] = rowsOf(text);
    expect(none).toEqual([]);
    expect(river).toMatchObject({scfId: 'OLD-WRJ', latitudeDeg: 43.65, longitudeDeg: -72.32, confidence: 'reported'});
    expect(expandZip3s(river.zip3)).toEqual(['035', '036', '037', '050', '051', '052', '053', '057', '058', '059']);
    expect(springfield).toMatchObject({scfId: 'SCF-SPRINGFIELD-MA', latitudeDeg: 42.12, confidence: 'reported'});
    // 031 has 30,060 people: 20,000 at 43.2, 2,500 at 43.4, 5,000 at 43.35, 2,000 at 43.55, 400 at 44, 160 at 44.4:
    // (864,000 + 108,500 + 216,750 + 87,100 + 17,600 + 7,104) / 30,060 = 43.282. Its longitude: -71.5 or so.
    expect(manchester).toMatchObject({zip3: '030-034', state: 'NH', confidence: 'assumption'});
    expect(manchester.latitudeDeg).toBeCloseTo(43.282, 2);
    expect(manchester.longitudeDeg).toBeCloseTo(-71.505, 2);
    expect(report).toMatchObject({scfs: 3, zip3s: 16});
    expect(report.notJoined.map(({ids}) => ids)).toEqual([
      ['NOWHERE NH 999'], // nothing places it
      ['MANCHESTER NH 031'], // by people
      ['340'], // without SCF in the list
      ['030', '031'], // entry.csv says SCF1
    ]);
  });

  test('as L002 names them, one ZIP3 a row; those of the twin it lacks are listed', async () => {
    const csv = 'ZIP Code Prefix,Column A,Column B,Column C\n035,X NH 035,,SCF WHITE RIV JCT VT 050\n';
    const {text, report} = await importScf(known, file('L002.csv', csv));
    expect(rowsOf(text).map(({scfId, zip3}) => [scfId, zip3])).toEqual([['OLD-WRJ', '035']]);
    expect(report.notJoined.map(({ids}) => ids)).toEqual([['030', '031']]);
  });

  test('with mistakes is refused, row by row', async () => {
    const rows = [
      '35,SCF ERIE PA 165',
      '035,ERIE',
      '036,SCF ERIE PA 165',
      '036,SCF ALBANY NY 120',
      '037',
      '039-038,ERIE PA',
    ];
    expect(await problems(importScf(known, file('bad.csv', ['zip3,scf', ...rows].join('\n'))))).toEqual([
      '2 zip3 bad-format',
      '3 scf bad-label',
      '5 zip3 served-twice',
      '6  ragged-row',
      '7 zip3 bad-format',
    ]);
    expect(await problems(importScf(known, file('other.csv', 'a,b\n1,2\n')))).toEqual([
      '1 zip3 missing-column',
      '1 scf missing-column',
    ]);
    await expect(importScf(base, file('far.csv', 'zip3,scf\n990,SCF SPOKANE WA 990\n'))).rejects.toThrow(
      /no SCF of ".*far\.csv" can be placed/,
    );
  });
});

describe('the census files', () => {
  const gazetteer = (...rows: string[]) =>
    [
      'GEOID\tALAND\tAWATER\tALAND_SQMI\tAWATER_SQMI\tINTPTLAT\tINTPTLONG          ',
      ...rows.map((row) => row.replaceAll(' ', '\t')),
      '',
    ].join('\r\n');
  const population = (...rows: string[]) =>
    [
      '"GEO_ID","NAME","B01003_001E","B01003_001M",',
      '"Geography","Geographic Area Name","Estimate!!Total","Margin of Error!!Total",',
      ...rows.map((row) => `860Z200US${row.split(' ')[0]},ZCTA5 ${row.split(' ')[0]},${row.split(' ')[1]},99,`),
      '',
    ].join('\n');

  test('replace point, people, land and segment of the ZIPs they both have', async () => {
    const places = file(
      'gaz.txt',
      gazetteer(
        '03001 1 0 4.000 0 42.9 -71.4',
        '03006 1 0 200.000 0 42.8 -71.9',
        '03105 1 0 0.000 0 44.1 -71.7',
        '03106 1 0 9.000 0 44.5 -71.5',
        '03999 1 0 1.000 0 44.5 -71.5',
        '03998 1 0 1.000 0 44.5 -71.5',
      ),
    );
    const people = file(
      'acs.csv',
      population('03001 8000', '03006 3100', '03105 500', '03106 null', '03999 7', '03998 0'),
    );
    const {twin, report} = await importCensus(base, places, people);
    const zip = (code: string) => twin.zips.find((row) => row.zip === code)!;
    // 8,000 on 4 square miles are 2,000 each, suburban (3,000 is urban); 3,100 on 200 are 15.5, remote (25 is rural).
    expect(zip('03001')).toEqual({
      ...base.zips[0],
      ...{latitudeDeg: 42.9, longitudeDeg: -71.4, population: 8000, landAreaSqMi: 4, segment: 'suburban'},
    });
    expect(zip('03006')).toMatchObject({population: 3100, landAreaSqMi: 200, segment: 'remote'});
    expect(zip('03105')).toMatchObject({population: 500, landAreaSqMi: 100, latitudeDeg: 44.1}); // land kept
    expect(zip('03106')).toEqual(base.zips.find((row) => row.zip === '03106'));
    expect({...twin, zips: base.zips}).toEqual(base);
    expect(report).toMatchObject({zips: 3, people: 11_600, landSqMi: 304});
    expect(report.notJoined.map(({ids}) => ids)).toEqual([
      ['03002', '03003', '03004', '03005', '03101', '03102', '03103', '03104'], // not in the gazetteer
      ['03106'], // no number of people
      ['03105'], // land rounds to 0
      ['03999'], // with people, not in the twin
      ['03998'], // without
    ]);
  });

  test('with mistakes are refused, row by row', async () => {
    const people = file('fine.csv', population('03001 8000'));
    const places = gazetteer('3001 1 0 4 0 42 -71', '03001 1 0 x 0 42 -71', '03002 1 0 4 0 142 -71', '03003 1 0 4 0');
    expect(await problems(importCensus(base, file('bad-gaz.txt', places), people))).toEqual([
      '2 GEOID bad-cell',
      '3 ALAND_SQMI bad-cell',
      '4 INTPTLAT bad-cell',
      '5  ragged-row',
    ]);
    const fine = file('fine.txt', gazetteer('03001 1 0 4 0 42 -71'));
    const wrong = file(
      'bad.csv',
      population('03001 8.5', '03001 8', '03001 9').replace('ZCTA5 03001,8,', 'ZCTA5 03001,9,'),
    );
    expect(await problems(importCensus(base, fine, wrong))).toEqual(['3 B01003_001E bad-cell', '5 GEO_ID bad-cell']);
    expect(await problems(importCensus(base, people, fine))).toEqual([
      '1 GEOID missing-column',
      '1 ALAND_SQMI missing-column',
      '1 INTPTLAT missing-column',
      '1 INTPTLONG missing-column',
      '1 GEO_ID missing-column', // and what the other file lacks
      '1 B01003_001E missing-column',
    ]);
    await expect(importCensus(base, file('far.txt', gazetteer('99501 1 0 4 0 61 -149')), people)).rejects.toThrow(
      /no ZCTA is in/,
    );
  });
});
