import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Table} from '@cutover/core';

/** Writes rows as the CSV that `table` describes: LF, a header, numbers as JavaScript prints them. */
export function writeTable(folder: string, table: Pick<Table, 'file' | 'columns'>, rows: readonly object[]): void {
  const fields = table.columns.map((column) => column.field);
  const lines = rows.map((row) => fields.map((field) => cellText((row as Record<string, unknown>)[field])).join(','));
  writeText(join(folder, table.file), [table.columns.map((column) => column.name).join(','), ...lines, ''].join('\n'));
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
}

function cellText(value: unknown): string {
  if (value === undefined) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rounded for a file: 4 decimals of a degree are 36 feet. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
