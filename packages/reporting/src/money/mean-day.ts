import {
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  meanCubeFt3,
  milesBetween,
  NO_BUILDING,
  type Outcome,
  type ParameterSet,
  roadMiles,
  segments,
  type Twin,
} from '@cutover/core';

/** The road side of every ZIP: which station serves it in the last epoch that has one, and how far it is. */
export interface Stems {
  readonly station: Int32Array; // [zip], building row or NO_BUILDING
  readonly miles: Float64Array; // [zip], by road, one way; NaN without a station
}

export function stems({twin, policy}: Outcome, p: ParameterSet): Stems {
  const station = new Int32Array(twin.zips.length).fill(NO_BUILDING);
  const miles = new Float64Array(twin.zips.length).fill(NaN);
  const stated = new Map(twin.service.map((row) => [`${row.zip} ${row.facilityId}`, row.roadMiles]));
  twin.zips.forEach(({zip, latitudeDeg, longitudeDeg}, row) => {
    const plan = policy.findLast((epoch) => epoch.station[row] !== NO_BUILDING);
    if (plan === undefined) return;
    station[row] = plan.station[row];
    const from = twin.facilities[plan.station[row]];
    const straight = milesBetween(latitudeDeg, longitudeDeg, from.latitudeDeg, from.longitudeDeg);
    miles[row] = stated.get(`${zip} ${from.facilityId}`) ?? roadMiles(p, straight);
  });
  return {station, miles};
}

export function ratesOf(twin: Twin, p: ParameterSet): LastMileRates {
  return lastMileRates(p, meanCubeFt3(twin));
}

/**
 * Own last mile of each ZIP on one day, on the road.
 *
 * @param packages - [zip], that day; may be fractions
 * @returns [zip], USD; 0 without packages, NaN without a station
 */
export function dayUsd({zips}: Twin, {miles}: Stems, rates: LastMileRates, packages: Float64Array): Float64Array {
  const work = new Float64Array(3);
  return packages.map((count, zip) => {
    if (count === 0) return 0;
    const {segment, landAreaSqMi} = zips[zip];
    lastMileWork(rates, segments.indexOf(segment), count, landAreaSqMi, miles[zip], work);
    return lastMileUsd(rates, work[0], work[1], work[2]);
  });
}
