import {type Csr, sharedInt32} from '../compile/csr.ts';
import type {Metric} from '../compile/metric.ts';
import {findArrivals} from './arrivals.ts';
import {END, type Ends, findEnds} from './ends.ts';
import {createSearch, NO_LABEL, NO_LANE, type Search, searchFrom, UNREACHED} from './search.ts';

/**
 * The ways from every origin to every last building: variant 0 the cheapest, variant v the cheapest within
 * `limits[v - 1]` minutes. Cells are [(variant * originCount + originSlot) * targetCount + targetSlot]. A cell names
 * the label its last lane leaves from; labels of one origin lie at `originSlot * labelsMax …`, parents before children.
 */
export interface RouteTable {
  readonly origins: Int32Array; // [originCount], node
  readonly targets: Int32Array; // [targetCount], node
  readonly targetSlot: Int32Array; // [nodeCount], -1 for a node that is no target
  readonly limits: readonly number[]; // minutes, ascending
  readonly ends: Ends;
  readonly afterMinutes: Int32Array; // [nodeCount], that follow a target and count against its limits
  readonly labelsMax: number;
  readonly labelCount: Int32Array; // [originCount]
  readonly labelNode: Int32Array; // [originCount * labelsMax]
  readonly labelLane: Int32Array;
  readonly labelParent: Int32Array; // index from the first label of the origin
  readonly labelCost: Int32Array; // mils
  readonly labelMinutes: Int32Array;
  readonly labelSort: Int32Array; // mils of labelCost that are handling
  readonly cellLabel: Int32Array; // [cells], NO_LABEL where there is no way
  readonly cellLane: Int32Array; // [cells], last lane, or NO_LANE where the label stands at the target itself
}

/** Nodes never keep more than this many useful labels on average; beyond, `routeOrigin` says so. */
const LABELS_PER_NODE_MAX = 16;

/**
 * Allocates a table on shared memory; the cells of an origin mean nothing before `routeOrigin`.
 *
 * @param targets - nodes, each once
 * @param afterMinutes - as in `findArrivals`
 */
export function createRouteTable(
  csr: Csr,
  metric: Metric,
  origins: readonly number[],
  targets: readonly number[],
  limits: readonly number[],
  afterMinutes: Int32Array = sharedInt32(csr.firstLane.length - 1),
): RouteTable {
  const ends = findEnds(csr, metric);
  const inner = ends.kind.reduce((count, kind) => count + (kind === END ? 0 : 1), 0);
  const labelsMax = LABELS_PER_NODE_MAX * (inner + 1);
  const cells = (1 + limits.length) * origins.length * targets.length;
  const targetSlot = sharedInt32(csr.firstLane.length - 1).fill(-1);
  targets.forEach((node, slot) => {
    targetSlot[node] = slot;
  });
  const labels = () => sharedInt32(origins.length * labelsMax);
  return {
    origins: shared(origins),
    targets: shared(targets),
    targetSlot,
    limits,
    ends,
    afterMinutes,
    labelsMax,
    labelCount: sharedInt32(origins.length),
    labelNode: labels(),
    labelLane: labels(),
    labelParent: labels(),
    labelCost: labels(),
    labelMinutes: labels(),
    labelSort: labels(),
    cellLabel: sharedInt32(cells),
    cellLane: sharedInt32(cells),
  };
}

function shared(nodes: readonly number[]): Int32Array {
  const array = sharedInt32(nodes.length);
  array.set(nodes);
  return array;
}

/** Scratch of `routeOrigin`, one for each thread. */
export interface RouteScratch {
  readonly search: Search;
  place: Int32Array; // [labels], in the table, of the settled ones
  minutes: Int32Array; // of the arrivals of the origin routed last
}

export function createRouteScratch(csr: Csr): RouteScratch {
  return {
    search: createSearch(csr.firstLane.length - 1),
    place: new Int32Array(0),
    minutes: new Int32Array(0),
  };
}

/**
 * Fills the rows of one origin. Rows of different origins do not touch each other, so threads may share a table.
 *
 * @throws RangeError if the origin's ways need more labels than the table has room for
 */
