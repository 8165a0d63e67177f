import {milesBetween} from '../cost/miles.ts';
import type {Facility} from '../model/facility.ts';
import {DataError} from '../model/issue.ts';
import type {Lane} from '../model/lane.ts';
import type {Change} from '../model/scenario.ts';
import type {Twin} from '../model/twin.ts';

/** Where a new station would stand. */
export interface StationSite {
  readonly facilityId: string; // of the station, if it opens
  readonly zip: string | undefined; // it stands in
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** What a new station can take and what it costs. */
export interface StationSize {
  readonly capacityPackagesPerDay: number;
  readonly fixedUsdPerDay: number;
}

/** What stations of a twin have in common; new ones take after them. */
export interface StationNorm {
  readonly sizes: readonly StationSize[]; // quartiles of their capacities
  readonly median: StationSize;
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
  const quartile = (part: number): number => Math.max(1, Math.round(at(capacities, part)));
  const sizeOf = (packages: number): StationSize => ({
    capacityPackagesPerDay: packages,
    fixedUsdPerDay: Math.round(packages * fixedUsdPerPackage),
  });
  return {
    sizes: [...new Set([0.25, 0.5, 0.75].map(quartile))].map(sizeOf),
    median: sizeOf(quartile(0.5)),
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

/** Of a station at a place, not in use yet. */
export function newStationId({facilities}: Pick<Twin, 'facilities'>, name: string): string {
  const ids = new Set(facilities.map(({facilityId}) => facilityId));
  let id = `SITE-${name}`;
  for (let next = 2; ids.has(id); next++) id = `SITE-${name}-${next}`;
  return id;
}

/**
 * Changes that open a station: the building, and lanes into it from where the nearest station of the twin is fed, on
 * the same terms (a thin lane as thin, on the same days), by road miles of its own.
 */
export function openingChanges(
  twin: Twin,
  site: StationSite,
  size: StationSize,
  norm: StationNorm,
  opensOn?: string,
): Change[] {
  const {facilityId, latitudeDeg, longitudeDeg, zip} = site;
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
  const lanes = lanesInto(twin, nearestFed(twin, site));
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
function nearestFed({facilities, lanes}: Twin, {latitudeDeg, longitudeDeg}: StationSite): string {
  const fed = new Set(lanes.flatMap(({destinationId, mode}) => (mode === 'truck' ? [destinationId] : [])));
  let [best, least] = ['', Infinity];
  for (const each of facilities) {
    if (each.facilityType !== 'ds' || !fed.has(each.facilityId)) continue;
    const miles = milesBetween(latitudeDeg, longitudeDeg, each.latitudeDeg, each.longitudeDeg);
    if (miles < least) [best, least] = [each.facilityId, miles];
  }
  return best;
}

/**
 * Changes that open a station at the point of a ZIP on the horizon's first day, at full capacity. All of it is assumed:
 * it is as large as the twin's median station, costs and handles as stations of the twin do, and is fed as the nearest
 * one is. A scenario file may give better.
 *
 * @throws DataError if the twin has no such ZIP, or no station that states a capacity
 */
export function openStationAt(twin: Twin, zip: string): Change[] {
  const at = twin.zips.find((row) => row.zip === zip);
  if (at === undefined) throw new DataError(`there is no ZIP "${zip}" in zips.csv to open a station at`);
  const {latitudeDeg, longitudeDeg} = at;
  const stations = twin.facilities.flatMap((row) => {
    const {facilityType, capacityPackagesPerDay: capacity} = row;
    return facilityType === 'ds' && capacity !== undefined ? [{row, capacity}] : [];
  });
  const norm = stationNorm(
    stations.map(({row}) => row),
    stations.map(({capacity}) => capacity),
  );
  const site = {facilityId: newStationId(twin, zip), zip, latitudeDeg, longitudeDeg};
  return openingChanges(twin, site, norm.median, norm);
}
