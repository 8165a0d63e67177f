import {type Csr, sharedUint32} from '../compile/csr.ts';
import {compileIncoming, findLevels} from '../compile/levels.ts';
import {CLOSED} from '../compile/metric.ts';
import {createMemory, loadKernel, type SharedMemory} from '../compile/wasm.ts';
import {wasm} from '../generated/sweep.ts';
import {NO_LANE, UNREACHED} from './search.ts';
import {type SweepArrays, type SweepKernel, sweepTwin, UNREACHED_KEY} from './sweep-twin.ts';

/** A topology made ready for sweeps, whatever its lanes cost and wherever ways begin. */
export interface Sweep {
  readonly partCount: number;
  readonly firstNode: Uint32Array; // as in Levels
  readonly partNode: Uint32Array;
  readonly nodePart: Uint32Array;
  readonly firstIn: Uint32Array; // as in Incoming
  readonly inLane: Uint32Array;
  readonly laneIn: Uint32Array; // [laneCount], where each lane stands in inLane
  readonly inTail: Uint32Array; // [laneCount], node the lane at each place in inLane comes from
  readonly inSlot: Uint32Array; // [laneCount], 1 + its place among those into its node; 0 where it leaves that node
  readonly slotBits: number; // of a key that name the last lane
  readonly laneMilsMax: number; // the most a lane may cost, for the sums to fit into a key
}

/**
 * Finds the levels of a network, and how many bits of a key its lanes need. The fewer lanes enter a node and the
 * fewer lanes a way may have, the more a lane may cost: in the reference twin some $68.
 */
export function createSweep(csr: Csr): Sweep {
  const {pathLanesMax, ...levels} = findLevels(csr);
  const {firstIn, inLane} = compileIncoming(csr);
  const laneIn = sharedUint32(csr.laneHead.length);
  inLane.forEach((lane, at) => {
    laneIn[lane] = at;
  });
  const inTail = Uint32Array.from(inLane, (lane) => csr.laneTail[lane]);
  const inSlot = new Uint32Array(inLane.length);
  let inMax = 0;
  for (let node = 0; node < firstIn.length - 1; node++) {
    inMax = Math.max(inMax, firstIn[node + 1] - firstIn[node]);
    for (let at = firstIn[node]; at < firstIn[node + 1]; at++)
      inSlot[at] = inTail[at] === node ? 0 : 1 + at - firstIn[node];
  }
  const slotBits = 32 - Math.clz32(inMax);
  const laneMilsMax = Math.floor(((UNREACHED_KEY >> slotBits) - 1) / Math.max(1, pathLanesMax));
  return {
    ...levels,
    ...{firstIn, inLane, laneIn, inTail, inSlot, slotBits, laneMilsMax},
  };
}

/** All that a thread needs to sweep. */
export interface SweepCells extends SweepArrays {
  readonly memory: SharedMemory; // holds the arrays
}

/** The cheapest ways from every origin to every node: what they cost and their last lanes. */
export interface CostTable extends SweepCells {
  readonly sweep: Sweep;
  readonly origins: Int32Array; // [originCount], node
}

const COLUMNS_MULTIPLE = 16; // a row begins on a cache line
const HEADER_WORDS = 16;

/**
 * Allocates a table and sets what lanes cost; `sweepOrigins` fills it.
 *
 * @param costMils - `[laneCount]`, as in a Metric
 * @param origins - nodes, each once
 * @throws RangeError as `setCosts`, or if an origin is no node or stands there twice
 */
export function createCostTable(sweep: Sweep, costMils: Int32Array, origins: readonly number[]): CostTable {
  const nodeCount = sweep.nodePart.length;
  const laneCount = sweep.inLane.length;
  const columns = COLUMNS_MULTIPLE * Math.ceil(origins.length / COLUMNS_MULTIPLE);
  const lengths = [sweep.partCount + 1, nodeCount, nodeCount, nodeCount + 1, laneCount, laneCount, nodeCount];
  const at = [HEADER_WORDS];
  for (const length of lengths) at.push(COLUMNS_MULTIPLE * Math.ceil((at[at.length - 1] + length) / COLUMNS_MULTIPLE));
  const cellsAt = at[lengths.length];
  const freshAt = cellsAt + nodeCount * columns;
  const memory = createMemory(4 * (freshAt + columns));
  const [firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn] = lengths.map(
    (length, i) => new Int32Array(memory.buffer, 4 * at[i], length),
  );
  const cells = new Int32Array(memory.buffer, 4 * cellsAt, nodeCount * columns);
  const fresh = new Int32Array(memory.buffer, 4 * freshAt, columns);
  const slotMask = 2 ** sweep.slotBits - 1;
  new Int32Array(memory.buffer).set([...at, freshAt, columns, slotMask]);
  firstNode.set(sweep.firstNode);
  partNode.set(sweep.partNode);
  nodePart.set(sweep.nodePart);
  firstIn.set(sweep.firstIn);
  inTail.set(sweep.inTail);
  const arrays = {firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn, cells, fresh, columns, slotMask};
  const table = {...arrays, sweep, origins: Int32Array.from(origins), memory};
  placeOrigins(table);
  setCosts(table, costMils);
  return table;
}

