// The synthetic shipper's buildings, before they have capacities.
import type {Zip} from '@cutover/core';
import {apportion} from './apportion.ts';
import {readFacts} from './facts.ts';
import {chordSquared, chordSquaredOf, nearestRow, nearestRows, type Points, pointsOf} from './points.ts';
import {assignNearest, placeCentres, snapToPoints} from './siting.ts';
import type {Point} from './sources.ts';
import type {Water} from './water.ts';

export interface Site extends Point {
  readonly id: string;
  readonly zip: string;
  readonly land: string; // as `Water.landOf`
}

export const SITE_COUNTS = {fc: 200, sc: 80, hub: 40, ds: 730, rural: 200} as const;

const LLOYD_ROUNDS = 15;
const TOWN_MILES = 15;

/** ZIPs that trucks reach on the mainland, where the shipper builds. */
export interface Mainland {
  readonly zips: readonly Zip[];
  readonly points: Points;
  readonly land: string;
}

export function mainlandOf(zips: readonly Zip[], water: Water): Mainland {
  const land = 'mainland';
  const inside = zips.filter((zip) => water.landOf(zip, zip.zip) === land);
  return {zips: inside, points: pointsOf(inside), land};
}

/**
 * Sortation centers or air hubs: in the largest town around each centre of population, and one at each gateway
 * overseas, last.
 *
 * @param choices - how many of the ZIPs nearest to the centre are looked at
 */
export function placeInTowns(
  mainland: Mainland,
  {prefix, count, choices}: {prefix: string; count: number; choices: number},
  overseas: readonly Site[],
): Site[] {
  const {zips, points} = mainland;
  const weight = Float64Array.from(zips, (zip) => zip.population);
  const centres = placeCentres({points, weight}, count - overseas.length, LLOYD_ROUNDS);
  const taken = new Set<number>();
  for (let centre = 0; centre < centres.count; centre++) {
    const rows = nearestRows(centres, centre, points, choices).filter((row) => !taken.has(row));
    taken.add(largestTown(mainland, rows));
  }
  const sites = sitesAt(mainland, prefix, 2, [...taken]);
  return [...sites, ...overseas.map((site, i) => ({...site, id: idOf(prefix, sites.length + i + 1, 2)}))];
}

/** The one of `rows` with most people, of the others, within 15 miles. */
function largestTown({zips, points}: Mainland, rows: readonly number[]): number {
  const near = chordSquaredOf(TOWN_MILES);
  const people = rows.map((row) =>
    rows.reduce(
      (sum, other) => (chordSquared(points, row, points, other) <= near ? sum + zips[other].population : sum),
      0,
    ),
  );
  return rows[people.indexOf(Math.max(...people))];
}

/** The landing places off the mainland: Anchorage, Honolulu, San Juan. Their ids are given later. */
export function readGateways(zips: readonly Zip[], water: Water): Site[] {
  const gateways = readFacts('landmasses.csv').filter((row) => row.gateway !== '');
  return gateways.map(({name, gateway, gateway_latitude_deg, gateway_longitude_deg}) => {
    const point = {latitudeDeg: Number(gateway_latitude_deg), longitudeDeg: Number(gateway_longitude_deg)};
    const there = zips.filter((zip) => water.landOf(zip, zip.zip) === name);
    const nearest = there[nearestRow(pointsOf([point]), 0, pointsOf(there))];
    return {...point, id: gateway, zip: nearest.zip, land: name};
  });
}

/** An FC and how much of the country's goods it holds. */
export interface FulfillmentSite extends Site {
  readonly size: number;
}

/** FCs in groups around the sortation centers of the mainland, more where more people are, at the edge of town. */
export function placeFulfillment(mainland: Mainland, sortation: readonly Site[]): FulfillmentSite[] {
  const around = sortation.filter((site) => site.land === mainland.land);
  const nearest = new Int32Array(mainland.points.count);
  assignNearest(mainland.points, pointsOf(around), nearest);
  const people = new Float64Array(around.length);
  mainland.zips.forEach((zip, row) => (people[nearest[row]] += zip.population));
  const extra = apportion(SITE_COUNTS.fc - around.length, people); // each has one at least
  const sites: FulfillmentSite[] = [];
  around.forEach((_, group) => {
    const rows = mainland.zips.flatMap((zip, row) => (nearest[row] === group && isEdgeOfTown(zip) ? [row] : []));
    const zips = rows.map((row) => mainland.zips[row]);
    const points = pointsOf(zips);
    const count = Math.min(1 + extra[group], zips.length);
    const weight = Float64Array.from(zips, (zip) => zip.population);
    for (const row of snapToPoints(placeCentres({points, weight}, count, 10), points)) {
      const id = idOf('FC', sites.length + 1, 3);
      sites.push({...siteAt(mainland, rows[row], id), size: people[group] / count});
    }
  });
  return sites;
}

/** Land is cheap and roads are near: suburbs, and towns in the country. */
function isEdgeOfTown({segment, population}: Zip): boolean {
  return segment === 'suburban' || (segment === 'rural' && population >= 5000);
}

export function sitesAt(mainland: Mainland, prefix: string, digits: number, rows: readonly number[]): Site[] {
  return rows.map((row, i) => siteAt(mainland, row, idOf(prefix, i + 1, digits)));
}

function siteAt({zips, land}: Mainland, row: number, id: string): Site {
  const {latitudeDeg, longitudeDeg, zip} = zips[row];
  return {id, latitudeDeg, longitudeDeg, zip, land};
}

function idOf(prefix: string, number: number, digits: number): string {
  return `${prefix}-${String(number).padStart(digits, '0')}`;
}
