import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '@cutover/core';
import {writeWorkbook} from '@cutover/files';
import type {Cell, Sheet} from '@cutover/reporting';
import exceljs from 'exceljs';
import {expect, test} from 'vitest';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();

function sheetOf(rows: () => Iterable<readonly Cell[]>): Sheet {
  const columns = [
    {head: 'Day', width: 12, format: 'date'},
    {head: 'Text', width: 30, format: 'text'},
    {head: 'USD', width: 14, format: 'usd'},
  ] as const;
  return {name: 'One', columns, rowCount: 2, rows};
}

test('a workbook gives back the cells it was given, each of its type', async () => {
  const path = join(folder, 'cells.xlsx');
  const rows: Cell[][] = [
    ['2026-10-01', '=1+1 <&> 0123', -1234.56],
    ['2026-10-02', null, {formula: 'SUM(C2:C2)', result: -1234.56}],
  ];
  await writeWorkbook(path, [sheetOf(() => rows)]);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet('One')!;
  expect(sheet.getCell('A2').value).toEqual(new Date('2026-10-01T00:00:00Z'));
  expect(sheet.getCell('B2').value).toBe('=1+1 <&> 0123'); // text stays text, whatever it looks like
  expect(sheet.getCell('B2').formula).toBeUndefined();
  expect(sheet.getCell('C2').value).toBe(-1234.56);
  expect(sheet.getCell('B3').value).toBeNull();
  expect(sheet.getCell('C3').value).toEqual({formula: 'SUM(C2:C2)', result: -1234.56});
  expect(sheet.getCell('C2').numFmt).toBe('#,##0.00');
  expect(sheet.getRow(1).values).toEqual([undefined, 'Day', 'Text', 'USD']);
});

test('a failure in the middle leaves the older file as it was, and nothing beside it', async () => {
  const path = join(folder, 'kept.xlsx');
  writeFileSync(path, 'kept');
  function* failing(): Iterable<readonly Cell[]> {
    yield ['2026-10-01', 'a', 1];
    throw new DataError('no more rows');
  }
  await expect(writeWorkbook(path, [sheetOf(failing)])).rejects.toThrow('no more rows');
  expect(readFileSync(path, 'utf8')).toBe('kept');
  expect(readdirSync(folder).filter((name) => name.includes('.part-'))).toEqual([]);
});

test('a place that cannot be written is a DataError that names it', async () => {
  const path = join(folder, 'nowhere', 'a.xlsx');
  await expect(writeWorkbook(path, [sheetOf(() => [])])).rejects.toThrow(DataError);
  await expect(writeWorkbook(path, [sheetOf(() => [])])).rejects.toThrow('nowhere');
});
