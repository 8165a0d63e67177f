import {DataError, entryScfs, expandZip3s, joinZip3s, type Scf, scfTable, type Twin, type Zip} from '@cutover/core';
import {csvText} from '../csv/write.ts';
import {type NotJoined, notJoined, type TwinFile} from './report.ts';
import {type ListedScf, readScfList, type ScfList} from './scf-list.ts';

export interface ScfReport {
  readonly scfs: number; // of the list that have a place
  readonly zip3s: number; // they serve
  readonly notJoined: readonly NotJoined[];
}

interface Point {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Where an SCF of the list stands, and by what. */
interface Placed {
  readonly scf: ListedScf;
  readonly point: Point;
  readonly by: 'point' | 'name' | 'people';
  readonly scfId: string;
}

const RADIANS_PER_DEG = Math.PI / 180;

/**
 * Makes the scf.csv of a twin from a labeling list (L005 or L002 as CSV, `readScfList`). The list does not say where an
 * SCF stands, so it stands, in this order: at the point the file gives; where the twin's own scf.csv has an SCF of that
 * city; in the middle of the people of the ZIP3 on its label, which is reported.
 *
 * Zones change with it. entry.csv, which says through which SCF a ZIP is reached, stays; where it differs is reported.
 *
 * @throws DataError if there is no such file, or no SCF of it can be placed
 * @throws TwinError with every problem of the file
 */
export async function importScf(twin: Twin, path: string): Promise<TwinFile<ScfReport>> {
  const list = await readScfList(path);
  const known = new Map((twin.scfs ?? []).map((row) => [cityKey(row), row]));
  const placed = list.scfs.flatMap((scf) => placeOf(scf, known, twin.zips) ?? []);
  if (placed.length === 0) {
    throw new DataError(`no SCF of "${path}" can be placed; add columns latitude_deg and longitude_deg`);
  }
  const rows = placed.map(scfRow);
  const zip3s = rows.reduce((count, row) => count + expandZip3s(row.zip3).length, 0);
  const report = {scfs: rows.length, zip3s, notJoined: leftOver(twin, list, placed)};
  return {file: scfTable.file, text: csvText(scfTable, rows), report};
}

function placeOf(scf: ListedScf, known: ReadonlyMap<string, Scf>, zips: readonly Zip[]): Placed | undefined {
  const match = known.get(cityKey(scf));
  const scfId = match?.scfId ?? `SCF-${scf.city.replace(/[^A-Z]+/g, '-')}-${scf.state}`;
  if (scf.point !== undefined) return {scf, point: scf.point, by: 'point', scfId};
  if (match !== undefined) return {scf, point: match, by: 'name', scfId};
  const middle = middleOf(zips.filter(({zip}) => zip.startsWith(scf.zip3)));
  return middle === undefined ? undefined : {scf, point: middle, by: 'people', scfId};
}

function scfRow({scf, point, by, scfId}: Placed): Scf {
  return {
    scfId,
    city: scf.city,
    state: scf.state,
    latitudeDeg: Number(point.latitudeDeg.toFixed(5)),
    longitudeDeg: Number(point.longitudeDeg.toFixed(5)),
    zip3: joinZip3s(scf.zip3s),
    confidence: by === 'people' ? 'assumption' : 'reported',
  };
}

function leftOver(twin: Twin, {scfs, zip3sWithoutScf}: ScfList, placed: readonly Placed[]): NotJoined[] {
  const isPlaced = new Set(placed.map(({scf}) => scf));
  const scfIdOf = new Map(placed.flatMap(({scf, scfId}) => [...scf.zip3s].map((zip3) => [zip3, scfId] as const)));
  const entered = entryScfs(twin.entry);
  const twinZip3s = new Set(twin.zips.map(({zip}) => zip.slice(0, 3)));
  return [
    ...notJoined(
      'SCFs that nothing places; their ZIP3s have no zone',
      scfs.filter((scf) => !isPlaced.has(scf)).map(labelOf),
    ),
    ...notJoined(
      'SCFs placed in the middle of the people of their ZIP3, by no name or point; their cell may be a neighbour',
      placed.filter(({by}) => by === 'people').map(({scf}) => labelOf(scf)),
    ),
    ...notJoined('ZIP3s that the list has without an SCF', zip3sWithoutScf),
    ...notJoined(
      'ZIP3s of the twin that no SCF of the list serves; they have no zone',
      [...twinZip3s].filter((zip3) => !scfIdOf.has(zip3)),
    ),
    ...notJoined(
      'ZIP3s that entry.csv reaches through another SCF; that stays',
      [...entered].filter(([zip3, scfId]) => (scfIdOf.get(zip3) ?? scfId) !== scfId).map(([zip3]) => zip3),
    ),
  ];
}

function cityKey({city, state}: {readonly city: string; readonly state: string}): string {
  return `${city.toUpperCase()} ${state}`;
}

function labelOf({city, state, zip3}: ListedScf): string {
  return `${city} ${state} ${zip3}`;
}

/** The middle of people on the globe: the Aleutians lie on both sides of the date line. @returns undefined of nobody */
function middleOf(zips: readonly Zip[]): Point | undefined {
  let [x, y, z] = [0, 0, 0];
  for (const {latitudeDeg, longitudeDeg, population} of zips) {
    const [latitude, longitude] = [latitudeDeg * RADIANS_PER_DEG, longitudeDeg * RADIANS_PER_DEG];
    x += population * Math.cos(latitude) * Math.cos(longitude);
    y += population * Math.cos(latitude) * Math.sin(longitude);
    z += population * Math.sin(latitude);
  }
  if (x === 0 && y === 0 && z === 0) return undefined;
  return {
    latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RADIANS_PER_DEG,
    longitudeDeg: Math.atan2(y, x) / RADIANS_PER_DEG,
  };
}
