import {meanCubeFt3} from '../cost/cube.ts';
import {type LastMileRates, lastMileRates, lastMileUsd, lastMileWork} from '../cost/last-mile.ts';
import type {ParameterSet} from '../cost/parameters.ts';
import type {Twin} from '../model/twin.ts';
import {segments} from '../model/zip.ts';
import {serviceByRule} from '../network/service.ts';
import type {RouteActuals} from './actuals.ts';

/** Own last mile a package in each ZIP. All arrays `[zip]`. */
export interface OwnCosts {
  readonly modelUsd: Float64Array; // at the expected packages, from the nearest station
  readonly routedUsd: Float64Array; // the stops, miles and routes that were driven, at the model's rates
  readonly actualUsd: Float64Array; // what they cost
  readonly station: Int32Array; // row of the station: the one that drove most, or else the nearest; -1: none
}

/**
 * @param packagesPerDay - `[zip]`, expected own packages on a mean day; where 0, the model's cost is that of one
 */
export function ownCosts(twin: Twin, p: ParameterSet, routes: RouteActuals, packagesPerDay: Float64Array): OwnCosts {
  const rates = lastMileRates(p, meanCubeFt3(twin));
  const {firstSlot, building, stemMiles} = serviceByRule(twin, p);
  const work = new Float64Array(3);
  const stem = new Float64Array(twin.zips.length);
  const station = new Int32Array(twin.zips.length).fill(-1);
  const modelUsd = Float64Array.from(twin.zips, ({segment, landAreaSqMi}, zip) => {
    const isReached = firstSlot[zip + 1] > firstSlot[zip];
    stem[zip] = isReached ? stemMiles[firstSlot[zip]] : twin.settings.serviceRadiusMiles[segment];
    if (isReached) station[zip] = building[firstSlot[zip]];
    const packages = packagesPerDay[zip] > 0 ? packagesPerDay[zip] : 1;
    lastMileWork(rates, segments.indexOf(segment), packages, landAreaSqMi, stem[zip], work);
    return lastMileUsd(rates, work[0], work[1], work[2]) / packages;
  });
  const driven = drivenCosts(twin, rates, routes, stem);
  const orModel = (usd: Float64Array) =>
    usd.map((sum, zip) => (driven.packages[zip] > 0 ? sum / driven.packages[zip] : modelUsd[zip]));
  return {
    modelUsd,
    routedUsd: orModel(driven.routedUsd),
    actualUsd: orModel(driven.actualUsd),
    station: station.map((nearest, zip) => driven.station.get(zip) ?? nearest),
  };
}

/** Sums over the routes of each ZIP. The twin's stem stands in for one not given, hours at its wage for a cost. */
function drivenCosts(twin: Twin, rates: LastMileRates, routes: RouteActuals, stem: Float64Array) {
  const zipCount = twin.zips.length;
  const sums = {
    ...{packages: new Float64Array(zipCount), routedUsd: new Float64Array(zipCount)},
    actualUsd: new Float64Array(zipCount),
  };
  const byStation = new Map<number, Map<number, number>>();
  for (let row = 0; row < routes.day.length; row++) {
    const [zip, packages, miles] = [routes.zip[row], routes.packages[row], routes.miles[row]];
    const given = routes.stemMiles[row];
    const stemMiles = given >= 0 ? given : Math.min(miles, 2 * stem[zip] * routes.routes[row]);
    const segment = segments.indexOf(twin.zips[zip].segment);
    const expectedHours = routeHours(rates, segment, {stops: routes.stops[row], miles, stemMiles});
    const loadOut = routes.routes[row] * rates.loadOutHours;
    sums.packages[zip] += packages;
    sums.routedUsd[zip] += lastMileUsd(rates, expectedHours + loadOut, miles, routes.routes[row]);
    sums.actualUsd[zip] += paidUsd(rates, routes, row);
    const stations = byStation.get(zip) ?? new Map<number, number>();
    byStation.set(zip, stations);
    stations.set(routes.facility[row], (stations.get(routes.facility[row]) ?? 0) + packages);
  }
  const station = new Map([...byStation].map(([zip, stations]) => [zip, mostOf(stations)]));
  return {...sums, station};
}

/** What a row of routes cost: what was paid, or else its hours, miles and vans at the rates of the twin. */
export function paidUsd(rates: LastMileRates, routes: RouteActuals, row: number): number {
  if (routes.costUsd[row] > 0) return routes.costUsd[row];
  const loadOut = routes.routes[row] * rates.loadOutHours;
  const hours = routes.paidHours[row] > 0 ? routes.paidHours[row] : routes.hours[row] + loadOut;
  return lastMileUsd(rates, hours, routes.miles[row], routes.routes[row]);
}

/** Hours on the road that the model expects of stops and miles; `stemMiles` are part of `miles`. */
export function routeHours(
  rates: LastMileRates,
  segment: number,
  {stops, miles, stemMiles}: {stops: number; miles: number; stemMiles: number},
): number {
  const inRouteMiles = Math.max(0, miles - stemMiles);
  return (
    stops * rates.serviceHoursPerStop[segment] +
    inRouteMiles / rates.inRouteMph[segment] +
    stemMiles / rates.stemMph[segment]
  );
}

function mostOf(counts: ReadonlyMap<number, number>): number {
  return [...counts].reduce((most, next) =>
    next[1] > most[1] || (next[1] === most[1] && next[0] < most[0]) ? next : most,
  )[0];
}
