import type {Csr} from '../compile/csr.ts';
import {CLOSED} from '../compile/metric.ts';
import {type BucketQueue, clearQueue, createBucketQueue, dequeue, enqueue, NONE} from './bucket-queue.ts';
import {NO_LANE, UNREACHED} from './search.ts';

/** Result and scratch of searches on one network with one metric; the network needs no levels. */
export interface TreeSearch {
  readonly csr: Csr;
  readonly costMils: Int32Array; // [laneCount]
  readonly cost: Int32Array; // [nodeCount], from the last origin, UNREACHED where no way leads within 2^31 - 2
  readonly laneInto: Int32Array; // [nodeCount], last lane of the way, NO_LANE at the origin and where there is none
  readonly queue: BucketQueue;
}

const BUCKETS_PER_LANE = 4; // of mean cost: measured; it also keeps the empty buckets passed below 4 a lane

/**
 * @param costMils - `[laneCount]`, ≥ 0, in CSR order, or CLOSED; any one unit will do
 * @throws RangeError if there is not one cost for each lane, or one is negative
 */
export function createTreeSearch(csr: Csr, costMils: Int32Array): TreeSearch {
  const laneCount = csr.laneHead.length;
  if (costMils.length !== laneCount) {
    throw new RangeError(`there are ${costMils.length} costs but the network has ${laneCount} lanes`);
  }
  let [open, sum, costMax] = [0, 0, 0];
  for (let lane = 0; lane < laneCount; lane++) {
    const cost = costMils[lane];
    if (cost < 0) throw new RangeError(`lane ${lane} costs ${cost}; a cost is 0 or more`);
    if (cost === CLOSED) continue;
    open++;
    sum += cost;
    if (cost > costMax) costMax = cost;
  }
  const nodeCount = csr.firstLane.length - 1;
  return {
    csr,
    costMils,
    cost: new Int32Array(nodeCount).fill(UNREACHED),
    laneInto: new Int32Array(nodeCount).fill(NO_LANE),
    queue: createBucketQueue(costMax, sum / Math.max(1, open) / BUCKETS_PER_LANE),
  };
}

/**
 * Finds the cheapest way from one node to every other (bucket queue; label correcting inside a bucket, so exact for any
 * costs).
 *
 * Equal costs go to the lower lane index. A lane that costs nothing never takes the place of an equally cheap one, so
 * that no way runs in a circle.
 *
 * @param search - `cost` and `laneInto` are overwritten
 * @throws RangeError if the origin is no node
 */
export function shortestTree(search: TreeSearch, origin: number): void {
  relaxFrom(search, origin, NONE);
}

/**
 * Finds the cheapest way from one node to another; stops when no cheaper one is left to be found.
 *
 * @param search - overwritten; other nodes are final only where they cost less than the target
 * @returns lanes, in travel order; empty from a node to itself; undefined where there is no way
 * @throws RangeError if the origin or the target is no node
 */
export function shortestWay(search: TreeSearch, origin: number, target: number): Uint32Array | undefined {
  checkNode(search, target);
  relaxFrom(search, origin, target);
  return search.cost[target] === UNREACHED ? undefined : lanesTo(search, target);
}

/** The lanes from the last origin to a node, in travel order. */
export function lanesTo({csr, laneInto}: TreeSearch, target: number): Uint32Array {
  const lanes: number[] = [];
  for (let lane = laneInto[target]; lane !== NO_LANE; lane = laneInto[csr.laneTail[lane]]) lanes.push(lane);
  return Uint32Array.from(lanes.reverse());
}

/**
 * What it costs from each origin to every node.
 *
 * @returns `[origin * nodeCount + node]`, UNREACHED where there is no way
 */
export function costMatrix(search: TreeSearch, origins: ArrayLike<number>): Int32Array {
  const nodeCount = search.cost.length;
  const matrix = new Int32Array(origins.length * nodeCount);
  for (let i = 0; i < origins.length; i++) {
    shortestTree(search, origins[i]);
    matrix.set(search.cost, i * nodeCount);
  }
  return matrix;
}

function checkNode({cost}: TreeSearch, node: number): void {
  if (Number.isInteger(node) && node >= 0 && node < cost.length) return;
  throw new RangeError(`${node} is no node; node indexes run from 0 to ${cost.length - 1}`);
}

// A sum beyond the range, and any with CLOSED in it, is not below UNREACHED and so loses.
function relaxFrom(search: TreeSearch, origin: number, target: number): void {
  checkNode(search, origin);
  const {csr, costMils, cost, laneInto, queue} = search;
  const {firstLane, laneHead} = csr;
  const {first, shift} = queue;
  const mask = first.length - 1;
  cost.fill(UNREACHED);
  laneInto.fill(NO_LANE);
  clearQueue(queue);
  cost[origin] = 0;
  enqueue(queue, 0, origin);
  for (let bucket = 0; queue.length > 0; bucket++) {
    while (first[bucket & mask] !== NONE) {
      const entry = dequeue(queue, bucket & mask);
      const node = queue.node[entry];
      const here = queue.cost[entry];
      if (here > cost[node]) continue; // stale: a cheaper way came after this entry was added
      for (let lane = firstLane[node]; lane < firstLane[node + 1]; lane++) {
        const head = laneHead[lane];
        const there = here + costMils[lane];
        if (there < cost[head]) {
          cost[head] = there;
          laneInto[head] = lane;
          enqueue(queue, there, head);
        } else if (there === cost[head] && lane < laneInto[head] && there > here) laneInto[head] = lane;
      }
    }
    if (target !== NONE && cost[target] >> shift === bucket) return;
  }
}
