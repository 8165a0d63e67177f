import {
  CONTRACT_PRICE,
  CONTRACT_SHORTFALL,
  dayNumber,
  lastMileRates,
  lastMileUsd,
  type Outcome,
  type ParameterSet,
  type RangePick,
  SORT_CENTRE,
  STATION_HANDLING,
  value,
} from '@cutover/core';
import {sum} from '../money/counts.ts';
import {routeRoundingUsd} from '../money/last-mile.ts';
import {isSorting} from '../money/linehaul.ts';
import {dayUsd} from '../money/mean-day.ts';
import {otherCarrierFactor} from '../money/other-carrier.ts';
import type {PartsUsd} from '../money/parts.ts';
import {firstDayOf, repricedUsd} from '../money/postage.ts';
import {shortfallUsd} from '../money/shortfall.ts';
import {atEnd, type Basis} from './basis.ts';
import {cubeDrivenUsd, tripsUsd} from './lane-kinds.ts';

/** One thing that is not known well, and what the parts of a cost become at an end of its range. */
export interface Influence {
  readonly name: string; // of the parameter, or the name it varies under
  readonly label: string;
  readonly reprice: (basis: Basis, end: RangePick) => Partial<PartsUsd>;
  readonly touchUsd?: Readonly<Record<RangePick, number>>; // USD a package, of those that are no parameter
}

/** Estimates in USD a package, in the facts beside the facilities: the rows of a twin carry the base only. */
export const touchUsd = {
  [STATION_HANDLING]: {low: 0.35, base: 0.6, high: 1},
  [SORT_CENTRE]: {low: 0.1, base: 0.2, high: 0.4},
} as const;

/**
 * Everything the range of a headline comes from. Not here: what changes who carries what (capacity, today's split),
 * which needs another run, and the speeds, which were calibrated together with the service minutes.
 */
export const influences: readonly Influence[] = [
  byParameter(CONTRACT_PRICE, 'USPS contract price', mail),
  byParameter(CONTRACT_SHORTFALL, 'Fee for missing volume', mail),
  byParameter('parcel_select_uplift', 'Uplift on USPS list prices', mail),
  byParameter('driver_wage_usd_per_hour', 'Driver wage', roadRates),
  byParameter('labour_burden', 'Labour burden', roadRates),
  byParameter('van_usd_per_day', 'Van, a day', roadRates),
  byParameter('van_usd_per_mile', 'Van, a mile', roadRates),
  byParameter('contractor_margin', "Contractor's margin", roadRates),
  byParameter('packages_per_stop', 'Packages per stop', roadWork),
  byParameter('service_minutes_per_stop', 'Minutes per stop', roadWork),
  byParameter('in_route_circuity', 'Winding of local roads', roadWork),
  byParameter('truck_usd_per_mile', 'Truck, a mile', trips),
  byParameter('empty_miles_share', 'Empty truck miles', trips),
  byParameter('fuel_index', 'Diesel price', trips),
  byParameter('air_usd_per_mile', 'Aircraft, a mile', trips),
  byParameter('trailer_usable_share', 'Usable share of a trailer', trailers),
  byTouch(STATION_HANDLING, 'Handling at stations', ['ds'], touchUsd[STATION_HANDLING]),
  byTouch(SORT_CENTRE, 'Sort at centers and hubs', ['sc', 'air_hub'], touchUsd[SORT_CENTRE]),
  byParameter('other_carrier_discount', 'Discount of other carriers', others),
  byParameter('other_carrier_fuel', 'Fuel surcharge of other carriers', others),
  byParameter('growth_per_year', 'Growth of volume', growth),
];

function byParameter(
  name: string,
  label: string,
  reprice: (basis: Basis, p: ParameterSet) => Partial<PartsUsd>,
): Influence {
  return {
    name,
    label,
    reprice: (basis, end) => reprice(basis, atEnd(basis.p, basis.outcome.twin.parameters, name, end)),
  };
}

