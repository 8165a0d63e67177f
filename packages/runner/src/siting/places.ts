import {
  type Change,
  DataError,
  dayNumber,
  type Facility,
  isoDate,
  type Issue,
  type Lane,
  meantText,
  milesBetween,
  type SiteCandidate,
  type Twin,
  TwinError,
} from '@cutover/core';

/** A place for a new station, and the sizes it may have. */
export interface Place {
  readonly facilityId: string; // of the station, if it opens
  readonly zip: string | undefined; // it stands in
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly opensOn: string;
  readonly sizes: readonly Size[]; // by capacity
}

export interface Size {
  readonly capacityPackagesPerDay: number;
  readonly fixedUsdPerDay: number;
}

/** What stations of a twin have in common; new ones take after them. */
export interface StationNorm {
  readonly sizes: readonly Size[]; // quartiles of their capacities
  readonly fixedUsdPerPackage: number; // of capacity, median
  readonly handlingUsdPerPackage: number; // median
  readonly dwellHours: number; // median
}

/** @param capacity - `[station]`, packages a day, of `stations` @throws DataError if the twin has no station */
export function stationNorm(stations: readonly Facility[], capacity: ArrayLike<number>): StationNorm {
  if (stations.length === 0) throw new DataError('the twin has no delivery station a new one could take after');
  const sorted = (read: (station: Facility, row: number) => number): number[] =>
    stations.map(read).sort((a, b) => a - b);
  const at = (values: readonly number[], part: number): number => values[Math.floor(part * (values.length - 1))];
  const capacities = sorted((_, row) => capacity[row]);
  const fixedUsdPerPackage = at(
    sorted(({fixedUsdPerDay}, row) => fixedUsdPerDay / Math.max(1, capacity[row])),
    0.5,
  );
  const quartiles = new Set([0.25, 0.5, 0.75].map((part) => Math.max(1, Math.round(at(capacities, part)))));
  return {
    sizes: [...quartiles].map((packages) => ({
      capacityPackagesPerDay: packages,
      fixedUsdPerDay: Math.round(packages * fixedUsdPerPackage),
    })),
    fixedUsdPerPackage,
    handlingUsdPerPackage: at(
      sorted(({handlingUsdPerPackage}) => handlingUsdPerPackage),
      0.5,
    ),
    dwellHours: at(
      sorted(({dwellHours}) => dwellHours),
      0.5,
    ),
  };
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
      ...{facilityId: newId(twin, name), zip, latitudeDeg, longitudeDeg},
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

/** Of a station at a place, not in use yet. */
export function newId({facilities}: Twin, name: string): string {
  const ids = new Set(facilities.map(({facilityId}) => facilityId));
  let id = `SITE-${name}`;
  for (let next = 2; ids.has(id); next++) id = `SITE-${name}-${next}`;
  return id;
}

/**
 * Changes that open a station: the building, and lanes into it from where the nearest station of the twin is fed, on
 * the same terms (a thin lane as thin, on the same days), by road miles of its own.
 */
export function openingChanges(twin: Twin, place: Place, size: Size, norm: StationNorm, opensOn?: string): Change[] {
  const {facilityId, latitudeDeg, longitudeDeg, zip} = place;
  const facility: Facility = {
    ...{facilityId, facilityType: 'ds', latitudeDeg, longitudeDeg},
    ...(zip === undefined ? {} : {zip}),
    capacityPackagesPerDay: size.capacityPackagesPerDay,
    handlingUsdPerPackage: norm.handlingUsdPerPackage,
    fixedUsdPerDay: size.fixedUsdPerDay,
    dwellHours: norm.dwellHours,
    ...(opensOn === undefined ? {} : {opensOn}),
    status: 'assumed',
  };
  const lanes = lanesInto(twin, nearestFed(twin, place));
  return [
    {change: 'openFacility', facility},
    ...lanes.map(({originId, mode, tripsPerDay, days, stopsPerTrip, planFill}): Change => {
      const ends = {laneId: `${originId}>${facilityId}`, originId, destinationId: facilityId};
      return {change: 'addLane', lane: {...ends, mode, tripsPerDay, days, stopsPerTrip, planFill}};
    }),
  ];
}

function lanesInto({lanes}: Twin, facilityId: string): Lane[] {
  const origins = new Set<string>(); // of parallel lanes the first
  return lanes.filter(({originId, destinationId, mode}) => {
    if (destinationId !== facilityId || mode !== 'truck' || origins.has(originId)) return false;
    origins.add(originId);
    return true;
  });
}

/** The nearest station that trucks feed. */
function nearestFed({facilities, lanes}: Twin, {latitudeDeg, longitudeDeg}: Place): string {
  const fed = new Set(lanes.flatMap(({destinationId, mode}) => (mode === 'truck' ? [destinationId] : [])));
  let [best, least] = ['', Infinity];
  for (const each of facilities) {
    if (each.facilityType !== 'ds' || !fed.has(each.facilityId)) continue;
    const miles = milesBetween(latitudeDeg, longitudeDeg, each.latitudeDeg, each.longitudeDeg);
    if (miles < least) [best, least] = [each.facilityId, miles];
  }
  return best;
}
