import {
  classGroups,
  dayNumber,
  type Facility,
  type GuideRow,
  guideTable,
  isoDate,
  type Issue,
  meantText,
  SHARE_ONE,
  type Twin,
} from '@cutover/core';
import {readTable} from '../csv/table.ts';

/** Days that a guide must cover, both in. */
export interface GuideDays {
  readonly from: string;
  readonly to: string;
}

/**
 * Everything that is wrong with a routing guide: its cells, names a twin does not have, and every (ZIP, class group)
 * that has not exactly one row on each day.
 */
export function checkGuide(text: string, file: string, twin: Twin, days: GuideDays): Issue[] {
  const {rows, lines, issues} = readTable(guideTable, text, file);
  if (issues.length > 0) return [...issues];
  const placed = (rows as readonly GuideRow[]).map((row, i) => ({row, line: lines[i]}));
  return [...placed.flatMap(rowRules(twin, file)), ...coverage(placed, file, twin, days)];
}

interface Placed {
  readonly row: GuideRow;
  readonly line: number;
}

function rowRules(twin: Twin, file: string): (placed: Placed) => Issue[] {
  const typeOf = new Map(twin.facilities.map(({facilityId, facilityType}) => [facilityId, facilityType]));
  const zips = new Set(twin.zips.map(({zip}) => zip));
  return ({row, line}) => {
    const wrong = (column: string, found: string, expected: string, fix: string): Issue => ({
      ...{rule: 'routing-guide', file, row: line, column, found, expected, fix},
    });
    const issues: Issue[] = [];
    if (!zips.has(row.zip)) {
      issues.push(wrong('zip', `"${row.zip}"`, 'a ZIP of zips.csv', 'correct the ZIP or delete the row'));
    }
    const sum = row.owned + row.usps + row.other;
    if (sum !== SHARE_ONE) {
      issues.push(wrong('owned', `shares that add up to ${sum}`, `${SHARE_ONE}`, 'correct owned, usps and other'));
    }
    const most = Math.max(row.owned, row.usps, row.other);
    if (row[row.carrier] < most) {
      issues.push(
        wrong('carrier', `"${row.carrier}"`, 'who carries the most', 'name the carrier of the largest share'),
      );
    }
    if (row.effectiveTo < row.effectiveFrom) {
      const fix = 'put the first day before the last';
      issues.push(wrong('effective_to', `"${row.effectiveTo}"`, `${row.effectiveFrom} or later`, fix));
    }
    const place = (column: string, id: string | undefined, share: number, types: readonly string[]): void => {
      if (id === undefined ? share === 0 : share > 0 && isOf(typeOf.get(id), types)) return;
      const found = id === undefined ? 'a blank cell' : `"${id}"`;
      if (share === 0) issues.push(wrong(column, found, 'a blank cell, as the share is 0', 'clear the cell'));
      else {
        const fix = `${meantText(id ?? '', [...typeOf.keys()])}name the building of facilities.csv`;
        issues.push(wrong(column, found, `a building of type ${types.join(', ')}`, fix));
      }
    };
    place('station_id', row.stationId, row.owned, ['ds']);
    place('entry_id', row.entryId, row.usps, ['ddu', 'sdc', 'scf']);
    return issues;
  };
}

function isOf(type: Facility['facilityType'] | undefined, types: readonly string[]): boolean {
  return type !== undefined && types.includes(type);
}

/** Gaps and overlaps of every (ZIP, class group), first day to last. */
function coverage(placed: readonly Placed[], file: string, twin: Twin, {from, to}: GuideDays): Issue[] {
  const pairs = new Map<string, Placed[]>();
  for (const each of placed) {
    const key = `${each.row.zip} ${each.row.classGroup}`;
    const rows = pairs.get(key);
    if (rows === undefined) pairs.set(key, [each]);
    else rows.push(each);
  }
  return twin.zips.flatMap(({zip}) =>
    classGroups.flatMap((group) => stretches(pairs.get(`${zip} ${group}`) ?? [], `${zip} ${group}`, file, from, to)),
  );
}

function stretches(rows: Placed[], pair: string, file: string, from: string, to: string): Issue[] {
  if (rows.length === 0) {
    const fix = `add rows for ${pair} from ${from} to ${to}`;
    return [{rule: 'guide-gap', file, found: `no row for ${pair}`, expected: 'one for every day', fix}];
  }
  const issues: Issue[] = [];
  let next = from; // the first day without a row so far
  for (const {row, line} of [...rows].sort((a, b) => (a.row.effectiveFrom < b.row.effectiveFrom ? -1 : 1))) {
    const at = {file, row: line, column: 'effective_from', found: `"${row.effectiveFrom}" of ${pair}`};
    if (row.effectiveFrom > next) {
      const fix = `begin it then, or add a row for ${next} to ${dayBefore(row.effectiveFrom)}`;
      issues.push({rule: 'guide-gap', ...at, expected: `${next}, which no row has`, fix});
    } else if (row.effectiveFrom < next) {
      const fix = 'begin it then, or end the row before it earlier';
      issues.push({rule: 'guide-overlap', ...at, expected: `${next}, the first day no other row has`, fix});
    }
    if (row.effectiveTo >= next) next = isoDate(dayNumber(row.effectiveTo) + 1);
  }
  const last = rows.reduce((a, b) => (b.row.effectiveTo > a.row.effectiveTo ? b : a));
  if (last.row.effectiveTo === to) return issues;
  const found = `"${last.row.effectiveTo}" of ${pair}`;
  const fix = `end it on ${to}${last.row.effectiveTo < to ? ', or add a row for the days after it' : ''}`;
  return [
    ...issues,
    {rule: 'guide-gap', file, row: last.line, column: 'effective_to', found, expected: `${to}, the last day`, fix},
  ];
}

function dayBefore(day: string): string {
  return isoDate(dayNumber(day) - 1);
}
