import {
  DataError,
  type Facility,
  type FacilityType,
  type Lane,
  type Service,
  type Twin,
  TwinError,
} from '@cutover/core';
import type {ReadTable} from '../csv/table.ts';
import {knownIds, unknownIds} from '../twin/known.ts';
import {readNetworkFile} from './network-files.ts';
import {nearestOrigins} from './origins.ts';
import type {ImportNote} from './report.ts';
import {mapToService, note} from './service-map.ts';

export interface NetworkReport {
  readonly buildings: number; // read from facilities files
  readonly lanes: number; // read from lanes files
  readonly mappedZips: number; // with a station of their own, from maps
  readonly notes: readonly ImportNote[]; // what went, what was added, what is left to do
}

const OWN: readonly FacilityType[] = ['fc', 'sc', 'air_hub', 'ds'];

/**
 * Puts a user's own network into a twin. Files are CSVs, known by their header, in any order:
 *
 * - facilities (columns of facilities.csv): replace all own buildings (fc, sc, air_hub, ds); hand-off buildings in the
 *   file are added, or replace those of their id. Lanes, service rows and origins of a building that is gone go too;
 *   a ZIP3 left without origin gets its nearest FC.
 * - lanes (columns of lanes.csv): added, or replace the lane of their lane_id.
 * - service (columns of service.csv): replaces all service rows.
 * - a ZIP-to-station map (`zip`, `facility_id`): only the mapped stations serve a ZIP that the map names.
 *
 * Nothing else changes: `cutover check` says what the result lacks.
 *
 * @throws DataError if a file is not there or is none of these, or no FC is left
 * @throws TwinError with every problem of a file, lanes between unknown buildings included
 */
export async function importNetwork(
  base: Twin,
  files: readonly string[],
): Promise<{twin: Twin; report: NetworkReport}> {
  const read = await Promise.all(files.map(readNetworkFile));
  const facilityFiles = read.flatMap((file) => (file.kind === 'facilities' ? [file.table] : []));
  const laneFiles = read.flatMap((file) => (file.kind === 'lanes' ? [file.table] : []));
  const serviceFiles = read.flatMap((file) => (file.kind === 'service' ? [file.table] : []));
  const map = read.flatMap((file) => (file.kind === 'map' ? file.rows : []));

  const notes: ImportNote[] = [];
  let twin = facilityFiles.length === 0 ? base : replaceBuildings(base, facilityFiles, notes);
  if (laneFiles.length > 0) twin = {...twin, lanes: withLanes(twin, laneFiles)};
  if (serviceFiles.length > 0) twin = {...twin, service: serviceRows(twin, serviceFiles)};
  if (map.length > 0) {
    const mapped = mapToService(twin, map);
    twin = {...twin, service: mapped.service};
    notes.push(...mapped.notes);
  }
  notes.push(...unreachedStations(twin));
  const mappedZips = new Set(map.map(({zip}) => zip)).size;
  return {twin, report: {buildings: rowCount(facilityFiles), lanes: rowCount(laneFiles), mappedZips, notes}};
}

function replaceBuildings(base: Twin, files: readonly ReadTable<Facility>[], notes: ImportNote[]): Twin {
  const given = byId(files.flatMap(wholeRows), ({facilityId}) => facilityId);
  const kept = base.facilities.filter(
    ({facilityId, facilityType}) => !OWN.includes(facilityType) && !given.has(facilityId),
  );
  const facilities = [...given.values(), ...kept];
  if (!facilities.some(({facilityType}) => facilityType === 'fc')) {
    throw new DataError('the new network has no FC; give at least one building of facility_type fc');
  }
  const here = new Set(facilities.map(({facilityId}) => facilityId));
  const lanes = base.lanes.filter(({originId, destinationId}) => here.has(originId) && here.has(destinationId));
  const service = base.service.filter(({facilityId}) => here.has(facilityId));
  const fcs = new Set(facilities.flatMap(({facilityId, facilityType}) => (facilityType === 'fc' ? [facilityId] : [])));
  const origins = base.origins.filter(({facilityId}) => fcs.has(facilityId));
  const added = nearestOrigins({...base, facilities, origins}, base.origins);

  const gone = base.facilities.filter(({facilityId}) => !here.has(facilityId));
  const keptLanes = new Set(lanes);
  notes.push(
    ...note(
      'own buildings replaced',
      gone.map(({facilityId}) => facilityId),
    ),
    ...note(
      'lanes that lost an end',
      base.lanes.filter((lane) => !keptLanes.has(lane)).map(({laneId}) => laneId),
    ),
    ...note(
      'service rows that lost their station',
      base.service.filter((row) => !here.has(row.facilityId)).map(({zip}) => zip),
    ),
    ...note(
      'origins that lost their FC',
      base.origins.filter((row) => !fcs.has(row.facilityId)).map((row) => row.facilityId),
    ),
    ...note(
      'ZIP3s that now have their nearest FC as origin',
      added.map(({zip3}) => zip3),
    ),
  );
  return {...base, facilities, lanes, service, origins: [...origins, ...added]};
}

function withLanes(twin: Twin, files: readonly ReadTable<Lane>[]): Lane[] {
  const buildings = buildingsOf(twin);
  const issues = files.flatMap((file) => [
    ...unknownIds('unknown-node', file, 'originId', 'origin_id', buildings),
    ...unknownIds('unknown-node', file, 'destinationId', 'destination_id', buildings),
  ]);
  if (issues.length > 0) throw new TwinError(issues);
  return [...byId([...twin.lanes, ...files.flatMap(wholeRows)], ({laneId}) => laneId).values()];
}

function serviceRows(twin: Twin, files: readonly ReadTable<Service>[]): Service[] {
  const buildings = buildingsOf(twin);
  const zips = knownIds(tableOf('zips.csv', twin.zips), 'zip', 'zip', 'ZIP');
  const issues = files.flatMap((file) => [
    ...unknownIds('unknown-node', file, 'facilityId', 'facility_id', buildings),
    ...unknownIds('unknown-zip', file, 'zip', 'zip', zips),
  ]);
  if (issues.length > 0) throw new TwinError(issues);
  return files.flatMap(wholeRows);
}

/** The buildings of a twin, for rows of a file to name. */
export function buildingsOf(twin: Twin) {
  return knownIds(tableOf('facilities.csv', twin.facilities), 'facilityId', 'facility_id', 'building');
}

/** Rows that need no reading, as a table that rules can look things up in. */
function tableOf<Row>(file: string, rows: readonly Row[]): ReadTable<Row> {
  return {file, rows, lines: [], missing: new Set(), unread: new Set(), issues: []};
}

/** Files with issues were refused, so every row is whole. */
function wholeRows<Row>({rows}: ReadTable<Row>): readonly Row[] {
  return rows as readonly Row[];
}

/** Of rows with one id the last, in the place of the first. */
function byId<Row>(rows: readonly Row[], idOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [idOf(row), row]));
}

function rowCount(files: readonly ReadTable<unknown>[]): number {
  return files.reduce((sum, {rows}) => sum + rows.length, 0);
}

/** Own buildings but FCs that no lane enters: nothing will ever pass through them. */
function unreachedStations({facilities, lanes}: Twin): ImportNote[] {
  const entered = new Set(lanes.map(({destinationId}) => destinationId));
  const unreached = facilities.filter(
    ({facilityId, facilityType}) => facilityType !== 'fc' && OWN.includes(facilityType) && !entered.has(facilityId),
  );
  return note(
    'own buildings that no lane enters; add lanes to them',
    unreached.map(({facilityId}) => facilityId),
  );
}
