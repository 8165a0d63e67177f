import {classGroups, dayNumber, type Issue, isoDate, type Today} from '@cutover/core';
import {type Checked, isUnknown, knownIds, unknownIds} from './known.ts';

const SHARE_TOLERANCE = 1e-6; // shares are written with some 6 decimals
const CLASSES_MAX = 64;

export function* demandIsOfKnownZips(twin: Checked): Generator<Issue> {
  yield* unknownIds('unknown-zip', twin.tables.demand, 'zip', 'zip', twin.zipCodes);
  yield* unknownIds('unknown-zip', twin.tables.today, 'zip', 'zip', twin.zipCodes);
}

/** A ZIP without a row would silently get no packages. */
export function* everyZipHasDemand(twin: Checked): Generator<Issue> {
  const {zips, demand} = twin.tables;
  const demanded = knownIds(demand, 'zip', 'zip', 'row');
  for (let i = 0; i < zips.rows.length; i++) {
    const {zip} = zips.rows[i];
    if (zip === undefined || !isUnknown(demanded, zip)) continue;
    yield {
      rule: 'no-demand',
      file: demand.file,
      column: 'zip',
      found: `no row for ${zip}, which is row ${zips.lines[i]} of ${zips.file}`,
      expected: 'a row for every ZIP',
      fix: `add ${zip}; 0 packages if it gets none`,
    };
  }
}

/** Today's carriers together carry the demand, ZIP by ZIP and to the package. */
export function* todayAddsUpToDemand(twin: Checked): Generator<Issue> {
  const {demand, today} = twin.tables;
  if (['zip', 'owned', 'usps', 'other'].some((field) => today.missing.has(field))) return;
  const carried = new Map<string, number>(); // NaN: a cell of the ZIP could not be read
  for (const row of today.rows) {
    if (row.zip !== undefined) carried.set(row.zip, (carried.get(row.zip) ?? 0) + carriedPackages(row));
  }
  for (let i = 0; i < demand.rows.length; i++) {
    const {zip, packagesPerYear} = demand.rows[i];
    if (zip === undefined || packagesPerYear === undefined || today.unread.has(zip) || isUnknown(twin.zipCodes, zip))
      continue;
    const sum = carried.get(zip) ?? 0;
    if (Number.isNaN(sum) || sum === packagesPerYear) continue;
    yield {
      rule: 'today-is-not-demand',
      file: today.file,
      column: 'owned, usps, other',
      found: `${sum} packages for ${zip} in all`,
      expected: `${packagesPerYear}, as in row ${demand.lines[i]} of ${demand.file}`,
      fix: 'correct either file, so that the rows of a ZIP add up to its demand',
    };
  }
}

function carriedPackages({owned, usps, other}: Partial<Today>): number {
  return (owned ?? Number.NaN) + (usps ?? Number.NaN) + (other ?? Number.NaN);
}

export function* mixOfEachGroupIsWhole(twin: Checked): Generator<Issue> {
  const {mix} = twin.tables;
  if (mix.rows.length > CLASSES_MAX) {
    const found = `${mix.rows.length} classes`;
    yield {rule: 'too-many-classes', file: mix.file, found, expected: 'at most 64', fix: 'merge bands of weight'};
  }
  // A class that could not be read would make every sum wrong.
  if (mix.unread.size > 0 || mix.missing.has('classGroup') || mix.missing.has('share')) return;
  for (const group of classGroups) {
    const classes = mix.rows.filter(({classGroup}) => classGroup === group);
    const sum = classes.reduce((total, {share}) => total + (share ?? 0), 0);
    if (Math.abs(sum - 1) <= SHARE_TOLERANCE) continue;
    yield {
      rule: 'shares-not-whole',
      file: mix.file,
      column: 'share',
      found: `shares of ${group} that add up to ${Number(sum.toFixed(6))}`,
      expected: '1 for each class group',
      fix: classes.length === 0 ? `add a class of ${group}` : `correct the ${classes.length} shares of ${group}`,
    };
  }
}

export function* seasonCoversTheHorizon(twin: Checked): Generator<Issue> {
  const {season} = twin.tables;
  if (twin.settings === null || season.missing.has('date')) return;
  const dates = knownIds(season, 'date', 'date', 'day');
  const {from, to} = twin.settings.horizon;
  const absent: string[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    if (isUnknown(dates, isoDate(day))) absent.push(isoDate(day));
  }
  // A row that lost its date would be reported twice.
  if (absent.length === 0 || season.unread.size > 0) return;
  yield {
    rule: 'season-gap',
    file: season.file,
    column: 'date',
    found: `no row for ${absent[0]}${absent.length === 1 ? '' : ` and ${absent.length - 1} more days`}`,
    expected: `a row for each day from ${from} to ${to}, the horizon of twin.yaml`,
    fix: 'add the days, or shorten the horizon',
  };
}

/** Packages of a ZIP3 must leave from somewhere. */
export function* everyZip3HasAnOrigin(twin: Checked): Generator<Issue> {
  const {demand, origins} = twin.tables;
  const known = knownIds(origins, 'zip3', 'zip3', 'row');
  const reported = new Set<string>();
  for (const {zip, packagesPerYear} of demand.rows) {
    const zip3 = zip?.slice(0, 3);
    if (zip3 === undefined || packagesPerYear === 0 || reported.has(zip3) || !isUnknown(known, zip3)) continue;
    reported.add(zip3);
    yield {
      rule: 'no-origin',
      file: origins.file,
      column: 'zip3',
      found: `no row for ${zip3}, though ${demand.file} has packages to ${zip}`,
      expected: 'an FC or more for every ZIP3 that gets packages',
      fix: `add the FCs that serve ${zip3}`,
    };
  }
}
