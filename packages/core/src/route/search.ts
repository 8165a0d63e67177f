import type {Csr} from '../compile/csr.ts';
import {CLOSED, type Metric} from '../compile/metric.ts';
import {createHeap, type Heap, pop, push} from './heap.ts';

export const NO_LANE = -1;
export const NO_LABEL = -1;
export const UNREACHED = 0x7fff_ffff;

/**
 * Scratch and result of a search from one origin. A *label* is one undominated way (cost, minutes) to a node; the
 * labels of a node are found in order of rising cost and falling minutes, so its first is its cheapest.
 *
 * A node without open lanes out (a DDU, an SCF) is an *end*: no way leads through it, so it gets no labels, only its
 * best arrival in each variant. Variant 0 is the cheapest way; variant v is the cheapest within `limits[v - 1]`.
 */
export interface Search {
  labelCount: number;
  labelNode: Int32Array; // [labels]
  labelLane: Int32Array; // [labels], lane into the node, NO_LANE at the origin
  labelParent: Int32Array; // [labels], NO_LABEL at the origin
  labelCost: Int32Array; // [labels], mils
  labelMinutes: Int32Array; // [labels]
  settled: Int32Array; // [settledCount], labels in the order they were settled
  settledCount: number;
  readonly bestMinutes: Int32Array; // [nodeCount], of the node's settled labels
  readonly arrivalCost: Int32Array; // [variant * nodeCount + node], UNREACHED where there is no way
  readonly arrivalMinutes: Int32Array; // UNREACHED where there is no way
  readonly arrivalLabel: Int32Array; // label the last lane leaves from; of the node itself where it is no end
  readonly arrivalLane: Int32Array; // last lane into an end, NO_LANE where the node has labels of its own
  readonly heap: Heap;
}

export function createSearch(nodeCount: number, limitCount = 0): Search {
  const labels = 1024;
  return {
    labelCount: 0,
    labelNode: new Int32Array(labels),
    labelLane: new Int32Array(labels),
    labelParent: new Int32Array(labels),
    labelCost: new Int32Array(labels),
    labelMinutes: new Int32Array(labels),
    settled: new Int32Array(labels),
    settledCount: 0,
    bestMinutes: new Int32Array(nodeCount),
    arrivalCost: new Int32Array((1 + limitCount) * nodeCount),
    arrivalMinutes: new Int32Array((1 + limitCount) * nodeCount),
    arrivalLabel: new Int32Array((1 + limitCount) * nodeCount),
    arrivalLane: new Int32Array((1 + limitCount) * nodeCount),
    heap: createHeap(labels),
  };
}

/** Marks the nodes that no open lane leaves. @returns `[nodeCount]`, 1 for an end */
export function findEnds(csr: Csr, metric: Metric): Uint8Array {
  const nodeCount = csr.firstLane.length - 1;
  const ends = new Uint8Array(nodeCount).fill(1);
  for (let lane = 0; lane < csr.laneHead.length; lane++) {
    if (metric.costMils[lane] !== CLOSED) ends[csr.laneTail[lane]] = 0;
  }
  return ends;
}

/**
 * Finds from one origin the cheapest way to every node, and the cheapest within each limit of minutes
 * (label setting in order of cost, then minutes; exact).
 *
 * Ways beyond the longest limit are followed only as long as a node has no other, so variant 0 is always exact.
 * Equal costs go to the faster way; equally fast ones into an end go to the lower lane index, into other nodes to the
 * one that leaves the heap first, which is always the same. So equal inputs give equal routes everywhere.
 *
 * @param limits - minutes, ascending
 * @param ends - from `findEnds`
 * @param search - overwritten
 * @param afterMinutes - `[nodeCount]`, still to come at a node and counted against its limits (hours inside the mail);
 *   absent: none
 * @throws RangeError if the origin is no node or `search` was made for fewer limits
 * @see E. Q. V. Martins, "On a multicriteria shortest path problem", Eur. J. Oper. Res. 16 (1984) 236-245
 */
