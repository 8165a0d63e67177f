import {SHARE_ONE} from '../model/plan.ts';
import {type LastMileRates, lastMileUsd, lastMileWork} from './last-mile.ts';

/** Where own vans drive for one ZIP. */
export interface ZipRoads {
  readonly segment: number; // index in `segments`
  readonly areaSqMi: number; // land, > 0
  readonly stemMiles: number; // road miles from station to ZIP, one way
}

/**
 * Dollars on the road for one ZIP on one day, part routes paid in part.
 *
 * @param packages - that day, ≥ 0, may be a fraction
 */
export function ownDayUsd(rates: LastMileRates, zip: ZipRoads, packages: number): number {
  const work = new Float64Array(3);
  lastMileWork(rates, zip.segment, packages, zip.areaSqMi, zip.stemMiles, work);
  return lastMileUsd(rates, work[0], work[1], work[2]);
}

/** Dollars a package on the road at a daily volume; never rises with it. At 0 that of the first package. */
export function averageUsd(rates: LastMileRates, zip: ZipRoads, packages: number): number {
  if (packages > 0) return ownDayUsd(rates, zip, packages) / packages;
  const first = rates.packagesPerStop[zip.segment]; // up to one stop a day each package costs the same
  return ownDayUsd(rates, zip, first) / first;
}

/** What one package a day more costs on the road at a daily volume: under the average, as it makes legs shorter. */
export function marginalUsd(rates: LastMileRates, zip: ZipRoads, packages: number): number {
  return ownDayUsd(rates, zip, packages + 1) - ownDayUsd(rates, zip, packages);
}

/**
 * The daily volume from which own vans cost no more than a price (bisection to 1e-9 of the answer).
 *
 * @param roadUsdPerPackage - what the road may cost: the USPS price with the way to the hand-off, less the own way to
 *   the station
 * @param packagesMax - the most the ZIP could have, a day
 * @returns 0 when the first package pays already; Infinity when `packagesMax` does not
 */
export function breakEvenPackages(
  rates: LastMileRates,
  zip: ZipRoads,
  roadUsdPerPackage: number,
  packagesMax: number,
): number {
  const pays = (packages: number): boolean => averageUsd(rates, zip, packages) <= roadUsdPerPackage;
  if (pays(0)) return 0;
  if (!pays(packagesMax)) return Infinity;
  let low = 0;
  let high = packagesMax;
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (pays(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** What stands between all by USPS and all by own vans: going part of the way costs more than either end. */
export interface Hump {
  readonly breakEvenShare: number; // own from here on is cheaper than none; 0: from the first; Infinity: never
  readonly topShare: number; // where keeping some own costs most more than none, in 1/1024
  readonly topUsdPerDay: number; // that much more, ≥ 0
}

/**
 * The cost hump of a ZIP: own cost of a share of its packages against what USPS would be paid for them. Own cost is
 * concave in the share, so the difference rises from 0, turns where one package more costs what USPS asks, and falls.
 * All or nothing is right for such a ZIP unless the vans are full.
 *
 * @param packagesPerDay - of the whole ZIP, > 0
 * @param roadUsdPerPackage - as `breakEvenPackages`
 */
export function costHump(rates: LastMileRates, zip: ZipRoads, packagesPerDay: number, roadUsdPerPackage: number): Hump {
  let topShare = 0;
  let topUsdPerDay = 0;
  for (let part = 1; part <= SHARE_ONE; part++) {
    const packages = (packagesPerDay * part) / SHARE_ONE;
    const moreUsd = ownDayUsd(rates, zip, packages) - packages * roadUsdPerPackage;
    if (moreUsd <= topUsdPerDay) continue;
    topUsdPerDay = moreUsd;
    topShare = part / SHARE_ONE;
  }
  const breakEven = breakEvenPackages(rates, zip, roadUsdPerPackage, packagesPerDay);
  return {breakEvenShare: breakEven / packagesPerDay, topShare, topUsdPerDay};
}
