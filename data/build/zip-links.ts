// zip-map.csv: where the ZIP codes belong that are no delivery areas of their own.
import type {Zip} from '@cutover/core';
import {nearestRow, pointsOf} from './points.ts';
import type {PostalZip, Zcta} from './sources.ts';

/** A ZIP code that is no delivery area of its own (PO boxes, one company, nobody home) and the one it counts with. */
export interface ZipLink {
  readonly zip: string;
  readonly zcta: string;
}

export interface ZipLinks {
  readonly links: ZipLink[];
  readonly military: number; // left out
  readonly unplaced: number; // no ZIP of its ZIP3 nor of its state
}

/** Each other ZIP goes to the nearest of its ZIP3; where that has none, to the nearest of its state. */
export function linkZips(zips: readonly Zip[], zctas: readonly Zcta[], postal: readonly PostalZip[]): ZipLinks {
  const areas = pointsOf(zips);
  const rowsOf = new Map<string, number[]>(); // by ZIP3, and by state
  zips.forEach(({zip, state}, row) => {
    for (const key of [zip.slice(0, 3), state]) {
      if (!rowsOf.has(key)) rowsOf.set(key, []);
      rowsOf.get(key)!.push(row);
    }
  });
  const known = new Set(zips.map((row) => row.zip));
  const states = new Map(postal.map((row) => [row.zip, row.state]));
  const others = new Map([...zctas, ...postal].filter((row) => !known.has(row.zip)).map((row) => [row.zip, row]));
  const candidates = [...others.values()].sort((a, b) => (a.zip < b.zip ? -1 : 1));
  const points = pointsOf(candidates);
  const links: ZipLink[] = [];
  let military = 0;
  let unplaced = 0;
  candidates.forEach(({zip}, row) => {
    const state = states.get(zip);
    const among = rowsOf.get(zip.slice(0, 3)) ?? rowsOf.get(state ?? '');
    if (state === '') military++;
    else if (among === undefined) unplaced++;
    else links.push({zip, zcta: zips[nearestRow(points, row, areas, among)].zip});
  });
  return {links, military, unplaced};
}