function byTouch(
  name: string,
  label: string,
  types: readonly string[],
  usd: Readonly<Record<RangePick, number>>,
): Influence {
  const reprice = ({outcome: {twin, ledger}}: Basis, end: RangePick): Partial<PartsUsd> => {
    let sort = 0;
    twin.facilities.forEach((facility, building) => {
      if (!isSorting(facility)) return;
      const factor = types.includes(facility.facilityType) ? usd[end] / usd.base : 1;
      sort += ledger.buildingPackages[building] * facility.handlingUsdPerPackage * factor;
    });
    return {sort};
  };
  return {name, label, reprice, touchUsd: usd};
}

function mail({outcome, counts, postage}: Basis, p: ParameterSet): Partial<PartsUsd> {
  return {
    postage: repricedUsd(outcome, postage, p),
    contractShortfall: shortfallUsd(outcome, counts, postage, p),
  };
}

function others({outcome, p: base, parts}: Basis, p: ParameterSet): Partial<PartsUsd> {
  return {otherCarrier: parts.otherCarrier * otherCarrierFactor(outcome.twin, firstDayOf(outcome, 0), p, base)};
}

// Work on the road stays; its rates change.
function roadRates({outcome: {ledger}, kinds}: Basis, p: ParameterSet): Partial<PartsUsd> {
  const rates = lastMileRates(p, kinds.meanCubeFt3);
  return {lastMile: lastMileUsd(rates, sum(ledger.ownHours), sum(ledger.ownMiles), sum(ledger.stationRoutes))};
}

// Work on the road changes: each ZIP by the ratio that holds on its mean day.
function roadWork(basis: Basis, p: ParameterSet, volumeFactor = 1): Partial<PartsUsd> {
  const {outcome, counts, stems, rates, kinds} = basis;
  const {twin, ledger} = outcome;
  const meanDay = counts.zip.owned.map((packages) => packages / ledger.dayCount);
  const meanDayThen = meanDay.map((packages) => packages * volumeFactor);
  const before = dayUsd(twin, stems, rates, meanDay);
  const after = dayUsd(twin, stems, lastMileRates(p, kinds.meanCubeFt3), meanDayThen);
  let usd = routeRoundingUsd(ledger, rates);
  basis.lastMileUsd.forEach((zipUsd, zip) => {
    if (zipUsd > 0) usd += zipUsd * (before[zip] > 0 ? after[zip] / before[zip] : 1);
  });
  return {lastMile: usd};
}

function trips({kinds}: Basis, p: ParameterSet): Partial<PartsUsd> {
  return {linehaul: tripsUsd(kinds, p)};
}

// Trips that cube asks for follow the usable cube; those a schedule or the last part trailer asks for do not.
function trailers({kinds, p: base, parts}: Basis, p: ParameterSet): Partial<PartsUsd> {
  return {linehaul: parts.linehaul + cubeDrivenUsd(kinds, p) - cubeDrivenUsd(kinds, base)};
}

// More or fewer packages carried the same way. Capacity is not asked again: that needs another run.
function growth(basis: Basis, p: ParameterSet): Partial<PartsUsd> {
  const {outcome, counts, postage, p: base, parts} = basis;
  const factor = growthFactor(outcome, p, base);
  return {
    linehaul: factor * parts.linehaul,
    sort: factor * parts.sort,
    postage: factor * parts.postage,
    otherCarrier: factor * parts.otherCarrier,
    contractShortfall: shortfallUsd(outcome, counts, postage, base, factor),
    ...roadWork(basis, base, factor),
  };
}

/** Volume of the simulated days at one growth over that at another. */
export function growthFactor(
  {twin, ledger}: Pick<Outcome, 'twin' | 'ledger'>,
  p: ParameterSet,
  base: ParameterSet,
): number {
  const {baseYear, horizon} = twin.settings;
  const middle = dayNumber(horizon.from) + ledger.fromDay + ledger.dayCount / 2;
  const years = (middle - dayNumber(`${baseYear}-07-02`)) / 365.25;
  return ((1 + value(p, 'growth_per_year')) / (1 + value(base, 'growth_per_year'))) ** years;
}
