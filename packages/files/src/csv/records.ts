import type {Issue} from '@cutover/core';
import {parse} from 'csv-parse/sync';

/** Takes one record: its cells, the line of the file it begins on (from 1), and its text as it stands there. */
export type RecordTaker = (cells: string[], line: number, text: string) => void;

/** May take a line without quotes, `start … end - 1` of the text, as it is. @returns whether it did */
export type LineTaker = (start: number, end: number, line: number) => boolean;

const LINES_PER_RECORD_MAX = 100; // a quote still open after this many lines was never meant to span them
const QUOTED_AT_ONCE = 1000; // records; calling the parser costs as much as 20 of them

interface Quoted {
  readonly text: string; // one record, line breaks in quotes included
  readonly line: number;
}

/**
 * Splits CSV text into records of trimmed cells: byte order mark, LF or CRLF, quotes, line breaks inside quotes;
 * blank records are left out. Lines without a quote are cut at their commas, ten times as fast as a parser; csv-parse
 * reads the others. A quote left open spoils its line and not the rest of the file.
 *
 * @param take - called for each record in turn, the header first
 * @param takeLine - asked before a line is cut; what it takes is not given to `take`
 * @returns quotes that do not match; their lines are left out
 */
export function splitCsv(text: string, file: string, take: RecordTaker, takeLine: LineTaker = () => false): Issue[] {
  const issues: Issue[] = [];
  let quoted: Quoted[] = []; // waiting for the parser
  const parseWaiting = () => {
    parseQuoted(quoted, file, take, issues);
    quoted = [];
  };
  let line = 1;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    // Outside of the loop over lines: inside it, behind an `if`, V8 searched the rest of the file at each line.
    const quoteAt = quoteFrom(text, start);
    for (let end = endOfLine(text, start); start < text.length && end <= quoteAt; end = endOfLine(text, start)) {
      if (quoted.length > 0) parseWaiting();
      if (!takeLine(start, end, line)) {
        const plain = text.slice(start, end);
        takeRecord(plain, splitPlain(plain), line, take);
      }
      line++;
      start = end + 1;
    }
    if (start >= text.length) break;
    const {end, lineCount} = endOfRecord(text, start) ?? {end: endOfLine(text, start), lineCount: 1};
    quoted.push({text: text.slice(start, end).trimEnd(), line});
    if (quoted.length >= QUOTED_AT_ONCE) parseWaiting();
    line += lineCount;
    start = end + 1;
  }
  parseWaiting();
  return issues;
}

function takeRecord(text: string, cells: string[], line: number, take: RecordTaker): void {
  if (cells.some((cell) => cell !== '')) take(cells, line, text.endsWith('\r') ? text.slice(0, -1) : text);
}

function quoteFrom(text: string, start: number): number {
  const at = text.indexOf('"', start);
  return at < 0 ? text.length : at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Where the record that starts here ends: the first line end with an even number of quotes before it. */
function endOfRecord(text: string, start: number): {end: number; lineCount: number} | null {
  let open = false;
  let from = start;
  for (let lineCount = 1; lineCount <= LINES_PER_RECORD_MAX && from < text.length; lineCount++) {
    const end = endOfLine(text, from);
    for (let at = text.indexOf('"', from); at >= 0 && at < end; at = text.indexOf('"', at + 1)) open = !open;
    if (!open) return {end, lineCount};
    from = end + 1;
  }
  return null;
}

function splitPlain(line: string): string[] {
  const cells = line.split(',');
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    // Trimming costs as much as splitting and is rarely needed, so look first; 0x20 and below is white.
    if (cell.charCodeAt(0) <= 0x20 || cell.charCodeAt(cell.length - 1) <= 0x20) cells[i] = cell.trim();
  }
  return cells;
}

/** Parses records together; if one is wrong, each alone; if one of several lines is wrong, each line alone. */
function parseQuoted(quoted: readonly Quoted[], file: string, take: RecordTaker, issues: Issue[]): void {
  const together = parsed(quoted.map((record) => record.text).join('\n'), quoted.length);
  quoted.forEach(({text, line}, i) => {
    const cells = together?.[i] ?? parsed(text, 1)?.[0];
    if (cells !== undefined) return takeRecord(text, cells, line, take);
    const alone = text.split('\n').map((part, k) => ({text: part.trimEnd(), line: line + k}));
    if (alone.length > 1) parseQuoted(alone, file, take, issues);
    else issues.push(quoteIssue(text, file, line));
  });
}

function parsed(text: string, recordCount: number): string[][] | null {
  try {
    const rows: string[][] = parse(text, {trim: true, relax_column_count: true, record_delimiter: ['\r\n', '\n']});
    return rows.length === recordCount ? rows : null;
  } catch {
    return null; // csv-parse says which character; the line and the rule are what a planner needs
  }
}

function quoteIssue(text: string, file: string, row: number): Issue {
  return {
    rule: 'csv-quotes',
    file,
    row,
    found: `quotes that do not match in ${text.slice(0, 80)}`,
    expected: 'text with commas inside one pair of quotes, and "" for a quote in it',
    fix: 'close the quote or take it out; until then the line is skipped',
  };
}
