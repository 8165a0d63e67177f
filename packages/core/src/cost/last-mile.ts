import {bySegment, type ParameterSet, value} from './parameters.ts';

/** Everything about own vans that does not depend on the ZIP, read once. Segments in the order of `segments`. */
export interface LastMileRates {
  readonly packagesPerStop: Float64Array; // [4]
  readonly serviceHoursPerStop: Float64Array; // [4]
  readonly inRouteMph: Float64Array; // [4]
  readonly stemMph: Float64Array; // [4]
  readonly stopsPerRouteMax: Float64Array; // [4], by the van's cube; Infinity without a mean cube
  readonly legMilesPerRootSqMi: number; // local constant x in-route circuity
  readonly shiftHours: number;
  readonly loadOutHours: number;
  readonly usdPerHour: number; // these three with the contractor's margin
  readonly usdPerMile: number;
  readonly usdPerRoute: number;
}

/**
 * Reads the last-mile parameters.
 *
 * @param meanCubeFt3 - of a package; absent: vans are never full
 * @throws DataError if a parameter is missing
 */
export function lastMileRates(p: ParameterSet, meanCubeFt3?: number): LastMileRates {
  const packagesPerStop = bySegment(p, 'packages_per_stop');
  const packagesMax = meanCubeFt3 === undefined ? Infinity : value(p, 'van_usable_cube_ft3') / meanCubeFt3;
  const margin = value(p, 'contractor_margin');
  return {
    packagesPerStop,
    serviceHoursPerStop: bySegment(p, 'service_minutes_per_stop').map((minutes) => minutes / 60),
    inRouteMph: bySegment(p, 'in_route_speed_mph'),
    stemMph: bySegment(p, 'stem_speed_mph'),
    stopsPerRouteMax: packagesPerStop.map((packages) => packagesMax / packages),
    legMilesPerRootSqMi: value(p, 'local_constant') * value(p, 'in_route_circuity'),
    shiftHours: value(p, 'route_hours'),
    loadOutHours: value(p, 'load_out_hours'),
    usdPerHour: margin * value(p, 'driver_wage_usd_per_hour') * value(p, 'labour_burden'),
    usdPerMile: margin * value(p, 'van_usd_per_mile'),
    usdPerRoute: margin * value(p, 'van_usd_per_day'),
  };
}

/**
 * Driver hours, van miles and routes to deliver one ZIP on one day (continuous approximation). Allocates nothing.
 *
 * For n stops in area A the leg between two stops is constant x circuity x sqrt(A / n). A route makes C stops: as
 * many as the shift leaves time for after load-out and the stem both ways, no more than the van holds, at least one.
 * The stem is driven once per route, so a ZIP pays for n / C of it; routes are fractions, rounded per station later.
 *
 * A ZIP that expects less than one stop a day is driven to on the days that have one, when its leg is that of one
 * stop: n under 1 costs n times one stop. So work is 0 at 0, continuous, increasing, and work per package never
 * rises with packages; it is concave too until the van is full, from where a further stop costs what the mean does.
 *
 * @param segment - index in `segments`
 * @param packages - that day, ≥ 0, may be a fraction
 * @param areaSqMi - land, > 0
 * @param stemMiles - road miles from station to ZIP, one way
 * @param work - overwritten: [hours, miles, routes]
 * @see C. F. Daganzo, "The distance traveled to visit N points with a maximum of C stops per vehicle", Transportation
 *   Science 18 (1984) 331–350
 */
export function lastMileWork(
  rates: LastMileRates,
  segment: number,
  packages: number,
  areaSqMi: number,
  stemMiles: number,
  work: Float64Array,
): void {
  const stops = packages / rates.packagesPerStop[segment];
  const legMiles = rates.legMilesPerRootSqMi * Math.sqrt(areaSqMi / Math.max(stops, 1));
  const stopHours = legMiles / rates.inRouteMph[segment] + rates.serviceHoursPerStop[segment];
  const awayHours = rates.loadOutHours + (2 * stemMiles) / rates.stemMph[segment];
  const stopsInShift = (rates.shiftHours - awayHours) / stopHours;
  const routes = stops / Math.max(1, Math.min(stopsInShift, rates.stopsPerRouteMax[segment]));
  work[0] = routes * awayHours + stops * stopHours;
  work[1] = routes * 2 * stemMiles + stops * legMiles;
  work[2] = routes;
}

/**
 * `lastMileUsd` of `lastMileWork` for a ZIP on several days, to the last bit, in a third of the time: no step of a day
 * waits for the one before it.
 *
 * @param packages - `[days …]`, the first `count` are read
 * @param stops - overwritten, scratch of that length
 * @param usd - overwritten: `[days …]`
 */
export function lastMileDaysUsd(
  rates: LastMileRates,
  segment: number,
  {packages, count, stops, usd}: LastMileDays,
  areaSqMi: number,
  stemMiles: number,
): void {
  const {legMilesPerRootSqMi, usdPerHour, usdPerMile, usdPerRoute} = rates;
  const [packagesPerStop, stopsMax] = [rates.packagesPerStop[segment], rates.stopsPerRouteMax[segment]];
  const [mph, serviceHours] = [rates.inRouteMph[segment], rates.serviceHoursPerStop[segment]];
  const awayHours = rates.loadOutHours + (2 * stemMiles) / rates.stemMph[segment];
  const hoursLeft = rates.shiftHours - awayHours;
  for (let day = 0; day < count; day++) stops[day] = packages[day] / packagesPerStop;
  for (let day = 0; day < count; day++) {
    usd[day] = legMilesPerRootSqMi * Math.sqrt(areaSqMi / Math.max(stops[day], 1)); // miles of a leg, as yet
  }
  for (let day = 0; day < count; day++) {
    const legMiles = usd[day];
    const stopHours = legMiles / mph + serviceHours;
    const routes = stops[day] / Math.max(1, Math.min(hoursLeft / stopHours, stopsMax));
    const hours = routes * awayHours + stops[day] * stopHours;
    const miles = routes * 2 * stemMiles + stops[day] * legMiles;
    usd[day] = hours * usdPerHour + miles * usdPerMile + routes * usdPerRoute;
  }
}

/** Arrays of `lastMileDaysUsd`. */
export interface LastMileDays {
  readonly packages: Float64Array;
  readonly count: number;
  readonly stops: Float64Array;
  readonly usd: Float64Array;
}

/** Dollars on the road, contractor's margin included. Linear, so work may be summed (and routes rounded) first. */
export function lastMileUsd(rates: LastMileRates, hours: number, miles: number, routes: number): number {
  return hours * rates.usdPerHour + miles * rates.usdPerMile + routes * rates.usdPerRoute;
}
