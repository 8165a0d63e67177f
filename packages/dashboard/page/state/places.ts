import type {Facilities, GeometryFacts} from '@cutover/dashboard';
import type {Frame} from './api.ts';
import type {PageState} from './hash.ts';

/** A place that a search found. */
export interface Found {
  readonly kind: 'ZIP' | 'state' | 'station' | 'building';
  readonly label: string;
}

const EACH_MAX = 6;
const NEAR_K = 14; // pixels per unit of the plane: some dozens of ZIPs around the one that was asked for

/** States by name, ZIPs by their first digits, own buildings and large hand-offs by id. */
export function findPlaces(text: string, {zips, states}: GeometryFacts, facilities: Facilities | null): Found[] {
  const wanted = text.trim().toLowerCase();
  const isCode = /^\d+$/.test(wanted);
  const ofStates = states.filter(
    ({name, abbreviation}) => name.toLowerCase().startsWith(wanted) || abbreviation.toLowerCase() === wanted,
  );
  const ofZips = isCode ? zips.filter((zip) => zip.startsWith(wanted)) : [];
  const ofBuildings = (facilities?.ids ?? []).filter(
    (id, row) => facilities!.types[row] !== 'ddu' && id.toLowerCase().includes(wanted),
  );
  return [
    ...ofStates.slice(0, EACH_MAX).map(({name}) => ({kind: 'state' as const, label: name})),
    ...ofZips.slice(0, EACH_MAX).map((label) => ({kind: 'ZIP' as const, label})),
    ...ofBuildings.slice(0, EACH_MAX).map((label) => {
      const isStation = facilities!.types[facilities!.ids.indexOf(label)] === 'ds';
      return {kind: isStation ? ('station' as const) : ('building' as const), label};
    }),
  ];
}

/** What the page shows to go there. */
export function goTo(
  {kind, label}: Found,
  {facts, arrays}: Frame<GeometryFacts>,
  facilities: Facilities | null,
): Partial<PageState> {
  if (kind === 'state')
    return {
      view: viewOfState(
        facts.states.findIndex(({name}) => name === label),
        arrays,
      ),
    };
  const isZip = kind === 'ZIP';
  const row = isZip ? facts.zips.indexOf(label) : (facilities?.ids.indexOf(label) ?? -1);
  const xy = isZip ? arrays.zipXY : (facilities?.xy ?? []);
  const chosen = isZip ? {zip: label, facility: ''} : {zip: '', facility: label};
  const [x, y] = [xy[2 * row], xy[2 * row + 1]];
  return x >= 0 ? {...chosen, view: {k: NEAR_K, x, y}} : chosen; // else off the map
}

function viewOfState(place: number, {ringStart, ringState, ringXY}: Frame<GeometryFacts>['arrays']): PageState['view'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let ring = 0; ring < ringState.length; ring++) {
    if (ringState[ring] !== place) continue;
    for (let i = ringStart[ring]; i < ringStart[ring + 1]; i++) {
      [left, right] = [Math.min(left, ringXY[2 * i]), Math.max(right, ringXY[2 * i])];
      [top, bottom] = [Math.min(top, ringXY[2 * i + 1]), Math.max(bottom, ringXY[2 * i + 1])];
    }
  }
  return {k: Math.min(600 / (right - left), 480 / (bottom - top)), x: (left + right) / 2, y: (top + bottom) / 2};
}
