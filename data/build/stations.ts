// Where delivery stations stand and what each is planned for.
import type {ParameterSet, SeasonDay, Settings, Today, Twin, Zip} from '@cutover/core';
import {milesApart, type Points, pointsOf} from './points.ts';
import {type Reach, reachOf} from './reach.ts';
import {assignNearest, coverGreedily, type Demanded, loadsOf, placeCentres, relieve, snapToPoints} from './siting.ts';
import {type Mainland, type Site, SITE_COUNTS, sitesAt} from './sites.ts';
import {buildToday, ownUsdPerPackage, plannedOwn, priorOwnShare} from './today.ts';
import {type DayFactors, dayFactors} from './volumes.ts';
import type {Water} from './water.ts';

const LLOYD_ROUNDS = 6; // more would even out distances and lose the even loads it starts from
const RELIEF_ROUNDS = 20;
const REPLAN_ROUNDS = 2; // merit depends on where stations are, and where they are on merit
const LARGE_LOAD_MAX = 58_000; // packages on the peak day; 65,000 less what siting cannot foresee
const RURAL_LOAD_MAX = 22_000; // a rural station that would carry more becomes a large one
const RURAL_BEYOND_MILES = 35;
const RURAL_REACH_MILES = 50;
const PLANNED_USPS_KEPT = 0.8; // stations are planned for the reported deal

export interface Given {
  readonly settings: Settings;
  readonly p: ParameterSet;
  readonly water: Water;
  readonly mainland: Mainland;
  readonly zips: readonly Zip[];
  readonly demand: Twin['demand'];
  readonly season: readonly SeasonDay[];
}

export interface Stations {
  readonly large: Site[];
  readonly rural: Site[]; // the one that covers most first
  readonly reach: Reach; // to large, then rural
  readonly today: Today[];
  readonly own: Float64Array; // [zip], base-year packages planned to go own
  readonly factors: DayFactors;
}

/** Places stations by what segments give on average, then twice again by what each ZIP gives on its merit. */
export function placeStations(given: Given): Stations {
  const {settings, p, mainland, zips, demand, season} = given;
  const factors = dayFactors(season, settings.baseYear, p);
  const rowOf = new Map(zips.map(({zip}, row) => [zip, row]));
  const mainlandRows = mainland.zips.map(({zip}) => rowOf.get(zip)!);
  const prior = zips.map((zip, row) => demand[row].packagesPerYear * priorOwnShare(zip, p));
  const demandedBy = (own: ArrayLike<number>): Demanded => ({
    points: mainland.points,
    weight: Float64Array.from(mainlandRows, (row) => own[row] * factors.peak),
  });
  const means = placeCentres(demandedBy(prior), SITE_COUNTS.ds, LLOYD_ROUNDS);
  const centres = pointsOf(snapToPoints(means, mainland.points).map((row) => mainland.zips[row]));
  let placed = placeAll(given, demandedBy(prior), centres);
  let plan = planLoads(given, placed);
  for (let round = 0; round < REPLAN_ROUNDS; round++) {
    promote(demandedBy(plan.own), centres, placed);
    placed = placeAll(given, demandedBy(plan.own), centres);
    plan = planLoads(given, placed);
  }
  return {...placed, ...plan, factors};
}

interface Placed {
  readonly large: Site[];
  readonly rural: Site[];
}

function placeAll({mainland, settings}: Given, demanded: Demanded, centres: Points): Placed {
  relieve(demanded, centres, LARGE_LOAD_MAX, RELIEF_ROUNDS);
  const large = sitesAt(mainland, 'DS', 3, snapToPoints(centres, mainland.points));
  return {large, rural: placeRural(mainland, large, settings.serviceRadiusMiles)};
}

/**
 * Rural stations by people covered, for ZIPs farther than 35 miles (or their service radius, if less) from a large
 * station. One covers 50 miles (or their radius): fewer stations could not reach everyone nearer.
 */
function placeRural(
  mainland: Mainland,
  stations: readonly Site[],
  radiusMiles: Settings['serviceRadiusMiles'],
): Site[] {
  const large = pointsOf(stations);
  const nearest = new Int32Array(mainland.points.count);
  assignNearest(mainland.points, large, nearest);
  const rows = mainland.zips.flatMap(({segment}, row) => {
    const miles = milesApart(mainland.points, row, large, nearest[row]);
    return miles > Math.min(RURAL_BEYOND_MILES, radiusMiles[segment]) ? [row] : [];
  });
  const zips = rows.map((row) => mainland.zips[row]);
  const demanded = {points: pointsOf(zips), weight: Float64Array.from(zips, (zip) => zip.population)};
  const reach = Float64Array.from(zips, ({segment}) => Math.min(RURAL_REACH_MILES, radiusMiles[segment]));
  const chosen = coverGreedily(demanded, SITE_COUNTS.rural, reach);
  return sitesAt(
    mainland,
    'DSR',
    3,
    chosen.map((each) => rows[each]),
  );
}

/** Puts the least loaded large stations where a rural one would carry too much. Changes `centres`. */
function promote(demanded: Demanded, centres: Points, {large, rural}: Placed): void {
  const stations = pointsOf([...large, ...rural]);
  const nearest = new Int32Array(demanded.points.count);
  assignNearest(demanded.points, stations, nearest);
  const loads = loadsOf(demanded, nearest, stations.count);
  const lightest = large.map((_, row) => row).sort((a, b) => loads[a] - loads[b] || a - b);
  rural.forEach((_, i) => {
    const row = large.length + i;
    if (loads[row] > RURAL_LOAD_MAX)
      centres.xyz.set(stations.xyz.subarray(3 * row, 3 * row + 3), 3 * lightest.shift()!);
  });
}

/** Today's split is that of 2025, when no rural station had opened; the plan has them all. */
function planLoads({settings, p, water, zips, demand}: Given, {large, rural}: Placed) {
  const {serviceRadiusMiles} = settings;
  const before = reachOf(zips, large, water, serviceRadiusMiles, p);
  const reach = reachOf(zips, [...large, ...rural], water, serviceRadiusMiles, p);
  const today = buildToday(zips, demand, ownUsdPerPackage(zips, demand, before.stemMiles, p), p);
  const own = plannedOwn(zips, today, ownUsdPerPackage(zips, demand, reach.stemMiles, p), PLANNED_USPS_KEPT, p);
  return {reach, today, own};
}

/** Base-year packages planned for each station: of the ZIPs that are nearest to it. Large, then rural. */
export function stationLoads({own, reach, large, rural}: Stations): Float64Array {
  const loads = new Float64Array(large.length + rural.length);
  for (let row = 0; row < own.length; row++) if (reach.station[row] !== -1) loads[reach.station[row]] += own[row];
  return loads;
}
