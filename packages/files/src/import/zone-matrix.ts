import {type Issue, ZIP3_COUNT, zoneChartIndex} from '@cutover/core';
import {type ReadChart, readZoneChart} from '../zones/zone-chart.ts';

const ORIGIN_LENGTH = 3;
const CHARACTERS_EACH = 2; // the zone, and a mark for exceptions of five digits or of one mail class
const RECORD_LENGTH = ORIGIN_LENGTH + CHARACTERS_EACH * (ZIP3_COUNT - 1); // 2001

/**
 * Reads an official zone chart in one of two forms:
 *
 * - the text file of the National Zone Charts Matrix: a line for each origin, its ZIP3 and then two characters for each
 *   destination 001 … 999, so that the zone to ZIP3 d stands at character 4 + 2 (d - 1). The second of the two marks
 *   exceptions and is not read. A blank or 0 is no zone; blanks at the end of a line may be missing.
 * - a CSV with `origin_zip3`, `destination_zip3` and `zone`.
 */
export function readOfficialChart(text: string, file: string): ReadChart {
  const firstLine = /\S.*/.exec(text)?.[0] ?? '';
  return firstLine === '' || firstLine.includes(',') ? readZoneChart(text, file) : readZoneMatrix(text, file);
}

function readZoneMatrix(text: string, file: string): ReadChart {
  const chart = new Uint8Array(ZIP3_COUNT ** 2);
  const issues: Issue[] = [];
  const lineOf = new Map<string, number>();
  let pairs = 0;
  text.split('\n').forEach((raw, i) => {
    const record = raw.trimEnd();
    if (record === '') return;
    const wrong = recordIssue(record, lineOf, file, i + 1);
    if (wrong !== undefined) {
      issues.push(wrong);
      return;
    }
    const originZip3 = record.slice(0, ORIGIN_LENGTH);
    lineOf.set(originZip3, i + 1);
    const row = chart.subarray(zoneChartIndex(Number(originZip3), 0), zoneChartIndex(Number(originZip3) + 1, 0));
    issues.push(...readRecord(record, row, file, i + 1));
    pairs += row.reduce((count, zone) => count + (zone > 0 ? 1 : 0), 0);
  });
  return {chart, pairs, issues};
}

/** @param row - `[1000]`, filled with the zones by destination */
function readRecord(record: string, row: Uint8Array, file: string, line: number): Issue[] {
  const issues: Issue[] = [];
  for (let destination = 1; destination < ZIP3_COUNT; destination++) {
    const at = ORIGIN_LENGTH + CHARACTERS_EACH * (destination - 1);
    const zone = record[at] ?? ' ';
    if (zone >= '1' && zone <= '9') row[destination] = Number(zone);
    else if (zone !== ' ' && zone !== '0') issues.push(badZone(zone, destination, at, file, line));
  }
  return issues;
}

function recordIssue(
  record: string,
  lineOf: ReadonlyMap<string, number>,
  file: string,
  row: number,
): Issue | undefined {
  const origin = record.slice(0, ORIGIN_LENGTH);
  const found = `${record.length} characters, beginning "${record.slice(0, 12)}"`;
  const expected = `an origin of three digits and two characters for each ZIP3 001 … 999, ${RECORD_LENGTH} at most`;
  const fix = 'give the 3-digit matrix of the National Zone Charts, or a CSV with origin_zip3, destination_zip3, zone';
  if (!/^\d{3}$/.test(origin) || record.length > RECORD_LENGTH) {
    return {rule: 'not-a-zone-record', file, row, found, expected, fix};
  }
  const before = lineOf.get(origin);
  if (before === undefined) return undefined;
  const twice = {found: `origin "${origin}", which line ${before} has`, expected: 'each origin once'};
  return {rule: 'duplicate-key', file, row, ...twice, fix: 'delete one of the two lines'};
}

function badZone(zone: string, destination: number, at: number, file: string, row: number): Issue {
  return {
    rule: 'bad-zone',
    file,
    row,
    column: `destination ${String(destination).padStart(3, '0')}`,
    found: `"${zone}" at character ${at + 1}`,
    expected: 'a zone from 1 to 9, or a blank',
    fix: 'correct it; if there are many, the file has another layout',
  };
}
