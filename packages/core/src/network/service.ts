import KDBush from 'kdbush';
import {around} from 'geokdbush';
import {milesBetween, roadMiles} from '../cost/miles.ts';
import type {ParameterSet} from '../cost/parameters.ts';
import type {Twin} from '../model/twin.ts';

/**
 * The own stations that can serve each ZIP, nearest first: slots `firstSlot[zip] … firstSlot[zip + 1] - 1`.
 * Whether a station is open on a day is asked later; this is geography and the user's overrides.
 */
export interface ZipService {
  readonly firstSlot: Uint32Array; // [zipCount + 1]
  readonly building: Int32Array; // [slots], row in twin.facilities
  readonly stemMiles: Float64Array; // [slots], by road, one way
}

const KM_PER_MILE = 1.609344;

/** Finds the stations within the segment's radius of each ZIP, `stationsPerZipMax` at most, and applies service.csv. */
export function serviceByRule(twin: Twin, p: ParameterSet): ZipService {
  const stations = twin.facilities.flatMap(({facilityType}, row) => (facilityType === 'ds' ? [row] : []));
  const index = new KDBush(stations.length);
  for (const row of stations) index.add(twin.facilities[row].longitudeDeg, twin.facilities[row].latitudeDeg);
  index.finish();
  const overrides = overridesByZip(twin);
  const {serviceRadiusMiles, stationsPerZipMax} = twin.settings;

  const firstSlot = new Uint32Array(twin.zips.length + 1);
  const building: number[] = [];
  const stemMiles: number[] = [];
  twin.zips.forEach((zip, zipRow) => {
    const changes = overrides.get(zip.zip) ?? [];
    const closed = changes.filter(({open}) => !open).map(({building: row}) => row);
    const isOpen = closed.length === 0 ? undefined : (found: number) => !closed.includes(stations[found]);
    const radiusKm = serviceRadiusMiles[zip.segment] * KM_PER_MILE;
    const near =
      stations.length === 0
        ? []
        : around(index, zip.longitudeDeg, zip.latitudeDeg, stationsPerZipMax, radiusKm, isOpen);
    const stemTo = (row: number): number => {
      const {latitudeDeg, longitudeDeg} = twin.facilities[row];
      return roadMiles(p, milesBetween(zip.latitudeDeg, zip.longitudeDeg, latitudeDeg, longitudeDeg));
    };
    const miles = new Map(near.map((found) => [stations[found], stemTo(stations[found])]));
    for (const change of changes) {
      if (change.open) miles.set(change.building, change.roadMiles ?? stemTo(change.building));
    }
    for (const [row, stem] of [...miles].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
      building.push(row);
      stemMiles.push(stem);
    }
    firstSlot[zipRow + 1] = building.length;
  });
  return {firstSlot, building: Int32Array.from(building), stemMiles: Float64Array.from(stemMiles)};
}

interface Override {
  readonly building: number;
  readonly open: boolean;
  readonly roadMiles: number | undefined;
}

function overridesByZip(twin: Twin): ReadonlyMap<string, Override[]> {
  const overrides = new Map<string, Override[]>();
  if (twin.service.length === 0) return overrides;
  const rowOf = new Map(twin.facilities.map(({facilityId}, row) => [facilityId, row]));
  for (const {zip, facilityId, deliverer, open, roadMiles: miles} of twin.service) {
    if (deliverer === 'mail') continue; // entry.csv says where a ZIP's mail is delivered from
    const list = overrides.get(zip) ?? [];
    list.push({building: rowOf.get(facilityId)!, open, roadMiles: miles});
    overrides.set(zip, list);
  }
  return overrides;
}
