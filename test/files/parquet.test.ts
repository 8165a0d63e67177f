import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type ParquetSource, readParquet, sourceOf, writeParquet} from '@cutover/files';
import {expect, test} from 'vitest';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();

// 5,000 rows: more than two of DuckDB's vectors of 2,048 rows, and not a multiple of them.
const rowCount = 5000;
const source: ParquetSource = {
  columns: [
    {name: 'zip', type: 'text', texts: ['01001', '01002', 'O\'Hare, "é"']},
    {name: 'date', type: 'date'},
    {name: 'net', type: 'integer'},
    {name: 'packages', type: 'count'},
    {name: 'year_packages', type: 'whole'},
    {name: 'cost usd', type: 'double'},
  ],
  rowCount,
  fill: (firstRow, count, [zip, date, net, packages, yearPackages, costUsd]) => {
    for (let i = 0; i < count; i++) {
      const row = firstRow + i;
      zip[i] = row % 4 === 3 ? -1 : row % 4;
      date[i] = 20_000 + row; // 2024-10-04 is day 20,000
      net[i] = -row;
      packages[i] = 4_294_967_295 - row; // the largest 32-bit count
      yearPackages[i] = 2 ** 53 - row;
      costUsd[i] = row / 3;
    }
  },
};

test('rows come back in their order, with types and absent texts', async () => {
  const path = join(folder, 'rows.parquet');
  await writeParquet(path, source);
  const {rowCount: count, columns} = await readParquet(path);
  expect(count).toBe(rowCount);
  expect(Object.keys(columns)).toEqual(source.columns.map(({name}) => name));
  expect(columns.zip.slice(0, 4)).toEqual(['01001', '01002', `O'Hare, "é"`, null]);
  expect(columns.date[1]).toBe('2024-10-05');
  expect(columns.net[4999]).toBe(-4999);
  expect(columns.packages[0]).toBe(4_294_967_295);
  expect(columns.year_packages[0]).toBe(2 ** 53);
  expect(columns['cost usd']).toEqual(Array.from({length: rowCount}, (_, row) => row / 3));
});

test('equal rows make equal bytes', async () => {
  const [one, two] = [join(folder, 'one.parquet'), join(folder, 'two.parquet')];
  await writeParquet(one, source);
  await writeParquet(two, source);
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
});

test('a reader may ask for some columns of some rows', async () => {
  const path = join(folder, 'some.parquet');
  await writeParquet(path, source);
  const {columns} = await readParquet(path, {columns: ['net'], equal: {zip: '01002', date: '2024-10-05'}});
  expect(columns).toEqual({net: [-1]});
});

test('whole columns are a source too, also without rows', async () => {
  const path = join(folder, 'columns.parquet');
  await writeParquet(
    path,
    sourceOf([
      {name: 'station', type: 'text', values: ['DS2', 'DS1', null, 'DS2']},
      {name: 'packages', type: 'count', values: Uint32Array.of(1, 2, 3, 4)},
    ]),
  );
  expect((await readParquet(path)).columns).toEqual({station: ['DS2', 'DS1', null, 'DS2'], packages: [1, 2, 3, 4]});
  await writeParquet(path, sourceOf([{name: 'station', type: 'text', values: []}]));
  expect(await readParquet(path)).toEqual({rowCount: 0, columns: {station: []}});
  expect(() =>
    sourceOf([
      {name: 'a', type: 'text', values: []},
      {name: 'b', type: 'count', values: [1]},
    ]),
  ).toThrow('column b has 1 rows, not 0');
});

test('what the source throws is what the caller gets', async () => {
  const fill = () => {
    throw new RangeError('no such row');
  };
  await expect(writeParquet(join(folder, 'broken.parquet'), {...source, fill})).rejects.toThrow(
    new RangeError('no such row'),
  );
});

test('a file that is not there gives one clear line', async () => {
  await expect(readParquet(join(folder, 'nothing.parquet'))).rejects.toThrow(/^there is no ".*nothing.parquet"/);
});
