import type {Zip} from '@cutover/core';
import {feature} from 'topojson-client';
import statesJson from 'us-atlas/states-10m.json' with {type: 'json'};
import type {FrameArray} from '../api/frame.ts';
import {stateCells} from './cells.ts';
import {HEIGHT, projectPoint, projectRings, WIDTH} from './projection.ts';

/** The map without anything on it. Coordinates are on a plane of `width` x `height`, x to the east, y down. */
export interface Geometry {
  readonly facts: GeometryFacts;
  readonly arrays: Readonly<Record<keyof GeometryArrays, FrameArray>>;
}

export interface GeometryFacts {
  readonly width: number;
  readonly height: number;
  readonly zips: readonly string[];
  readonly cities: readonly string[]; // [zip], as in `Portland, OR`; '' where none is known
  readonly states: readonly {readonly fips: string; readonly name: string; readonly abbreviation: string}[];
  readonly offMap: number; // ZIPs with a point outside of the map
}

export interface GeometryArrays {
  readonly zipXY: Float32Array; // [zip][x, y], NaN off the map
  readonly zipState: Uint8Array; // [zip], 1 + place in `states`; 0: none, never drawn
  readonly cellStart: Uint32Array; // [zip + 1], first vertex of the ZIP's cell
  readonly cellXY: Float32Array; // [vertex][x, y], convex; reaches over the state's border, where it is to be cut
  readonly ringStart: Uint32Array; // [ring + 1], first vertex
  readonly ringState: Uint8Array; // [ring], place in `states`
  readonly ringXY: Float32Array; // [vertex][x, y]
}

/**
 * Cells of ZIPs: nearer to the ZIP's point than to any other of its state (Voronoi, on the map's plane). They are no
 * postal boundaries.
 *
 * @param cities - `[zip]`, names to find ZIPs by; '' where none is known
 */
export function createGeometry(zips: readonly Zip[], cities: readonly string[]): Geometry {
  const atlas = statesJson as unknown as Parameters<typeof feature>[0];
  const shapes = feature(atlas, atlas.objects.states as Parameters<typeof feature>[1]);
  if (shapes.type !== 'FeatureCollection') throw new Error('us-atlas holds one shape, not one for each state');
  const abbreviations = abbreviationsOf(zips);
  const states = shapes.features
    .map((shape) => ({fips: String(shape.id).padStart(2, '0'), name: String(shape.properties?.name), shape}))
    .map((state) => ({...state, rings: projectRings(state.shape, state.fips)}))
    .filter(({fips, rings}) => rings.length > 0 && abbreviations.has(fips))
    .sort((a, b) => (a.fips < b.fips ? -1 : 1));
  const placeOf = new Map(states.map(({fips}, place) => [abbreviations.get(fips), place]));
  const zipXY = new Float32Array(2 * zips.length).fill(Number.NaN);
  const zipState = new Uint8Array(zips.length);
  zips.forEach(({longitudeDeg, latitudeDeg, state}, zip) => {
    const point = projectPoint(longitudeDeg, latitudeDeg);
    const place = placeOf.get(state);
    if (point === null || place === undefined) return;
    zipXY.set(point, 2 * zip);
    zipState[zip] = 1 + place;
  });
  return {
    facts: {
      ...{width: WIDTH, height: HEIGHT, zips: zips.map(({zip}) => zip), cities},
      states: states.map(({fips, name}) => ({fips, name, abbreviation: abbreviations.get(fips)!})),
      offMap: zipState.reduce((count, state) => count + (state === 0 ? 1 : 0), 0),
    },
    arrays: {zipXY, zipState, ...stateCells(zipXY, zipState, states), ...ringArrays(states)},
  };
}

/** By FIPS code of the state, what most of its ZIPs say: some lie in a county of the neighbour. */
function abbreviationsOf(zips: readonly Zip[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const {countyFips, state} of zips) {
    if (countyFips === undefined) continue;
    const fips = countyFips.slice(0, 2);
    const said = counts.get(fips) ?? new Map<string, number>();
    counts.set(fips, said.set(state, (said.get(state) ?? 0) + 1));
  }
  const mostSaid = (said: Map<string, number>): string => [...said].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  return new Map([...counts].map(([fips, said]) => [fips, mostSaid(said)]));
}

function ringArrays(states: readonly {readonly rings: readonly number[][]}[]) {
  const rings = states.flatMap((state) => state.rings);
  const ringStart = new Uint32Array(rings.length + 1);
  rings.forEach((ring, i) => {
    ringStart[i + 1] = ringStart[i] + ring.length / 2;
  });
  return {
    ringStart,
    ringState: Uint8Array.from(states.flatMap((state, place) => state.rings.map(() => place))),
    ringXY: Float32Array.from(rings.flat()),
  };
}