export function routeOrigin(
  csr: Csr,
  metric: Metric,
  table: RouteTable,
  originSlot: number,
  scratch: RouteScratch,
): void {
  const {search} = scratch;
  const {afterMinutes, cellLabel, cellLane, ends, limits, targets} = table;
  searchFrom(csr, metric, table.origins[originSlot], limits, ends, search);
  const cells = (1 + limits.length) * targets.length;
  if (scratch.minutes.length !== cells) scratch.minutes = new Int32Array(cells);
  const first = cellOf(table, 0, originSlot, 0);
  const stride = table.origins.length * targets.length;
  const arrivals = {label: cellLabel, lane: cellLane, first, stride, minutes: scratch.minutes};
  findArrivals(ends, search, targets, limits, afterMinutes, arrivals);
  storeLabels(metric, table, originSlot, scratch);
}

// Settling order puts parents before children, so costs and handling add up in one pass.
function storeLabels(metric: Metric, table: RouteTable, originSlot: number, scratch: RouteScratch): void {
  const {search} = scratch;
  const {labelsMax} = table;
  if (search.settledCount > labelsMax) {
    throw new RangeError(`the ways from one origin need more than ${labelsMax} labels; raise the room for them`);
  }
  if (scratch.place.length < search.labelCount) scratch.place = new Int32Array(search.labelNode.length);
  const {place} = scratch;
  const first = originSlot * labelsMax;
  for (let i = 0; i < search.settledCount; i++) {
    const label = search.settled[i];
    const lane = search.labelLane[label];
    const parent = search.labelParent[label];
    const at = first + i;
    place[label] = i;
    table.labelNode[at] = search.labelNode[label];
    table.labelLane[at] = lane;
    table.labelParent[at] = parent === NO_LABEL ? NO_LABEL : place[parent];
    table.labelCost[at] = search.labelCost[label];
    table.labelMinutes[at] = search.labelMinutes[label];
    table.labelSort[at] = lane === NO_LANE ? 0 : table.labelSort[first + place[parent]] + metric.sortMils[lane];
  }
  table.labelCount[originSlot] = search.settledCount;
}

/** Builds the whole table on this thread. */
export function buildRouteTable(
  csr: Csr,
  metric: Metric,
  origins: readonly number[],
  targets: readonly number[],
  limits: readonly number[],
): RouteTable {
  const table = createRouteTable(csr, metric, origins, targets, limits);
  const scratch = createRouteScratch(csr);
  for (let slot = 0; slot < origins.length; slot++) routeOrigin(csr, metric, table, slot, scratch);
  return table;
}

/** Cell of (variant, origin, target), for the arrays of the table. */
export function cellOf(table: RouteTable, variant: number, originSlot: number, targetSlot: number): number {
  return (variant * table.origins.length + originSlot) * table.targets.length + targetSlot;
}

/** Mils of a way, or UNREACHED. */
export function wayCostMils(table: RouteTable, metric: Metric, originSlot: number, cell: number): number {
  const label = table.cellLabel[cell];
  if (label === NO_LABEL) return UNREACHED;
  const lane = table.cellLane[cell];
  return table.labelCost[originSlot * table.labelsMax + label] + (lane === NO_LANE ? 0 : metric.costMils[lane]);
}

/** Minutes of a way, or UNREACHED. */
export function wayMinutes(table: RouteTable, metric: Metric, originSlot: number, cell: number): number {
  const label = table.cellLabel[cell];
  if (label === NO_LABEL) return UNREACHED;
  const lane = table.cellLane[cell];
  return table.labelMinutes[originSlot * table.labelsMax + label] + (lane === NO_LANE ? 0 : metric.minutes[lane]);
}

/** Handling mils of a way; 0 where there is none. */
export function waySortMils(table: RouteTable, metric: Metric, originSlot: number, cell: number): number {
  const label = table.cellLabel[cell];
  if (label === NO_LABEL) return 0;
  const lane = table.cellLane[cell];
  return table.labelSort[originSlot * table.labelsMax + label] + (lane === NO_LANE ? 0 : metric.sortMils[lane]);
}

/** The lanes of a way, in travel order; empty where there is none. */
export function wayLanes(table: RouteTable, originSlot: number, cell: number): Uint32Array {
  const lanes: number[] = [];
  let label = table.cellLabel[cell];
  if (label === NO_LABEL) return new Uint32Array(0);
  if (table.cellLane[cell] !== NO_LANE) lanes.push(table.cellLane[cell]);
  const first = originSlot * table.labelsMax;
  while (table.labelLane[first + label] !== NO_LANE) {
    lanes.push(table.labelLane[first + label]);
    label = table.labelParent[first + label];
  }
  return Uint32Array.from(lanes.reverse());
}
