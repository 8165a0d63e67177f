import {
  dayNumber,
  isoDate,
  type Issue,
  meantText,
  newStationId,
  type SiteCandidate,
  type StationNorm,
  type StationSite,
  type StationSize,
  type Twin,
  TwinError,
} from '@cutover/core';

/** A place for a new station, and the sizes it may have. */
export interface Place extends StationSite {
  readonly opensOn: string;
  readonly sizes: readonly StationSize[]; // by capacity
}

/** The day a lead time ends, counted from the horizon's first day. */
export function openingDay({settings}: Twin, leadWeeks: number): string {
  return isoDate(dayNumber(settings.horizon.from) + Math.ceil(7 * leadWeeks));
}

/** A user's list as read: rows are whole only where `issues` has nothing. */
export interface CandidateList {
  readonly file: string;
  readonly rows: readonly Partial<SiteCandidate>[];
  readonly lines: readonly number[]; // [row], of the file
  readonly issues: readonly Issue[];
}

/** @throws TwinError with every problem of every row */
export function checkCandidates(twin: Twin, {file, rows, lines, issues}: CandidateList, leadWeeks: number): void {
  const all = [...issues];
  rows.forEach((row, i) => {
    const isUnread = issues.some((issue) => issue.row === lines[i] && /^(zip|facility_id)$/.test(issue.column ?? ''));
    const found = [...(isUnread ? [] : placeIssues(twin, row)), ...dayIssues(twin, row.leadWeeks ?? leadWeeks)];
    all.push(...found.map((issue) => ({...issue, file, row: lines[i]})));
  });
  if (all.length > 0) throw new TwinError(all.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
}

/** A checked list as places; rows of one place are its sizes, and it opens on the latest of their days. */
export function placesOf(twin: Twin, rows: readonly SiteCandidate[], norm: StationNorm, leadWeeks: number): Place[] {
  const byName = new Map<string, SiteCandidate[]>();
  for (const row of rows) {
    const name = row.zip ?? row.facilityId!;
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  return [...byName].map(([name, sizes]): Place => {
    const {zip, latitudeDeg, longitudeDeg} = pointOf(twin, sizes[0])!;
    const weeks = Math.max(...sizes.map((row) => row.leadWeeks ?? leadWeeks));
    return {
      ...{facilityId: newStationId(twin, name), zip, latitudeDeg, longitudeDeg},
      opensOn: openingDay(twin, weeks),
      sizes: sizes.map(({capacityPackagesPerDay, fixedUsdPerDay}) => ({
        capacityPackagesPerDay,
        fixedUsdPerDay: fixedUsdPerDay ?? Math.round(capacityPackagesPerDay * norm.fixedUsdPerPackage),
      })),
    };
  });
}

function pointOf({zips, facilities}: Twin, {zip, facilityId}: Partial<SiteCandidate>) {
  if (zip !== undefined) return zips.find((each) => each.zip === zip);
  return facilities.find((each) => each.facilityId === facilityId);
}

type RowIssue = Omit<Issue, 'file' | 'row'>;

function placeIssues(twin: Twin, row: Partial<SiteCandidate>): RowIssue[] {
  const {zip, facilityId} = row;
  if ((zip === undefined) === (facilityId === undefined)) {
    const found = zip === undefined ? 'neither' : 'both';
    const fix = 'say where the station would stand: at a ZIP, or beside a building';
    return [{rule: 'one-place', column: 'zip', found, expected: 'either zip or facility_id', fix}];
  }
  if (pointOf(twin, row) !== undefined) return [];
  const [column, table, id, known] =
    zip === undefined
      ? ['facility_id', 'facilities.csv', facilityId!, twin.facilities.map((each) => each.facilityId)]
      : ['zip', 'zips.csv', zip, twin.zips.map((each) => each.zip)];
  const fix = `${meantText(id, known)}name one of ${table}`;
  return [{rule: 'unknown-place', column, found: `"${id}"`, expected: `a ${column} of ${table}`, fix}];
}

function dayIssues(twin: Twin, leadWeeks: number): RowIssue[] {
  const opensOn = openingDay(twin, leadWeeks);
  const {to} = twin.settings.horizon;
  if (opensOn <= to) return [];
  const expected = `a day of the horizon, which ends on ${to}`;
  const fix = 'give a shorter lead time, or the twin a longer horizon';
  return [{rule: 'opens-too-late', column: 'lead_weeks', found: opensOn, expected, fix}];
}
