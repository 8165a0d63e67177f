import {
  type CompiledNetwork,
  compileTwin,
  dayNumber,
  type LaneTables,
  laneTables,
  lostHandoffs,
  meanCubeFt3,
  NO_BUILDING,
  type ParameterSet,
  resolveParameters,
  segments,
  serviceByRule,
  type Twin,
  value,
  type ZipService,
} from '@cutover/core';

/** What of a twin stays the same in every epoch, as arrays. Scenarios that do not touch the network share one. */
export interface World {
  readonly twin: Twin;
  readonly p: ParameterSet;
  readonly network: CompiledNetwork;
  readonly lanes: LaneTables;
  readonly service: ZipService;
  readonly entry: EntryRows;
  readonly cubeFt3: number; // mean package
  readonly origins: readonly number[]; // buildings that are FCs
  readonly stations: readonly number[]; // buildings that are delivery stations
  readonly stationSlot: Int32Array; // [building], place in `stations`, or -1
  readonly targets: readonly number[]; // last buildings: stations and hand-off nodes
  readonly markets: readonly string[]; // ZIP3s, ascending
  readonly marketOf: Uint16Array; // [zip]
  readonly segment: Uint8Array; // [zip]
  readonly areaSqMi: Float64Array; // [zip]
  readonly promises: readonly number[]; // days, ascending
  readonly limits: readonly number[]; // minutes to the last building that keep each promise
}

/** entry.csv as rows of the other tables. */
export interface EntryRows {
  readonly zip: Int32Array; // [row]
  readonly from: Int32Array; // [row], days since 1970-01-01
  readonly unit: Int32Array; // [row], building, or NO_BUILDING where its bid was lost
  readonly scf: Int32Array; // [row], the same
}

export function createWorld(twin: Twin, p: ParameterSet = resolveParameters(twin.parameters)): World {
  const network = compileTwin(twin);
  const rows = (types: readonly string[]): number[] =>
    twin.facilities.flatMap(({facilityType}, row) => (types.includes(facilityType) ? [row] : []));
  const stations = rows(['ds']);
  const stationSlot = new Int32Array(twin.facilities.length).fill(-1);
  stations.forEach((building, slot) => {
    stationSlot[building] = slot;
  });
  const markets = [...new Set(twin.zips.map(({zip}) => zip.slice(0, 3)))].sort();
  const marketRow = new Map(markets.map((market, row) => [market, row]));
  const promises = [...new Set(twin.mix.map(({promiseDays}) => promiseDays))].sort((a, b) => a - b);
  const doorMinutes = 60 * value(p, 'last_mile_hours');
  return {
    twin,
    p,
    network,
    lanes: laneTables(twin, p),
    service: serviceByRule(twin, p),
    entry: entryRows(twin),
    cubeFt3: meanCubeFt3(twin),
    origins: rows(['fc']),
    stations,
    stationSlot,
    targets: rows(['ds', 'ddu', 'sdc', 'scf']),
    markets,
    marketOf: onShared(Uint16Array, twin.zips, ({zip}) => marketRow.get(zip.slice(0, 3))!),
    segment: onShared(Uint8Array, twin.zips, ({segment}) => segments.indexOf(segment)),
    areaSqMi: onShared(Float64Array, twin.zips, ({landAreaSqMi}) => landAreaSqMi),
    promises,
    limits: promises.map((days) => days * 1440 - doorMinutes),
  };
}

function entryRows({entry, zips, facilities, ...answers}: Twin): EntryRows {
  const lost = lostHandoffs(answers);
  const usable = (id: string): number => (lost.has(id) ? NO_BUILDING : buildingRow.get(id)!);
  const buildingRow = new Map(facilities.map(({facilityId}, row) => [facilityId, row]));
  const zipRow = new Map(zips.map(({zip}, row) => [zip, row]));
  return {
    zip: Int32Array.from(entry, ({zip}) => zipRow.get(zip)!),
    from: Int32Array.from(entry, ({from}) => dayNumber(from)),
    unit: Int32Array.from(entry, ({facilityId}) => usable(facilityId)),
    scf: Int32Array.from(entry, ({scfId}) => usable(scfId)),
  };
}

/** Twins with equal network tables get the same world, so that its routes are found once. */
export function shareWorlds(twins: readonly {readonly twin: Twin; readonly p?: ParameterSet}[]): World[] {
  const worlds: World[] = [];
  return twins.map(({twin, p}) => {
    const known = worlds.find((world) => sameNetwork(world.twin, twin));
    if (known !== undefined) return known;
    const world = createWorld(twin, p);
    worlds.push(world);
    return world;
  });
}

const NETWORK_TABLES = [
  'settings',
  'season',
  'zips',
  'facilities',
  'lanes',
  'service',
  'entry',
  'mix',
  'today',
  'origins',
  'parameters',
  'won',
] as const;

/** A scenario keeps the very tables it does not change. */
function sameNetwork(a: Twin, b: Twin): boolean {
  return NETWORK_TABLES.every((table) => a[table] === b[table]);
}

interface SharedArrayType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): T;
}

function onShared<Row, T extends Uint8Array | Uint16Array | Float64Array>(
  type: SharedArrayType<T>,
  rows: readonly Row[],
  read: (row: Row) => number,
): T {
  const array = new type(new SharedArrayBuffer(type.BYTES_PER_ELEMENT * rows.length));
  rows.forEach((row, i) => {
    array[i] = read(row);
  });
  return array;
}
