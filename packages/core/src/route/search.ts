import type {Csr} from '../compile/csr.ts';
import type {Metric} from '../compile/metric.ts';
import type {Ends} from './ends.ts';
import {createHeap, type Heap, pop, push} from './heap.ts';

export const NO_LANE = -1;
export const NO_LABEL = -1;
export const UNREACHED = 0x7fff_ffff;
export const FAR = 0x3fff_ffff; // mils and minutes, more than any way has

/**
 * Scratch and result of a search from one origin: what `findArrivals` chooses from. A *label* is one undominated way
 * (cost, minutes) to a node; the labels of a node stand in order of rising cost and falling minutes, its first is its
 * cheapest. Ends have no labels; those of gates follow from the labels at the tails of their lanes (see `Ends`).
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
  readonly waiting: Int32Array; // [4 * node …], mils and minutes of its cheapest and of its fastest label made so far
  readonly firstOf: Int32Array; // [nodeCount], first of the node's labels in byNode …
  readonly endOf: Int32Array; // [nodeCount], … and where they end; the same where it has none
  readonly cheapestMils: Int32Array; // [nodeCount], of the node's first label, FAR where it has none
  readonly cheapestMinutes: Int32Array; // [nodeCount]
  readonly startOf: Int32Array; // [nodeCount], in byNode, the first label that may keep the limit at hand; of tails
  readonly startMils: Int32Array; // [nodeCount], its cost, FAR where there is none
  byNode: Int32Array; // [settledCount], places in `settled` by node, cheapest first
  costByNode: Int32Array; // [settledCount], of the labels in byNode
  minutesByNode: Int32Array;
  readonly late: Int32Array; // [nodes asked], positions of those whose best way misses the limit
  next: Int32Array; // [lanes into a gate], the next label of each
  readonly heap: Heap;
}

export function createSearch(nodeCount: number): Search {
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
    waiting: new Int32Array(4 * nodeCount),
    firstOf: new Int32Array(nodeCount),
    endOf: new Int32Array(nodeCount),
    cheapestMils: new Int32Array(nodeCount),
    cheapestMinutes: new Int32Array(nodeCount),
    startOf: new Int32Array(nodeCount),
    startMils: new Int32Array(nodeCount),
    byNode: new Int32Array(labels),
    costByNode: new Int32Array(labels),
    minutesByNode: new Int32Array(labels),
    late: new Int32Array(nodeCount),
    next: new Int32Array(0),
    heap: createHeap(labels),
  };
}

/**
 * Finds the labels of all nodes that one origin reaches (label setting in order of cost, then minutes; exact). Ways
 * beyond the longest limit are followed only as long as a node has no other.
 *
 * @param limits - minutes, ascending
 * @param ends - from `findEnds`
 * @param search - overwritten
 * @throws RangeError if the origin is no node
 * @see E. Q. V. Martins, "On a multicriteria shortest path problem", Eur. J. Oper. Res. 16 (1984) 236-245
 */
export function searchFrom(
  csr: Csr,
  metric: Metric,
  origin: number,
  limits: readonly number[],
  ends: Ends,
  search: Search,
): void {
  const nodeCount = csr.firstLane.length - 1;
  if (!(Number.isInteger(origin) && origin >= 0 && origin < nodeCount)) {
    throw new RangeError(`origin is ${origin} but node indexes run from 0 to ${nodeCount - 1}`);
  }
  search.labelCount = 0;
  search.settledCount = 0;
  search.heap.length = 0;
  search.bestMinutes.fill(UNREACHED);
  search.waiting.fill(UNREACHED).fill(0, 4 * origin, 4 * origin + 4);
  push(search.heap, 0, addLabel(search, origin, NO_LANE, NO_LABEL, 0, 0));
  settleAll(csr, metric, limits, ends, search);
  sortByNode(search);
  enterGates(ends, search, limits);
}

const MINUTES_SPAN = 0x40_0000; // a heap key is cost * span + minutes: exact up to 2^31 mils and 8 years

