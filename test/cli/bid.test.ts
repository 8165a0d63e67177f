import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type BidRow, type BidCurveRow, bidTable} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const cwd = newFolder();
beforeAll(async () => {
  const twin = await smallTwinDirectory();
  const {code, stderr} = await cutover(['plan', twin, '--scenario', 'keep-80', '--out', 'plan'], {cwd});
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

interface Book {
  readonly rows: readonly BidRow[];
  readonly curves: readonly BidCurveRow[];
}

async function bookOf(level: string): Promise<Book> {
  const {code, stdout, stderr} = await cutover(['bid', 'plan', '--level', level, '--json'], {cwd});
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Book;
}

describe('bid', () => {
  test('has a row for each node open to bids and each tender time, and pays no more than its group is worth', async () => {
    const {rows} = await bookOf('unit');
    for (const row of rows) console.log(JSON.stringify(row));
    expect(rows.map(({unit, tender}) => `${unit} ${tender}`).sort()).toEqual(
      ['DDU1', 'DDU2'].flatMap((unit) => [`${unit} next_day`, `${unit} same_day`]),
    );
  });
  test.each(['market', 'state', 'scf', 'nation'])('level %s', async (level) => {
    const {rows} = await bookOf(level);
    for (const row of rows) console.log(JSON.stringify(row));
  });
});
