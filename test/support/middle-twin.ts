// The small twin many times over: regions side by side, each with its own volumes, its own stations sized for their
// peak, and lanes from the next region's sort center. Large enough for shares to mean something, still all invented.
import {type Facility, hash32, type Lane, type Twin} from '@cutover/core';
import {smallTwin} from './small-twin.ts';

const REGION_SPACING_DEG = 3;

/** @param regions - of 12 ZIPs each, at most 40 */
export function middleTwin(regions = 25): Twin {
  const small = smallTwin();
  const copies = Array.from({length: regions}, (_, region) => copyOf(small, region, (region + 1) % regions));
  const all = <Row>(read: (copy: Copy) => readonly Row[]): Row[] => copies.flatMap(read);
  return {
    ...small,
    settings: {...small.settings, name: 'Middle twin'},
    zips: all(({zips}) => zips),
    facilities: all(({facilities}) => facilities),
    lanes: all(({lanes}) => lanes),
    service: all(({service}) => service),
    entry: all(({entry}) => entry),
    demand: all(({demand}) => demand),
    today: all(({today}) => today),
    origins: all(({origins}) => origins),
  };
}

type Copy = Pick<Twin, 'zips' | 'facilities' | 'lanes' | 'service' | 'entry' | 'demand' | 'today' | 'origins'>;

function copyOf(small: Twin, region: number, next: number): Copy {
  const zipOf = (zip: string): string => `${10 + region}${zip.slice(2)}`; // 03101 becomes 10101, 11101 …
  const idOf = (id: string): string => `${id}-${region}`;
  const shift = {
    latitudeDeg: -REGION_SPACING_DEG * Math.floor(region / 5),
    longitudeDeg: -REGION_SPACING_DEG * (region % 5),
  };
  const moved = <Row extends {latitudeDeg: number; longitudeDeg: number}>(row: Row): Row => ({
    ...row,
    latitudeDeg: row.latitudeDeg + shift.latitudeDeg,
    longitudeDeg: row.longitudeDeg + shift.longitudeDeg,
  });
  const size = small.zips.map((_, i) => 0.5 + (hash32(100 * region + i) % 1000) / 1000);
  const today = small.today.map((row) => {
    const scale = size[small.zips.findIndex(({zip}) => zip === row.zip)];
    const [owned, usps, other] = [row.owned, row.usps, row.other].map((packages) => Math.round(scale * packages));
    return {...row, zip: zipOf(row.zip), owned, usps, other};
  });
  return {
    zips: small.zips.map((row) => ({...moved(row), zip: zipOf(row.zip)})),
    facilities: small.facilities.map((row) => buildingOf(moved(row), idOf(row.facilityId), zipOf)),
    lanes: [...small.lanes.map((row) => laneOf(row, idOf)), bridge(region, next)],
    service: small.service.map((row) => ({...row, zip: zipOf(row.zip), facilityId: idOf(row.facilityId)})),
    entry: small.entry.map((row) => ({
      ...row,
      zip: zipOf(row.zip),
      facilityId: idOf(row.facilityId),
      scfId: idOf(row.scfId),
    })),
    demand: small.demand.map(({zip}) => {
      const packages = today.filter((row) => row.zip === zipOf(zip));
      return {
        zip: zipOf(zip),
        packagesPerYear: packages.reduce((sum, {owned, usps, other}) => sum + owned + usps + other, 0),
      };
    }),
    today,
    origins: ['0', '1'].flatMap((part) => [
      ...small.origins
        .filter(({zip3}) => zip3[2] === part)
        .map((row) => ({...row, zip3: `${10 + region}${part}`, facilityId: idOf(row.facilityId)})),
      {zip3: `${10 + region}${part}`, facilityId: `FC1-${next}`, packages: 150},
    ]),
  };
}

/** Stations that are open from the start are sized for their planned peak, so that shocks overflow. */
function buildingOf(row: Facility, facilityId: string, zipOf: (zip: string) => string): Facility {
  const {zip, capacityPackagesPerDay, ...rest} = row;
  const isGiven = capacityPackagesPerDay !== undefined && row.opensOn !== undefined;
  return {
    ...rest,
    facilityId,
    ...(zip === undefined ? {} : {zip: zipOf(zip)}),
    ...(isGiven ? {capacityPackagesPerDay} : {}),
  };
}

function laneOf(row: Lane, idOf: (id: string) => string): Lane {
  return {...row, laneId: idOf(row.laneId), originId: idOf(row.originId), destinationId: idOf(row.destinationId)};
}

function bridge(region: number, next: number): Lane {
  return {
    laneId: `SC1-${next}>SC1-${region}`,
    originId: `SC1-${next}`,
    destinationId: `SC1-${region}`,
    mode: 'truck',
    tripsPerDay: 1,
    days: '1234567',
    stopsPerTrip: 1,
    planFill: 0.7,
  };
}
