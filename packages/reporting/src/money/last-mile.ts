import {type LastMileRates, type Ledger, lastMileUsd} from '@cutover/core';
import {sum} from './counts.ts';

/** Own vans on the road, margin included, part routes paid in part. [zip] */
export function lastMileUsdByZip({ownHours, ownMiles, ownRoutes}: Ledger, rates: LastMileRates): Float64Array {
  return ownHours.map((hours, zip) => lastMileUsd(rates, hours, ownMiles[zip], ownRoutes[zip]));
}

/** Stations send whole vans: what the rounding up of routes adds, in van days. */
export function routeRoundingUsd({stationRoutes, ownRoutes}: Ledger, rates: LastMileRates): number {
  return lastMileUsd(rates, 0, 0, sum(stationRoutes) - sum(ownRoutes));
}
