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
  readonly firstOf: Int32Array; // [nodeCount + 1], into byNode
  byNode: Int32Array; // [settledCount], the settled labels by node, cheapest first
  costByNode: Int32Array; // [settledCount], of the labels in byNode
  minutesByNode: Int32Array;
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
    firstOf: new Int32Array(nodeCount + 1),
    byNode: new Int32Array(labels),
    costByNode: new Int32Array(labels),
    minutesByNode: new Int32Array(labels),
    arrivalCost: new Int32Array((1 + limitCount) * nodeCount),
    arrivalMinutes: new Int32Array((1 + limitCount) * nodeCount),
    arrivalLabel: new Int32Array((1 + limitCount) * nodeCount),
    arrivalLane: new Int32Array((1 + limitCount) * nodeCount),
    heap: createHeap(labels),
  };
}

/** The nodes that no open lane leaves, and the open lanes into each of them, in order. */
export interface Ends {
  readonly isEnd: Uint8Array; // [nodeCount], 1 for an end
  readonly firstIn: Uint32Array; // [nodeCount + 1], into the arrays below; no lanes where the node is no end
  readonly inLane: Int32Array; // [lanes into ends], CSR index, ascending for each end
  readonly inTail: Int32Array;
  readonly inMils: Int32Array;
  readonly inMinutes: Int32Array;
}

export function findEnds({firstLane, laneHead, laneTail}: Csr, {costMils, minutes}: Metric): Ends {
  const nodeCount = firstLane.length - 1;
  const isEnd = new Uint8Array(nodeCount).fill(1);
  for (let lane = 0; lane < laneHead.length; lane++) if (costMils[lane] !== CLOSED) isEnd[laneTail[lane]] = 0;

  const firstIn = new Uint32Array(nodeCount + 1);
  const entersEnd = (lane: number): boolean => costMils[lane] !== CLOSED && isEnd[laneHead[lane]] === 1;
  for (let lane = 0; lane < laneHead.length; lane++) if (entersEnd(lane)) firstIn[laneHead[lane] + 1]++;
  for (let node = 0; node < nodeCount; node++) firstIn[node + 1] += firstIn[node];
  const next = firstIn.slice(0, nodeCount);
  const inLane = new Int32Array(firstIn[nodeCount]);
  for (let lane = 0; lane < laneHead.length; lane++) if (entersEnd(lane)) inLane[next[laneHead[lane]]++] = lane;
  return {
    ...{isEnd, firstIn, inLane},
    inTail: inLane.map((lane) => laneTail[lane]),
    inMils: inLane.map((lane) => costMils[lane]),
    inMinutes: inLane.map((lane) => minutes[lane]),
  };
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
  ends: Ends,
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
  addLabel(search, origin, NO_LANE, NO_LABEL, 0, 0);
  settleAll(csr, metric, limits, ends, search);
  sortByNode(search);
  for (let node = 0; node < nodeCount; node++) arriveAt(node, ends, search, limits, afterMinutes[node]);
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
  search.byNode = grow(search.byNode);
  search.costByNode = grow(search.costByNode);
  search.minutesByNode = grow(search.minutesByNode);
}

function settleAll(csr: Csr, metric: Metric, limits: readonly number[], {isEnd}: Ends, search: Search): void {
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
    for (let lane = firstLane[node]; lane < firstLane[node + 1]; lane++) {
      const head = laneHead[lane];
      if (isEnd[head] === 1 || costMils[lane] === CLOSED) continue;
      const minutesThere = minutes + laneMinutes[lane];
      if (bestMinutes[head] === UNREACHED || (minutesThere < bestMinutes[head] && minutesThere <= longest)) {
        addLabel(search, head, lane, label, cost + costMils[lane], minutesThere);
      }
    }
  }
}

function sortByNode(search: Search): void {
  const {byNode, costByNode, firstOf, labelNode, minutesByNode, settled, settledCount} = search;
  firstOf.fill(0);
  for (let i = 0; i < settledCount; i++) firstOf[labelNode[settled[i]] + 1]++;
  for (let node = 1; node < firstOf.length; node++) firstOf[node] += firstOf[node - 1];
  // Filled from the back, so that each node's range ends where it should begin and the cheapest comes first.
  for (let i = settledCount - 1; i >= 0; i--) {
    const at = --firstOf[labelNode[settled[i]] + 1];
    byNode[at] = settled[i];
    costByNode[at] = search.labelCost[settled[i]];
    minutesByNode[at] = search.labelMinutes[settled[i]];
  }
  firstOf.copyWithin(0, 1);
  firstOf[firstOf.length - 1] = settledCount;
}

const WITHOUT_LIMIT = 0x3fff_ffff; // minutes, more than any way takes

// The best way of all is the best within each limit that it keeps, so that most nodes are looked at once.
function arriveAt(node: number, ends: Ends, search: Search, limits: readonly number[], afterMinutes: number): void {
  const {arrivalCost, arrivalMinutes, arrivalLabel, arrivalLane} = search;
  const nodeCount = search.bestMinutes.length;
  arriveWithin(node, node, ends, search, WITHOUT_LIMIT);
  let best = node;
  for (let variant = limits.length; variant > 0; variant--) {
    const cell = variant * nodeCount + node;
    const budget = limits[variant - 1] - afterMinutes;
    if (arrivalLabel[best] === NO_LABEL || arrivalMinutes[best] <= budget) {
      arrivalCost[cell] = arrivalCost[best];
      arrivalMinutes[cell] = arrivalMinutes[best];
      arrivalLabel[cell] = arrivalLabel[best];
      arrivalLane[cell] = arrivalLane[best];
    } else {
      arriveWithin(node, cell, ends, search, budget);
    }
    best = cell;
  }
}

// A node with labels takes the cheapest of its own that keeps the limit; an end the best over its lanes, of each the
// cheapest label at its tail that does.
function arriveWithin(node: number, cell: number, ends: Ends, search: Search, budget: number): void {
  const {firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, costByNode, minutesByNode, firstOf} = search;
  let cost = UNREACHED;
  let minutes = UNREACHED;
  let label = NO_LABEL;
  let lane = NO_LANE;
  let own = firstOf[node];
  while (own < firstOf[node + 1] && minutesByNode[own] > budget) own++;
  if (own < firstOf[node + 1]) {
    cost = costByNode[own];
    minutes = minutesByNode[own];
    label = byNode[own];
  }
  for (let i = firstIn[node]; i < firstIn[node + 1]; i++) {
    const laneMinutes = inMinutes[i];
    const end = firstOf[inTail[i] + 1];
    let at = firstOf[inTail[i]];
    while (at < end && minutesByNode[at] + laneMinutes > budget) at++;
    if (at === end) continue;
    const costHere = costByNode[at] + inMils[i];
    const minutesHere = minutesByNode[at] + laneMinutes;
    if (costHere > cost || (costHere === cost && minutesHere >= minutes)) continue;
    cost = costHere;
    minutes = minutesHere;
    label = byNode[at];
    lane = inLane[i];
  }
  search.arrivalCost[cell] = cost;
  search.arrivalMinutes[cell] = minutes;
  search.arrivalLabel[cell] = label;
  search.arrivalLane[cell] = lane;
}
