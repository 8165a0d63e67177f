import type {Csr} from '../compile/csr.ts';
import {CLOSED} from '../compile/metric.ts';
import {type CostTable, createCostTable, laneKey, type Sweep, sweepKernel, sweepOrigins} from './cost-table.ts';
import {type SweepKernel, UNREACHED_KEY} from './sweep-twin.ts';

/** One change to a network whose ways are known. */
export type RouteChange =
  | {readonly change: 'closeNode' | 'openNode'; readonly node: number}
  | {readonly change: 'closeLane' | 'openLane'; readonly lane: number}
  | {readonly change: 'setLaneCost'; readonly lane: number; readonly costMils: number};

/** The cheapest ways of a network, kept true while it changes. */
export interface Rerouter {
  readonly csr: Csr;
  readonly table: CostTable;
  readonly isTarget: Uint8Array; // [nodeCount]
  readonly laneMils: Int32Array; // [laneCount], what each lane costs when it is open
  readonly closedLane: Uint8Array; // [laneCount], 1 for a lane closed by itself
  readonly closedNode: Uint8Array; // [nodeCount]
  readonly groupColumns: number; // columns that are computed anew together; at most 32 such groups
  readonly stale: Uint32Array; // [partCount], a bit for each group to compute anew
  readonly before: Int32Array; // scratch, the rows of a part
}

/** Targets whose cheapest way costs otherwise or has another last lane than before, ascending. */
export interface Rerouted {
  readonly table: CostTable;
  readonly targets: Int32Array; // nodes
  readonly originCounts: Int32Array; // [targets], how many origins' ways to it changed
}

const BLOCK = 16; // columns, a cache line
const GROUPS_MAX = 32; // bits in a word

/**
 * Finds the cheapest ways and keeps what repairing them takes.
 *
 * @param costMils - `[laneCount]`, as in a Metric; a lane that is CLOSED here has no price until `setLaneCost`
 * @param targets - nodes to watch
 * @throws RangeError as `createCostTable`
 */
export function createRerouter(
  csr: Csr,
  sweep: Sweep,
  costMils: Int32Array,
  origins: readonly number[],
  targets: readonly number[],
): Rerouter {
  const nodeCount = csr.firstLane.length - 1;
  const table = sweepOrigins(createCostTable(sweep, costMils, origins));
  const isTarget = new Uint8Array(nodeCount);
  for (const node of targets) isTarget[node] = 1;
  let partNodesMax = 0;
  for (let part = 0; part < sweep.partCount; part++) {
    partNodesMax = Math.max(partNodesMax, sweep.firstNode[part + 1] - sweep.firstNode[part]);
  }
  return {
    ...{csr, table, isTarget},
    laneMils: costMils.slice(),
    closedLane: Uint8Array.from(costMils, (cost) => (cost === CLOSED ? 1 : 0)),
    closedNode: new Uint8Array(nodeCount),
    groupColumns: BLOCK * Math.ceil(table.columns / BLOCK / GROUPS_MAX),
    stale: new Uint32Array(sweep.partCount),
    before: new Int32Array(partNodesMax * table.columns),
  };
}

/**
 * Applies changes in order, then repairs the ways, downstream of what changed and only as far as they do. The table is
 * that of a sweep of the changed network, cell by cell. A closed node is neither entered nor left; a way may still
 * begin and end in it. A change that is already true changes nothing.
 *
 * @throws RangeError naming every change that cannot be made, before any is
 */
export function applyChanges(rerouter: Rerouter, changes: readonly RouteChange[]): Rerouted {
  const problems = changes.flatMap((change, i) => problemOf(rerouter, change, i));
  checkPrices(rerouter, changes, problems);
  if (problems.length > 0) throw new RangeError(problems.join('\n'));
  for (const change of changes) applyChange(rerouter, change);
  return repair(rerouter);
}

function problemOf({csr, table}: Rerouter, change: RouteChange, i: number): string[] {
  const [name, index, count] =
    'node' in change ? ['node', change.node, csr.firstLane.length - 1] : ['lane', change.lane, csr.laneHead.length];
  if (!(Number.isInteger(index) && index >= 0 && index < count)) {
    return [`changes/${i}: ${name} is ${index} but indexes of ${name}s run from 0 to ${count - 1}`];
  }
  if (change.change !== 'setLaneCost') return [];
  const {laneMilsMax} = table.sweep;
  const {costMils} = change;
  if (Number.isInteger(costMils) && costMils >= 0 && costMils <= laneMilsMax) return [];
  return [
    `changes/${i}: costMils is ${costMils} but a lane costs a whole number of mils from 0 to ${laneMilsMax} here`,
  ];
}

