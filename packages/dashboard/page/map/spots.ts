import type {Facilities, Handoffs, Stations} from '@cutover/dashboard';
import type {ZipLayer} from '../measures/measures.ts';
import type {PageState} from '../state/hash.ts';
import type {Spot} from './overlay.ts';

/** Arrays of what is shown and what their places of stations and hand-offs mean. */
export interface NamedLayer {
  readonly arrays: ZipLayer;
  readonly stationIds: readonly string[];
  readonly handoffIds: readonly string[];
  readonly whole?: ZipLayer; // what the scale is made of, where `arrays` are a part
}

export interface Loads {
  readonly stations: Stations | null; // of the run; null: a plan is shown
  readonly handoffs: Handoffs | null;
  readonly most?: number; // packages a day that have the largest mark; absent: of these stations
}

const LOOKS: Readonly<Record<string, Spot['look']>> = {
  ds: 'station',
  fc: 'fc',
  sdc: 'handoff',
  scf: 'handoff',
  ddu: 'handoff',
};

type Shown = Pick<PageState, 'stations' | 'handoffs' | 'fcs' | 'whatIf'> & {
  readonly opened: readonly {readonly id: string; readonly x: number; readonly y: number; readonly capacity: number}[];
};

/** The buildings to draw: by load where a run is shown, else stations by capacity and hand-offs by ZIPs. */
export function spotsOf(facilities: Facilities, layer: NamedLayer | null, loads: Loads, shown: Shown): Spot[] {
  const {ids, types, xy} = facilities;
  const closed = new Set(shown.whatIf.closedStations);
  const stations = stationSizes(facilities, loads);
  const handoffs = handoffSizes(layer, loads);
  const most = largestCapacity(facilities);
  const opened = shown.opened.map(({id, x, y, capacity}): Spot => ({id, x, y, size: capacity / most, look: 'opened'}));
  const known = ids.flatMap((id, row): Spot[] => {
    const look = LOOKS[types[row]];
    if (look === undefined || xy[2 * row] < 0) return [];
    const place = {id, x: xy[2 * row], y: xy[2 * row + 1]};
    if (look === 'fc') return shown.fcs ? [{...place, size: 0.3, look}] : [];
    if (look === 'handoff') {
      const size = handoffs.get(id);
      return shown.handoffs && size !== undefined ? [{...place, size, look}] : [];
    }
    if (!shown.stations) return [];
    const {size, isFull} = stations.get(id) ?? {size: 0, isFull: false};
    return [{...place, size, look: closed.has(id) ? 'closed' : isFull ? 'full' : 'station'}];
  });
  return [...known, ...opened];
}

/** What the largest marks stand for. */
export interface MarkScales {
  readonly stations: number; // packages a day: of load where one is known, else of capacity
  readonly handoffs: number; // packages of the run, or ZIPs
}

export function markScales(facilities: Facilities, layer: NamedLayer | null, loads: Loads): MarkScales {
  return {
    stations: loads.stations === null ? largestCapacity(facilities) : largestLoad(loads.stations, loads.most),
    handoffs: Math.max(1, ...handoffLoads(layer, loads).values()),
  };
}

function largestLoad(stations: Stations, most?: number): number {
  return most ?? Math.max(1, ...stations.map(({meanPackages}) => meanPackages));
}

function largestCapacity({capacityPackagesPerDay}: Facilities): number {
  return capacityPackagesPerDay.reduce<number>((top, each) => Math.max(top, each ?? 0), 1);
}

function stationSizes(facilities: Facilities, {stations, most: largest}: Loads) {
  const {ids, capacityPackagesPerDay} = facilities;
  const sizes = new Map<string, {size: number; isFull: boolean}>();
  if (stations === null) {
    const most = largestCapacity(facilities);
    ids.forEach((id, row) => sizes.set(id, {size: (capacityPackagesPerDay[row] ?? 0) / most, isFull: false}));
    return sizes;
  }
  const most = largestLoad(stations, largest);
  for (const {facilityId, meanPackages, peakPackages, peakCapacity} of stations) {
    sizes.set(facilityId, {size: meanPackages / most, isFull: peakPackages > peakCapacity});
  }
  return sizes;
}

function handoffSizes(layer: NamedLayer | null, loads: Loads): Map<string, number> {
  const known = handoffLoads(layer, loads);
  const most = Math.max(1, ...known.values());
  return new Map([...known].map(([id, load]) => [id, load / most]));
}

function handoffLoads(layer: NamedLayer | null, {handoffs}: Loads): Map<string, number> {
  const loads = new Map<string, number>();
  if (handoffs !== null) for (const {facilityId, packages} of handoffs) loads.set(facilityId, packages);
  else if (layer?.arrays.handoff !== undefined) {
    for (const place of layer.arrays.handoff) {
      const id = layer.handoffIds[place];
      if (id !== undefined) loads.set(id, (loads.get(id) ?? 0) + 1);
    }
  }
  return loads;
}
