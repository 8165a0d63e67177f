import {type Issue, ZIP3_COUNT, type ZoneChart, zoneChartIndex, zonePairTable} from '@cutover/core';
import {type Header, readHeader} from '../csv/header.ts';
import {splitCsv} from '../csv/records.ts';
import {cellIssue, emptyFileIssue, raggedIssue, zip3Wrong} from './zip3-cell.ts';

export interface ReadChart {
  readonly chart: ZoneChart; // whole when there are no issues
  readonly pairs: number; // that have a zone
  readonly issues: readonly Issue[];
}

const COLUMNS = ['origin_zip3', 'destination_zip3', 'zone'] as const;

/**
 * Reads a chart of ZIP3 pairs (`origin_zip3`, `destination_zip3`, `zone`, in any order). A national chart has some
 * 800,000 rows, so they go straight into an array; the schema of `zonePairTable` is kept by hand here.
 */
export function readZoneChart(text: string, file: string): ReadChart {
  const chart = new Uint8Array(ZIP3_COUNT ** 2);
  const issues: Issue[] = [];
  let header: Header | null = null;
  let places: readonly number[] = [];
  let pairs = 0;
  const takeRow = (cells: readonly string[], line: number, cellCount: number): void => {
    if (cells.length !== cellCount) {
      issues.push(raggedIssue(cells, cellCount, file, line));
      return;
    }
    const [origin, destination, zone] = places.map((at) => cells[at]);
    const wrong = rowIssues(origin, destination, zone, file, line);
    issues.push(...wrong);
    if (wrong.length > 0) return;
    const index = zoneChartIndex(Number(origin), Number(destination));
    if (chart[index] > 0) issues.push(duplicatePair(origin, destination, file, line));
    else pairs++;
    chart[index] = Number(zone);
  };
  const quotes = splitCsv(text, file, (cells, line) => {
    if (header !== null) return places.length < COLUMNS.length ? undefined : takeRow(cells, line, header.cellCount);
    header = readHeader(zonePairTable, cells, line, file);
    issues.push(...header.issues);
    const at = new Map(header.places.map((place) => [place.column.name, place.at]));
    places = COLUMNS.flatMap((name) => at.get(name) ?? []);
  });
  issues.push(...quotes);
  if (header === null) issues.push(emptyFileIssue(file, COLUMNS.join(',')));
  return {chart, pairs, issues};
}

/** The chart as the text of a zones.csv, by origin and destination. */
export function zoneChartText(chart: ZoneChart): string {
  const lines: string[] = [COLUMNS.join(',')];
  const zip3s = Array.from({length: ZIP3_COUNT}, (_, i) => String(i).padStart(3, '0'));
  for (let origin = 0; origin < ZIP3_COUNT; origin++) {
    for (let destination = 0; destination < ZIP3_COUNT; destination++) {
      const zone = chart[zoneChartIndex(origin, destination)];
      if (zone > 0) lines.push(`${zip3s[origin]},${zip3s[destination]},${zone}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function rowIssues(origin: string, destination: string, zone: string, file: string, line: number): Issue[] {
  const issues: Issue[] = [];
  for (const [column, text] of [
    ['origin_zip3', origin],
    ['destination_zip3', destination],
  ]) {
    const wrong = zip3Wrong(text);
    if (wrong !== undefined) issues.push(cellIssue(wrong, file, line, column, text));
  }
  if (!/^[1-9]$/.test(zone)) {
    const wrong = {rule: 'bad-zone', expected: 'a zone from 1 to 9', fix: 'correct it, or delete the row'};
    issues.push(cellIssue(wrong, file, line, 'zone', zone));
  }
  return issues;
}

function duplicatePair(origin: string, destination: string, file: string, row: number): Issue {
  return {
    rule: 'duplicate-key',
    file,
    row,
    column: 'origin_zip3, destination_zip3',
    found: `"${origin}, ${destination}", which an earlier row has`,
    expected: 'a pair that no other row has',
    fix: 'delete one of the two',
  };
}
