import type {Facilities, GeometryFacts, Origins} from '@cutover/dashboard';
import type {Frame} from '../state/api.ts';
import type {Flow} from './overlay.ts';
import type {NamedLayer} from './spots.ts';

type Point = readonly [number, number];

export interface FlowInput {
  readonly geometry: Frame<GeometryFacts>;
  readonly facilities: Facilities;
  readonly layer: NamedLayer;
  readonly zip: string; // chosen, or ''
  readonly facility: string; // chosen, or ''
  readonly origins: Origins | null; // FCs of the ZIP, or ZIP3s of the FC
}

/** Lines of what is chosen: FCs to the last buildings of a ZIP, a station or hand-off to its ZIPs, an FC to ZIP3s. */
export function flowsOf(input: FlowInput): Flow[] {
  if (input.zip !== '') return zipFlows(input);
  const row = input.facilities.ids.indexOf(input.facility);
  const from = row < 0 ? null : pointOf(input.facilities.xy, row);
  if (from === null) return [];
  return input.facilities.types[row] === 'fc' ? originFlows(input, from) : buildingFlows(input, from);
}

function zipFlows({geometry, facilities, layer, zip, origins}: FlowInput): Flow[] {
  const row = geometry.facts.zips.indexOf(zip);
  const door = row < 0 ? null : pointOf(geometry.arrays.zipXY, row);
  if (door === null) return [];
  const {arrays, stationIds, handoffIds} = layer;
  const last: {point: Point; weight: number}[] = [];
  const add = (id: string | undefined, share: number): void => {
    const building = id === undefined ? -1 : facilities.ids.indexOf(id);
    const point = building < 0 ? null : pointOf(facilities.xy, building);
    if (point !== null && share > 0) last.push({point, weight: share});
  };
  add(stationIds[arrays.station?.[row] ?? -1], arrays.ownedShare?.[row] ?? 0);
  add(handoffIds[arrays.handoff?.[row] ?? -1], arrays.uspsShare?.[row] ?? 0);
  const main = last.reduce<{point: Point; weight: number} | null>(
    (best, each) => (best === null || each.weight > best.weight ? each : best),
    null,
  );
  const fromOrigins = (origins?.names ?? []).flatMap((id, i): Flow[] => {
    const fc = facilities.ids.indexOf(id);
    const from = fc < 0 ? null : pointOf(facilities.xy, fc);
    return from === null || main === null ? [] : [{from, to: main.point, weight: origins!.shares[i]}];
  });
  return [...fromOrigins, ...last.map(({point, weight}) => ({from: point, to: door, weight}))];
}

function buildingFlows({geometry, layer, facility}: FlowInput, from: Point): Flow[] {
  const {arrays, stationIds, handoffIds} = layer;
  const flows: Flow[] = [];
  for (let zip = 0; zip < geometry.facts.zips.length; zip++) {
    const isServed = stationIds[arrays.station?.[zip] ?? -1] === facility;
    const isEntered = handoffIds[arrays.handoff?.[zip] ?? -1] === facility;
    const share = isServed ? arrays.ownedShare?.[zip] : isEntered ? arrays.uspsShare?.[zip] : 0;
    const to = pointOf(geometry.arrays.zipXY, zip);
    if (to !== null && share !== undefined && share > 0) flows.push({from, to, weight: share / 3});
  }
  return flows;
}

function originFlows({geometry, origins}: FlowInput, from: Point): Flow[] {
  const most = Math.max(...(origins?.shares ?? []));
  return (origins?.names ?? []).flatMap((zip3, i): Flow[] => {
    const zip = geometry.facts.zips.findIndex((each) => each.startsWith(zip3)); // one of them stands for all
    const to = zip < 0 ? null : pointOf(geometry.arrays.zipXY, zip);
    return to === null ? [] : [{from, to, weight: origins!.shares[i] / most}];
  });
}

/** Null off the map: NaN among ZIPs, -1 among buildings. */
function pointOf(xy: ArrayLike<number>, row: number): Point | null {
  const [x, y] = [xy[2 * row], xy[2 * row + 1]];
  return x >= 0 ? [x, y] : null;
}
