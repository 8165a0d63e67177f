import type {Issue, Table} from '@cutover/core';
import {type CellValue, correct, isWrong, readCell, type Wrong} from './cell.ts';
import {type Header, readHeader} from './header.ts';
import {plainRowReader, type PlainRowReader} from './plain-row.ts';
import {splitCsv} from './records.ts';

/**
 * A file as far as it could be read. A cell that is wrong is reported once and then absent, so that a rule about it
 * stays silent and rules about the rest of its row still speak.
 */
export interface ReadTable<Row> {
  readonly file: string;
  readonly rows: readonly Partial<Row>[]; // whole rows when there are no issues
  readonly lines: readonly number[]; // [row], line of the file
  readonly missing: ReadonlySet<string>; // fields whose column is not there
  readonly unread: ReadonlySet<string>; // texts in cells and rows that are wrong: an id among them may well exist
  readonly issues: readonly Issue[];
}

/** The rows of a CSV text, and everything that is wrong with it; `rows` are whole only when nothing is. */
export function parseTable<Row>(table: Table<Row>, text: string, file: string) {
  const {rows, issues} = readTable(table, text, file);
  return {rows: rows as readonly Row[], issues};
}

/** Reads a CSV text by the table's schema. Never throws: what is wrong is in `issues`, with its line and column. */
export function readTable<Row>(table: Table<Row>, text: string, file: string): ReadTable<Row> {
  const issues: Issue[] = [];
  const unread = new Set<string>();
  const rows: Partial<Row>[] = [];
  const lines: number[] = [];
  let header: Header | null = null;
  let readRow: RowReader<Row> | null = null;
  let readPlain: PlainRowReader<Row> | null = null;
  const add = (row: Partial<Row> | null, line: number): boolean => {
    if (row === null) return false;
    rows.push(row);
    lines.push(line);
    return true;
  };
  const take = (cells: readonly string[], line: number): void => {
    if (readRow !== null) {
      add(readRow(cells, line), line);
      return;
    }
    header = readHeader(table, cells, line, file);
    issues.push(...header.issues);
    readRow = rowReader(table, header, file, issues, unread);
    readPlain = plainRowReader(table, header);
  };
  const takeLine = (start: number, end: number, line: number): boolean =>
    readPlain !== null && add(readPlain(text, start, end), line);
  const quoteIssues = splitCsv(text, file, take, takeLine);
  issues.push(...quoteIssues);
  if (text.includes('\uFFFD')) issues.push(notUtf8(text, file));
  if (header === null) return {...emptyTable<Row>(table, file), issues: [...issues, noHeader(table, file)]};
  issues.push(...duplicateKeys(table, rows, lines, file));
  return {file, rows, lines, missing: (header as Header).missing, unread, issues};
}

/** A table of which nothing could be read. */
export function emptyTable<Row>(table: Table<Row>, file: string): ReadTable<Row> {
  const missing = new Set(table.columns.map((column) => column.field));
  return {file, rows: [], lines: [], missing, unread: new Set(), issues: []};
}

type RowReader<Row> = (cells: readonly string[], line: number) => Partial<Row> | null;

function rowReader<Row>(
  table: Table<Row>,
  header: Header,
  file: string,
  issues: Issue[],
  unread: Set<string>,
): RowReader<Row> {
  const {places, cellCount} = header;
  const columnOf = new Map(table.columns.map((column) => [column.field, column]));
  return (cells, line) => {
    if (cells.length !== cellCount && !onlyBlanksBeyond(cells, cellCount)) {
      for (const cell of cells) unread.add(cell);
      issues.push(ragged(cells, cellCount, file, line));
      return null;
    }
    const row: Record<string, CellValue> = {};
    const wrongs = new Map<string, Wrong>(); // by field
    for (const {column, at} of places) {
      const text = cells[at];
      if (text === '') continue;
      const value = readCell(column, text);
      if (isWrong(value)) wrongs.set(column.field, value);
      else row[column.field] = value;
    }
    const parsed = table.row.safeParse(row);
    if (parsed.success && wrongs.size === 0) return parsed.data;
    for (const issue of parsed.error?.issues ?? []) {
      const field = String(issue.path[0]);
      const column = columnOf.get(field);
      if (column === undefined || header.missing.has(field) || wrongs.has(field)) continue;
      wrongs.set(field, schemaWrong(issue, row[field] === undefined, correct(column)));
    }
    for (const [field, wrong] of wrongs) {
      const column = columnOf.get(field)!;
      const text = cells[places.find((place) => place.column === column)!.at];
      unread.add(text);
      const digits = /"(\d+)"/.exec(wrong.fix)?.[1]; // the code it was before it lost its zero
      if (digits !== undefined) unread.add(digits);
      delete row[field];
      issues.push({...wrong, file, row: line, column: column.name, found: text === '' ? 'a blank cell' : `"${text}"`});
    }
    return row as Partial<Row>;
  };
}