function placeOrigins({origins, startColumn}: CostTable): void {
  startColumn.fill(-1);
  origins.forEach((node, column) => {
    if (!(node >= 0 && node < startColumn.length)) {
      throw new RangeError(`origin ${node} is no node; node indexes run from 0 to ${startColumn.length - 1}`);
    }
    if (startColumn[node] !== -1) throw new RangeError(`origin ${node} is given twice`);
    startColumn[node] = column;
  });
}

/**
 * Gives the lanes new costs; the cells are stale then until `sweepOrigins`.
 *
 * @param costMils - `[laneCount]`, mils from 0 to `laneMilsMax` of the sweep, or CLOSED
 * @throws RangeError if the length is another, or a cost does not fit; the table is then of no use until costs are set
 */
export function setCosts(table: CostTable, costMils: Int32Array): void {
  const {inLane} = table.sweep;
  if (costMils.length !== inLane.length) {
    throw new RangeError(`there are ${costMils.length} costs but the network has ${inLane.length} lanes`);
  }
  for (let at = 0; at < inLane.length; at++) table.inKey[at] = laneKey(table.sweep, at, costMils[inLane[at]]);
}

/**
 * Key that a lane adds to a way's. A lane from a node to itself counts as closed: no cheapest way takes it.
 *
 * @param at - the lane's place in `inLane`
 */
export function laneKey(sweep: Sweep, at: number, costMils: number): number {
  const {inSlot, laneMilsMax, slotBits} = sweep;
  if (costMils >= 0 && costMils <= laneMilsMax)
    return inSlot[at] === 0 ? UNREACHED_KEY : (costMils << slotBits) | inSlot[at];
  if (costMils === CLOSED) return UNREACHED_KEY;
  throw new RangeError(
    `lane ${sweep.inLane[at]} costs ${costMils} mils; in a sweep of this network a lane costs from 0 to ` +
      `${laneMilsMax}. Check its price, or use searchFrom, which has no such limit`,
  );
}

const kernels = new WeakMap<SharedMemory, SweepKernel>();

/** The WebAssembly kernel where it runs, its twin elsewhere. */
export function sweepKernel(cells: SweepCells): SweepKernel {
  const kernel = kernels.get(cells.memory) ?? loadKernel<SweepKernel>(wasm, cells.memory) ?? sweepTwin(cells);
  kernels.set(cells.memory, kernel);
  return kernel;
}

/**
 * Finds the cheapest ways from the origins of some columns, all at once. Columns do not touch each other, so threads
 * may share a table.
 *
 * @param fromColumn - a multiple of 4; of 16 where threads meet, so that they write to different cache lines
 * @param toColumn - a multiple of 4
 */
export function sweepOrigins<Table extends SweepCells>(
  table: Table,
  fromColumn = 0,
  toColumn = table.columns,
  kernel: SweepKernel = sweepKernel(table),
): Table {
  kernel.sweepParts(0, table.firstNode.length - 1, fromColumn, toColumn);
  return table;
}

/** Mils of the cheapest way, or UNREACHED. */
export function costMilsTo({cells, columns, sweep}: CostTable, originSlot: number, node: number): number {
  const key = cells[node * columns + originSlot];
  return key === UNREACHED_KEY ? UNREACHED : key >> sweep.slotBits;
}

/** Last lane of the cheapest way; NO_LANE at the origin itself and where there is no way. */
export function lastLaneTo({cells, columns, sweep, slotMask}: CostTable, originSlot: number, node: number): number {
  const slot = cells[node * columns + originSlot] & slotMask;
  return slot === 0 ? NO_LANE : sweep.inLane[sweep.firstIn[node] + slot - 1];
}

/** The lanes of the cheapest way, in travel order; empty at the origin itself and where there is no way. */
export function cheapestWay(table: CostTable, originSlot: number, node: number): Uint32Array {
  const lanes: number[] = [];
  for (
    let lane = lastLaneTo(table, originSlot, node);
    lane !== NO_LANE;
    lane = lastLaneTo(table, originSlot, table.inTail[table.sweep.laneIn[lane]])
  ) {
    lanes.push(lane);
  }
  return Uint32Array.from(lanes.reverse());
}
