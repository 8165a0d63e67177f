import {type Facility, type FacilityType, type Issue, milesBetween} from '@cutover/core';
import type {ReadTable} from '../csv/table.ts';
import {type Checked, type Known, type LaneWithEnds, unknownIds} from './known.ts';

const POSTAL: readonly FacilityType[] = ['ddu', 'sdc', 'scf'];
const STRAIGHT_SLACK_MILES = 2; // coordinates are rounded; a road may not be shorter than the straight line by more

export function* lanesJoinKnownBuildings(twin: Checked): Generator<Issue> {
  yield* unknownIds('unknown-node', twin.tables.lanes, 'originId', 'origin_id', twin.buildings);
  yield* unknownIds('unknown-node', twin.tables.lanes, 'destinationId', 'destination_id', twin.buildings);
}

export function* lanesLeaveTheirOrigin(twin: Checked): Generator<Issue> {
  const {rows, lines, file} = twin.tables.lanes;
  for (let i = 0; i < rows.length; i++) {
    const {originId, destinationId} = rows[i];
    if (originId === undefined || originId !== destinationId) continue;
    yield {
      rule: 'lane-to-itself',
      file,
      row: lines[i],
      column: 'destination_id',
      found: `"${destinationId}", which is also the origin`,
      expected: 'a lane between two buildings',
      fix: 'correct one end, or delete the lane',
    };
  }
}

export function* mailLanesStayInTheMail(twin: Checked): Generator<Issue> {
  for (const {lane, row, ends} of twin.lanesWithEnds) {
    if (lane.mode !== 'mail') continue;
    const own = ends.find(({facilityType}) => facilityType !== undefined && !POSTAL.includes(facilityType));
    if (own === undefined) continue;
    yield {
      rule: 'mail-lane-end',
      file: twin.tables.lanes.file,
      row,
      column: 'mode',
      found: `a mail lane at the ${own.facilityType} "${own.facilityId}"`,
      expected: 'mail lanes between hand-off buildings (scf, sdc, ddu) only',
      fix: 'set the mode to truck or air, or correct the ends',
    };
  }
}

export function* roadsAreNoShortcuts(twin: Checked): Generator<Issue> {
  yield* shortcuts(twin.tables.lanes.file, twin.lanesWithEnds, 'leave the cell blank');
}

/** A road is no shorter than the straight line: a lane that is has wrong miles or a building in the wrong place. */
export function* shortcuts(file: string, lanes: readonly LaneWithEnds[], otherwise: string): Generator<Issue> {
  for (const {lane, row, ends} of lanes) {
    if (lane.mode !== 'truck' || lane.roadMiles === undefined) continue;
    const straight = straightMiles(ends);
    if (straight === undefined || lane.roadMiles >= 0.98 * straight - STRAIGHT_SLACK_MILES) continue;
    yield {
      rule: 'shorter-than-straight',
      file,
      row,
      column: 'road_miles',
      found: `${lane.roadMiles}`,
      expected: `at least the ${straight.toFixed(1)} miles of the straight line`,
      fix: `correct the miles or the coordinates of the two buildings, or ${otherwise}`,
    };
  }
}

/** Air lanes are the only way between the mainland, Alaska, Hawaii and the islands. */
export function* trucksStayOnLand(twin: Checked): Generator<Issue> {
  for (const {lane, row, ends} of twin.lanesWithEnds) {
    if (lane.mode !== 'truck') continue;
    const [from, to] = ends.map(landOf);
    if (from === undefined || to === undefined || from === to) continue;
    yield {
      rule: 'no-road',
      file: twin.tables.lanes.file,
      row,
      column: 'mode',
      found: `a truck from ${from} to ${to}`,
      expected: 'an air lane across the water',
      fix: 'set the mode to air, or correct the coordinates of the two buildings',
    };
  }
}

export function* buildingsAreInTheUs(twin: Checked): Generator<Issue> {
  for (const {table, column} of [
    {table: twin.tables.facilities, column: 'facility_id'},
    {table: twin.tables.zips, column: 'zip'},
  ]) {
    for (let i = 0; i < table.rows.length; i++) {
      const {latitudeDeg: latitude, longitudeDeg: longitude} = table.rows[i];
      if (latitude === undefined || longitude === undefined || inUs(latitude, longitude)) continue;
      yield {
        rule: 'outside-us',
        file: table.file,
        row: table.lines[i],
        column: 'latitude_deg, longitude_deg',
        found: `${latitude}, ${longitude}`,
        expected: `a ${column === 'zip' ? 'ZIP' : 'building'} in the United States`,
        fix: inUs(longitude, latitude)
          ? 'swap the two'
          : inUs(latitude, -longitude)
            ? 'write a minus before the longitude'
            : 'correct them',
      };
    }
  }
}