function onlyBlanksBeyond(cells: readonly string[], cellCount: number): boolean {
  return cells.length > cellCount && cells.slice(cellCount).every((cell) => cell === '');
}

type SchemaIssue = NonNullable<ReturnType<Table['row']['safeParse']>['error']>['issues'][number];

/** The schema's own complaint in words for people. */
function schemaWrong(issue: SchemaIssue, blank: boolean, fix: string): Wrong {
  if (blank) return {rule: 'blank-cell', expected: 'a value', fix};
  switch (issue.code) {
    case 'too_small':
      return {rule: 'out-of-range', expected: `a number ${issue.inclusive ? '>=' : '>'} ${issue.minimum}`, fix};
    case 'too_big':
      return {rule: 'out-of-range', expected: `a number ${issue.inclusive ? '<=' : '<'} ${issue.maximum}`, fix};
    case 'invalid_format':
      return issue.format === 'date'
        ? {rule: 'not-a-date', expected: 'a date as 2026-10-01', fix}
        : {rule: 'bad-format', expected: issue.message, fix};
    default:
      return {rule: 'bad-cell', expected: issue.message, fix};
  }
}

function duplicateKeys<Row>(
  table: Table<Row>,
  rows: readonly Partial<Row>[],
  lines: readonly number[],
  file: string,
): Issue[] {
  const firstLine = new Map<string, number>();
  const fields = table.key as readonly (keyof Row & string)[];
  const columns = fields.map((field) => table.columns.find((column) => column.field === field)!);
  const issues: Issue[] = [];
  // In a file in order of its first key only neighbours can be alike; most files are, and most rows stand alone.
  const [head] = fields;
  const inOrder = rows.every((row, i) => i === 0 || String(rows[i - 1][head]) <= String(row[head]));
  rows.forEach((row, i) => {
    if (inOrder && row[head] !== rows[i - 1]?.[head]) {
      if (row[head] !== rows[i + 1]?.[head]) return;
      firstLine.clear();
    }
    if (columns.some((column, k) => !column.optional && row[fields[k]] === undefined)) return;
    const key = fields.length === 1 ? String(row[fields[0]]) : fields.map((field) => row[field] ?? '').join(', ');
    const before = firstLine.get(key);
    if (before === undefined) firstLine.set(key, lines[i]);
    else issues.push(duplicateKey(columns.map(({name}) => name).join(', '), key, before, file, lines[i]));
  });
  return issues;
}

function duplicateKey(column: string, key: string, before: number, file: string, row: number): Issue {
  return {
    rule: 'duplicate-key',
    file,
    row,
    column,
    found: `"${key}", which row ${before} has`,
    expected: 'a key that no other row has',
    fix: 'rename one of the two, or delete it',
  };
}

function ragged(cells: readonly string[], cellCount: number, file: string, row: number): Issue {
  return {
    rule: 'ragged-row',
    file,
    row,
    found: `${cells.length} cells, beginning ${cells.slice(0, 3).join(',')}`,
    expected: `${cellCount} cells, as in the header`,
    fix: 'add or remove commas, or put text with commas in quotes; until then the row is skipped',
  };
}

function noHeader(table: Table, file: string): Issue {
  return {
    rule: 'empty-file',
    file,
    found: 'nothing',
    expected: 'a header line and rows',
    fix: `begin with ${table.columns.map((column) => column.name).join(',')}`,
  };
}

function notUtf8(text: string, file: string): Issue {
  const row = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
  const expected = 'text in UTF-8';
  return {rule: 'not-utf-8', file, row, found: 'bytes that are no text', expected, fix: 'save the file as CSV UTF-8'};
}