function addLabel(search: Search, node: number, lane: number, parent: number, cost: number, minutes: number): number {
  const label = search.labelCount++;
  if (label === search.labelNode.length) growLabels(search);
  search.labelNode[label] = node;
  search.labelLane[label] = lane;
  search.labelParent[label] = parent;
  search.labelCost[label] = cost;
  search.labelMinutes[label] = minutes;
  return label;
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

function settleAll(csr: Csr, metric: Metric, limits: readonly number[], ends: Ends, search: Search): void {
  const {laneHead} = csr;
  const {costMils, minutes: laneMinutes} = metric;
  const {firstInner, innerLane} = ends;
  const {bestMinutes, heap, waiting} = search;
  const longest = longestOf(limits);
  while (heap.length > 0) {
    const label = pop(heap);
    const node = search.labelNode[label];
    const cost = search.labelCost[label];
    const minutes = search.labelMinutes[label];
    const isFirst = bestMinutes[node] === UNREACHED;
    if (!isFirst && (minutes >= bestMinutes[node] || minutes > longest)) continue; // dominated, or of no use
    bestMinutes[node] = minutes;
    search.settled[search.settledCount++] = label;
    for (let i = firstInner[node]; i < firstInner[node + 1]; i++) {
      const lane = innerLane[i];
      const head = laneHead[lane];
      const minutesThere = minutes + laneMinutes[lane];
      const costThere = cost + costMils[lane];
      if (isOfUse(waiting, 4 * head, costThere, minutesThere, longest)) {
        const key = costThere * MINUTES_SPAN + minutesThere;
        push(heap, key, addLabel(search, head, lane, label, costThere, minutesThere));
      }
    }
  }
}

/** Whether a label is not dominated by one made before, which is then settled no later; notes it if so. */
function isOfUse(waiting: Int32Array, at: number, cost: number, minutes: number, longest: number): boolean {
  const isCheapest = cost < waiting[at] || (cost === waiting[at] && minutes < waiting[at + 1]);
  if (!isCheapest && (minutes >= waiting[at + 1] || minutes > longest)) return false;
  if (cost >= waiting[at + 2] && minutes >= waiting[at + 3]) return false;
  if (isCheapest) {
    waiting[at] = cost;
    waiting[at + 1] = minutes;
  }
  if (minutes < waiting[at + 3]) {
    waiting[at + 2] = cost;
    waiting[at + 3] = minutes;
  }
  return true;
}

// Labels further than this serve no limit.
function longestOf(limits: readonly number[]): number {
  return limits.length === 0 ? -1 : limits[limits.length - 1];
}

function sortByNode(search: Search): void {
  const {endOf, firstOf, labelNode, settled, settledCount} = search;
  firstOf.fill(NO_LABEL);
  endOf.fill(NO_LABEL);
  search.cheapestMils.fill(FAR);
  search.cheapestMinutes.fill(FAR);
  // Until a node has its place, `endOf` counts its labels, from -1.
  for (let i = 0; i < settledCount; i++) endOf[labelNode[settled[i]]]++;
  let place = 0;
  for (let i = 0; i < settledCount; i++) {
    const node = labelNode[settled[i]];
    if (firstOf[node] === NO_LABEL) {
      firstOf[node] = place;
      keepCheapest(search, node, settled[i]);
      place += endOf[node] + 1;
      endOf[node] = firstOf[node];
    }
    placeLabel(search, endOf[node]++, i);
  }
}

function keepCheapest(search: Search, node: number, label: number): void {
  search.cheapestMils[node] = search.labelCost[label];
  search.cheapestMinutes[node] = search.labelMinutes[label];
}

function placeLabel(search: Search, at: number, place: number): void {
  const label = search.settled[place];
  search.byNode[at] = place;
  search.costByNode[at] = search.labelCost[label];
  search.minutesByNode[at] = search.labelMinutes[label];
}

// The labels of a gate in order of cost: the cheapest of all, then each time the cheapest that is faster still. The
// labels at the tail of a lane are in that order already, so each lane goes through its own only once.
function enterGates(ends: Ends, search: Search, limits: readonly number[]): void {
  const {firstIn, inTail, gates} = ends;
  const longest = longestOf(limits);
  for (const gate of gates) {
    if (search.bestMinutes[gate] !== UNREACHED) continue; // the origin
    search.firstOf[gate] = search.endOf[gate] = search.settledCount;
    const inCount = firstIn[gate + 1] - firstIn[gate];
    if (search.next.length < inCount) search.next = new Int32Array(2 * inCount);
    for (let i = 0; i < inCount; i++) search.next[i] = search.firstOf[inTail[firstIn[gate] + i]];
    let budget = FAR;
    for (;;) {
      const label = cheapestInto(gate, ends, search, budget);
      if (label === NO_LABEL) break;
      if (budget === FAR) keepCheapest(search, gate, label);
      search.settled[search.settledCount] = label;
      placeLabel(search, search.endOf[gate]++, search.settledCount++);
      search.bestMinutes[gate] = search.labelMinutes[label];
      budget = Math.min(search.labelMinutes[label] - 1, longest);
    }
  }
}

function cheapestInto(gate: number, ends: Ends, search: Search, budget: number): number {
  const {firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, costByNode, minutesByNode, endOf, next} = search;
  const from = firstIn[gate];
  let cost = UNREACHED;
  let minutes = UNREACHED;
  let best = NO_LANE;
  for (let i = from; i < firstIn[gate + 1]; i++) {
    const end = endOf[inTail[i]];
    let at = next[i - from];
    while (at < end && minutesByNode[at] + inMinutes[i] > budget) at++;
    next[i - from] = at;
    if (at >= end) continue;
    const costHere = costByNode[at] + inMils[i];
    const minutesHere = minutesByNode[at] + inMinutes[i];
    if (costHere > cost || (costHere === cost && minutesHere >= minutes)) continue;
    cost = costHere;
    minutes = minutesHere;
    best = i;
  }
  if (best === NO_LANE) return NO_LABEL;
  return addLabel(search, gate, inLane[best], search.settled[byNode[next[best - from]]], cost, minutes);
}
