// today.csv: who carried what in the base year. Nobody publishes it; a prior by segment stands in, ranked by merit.
import {
  type Demand,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  type ParameterSet,
  segments,
  type Today,
  value,
  type Zip,
} from '@cutover/core';
import {apportion} from './apportion.ts';

/** Share of own and USPS volume at USPS: urban, suburban, rural, remote (assumption). Scaled to the known total. */
const USPS_PRIOR = [0.04, 0.08, 0.45, 0.85];
const LIGHT_SHARE = 0.7; // of what is not USPS-only: 69% of US parcels are under 5 lb (ShipMatrix 2017, reported)

/** What siting expects a ZIP to give its station of each package: before anything is known of merit. */
export function priorOwnShare({segment}: Zip, p: ParameterSet): number {
  const ownAndUsps = value(p, 'owned_base_packages') + value(p, 'usps_base_packages');
  const other = value(p, 'other_base_packages');
  const toOwn =
    ownAndUsps * (1 - USPS_PRIOR[segments.indexOf(segment)]) + other * (1 - value(p, 'other_base_remaining'));
  return toOwn / (ownAndUsps + other);
}

/** Own dollars on the road per package if a ZIP's whole volume went own; Infinity where no station reaches. [zip] */
export function ownUsdPerPackage(
  zips: readonly Zip[],
  demand: readonly Demand[],
  stemMiles: Float64Array,
  p: ParameterSet,
): Float64Array {
  const rates = lastMileRates(p);
  const work = new Float64Array(3);
  return Float64Array.from(zips, (zip, row) => {
    const packages = demand[row].packagesPerYear / 365;
    if (Number.isNaN(stemMiles[row]) || packages === 0) return Infinity;
    lastMileWork(rates, segments.indexOf(zip.segment), packages, zip.landAreaSqMi, stemMiles[row], work);
    return lastMileUsd(rates, work[0], work[1], work[2]) / packages;
  });
}

/** Three rows for each ZIP: light, heavy, usps_only. Totals are met to the package. */
export function buildToday(
  zips: readonly Zip[],
  demand: readonly Demand[],
  usdPerPackage: Float64Array,
  p: ParameterSet,
): Today[] {
  const floor = demand.map((row) => Math.round(row.packagesPerYear * value(p, 'usps_only_share')));
  const sizes = demand.flatMap((row, i) => {
    const light = Math.round((row.packagesPerYear - floor[i]) * LIGHT_SHARE);
    return [light, row.packagesPerYear - floor[i] - light];
  });
  const other = apportion(value(p, 'other_base_packages'), sizes);
  const rest = Float64Array.from(sizes, (size, i) => size - other[i]); // own or USPS, [2 * zip + group]
  const usps = spreadUsps(zips, floor, rest, usdPerPackage, p);
  return zips.flatMap(({zip}, row): Today[] => [
    todayRow(zip, 'light', 2 * row),
    todayRow(zip, 'heavy', 2 * row + 1),
    {zip, classGroup: 'usps_only', owned: 0, usps: floor[row], other: 0},
  ]);

  function todayRow(zip: string, classGroup: Today['classGroup'], i: number): Today {
    return {zip, classGroup, owned: rest[i] - usps[i], usps: usps[i], other: other[i]};
  }
}

/** Inside a segment the (ZIP, group)s dearest to own are at USPS, all or nothing, but for the last one. */
function spreadUsps(
  zips: readonly Zip[],
  floor: readonly number[],
  rest: Float64Array,
  usdPerPackage: Float64Array,
  p: ParameterSet,
): Float64Array {
  const packages = new Float64Array(segments.length);
  const floors = new Float64Array(segments.length);
  zips.forEach((zip, row) => {
    const segment = segments.indexOf(zip.segment);
    packages[segment] += floor[row] + rest[2 * row] + rest[2 * row + 1];
    floors[segment] += floor[row];
  });
  const targets = apportion(
    value(p, 'usps_base_packages'),
    packages.map((each, segment) => each * USPS_PRIOR[segment]),
  );
  const usps = new Float64Array(rest.length);
  const order = zips.map((_, row) => row).sort((a, b) => usdPerPackage[b] - usdPerPackage[a] || a - b);
  const left = targets.map((target, segment) => target - floors[segment]);
  if (left.some((each) => each < 0)) throw new RangeError('the USPS-only floor is more than the prior gives USPS');
  for (const row of order) {
    const segment = segments.indexOf(zips[row].segment);
    for (const i of [2 * row, 2 * row + 1]) {
      usps[i] = Math.min(rest[i], left[segment]);
      left[segment] -= usps[i];
    }
  }
  if (left.some((each) => each > 0)) throw new RangeError('a segment has fewer packages than the prior gives USPS');
  return usps;
}

/** Base-year packages each ZIP would give its stations when USPS keeps `uspsKept`: cheapest to own first. [zip] */
export function plannedOwn(
  zips: readonly Zip[],
  today: readonly Today[],
  usdPerPackage: Float64Array,
  uspsKept: number,
  p: ParameterSet,
): Float64Array {
  const remaining = value(p, 'other_base_remaining');
  const own = new Float64Array(zips.length);
  let toTake = (1 - uspsKept) * value(p, 'usps_base_packages');
  const order = zips.map((_, row) => row).sort((a, b) => usdPerPackage[a] - usdPerPackage[b] || a - b);
  for (const row of order) {
    const movable = today.slice(3 * row, 3 * row + 2); // light and heavy
    const isReached = usdPerPackage[row] < Infinity;
    for (const {owned, usps, other} of movable) {
      const taken = isReached ? Math.min(usps, toTake) : 0;
      toTake -= taken;
      own[row] += owned + taken + (isReached ? other * (1 - remaining) : 0);
    }
  }
  return own;
}
