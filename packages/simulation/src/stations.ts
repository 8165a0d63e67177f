import {dayNumber, type Facility, normal, peakFreeze, yearOf, type ParameterSet, value} from '@cutover/core';

/** Capacity of each delivery station on each day of the horizon, in packages. */
export interface StationCapacity {
  readonly planned: Uint32Array; // [day * stationCount + station], after opening, closing and ramp
  readonly actual: Uint32Array; // [day * stationCount + station], after the day's shock too
}

/** What the ramp of a new station looks like. */
export interface RampRule {
  readonly openingShare: number; // of full capacity on the first day
  readonly weeks: number; // until full, for a station that does not say
}

/** Share of full capacity on a day: a straight line from the opening share to 1, standing still in peak freeze. */
export function rampShare(station: Facility, day: number, rule: RampRule): number {
  if (station.closesOn !== undefined && day >= dayNumber(station.closesOn)) return 0;
  if (station.opensOn === undefined) return 1;
  const opens = dayNumber(station.opensOn);
  if (day < opens) return 0;
  const weeks = station.rampWeeks ?? rule.weeks;
  const done = weeks === 0 ? 1 : Math.min(1, growingDays(opens, day) / (7 * weeks));
  return rule.openingShare + (1 - rule.openingShare) * done;
}

/** Days of `from … to - 1` outside peak freeze. */
function growingDays(from: number, to: number): number {
  let frozen = 0;
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    const freeze = peakFreeze(year);
    frozen += Math.max(0, Math.min(to, freeze.toDay) - Math.max(from, freeze.fromDay));
  }
  return to - from - frozen;
}

/**
 * Capacity by day.
 *
 * The shock of a station-day is normal with `station_shock_sd`; stations of one region (2 x 2 degrees) share
 * `station_shock_correlation` of its variance, because weather and labour markets do.
 *
 * @param full - `[stationCount]`, packages a day at full ramp
 */
export function stationCapacity(
  stations: readonly Facility[],
  full: Float64Array,
  firstDay: number,
  dayCount: number,
  seed: number,
  p: ParameterSet,
): StationCapacity {
  const ramped = rampedCapacity(stations, full, firstDay, dayCount, p);
  const planned = new Uint32Array(new SharedArrayBuffer(4 * ramped.length));
  planned.set(ramped); // rounds down
  return {planned, actual: shockedCapacity(stations, ramped, seed, p)};
}

/** Capacity before any shock, not rounded. @returns `[day * stationCount + station]` */
export function rampedCapacity(
  stations: readonly Facility[],
  full: Float64Array,
  firstDay: number,
  dayCount: number,
  p: ParameterSet,
): Float64Array {
  const rule = {openingShare: value(p, 'ramp_opening_share'), weeks: value(p, 'ramp_weeks')};
  const ramped = new Float64Array(dayCount * stations.length);
  stations.forEach((station, s) => {
    for (let day = 0; day < dayCount; day++) {
      ramped[day * stations.length + s] = full[s] * rampShare(station, firstDay + day, rule);
    }
  });
  return ramped;
}

/** Capacity after the shocks of a seed. @param ramped - from `rampedCapacity` */
export function shockedCapacity(
  stations: readonly Place[],
  ramped: Float64Array,
  seed: number,
  p: ParameterSet,
): Uint32Array {
  const sd = value(p, 'station_shock_sd');
  const shared = Math.sqrt(value(p, 'station_shock_correlation'));
  const own = Math.sqrt(1 - shared * shared);
  const regions = [...new Set(stations.map(regionOf))];
  const regionAt = Int32Array.from(stations, (station) => regions.indexOf(regionOf(station)));
  const ofRegion = new Float64Array(regions.length); // of the day
  const actual = new Uint32Array(new SharedArrayBuffer(4 * ramped.length));
  for (let day = 0; day * stations.length < ramped.length; day++) {
    regions.forEach((region, at) => {
      ofRegion[at] = normal(seed, REGION_STREAM + region, day);
    });
    for (let s = 0; s < stations.length; s++) {
      const at = day * stations.length + s;
      const shock = shared * ofRegion[regionAt[s]] + own * normal(seed, s, day);
      actual[at] = Math.floor(ramped[at] * Math.max(0, 1 + sd * shock));
    }
  }
  return actual;
}

const REGION_STREAM = 0x0100_0000;

type Place = Pick<Facility, 'latitudeDeg' | 'longitudeDeg'>;

function regionOf({latitudeDeg, longitudeDeg}: Place): number {
  return Math.floor((latitudeDeg + 90) / 2) * 180 + Math.floor((longitudeDeg + 180) / 2);
}
