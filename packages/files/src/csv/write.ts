import type {Table} from '@cutover/core';
import type {CellValue} from './cell.ts';

/** Rows as the CSV that `table` describes: LF, a header, blank for what is absent, numbers that read back the same. */
export function csvText<Row extends object>(table: Table<Row>, rows: readonly Row[]): string {
  const fields = table.columns.map((column) => column.field) as (keyof Row)[];
  const lines = rows.map((row) => fields.map((field) => cellText(row[field] as CellValue | undefined)).join(','));
  return [table.columns.map((column) => column.name).join(','), ...lines, ''].join('\n');
}

/** A cell as it stands in a file: in quotes where it must be. */
export function cellText(value: CellValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