// A lane that never had a price may be opened only once it has one.
function checkPrices({laneMils}: Rerouter, changes: readonly RouteChange[], problems: string[]): void {
  const priced = new Set<number>();
  changes.forEach((change, i) => {
    if (change.change === 'setLaneCost') priced.add(change.lane);
    if (change.change === 'openLane' && laneMils[change.lane] === CLOSED && !priced.has(change.lane)) {
      problems.push(`changes/${i}: lane ${change.lane} has no price to open it at; set its cost before`);
    }
  });
}

function applyChange(rerouter: Rerouter, change: RouteChange): void {
  const {csr, closedNode, closedLane, laneMils, table} = rerouter;
  switch (change.change) {
    case 'closeNode':
    case 'openNode': {
      const {node} = change;
      closedNode[node] = change.change === 'closeNode' ? 1 : 0;
      const {firstIn, inLane} = table.sweep;
      for (let at = firstIn[node]; at < firstIn[node + 1]; at++) updateLane(rerouter, inLane[at]);
      for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) updateLane(rerouter, lane);
      return;
    }
    case 'closeLane':
    case 'openLane':
      closedLane[change.lane] = change.change === 'closeLane' ? 1 : 0;
      break;
    case 'setLaneCost':
      laneMils[change.lane] = change.costMils;
  }
  updateLane(rerouter, change.lane);
}

function updateLane(rerouter: Rerouter, lane: number): void {
  const {csr, closedLane, closedNode, laneMils, table} = rerouter;
  const [tail, head] = [csr.laneTail[lane], csr.laneHead[lane]];
  const isClosed = closedLane[lane] === 1 || closedNode[tail] === 1 || closedNode[head] === 1;
  const at = table.sweep.laneIn[lane];
  const key = laneKey(table.sweep, at, isClosed ? CLOSED : laneMils[lane]);
  if (table.inKey[at] === key) return;
  table.inKey[at] = key;
  // Columns that do not reach the tail yet are told when they do.
  let groups = 0;
  const row = tail * table.columns;
  for (let column = 0; column < table.columns; column++) {
    if (table.cells[row + column] !== UNREACHED_KEY) groups |= 1 << Math.floor(column / rerouter.groupColumns);
  }
  rerouter.stale[table.nodePart[head]] |= groups;
}

// Lanes lead to later parts only, so one pass in order meets each part after all that it depends on.
function repair(rerouter: Rerouter): Rerouted {
  const {table, isTarget, stale} = rerouter;
  const {firstNode, partNode} = table;
  const changed = new Map<number, number>();
  const report = (node: number, count: number): void => {
    if (count > 0 && isTarget[node] === 1) changed.set(node, count);
  };
  const kernel = sweepKernel(table);
  for (let part = 0; part < stale.length; part++) {
    if (stale[part] === 0) continue;
    const from = firstNode[part];
    if (firstNode[part + 1] - from === 1) report(partNode[from], repairNode(rerouter, kernel, partNode[from], part));
    else repairPart(rerouter, kernel, part, report);
  }
  const targets = Int32Array.from(changed.keys()).sort();
  return {table, targets, originCounts: targets.map((node) => changed.get(node)!)};
}

function repairNode(rerouter: Rerouter, kernel: SweepKernel, node: number, part: number): number {
  const {groupColumns, stale, table} = rerouter;
  let count = 0;
  let groups = 0;
  for (let rest = stale[part]; rest !== 0; rest &= rest - 1) {
    const from = groupColumns * lowestBit(rest);
    const changed = kernel.sweepNode(node, from, Math.min(from + groupColumns, table.columns));
    if (changed > 0) groups |= rest & -rest;
    count += changed;
  }
  stale[part] = 0;
  if (groups !== 0) passOn(rerouter, node, groups);
  return count;
}

function repairPart(
  rerouter: Rerouter,
  kernel: SweepKernel,
  part: number,
  report: (node: number, count: number) => void,
): void {
  const {before, groupColumns, stale, table} = rerouter;
  const {cells, columns, firstNode, partNode} = table;
  const nodes = partNode.subarray(firstNode[part], firstNode[part + 1]);
  nodes.forEach((node, i) => before.set(cells.subarray(node * columns, (node + 1) * columns), i * columns));
  for (let rest = stale[part]; rest !== 0; rest &= rest - 1) {
    const from = groupColumns * lowestBit(rest);
    kernel.sweepParts(part, part + 1, from, Math.min(from + groupColumns, columns));
  }
  nodes.forEach((node, i) => {
    let count = 0;
    let groups = 0;
    for (let column = 0; column < columns; column++) {
      if (cells[node * columns + column] === before[i * columns + column]) continue;
      groups |= 1 << Math.floor(column / groupColumns);
      count++;
    }
    if (groups !== 0) passOn(rerouter, node, groups);
    report(node, count);
  });
  stale[part] = 0;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function passOn({csr, stale, table}: Rerouter, node: number, groups: number): void {
  for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) {
    if (table.inKey[table.sweep.laneIn[lane]] !== UNREACHED_KEY) stale[table.nodePart[csr.laneHead[lane]]] |= groups;
  }
}
