import {type LastMileRates, lastMileRates, lastMileUsd, lastMileWork} from './last-mile.ts';
import type {ZipRoads} from './last-mile-volume.ts';
import {type ParameterSet, value} from './parameters.ts';

/** Who may drive the own last mile: employed drivers in vans, drivers in their own cars, a business on the spot. */
export const supplies = ['van', 'gig', 'partner'] as const;
export type Supply = (typeof supplies)[number];

/** Rows of `parameters.csv` that gig drivers and partners ask for, beside those of the van. */
export const supplyParameters = [
  'gig_usd_per_hour',
  'gig_usd_per_mile',
  'gig_block_hours',
  'gig_usable_cube_ft3',
  'partner_fee_usd',
  'partner_packages_per_day',
  'partners_per_zip',
] as const;

/** What the three supplies cost and how much one of each can take, read once. */
export interface SupplyRates {
  readonly van: LastMileRates;
  readonly gig: LastMileRates; // a route is a block: its hours are paid whole, miles by the mile
  readonly drop: LastMileRates; // a van's stop at a partner, with the partner's packages of a day
  readonly partnerFeeUsdPerPackage: number;
  readonly partnerPackagesPerDay: number; // of one partner
  readonly partnersPerZip: number;
}

/** One supply in one ZIP on one day. */
export interface SupplyDay {
  readonly supply: Supply;
  readonly usd: number; // for the packages asked, on the road
  readonly units: number; // vans, gig blocks or partners in use, not rounded
  readonly packagesPerUnit: number; // one can take
  readonly packagesPerDayMax: number; // all together; Infinity: as many as are asked for
}

/**
 * Reads what the supplies cost.
 *
 * A gig driver makes the route of a van in a block of hours and with the boot of a car, so the same formula gives its
 * stops. A partner takes a fee for each package, no more than `partner_packages_per_day`, and a van brings them: to it
 * the partner is one stop, with that many packages.
 *
 * @param meanCubeFt3 - of a package; absent: vehicles are never full
 * @throws DataError if a parameter is missing
 */
export function supplyRates(p: ParameterSet, meanCubeFt3?: number): SupplyRates {
  const van = lastMileRates(p, meanCubeFt3);
  const cubeShare = value(p, 'gig_usable_cube_ft3') / value(p, 'van_usable_cube_ft3');
  const partnerPackagesPerDay = value(p, 'partner_packages_per_day');
  const packagesPerVan = van.stopsPerRouteMax.map((stops, segment) => stops * van.packagesPerStop[segment]);
  return {
    van,
    gig: {
      ...van,
      stopsPerRouteMax: van.stopsPerRouteMax.map((stops) => stops * cubeShare),
      shiftHours: value(p, 'gig_block_hours'),
      usdPerHour: 0,
      usdPerMile: value(p, 'gig_usd_per_mile'),
      usdPerRoute: value(p, 'gig_usd_per_hour') * value(p, 'gig_block_hours'),
    },
    drop: {
      ...van,
      packagesPerStop: van.packagesPerStop.map(() => partnerPackagesPerDay),
      stopsPerRouteMax: packagesPerVan.map((packages) => packages / partnerPackagesPerDay),
    },
    partnerFeeUsdPerPackage: value(p, 'partner_fee_usd'),
    partnerPackagesPerDay,
    partnersPerZip: value(p, 'partners_per_zip'),
  };
}

/**
 * What one supply asks for a day's packages of one ZIP, and how many it can take.
 *
 * Vans and gig drivers are as many as asked for: no public figure limits them. A gig driver who has a stop at all has a
 * whole block only together with other ZIPs, as a van has its route: both pay for parts.
 *
 * @param packages - that day, ≥ 0, may be a fraction and above what the supply can take
 */
export function supplyDay(rates: SupplyRates, supply: Supply, zip: ZipRoads, packages: number): SupplyDay {
  const work = new Float64Array(3);
  const roads = supply === 'partner' ? rates.drop : rates[supply];
  lastMileWork(roads, zip.segment, packages, zip.areaSqMi, zip.stemMiles, work);
  const roadUsd = lastMileUsd(roads, work[0], work[1], work[2]);
  if (supply !== 'partner') {
    const packagesPerUnit = packages === 0 ? 0 : packages / work[2];
    return {supply, usd: roadUsd, units: work[2], packagesPerUnit, packagesPerDayMax: Infinity};
  }
  return {
    supply,
    usd: roadUsd + packages * rates.partnerFeeUsdPerPackage,
    units: packages / rates.partnerPackagesPerDay,
    packagesPerUnit: rates.partnerPackagesPerDay,
    packagesPerDayMax: rates.partnerPackagesPerDay * rates.partnersPerZip,
  };
}

/** The supply that asks least among those that can take all of the packages; a tie goes to the van, then gig. */
export function cheapestSupply(rates: SupplyRates, zip: ZipRoads, packages: number): SupplyDay {
  const days = supplies.map((supply) => supplyDay(rates, supply, zip, packages));
  return days.reduce((best, day) => (packages <= day.packagesPerDayMax && day.usd < best.usd ? day : best));
}