export function searchFrom(
  csr: Csr,
  metric: Metric,
  origin: number,
  limits: readonly number[],
  ends: Uint8Array,
  search: Search,
  afterMinutes: Int32Array = new Int32Array(csr.firstLane.length - 1),
): void {
  const nodeCount = csr.firstLane.length - 1;
  if (!(Number.isInteger(origin) && origin >= 0 && origin < nodeCount)) {
    throw new RangeError(`origin is ${origin} but node indexes run from 0 to ${nodeCount - 1}`);
  }
  if (search.arrivalCost.length < (1 + limits.length) * nodeCount) {
    throw new RangeError(`the search was made for fewer than ${limits.length} limits on ${nodeCount} nodes`);
  }
  search.labelCount = 0;
  search.settledCount = 0;
  search.heap.length = 0;
  search.bestMinutes.fill(UNREACHED);
  search.arrivalCost.fill(UNREACHED);
  search.arrivalMinutes.fill(UNREACHED);
  search.arrivalLabel.fill(NO_LABEL);
  search.arrivalLane.fill(NO_LANE);
  addLabel(search, origin, NO_LANE, NO_LABEL, 0, 0);
  settleAll(csr, metric, limits, ends, search, afterMinutes);
}

const MINUTES_SPAN = 0x40_0000; // a heap key is cost * span + minutes: exact up to 2^31 mils and 8 years

function addLabel(search: Search, node: number, lane: number, parent: number, cost: number, minutes: number): void {
  const label = search.labelCount++;
  if (label === search.labelNode.length) growLabels(search);
  search.labelNode[label] = node;
  search.labelLane[label] = lane;
  search.labelParent[label] = parent;
  search.labelCost[label] = cost;
  search.labelMinutes[label] = minutes;
  push(search.heap, cost * MINUTES_SPAN + minutes, label);
}

function growLabels(search: Search): void {
  const grow = (array: Int32Array): Int32Array => {
    const grown = new Int32Array(2 * array.length);
    grown.set(array);
    return grown;
  };
  search.labelNode = grow(search.labelNode);
  search.labelLane = grow(search.labelLane);
  search.labelParent = grow(search.labelParent);
  search.labelCost = grow(search.labelCost);
  search.labelMinutes = grow(search.labelMinutes);
  search.settled = grow(search.settled);
}

function settleAll(
  csr: Csr,
  metric: Metric,
  limits: readonly number[],
  ends: Uint8Array,
  search: Search,
  afterMinutes: Int32Array,
): void {
  const {firstLane, laneHead} = csr;
  const {costMils, minutes: laneMinutes} = metric;
  const {bestMinutes, heap} = search;
  const longest = limits.length === 0 ? -1 : limits[limits.length - 1];
  while (heap.length > 0) {
    const label = pop(heap);
    const node = search.labelNode[label];
    const cost = search.labelCost[label];
    const minutes = search.labelMinutes[label];
    const isFirst = bestMinutes[node] === UNREACHED;
    if (!isFirst && (minutes >= bestMinutes[node] || minutes > longest)) continue; // dominated, or of no use
    bestMinutes[node] = minutes;
    search.settled[search.settledCount++] = label;
    arrive(search, limits, node, cost, minutes, label, NO_LANE, afterMinutes[node]);
    for (let lane = firstLane[node]; lane < firstLane[node + 1]; lane++) {
      if (costMils[lane] === CLOSED) continue;
      const head = laneHead[lane];
      const costThere = cost + costMils[lane];
      const minutesThere = minutes + laneMinutes[lane];
      if (ends[head] === 1) {
        arrive(search, limits, head, costThere, minutesThere, label, lane, afterMinutes[head]);
      } else if (bestMinutes[head] === UNREACHED || (minutesThere < bestMinutes[head] && minutesThere <= longest)) {
        addLabel(search, head, lane, label, costThere, minutesThere);
      }
    }
  }
}

function arrive(
  {arrivalCost, arrivalMinutes, arrivalLabel, arrivalLane, bestMinutes}: Search,
  limits: readonly number[],
  node: number,
  cost: number,
  minutes: number,
  label: number,
  lane: number,
  afterMinutes: number,
): void {
  const nodeCount = bestMinutes.length;
  for (let variant = 0; variant <= limits.length; variant++) {
    if (variant > 0 && minutes + afterMinutes > limits[variant - 1]) continue;
    const at = variant * nodeCount + node;
    if (cost > arrivalCost[at]) continue;
    if (cost === arrivalCost[at]) {
      if (minutes > arrivalMinutes[at] || (minutes === arrivalMinutes[at] && lane >= arrivalLane[at])) continue;
    }
    arrivalCost[at] = cost;
    arrivalMinutes[at] = minutes;
    arrivalLabel[at] = label;
    arrivalLane[at] = lane;
  }
}
