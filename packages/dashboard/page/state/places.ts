import type {Facilities, GeometryFacts} from '@cutover/dashboard';
import type {Frame} from './api.ts';
import type {PageState} from './hash.ts';

/** A place that a search found. */
export interface Found {
  readonly kind: 'ZIP' | 'city' | 'state' | 'station' | 'building';
  readonly label: string;
}

const EACH_MAX = 6;
const NEAR_K = 14; // pixels per unit of the plane: some dozens of ZIPs around the one that was asked for

/** States and cities by name, ZIPs by their first digits, own buildings and large hand-offs by id. */
export function findPlaces(
  text: string,
  {zips, cities, states}: GeometryFacts,
  facilities: Facilities | null,
): Found[] {
  const wanted = text.trim().toLowerCase();
  const isCode = /^\d+$/.test(wanted);
  const ofStates = states.filter(
    ({name, abbreviation}) => name.toLowerCase().startsWith(wanted) || abbreviation.toLowerCase() === wanted,
  );
  const ofCities = isCode ? [] : findCities(wanted, cities);
  const ofZips = isCode ? zips.filter((zip) => zip.startsWith(wanted)) : [];
  const ofBuildings = (facilities?.ids ?? []).filter(
    (id, row) => facilities!.types[row] !== 'ddu' && id.toLowerCase().includes(wanted),
  );
  return [
    ...ofStates.slice(0, EACH_MAX).map(({name}) => ({kind: 'state' as const, label: name})),
    ...ofCities.slice(0, EACH_MAX).map((label) => ({kind: 'city' as const, label})),
    ...ofZips.slice(0, EACH_MAX).map((label) => ({kind: 'ZIP' as const, label})),
    ...ofBuildings.slice(0, EACH_MAX).map((label) => {
      const isStation = facilities!.types[facilities!.ids.indexOf(label)] === 'ds';
      return {kind: isStation ? ('station' as const) : ('building' as const), label};
    }),
  ];
}

/** By their first letters, those of the most ZIPs first. */
function findCities(wanted: string, cities: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const city of cities) {
    if (city.toLowerCase().startsWith(wanted)) counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([city]) => city);
}

/** What the page shows to go there. */
export function goTo(
  {kind, label}: Found,
  {facts, arrays}: Frame<GeometryFacts>,
  facilities: Facilities | null,
): Partial<PageState> {
  if (kind === 'state') {
    const place = facts.states.findIndex(({name}) => name === label);
    return {view: viewOf(pointsOfState(place, arrays))};
  }
  if (kind === 'city') {
    const points = facts.cities.flatMap((city, row) => (city === label ? [pointAt(arrays.zipXY, row)] : []));
    const onMap = points.filter(([x]) => x >= 0);
    if (onMap.length === 0) return {};
    const view = viewOf(onMap);
    return {zip: '', facility: '', view: {...view, k: Math.min(NEAR_K, view.k)}};
  }
  const isZip = kind === 'ZIP';
  const row = isZip ? facts.zips.indexOf(label) : (facilities?.ids.indexOf(label) ?? -1);
  const xy = isZip ? arrays.zipXY : (facilities?.xy ?? []);
  const chosen = isZip ? {zip: label, facility: ''} : {zip: '', facility: label};
  const [x, y] = pointAt(xy, row);
  return x >= 0 ? {...chosen, view: {k: NEAR_K, x, y}} : chosen; // else off the map
}

type Point = readonly [x: number, y: number];

/** The part of the map that has all points. */
function viewOf(points: readonly Point[]): PageState['view'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return {k: Math.min(600 / (right - left), 480 / (bottom - top)), x: (left + right) / 2, y: (top + bottom) / 2};
}

function pointsOfState(place: number, {ringStart, ringState, ringXY}: Frame<GeometryFacts>['arrays']): Point[] {
  const points: Point[] = [];
  for (let ring = 0; ring < ringState.length; ring++) {
    if (ringState[ring] !== place) continue;
    for (let i = ringStart[ring]; i < ringStart[ring + 1]; i++) points.push(pointAt(ringXY, i));
  }
  return points;
}

function pointAt(xy: ArrayLike<number>, row: number): Point {
  return [xy[2 * row], xy[2 * row + 1]];
}