export function* buildingsCloseAfterOpening(twin: Checked): Generator<Issue> {
  const {rows, lines, file} = twin.tables.facilities;
  for (let i = 0; i < rows.length; i++) {
    const {opensOn, closesOn} = rows[i];
    if (opensOn === undefined || closesOn === undefined || opensOn < closesOn) continue;
    yield {
      rule: 'closes-before-opening',
      file,
      row: lines[i],
      column: 'closes_on',
      found: `"${closesOn}"`,
      expected: `a day after opens_on ${opensOn}`,
      fix: 'correct one of the two dates',
    };
  }
}

export function* entryNamesKnownPlaces(twin: Checked): Generator<Issue> {
  const {entry} = twin.tables;
  const {buildings} = twin;
  yield* unknownIds('unknown-zip', entry, 'zip', 'zip', twin.zipCodes);
  yield* unknownIds('unknown-node', entry, 'facilityId', 'facility_id', buildings);
  yield* unknownIds('unknown-node', entry, 'scfId', 'scf_id', buildings);
  yield* ofType(entry, 'facilityId', 'facility_id', buildings, () => POSTAL);
  yield* ofType(entry, 'scfId', 'scf_id', buildings, () => ['scf']);
}

export function* serviceNamesKnownPlaces(twin: Checked): Generator<Issue> {
  const {service} = twin.tables;
  const {buildings} = twin;
  yield* unknownIds('unknown-zip', service, 'zip', 'zip', twin.zipCodes);
  yield* unknownIds('unknown-node', service, 'facilityId', 'facility_id', buildings);
  yield* ofType(service, 'facilityId', 'facility_id', buildings, (row) => (row.deliverer === 'mail' ? POSTAL : ['ds']));
}

export function* originsAreFulfillmentCenters(twin: Checked): Generator<Issue> {
  yield* unknownIds('unknown-node', twin.tables.origins, 'facilityId', 'facility_id', twin.buildings);
  yield* ofType(twin.tables.origins, 'facilityId', 'facility_id', twin.buildings, () => ['fc']);
}

/** Rows that name a building of a type that cannot do the work. */
function* ofType<Row>(
  table: ReadTable<Row>,
  field: keyof Row & string,
  column: string,
  buildings: Known<Facility>,
  typesFor: (row: Partial<Row>) => readonly FacilityType[],
): Generator<Issue> {
  for (let i = 0; i < table.rows.length; i++) {
    const id = table.rows[i][field];
    const type = typeof id === 'string' ? buildings.rowOf.get(id)?.facilityType : undefined;
    const types = typesFor(table.rows[i]);
    if (type === undefined || types.includes(type)) continue;
    yield {
      rule: 'wrong-building',
      file: table.file,
      row: table.lines[i],
      column,
      found: `"${String(id)}", which is of type ${type}`,
      expected: `a building of type ${types.join(', ')}`,
      fix: 'name another building, or correct its type in facilities.csv',
    };
  }
}

function straightMiles([a, b]: LaneWithEnds['ends']): number | undefined {
  if (a.latitudeDeg === undefined || a.longitudeDeg === undefined) return undefined;
  if (b.latitudeDeg === undefined || b.longitudeDeg === undefined) return undefined;
  return milesBetween(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
}

function inUs(latitude: number, longitude: number): boolean {
  return (
    latitude >= -15 && latitude <= 72 && longitude <= 180 && (longitude >= 144 || longitude <= -64) && longitude >= -180
  );
}

/** Boxes wide enough for every building, far enough apart not to touch. */
function landOf({latitudeDeg: latitude, longitudeDeg: longitude}: Partial<Facility>): string | undefined {
  if (latitude === undefined || longitude === undefined || !inUs(latitude, longitude)) return undefined;
  if (latitude > 50.5) return 'Alaska';
  if (longitude > 0 || latitude < 0) return 'the Pacific islands';
  if (longitude < -150) return 'Hawaii';
  return latitude < 19.5 ? 'the Caribbean islands' : 'the mainland';
}
