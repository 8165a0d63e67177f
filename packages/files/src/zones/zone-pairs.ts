import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {hasScf, type Issue, meantText, zoneOf, type ZoneTable} from '@cutover/core';
import {splitCsv} from '../csv/records.ts';
import {cellText} from '../csv/write.ts';
import {onDisk} from '../disk/disk.ts';
import {capIssues} from '../twin/issues.ts';
import {cellIssue, emptyFileIssue, raggedIssue, zip3Wrong} from './zip3-cell.ts';

/** A file of ZIP3 pairs with their zones, rows in order. */
export interface ZonedPairs {
  readonly columns: readonly string[]; // of the file, as given
  readonly header: string; // its line, as given
  readonly rows: readonly ZonedPair[];
  readonly withoutZone: number; // rows
  readonly zip3sWithoutScf: readonly string[]; // of those rows, ascending
  readonly issues: readonly Issue[]; // the rows they are about are left out
}

export interface ZonedPair {
  readonly cells: readonly string[]; // [columns.length]
  readonly text: string; // the record, as given
  readonly zone: number | undefined; // undefined: a ZIP3 has no SCF
}

const ENDS = ['origin_zip3', 'destination_zip3'] as const;
const ZONE = 'zone';

/**
 * Finds the zone of each pair of a CSV with `origin_zip3` and `destination_zip3`; other columns are the user's own.
 *
 * @throws DataError if there is no such file
 */
export async function readZonedPairs(path: string, zones: ZoneTable): Promise<ZonedPairs> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const file = basename(path);
  const issues: Issue[] = [];
  const rows: ZonedPair[] = [];
  let columns: readonly string[] | null = null;
  let header = '';
  let ends: readonly number[] = [];
  const quotes = splitCsv(text, file, (cells, line, record) => {
    if (columns === null) {
      columns = cells;
      header = record;
      ends = ENDS.map((name) => cells.indexOf(name));
      issues.push(...missingColumns(cells, file, line));
    } else if (!ends.includes(-1)) {
      const wrong = rowIssues(cells, columns.length, ends, file, line);
      if (wrong.length > 0) issues.push(...wrong);
      else rows.push({cells, text: record, zone: zoneOf(zones, cells[ends[0]], cells[ends[1]])});
    }
  });
  issues.push(...quotes);
  if (columns === null) issues.push(emptyFileIssue(file, ENDS.join(',')));
  const without = rows.filter(({zone}) => zone === undefined);
  const unplaced = without.flatMap(({cells}) => ends.map((at) => cells[at]).filter((zip3) => !hasScf(zones, zip3)));
  return {
    ...{columns: columns ?? [], header, rows, withoutZone: without.length},
    ...{zip3sWithoutScf: [...new Set(unplaced)].sort(), issues: capIssues(issues)},
  };
}

/** The same CSV with `zone` as its last column; a column of that name is overwritten where it stands. */
export function zonedPairsText({columns, header, rows}: ZonedPairs): string {
  const at = columns.indexOf(ZONE);
  const line = ({cells, text, zone}: ZonedPair) => {
    const zoneText = zone === undefined ? '' : String(zone);
    return at < 0 ? `${text},${zoneText}` : cells.map((cell, i) => (i === at ? zoneText : cellText(cell))).join(',');
  };
  return [at < 0 ? `${header},${ZONE}` : header, ...rows.map(line), ''].join('\n');
}

function missingColumns(cells: readonly string[], file: string, row: number): Issue[] {
  return ENDS.filter((name) => !cells.includes(name)).map((column) => ({
    rule: 'missing-column',
    file,
    row,
    column,
    found: `columns ${cells.join(', ')}`,
    expected: `a column "${column}"`,
    fix: `${meantText(column, cells)}rename or add it`,
  }));
}

function rowIssues(
  cells: readonly string[],
  cellCount: number,
  ends: readonly number[],
  file: string,
  line: number,
): Issue[] {
  if (cells.length !== cellCount) return [raggedIssue(cells, cellCount, file, line)];
  return ends.flatMap((at, i) => {
    const wrong = zip3Wrong(cells[at]);
    return wrong === undefined ? [] : [cellIssue(wrong, file, line, ENDS[i], cells[at])];
  });
}
