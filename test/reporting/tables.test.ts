import {dayNumber} from '@cutover/core';
import {priceOutcome, scenarioTables, type TableSource} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {twoZipOutcome} from '../support/two-zips.ts';

const outcome = twoZipOutcome();
const tables = new Map(scenarioTables(outcome, priceOutcome(outcome)).map((table) => [table.name, table]));

/** Reads a table in ranges of `step` rows. */
function rowsOf(name: string, step = 1000): (string | number | null)[][] {
  const table = tables.get(name)!;
  const rows: (string | number | null)[][] = [];
  for (let first = 0; first < table.rowCount; first += step) {
    const count = Math.min(step, table.rowCount - first);
    const vectors = table.columns.map(({type}) => vectorOf(type, count));
    table.fill(first, count, vectors);
    for (let i = 0; i < count; i++) {
      rows.push(
        table.columns.map((column, k) =>
          column.type === 'text' ? (column.texts[vectors[k][i]] ?? null) : vectors[k][i],
        ),
      );
    }
  }
  return rows;
}

function vectorOf(
  type: TableSource['columns'][number]['type'],
  length: number,
): Int32Array | Uint32Array | Float64Array {
  if (type === 'count') return new Uint32Array(length);
  return type === 'double' || type === 'whole' ? new Float64Array(length) : new Int32Array(length);
}

function column(name: string, table: string): (string | number | null)[] {
  const at = tables.get(table)!.columns.findIndex((each) => each.name === name);
  return rowsOf(table).map((row) => row[at]);
}

test('a scenario has the tables of a run directory', () => {
  expect([...tables.keys()]).toEqual(['zip', 'zip_day', 'station_day', 'handoff', 'lane', 'option', 'class', 'rated']);
});

test('zip rows go by ZIP and carry packages and money', () => {
  expect(column('zip', 'zip')).toEqual(['10001', '20002']);
  expect(column('station_id', 'zip')).toEqual(['DS1', 'DS1']);
  expect(column('demanded', 'zip')).toEqual([1100, 1100]);
  expect(column('last_mile_usd', 'zip')).toEqual([430, 880]);
  expect(column('postage_usd', 'zip')).toEqual([2980, 1800]);
  expect(column('usps_late_share', 'zip')).toEqual([NaN, 1 / 8]);
});

test('zip_day rows go by day, then ZIP, in any ranges they are asked for', () => {
  const first = dayNumber('2026-10-01');
  const rows = [
    [first, '10001', 300, 200, 100, 0, 0, 300, 200, 100, 0, 0],
    [first, '20002', 500, 300, 150, 50, 0, 500, 300, 150, 50, 0],
    [first + 1, '10001', 800, 40, 760, 0, 0, 800, 40, 760, 0, 0],
    [first + 1, '20002', 600, 300, 250, 0, 50, 600, 300, 250, 0, 50],
  ];
  expect(rowsOf('zip_day')).toEqual(rows);
  expect(rowsOf('zip_day', 3)).toEqual(rows);
  expect(rowsOf('zip_day', 1)).toEqual(rows);
});

test('station_day, handoff and lane rows go by their names', () => {
  const first = dayNumber('2026-10-01');
  expect(rowsOf('station_day')).toEqual([
    [first, 'DS1', 500, 500, 0, 0, 0, 0, 500, 2],
    [first + 1, 'DS1', 400, 340, 60, 0, 10, 50, 340, 1], // 60 overflow: 10 moved on, 50 wait
  ]);
  expect(rowsOf('handoff')).toEqual([['DDU1', 'ddu', 1260, 4780]]);
  expect(rowsOf('lane')).toEqual([
    ['FC1-SC1', 2000, 2000, 4, 100, 1000],
    ['SC1-DDU1', 1260, 1260, 2, 10, 40],
    ['SC1-DS1', 900, 900, 4, 10, 100],
  ]);
});

test('option rows are the policy, with what a full station does after the shares', () => {
  expect(rowsOf('option').slice(0, 8)).toEqual([
    [0, '10001', 'heavy', 1, 'owned', 'DS1', 1024, 0],
    [0, '10001', 'heavy', 2, 'usps', 'DDU1', 0, 0],
    [0, '10001', 'light', 1, 'owned', 'DS1', 512, 150],
    [0, '10001', 'light', 2, 'usps', 'DDU1', 512, 150],
    [0, '10001', 'usps_only', 1, 'usps', 'DDU1', 1024, 0],
    [0, '20002', 'heavy', 1, 'usps', 'DDU1', 1024, 91], // 500 x 200 / 1,100
    [0, '20002', 'light', 1, 'owned', 'DS1', 1024, 364],
    [0, '20002', 'usps_only', 1, 'usps', 'DDU1', 1024, 45],
  ]);
  expect(rowsOf('option')).toHaveLength(16);
});

test('class rows are the draws by ZIP3, those of nobody left out', () => {
  expect(rowsOf('class')).toEqual([
    [0, '200', 'other', 'c2', 1],
    [0, '200', 'owned', 'c2', 100],
    [0, '200', 'usps', 'c1', 1],
    [0, '200', 'usps', 'c2', 3],
    [1, '200', 'usps', 'c0', 4],
  ]);
});
