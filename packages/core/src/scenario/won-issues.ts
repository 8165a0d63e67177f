import {lostHandoffs} from '../cost/won.ts';
import type {WonRow} from '../model/bid-files.ts';
import type {Issue} from '../model/issue.ts';
import type {Twin} from '../model/twin.ts';

type Problem = Omit<Issue, 'file' | 'row'>;

/**
 * What is wrong with answers to bids, row by row: rules that one row alone cannot break.
 *
 * @param rows - a cell that could not be read is absent
 * @param lines - `[row]`, line of the file
 */
export function wonIssues(
  rows: readonly Partial<WonRow>[],
  lines: readonly number[],
  twin: Twin,
  file: string,
): Issue[] {
  const rowOf = new Map(twin.facilities.map((facility) => [facility.facilityId, facility]));
  const bare = zipsWithoutEntry(rows, twin);
  return rows.flatMap((row, i) => {
    if (row.facilityId === undefined) return [];
    const facility = rowOf.get(row.facilityId);
    const found = nodeProblem(row.facilityId, facility, twin) ?? entryProblem(row.facilityId, bare);
    const problems = [...(found === undefined ? [] : [found]), ...priceProblems(row), ...termProblems(row, twin)];
    return problems.map((each) => ({
      file,
      row: lines[i],
      ...each,
    }));
  });
}

function nodeProblem(id: string, facility: Twin['facilities'][number] | undefined, twin: Twin): Problem | undefined {
  const where = {column: 'facility_id', found: `"${id}"`};
  if (facility === undefined) {
    const fix = 'name a hand-off node of facilities.csv';
    return {...where, rule: 'unknown-facility', expected: 'a facility of the twin', fix};
  }
  if (facility.openToBid !== true) {
    const fix = 'drop the row, or set open_to_bid in facilities.csv';
    return {...where, rule: 'not-open-to-bid', expected: 'a node that is open to bids', fix};
  }
  if (facility.closesOn === undefined || facility.closesOn > twin.settings.horizon.from) return undefined;
  const expected = `a node that is open on ${twin.settings.horizon.from}`;
  return {...where, rule: 'closed-facility', expected, fix: `drop the row; it closes on ${facility.closesOn}`};
}

function entryProblem(id: string, bare: ReadonlyMap<string, readonly string[]>): Problem | undefined {
  const zips = bare.get(id);
  if (zips === undefined) return undefined;
  return {
    rule: 'no-entry-left',
    column: 'answer',
    found: `"lost", as the SCF of its ZIPs, which leaves ${zips.length} without a way into the mail, as ${zips[0]}`,
    expected: 'a way into the mail for every ZIP',
    fix: 'drop the row of the unit or of its SCF: without one the price of the contract holds',
  };
}

/** ZIPs whose unit and SCF are both lost, by unit. */
function zipsWithoutEntry(rows: readonly Partial<WonRow>[], {entry}: Twin): Map<string, string[]> {
  const lost = lostHandoffs({won: rows.filter((row): row is WonRow => row.facilityId !== undefined)});
  const bare = new Map<string, string[]>();
  for (const {zip, facilityId, scfId} of entry) {
    if (!lost.has(facilityId) || !lost.has(scfId)) continue;
    const list = bare.get(facilityId) ?? [];
    if (!list.includes(zip)) list.push(zip);
    bare.set(facilityId, list);
  }
  return bare;
}

function priceProblems({answer, usdPerPackage, packagesPerDay, from, to}: Partial<WonRow>): Problem[] {
  if (answer !== 'lost') {
    if (usdPerPackage !== undefined) return [];
    const fix = 'give the price, or put lost in answer';
    return [{rule: 'won-without-price', column: 'usd_per_package', found: 'a blank cell', expected: 'a price', fix}];
  }
  const rule = 'lost-with-terms';
  const given = {usd_per_package: usdPerPackage, packages_per_day: packagesPerDay, from, to};
  return Object.entries(given).flatMap(([column, value]) =>
    value === undefined
      ? []
      : [{rule, column, found: `"${value}"`, expected: 'a blank cell where the bid is lost', fix: 'blank it'}],
  );
}

function termProblems({answer, from, to}: Partial<WonRow>, {settings: {horizon}}: Twin): Problem[] {
  if (answer === 'lost') return [];
  const begins = from === undefined || from < horizon.from ? horizon.from : from;
  if (begins > horizon.to) {
    const expected = `a day of the horizon, ${horizon.to} at the latest`;
    return [
      {rule: 'term-without-days', column: 'from', found: `"${from}"`, expected, fix: 'correct it, or drop the row'},
    ];
  }
  if (to === undefined || to > begins) return [];
  const expected = `a day after ${begins}: the first on which the price no longer holds`;
  return [{rule: 'term-without-days', column: 'to', found: `"${to}"`, expected, fix: 'correct it, or drop the row'}];
}
