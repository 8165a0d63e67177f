import type {Csr} from '../compile/csr.ts';
import {compileIncoming} from '../compile/levels.ts';
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
 * best arrival in each variant. A node whose lanes all lead to ends (a delivery station) is a *gate*: its labels follow
 * from those at the tails of its lanes, when these are all known. Variant 0 is the cheapest way; variant v is the cheapest within `limits[v - 1]`.
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
  readonly firstOf: Int32Array; // [nodeCount], first of the node's labels in byNode …
  readonly endOf: Int32Array; // [nodeCount], … and where they end; the same where it has none
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
    firstOf: new Int32Array(nodeCount),
    endOf: new Int32Array(nodeCount),
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

/** The ends and gates of a metric, and the open lanes into each of them, in order. */
export interface Ends {
  readonly kind: Uint8Array; // [nodeCount], INNER, GATE or END
  readonly gates: Int32Array; // nodes
  readonly firstIn: Uint32Array; // [nodeCount + 1], into the arrays below; no lanes into inner nodes
  readonly inLane: Int32Array; // [lanes into ends and gates], CSR index, ascending for each node
  readonly inTail: Int32Array;
  readonly inMils: Int32Array;
  readonly inMinutes: Int32Array;
  readonly next: Int32Array; // [lanes into ends and gates], scratch of a search
}

export const INNER = 0;
export const GATE = 1;
export const END = 2;

/** Finds what kind of node each is: its lanes out decide. */
export function findEnds(csr: Csr, {costMils, minutes}: Metric): Ends {
  const {laneHead, laneTail} = csr;
  const nodeCount = csr.firstLane.length - 1;
  const kind = new Uint8Array(nodeCount).fill(END);
  const isOpen = (lane: number): boolean => costMils[lane] !== CLOSED;
  for (let lane = 0; lane < laneHead.length; lane++) if (isOpen(lane)) kind[laneTail[lane]] = GATE;
  const leadsOn = laneHead.map((head, lane) => (isOpen(lane) && kind[head] !== END ? 1 : 0));
  for (let lane = 0; lane < laneHead.length; lane++) if (leadsOn[lane] === 1) kind[laneTail[lane]] = INNER;

  const {firstIn, inLane} = compileIncoming(csr, (lane) => isOpen(lane) && kind[laneHead[lane]] !== INNER);
  return {
    kind,
    gates: Int32Array.from(kind.keys()).filter((node) => kind[node] === GATE),
    firstIn,
    inLane: Int32Array.from(inLane),
    inTail: Int32Array.from(inLane, (lane) => laneTail[lane]),
    inMils: Int32Array.from(inLane, (lane) => costMils[lane]),
    inMinutes: Int32Array.from(inLane, (lane) => minutes[lane]),
    next: new Int32Array(inLane.length),
  };
}

/**
 * Finds from one origin the cheapest way to every node, and the cheapest within each limit of minutes
 * (label setting in order of cost, then minutes; exact).
 *
 * Ways beyond the longest limit are followed only as long as a node has no other, so variant 0 is always exact.
 * Equal costs go to the faster way; equally fast ones into an end or a gate go to the lower lane index, into other
 * nodes to the one that leaves the heap first, which is always the same. So equal inputs give equal routes everywhere.
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
  push(search.heap, 0, addLabel(search, origin, NO_LANE, NO_LABEL, 0, 0));
  settleAll(csr, metric, limits, ends, search);
  sortByNode(search);
  enterGates(ends, search, limits);
  for (let node = 0; node < nodeCount; node++) arriveAt(node, ends, search, limits, afterMinutes[node]);
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

function settleAll(csr: Csr, metric: Metric, limits: readonly number[], {kind}: Ends, search: Search): void {
  const {firstLane, laneHead} = csr;
  const {costMils, minutes: laneMinutes} = metric;
  const {bestMinutes, heap} = search;
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
    for (let lane = firstLane[node]; lane < firstLane[node + 1]; lane++) {
      const head = laneHead[lane];
      if (kind[head] !== INNER || costMils[lane] === CLOSED) continue;
      const minutesThere = minutes + laneMinutes[lane];
      if (bestMinutes[head] === UNREACHED || (minutesThere < bestMinutes[head] && minutesThere <= longest)) {
        const costThere = cost + costMils[lane];
        const key = costThere * MINUTES_SPAN + minutesThere;
        push(heap, key, addLabel(search, head, lane, label, costThere, minutesThere));
      }
    }
  }
}

// Labels further than this serve no limit.
function longestOf(limits: readonly number[]): number {
  return limits.length === 0 ? -1 : limits[limits.length - 1];
}

function sortByNode(search: Search): void {
  const {endOf, firstOf, labelNode, settled, settledCount} = search;
  firstOf.fill(NO_LABEL);
  endOf.fill(NO_LABEL);
  // Until a node has its place, `endOf` counts its labels, from -1.
  for (let i = 0; i < settledCount; i++) endOf[labelNode[settled[i]]]++;
  let place = 0;
  for (let i = 0; i < settledCount; i++) {
    const node = labelNode[settled[i]];
    if (firstOf[node] === NO_LABEL) {
      firstOf[node] = place;
      place += endOf[node] + 1;
      endOf[node] = firstOf[node];
    }
    placeLabel(search, endOf[node]++, settled[i]);
  }
}

function placeLabel(search: Search, at: number, label: number): void {
  search.byNode[at] = label;
  search.costByNode[at] = search.labelCost[label];
  search.minutesByNode[at] = search.labelMinutes[label];
}

// The labels of a gate in order of cost: the cheapest of all, then each time the cheapest that is faster still. The
// labels at the tail of a lane are in that order already, so each lane goes through its own only once.
function enterGates(ends: Ends, search: Search, limits: readonly number[]): void {
  const {firstIn, inTail, next, gates} = ends;
  const longest = longestOf(limits);
  for (const gate of gates) {
    if (search.bestMinutes[gate] !== UNREACHED) continue; // the origin
    search.firstOf[gate] = search.endOf[gate] = search.settledCount;
    for (let i = firstIn[gate]; i < firstIn[gate + 1]; i++) next[i] = search.firstOf[inTail[i]];
    let budget = WITHOUT_LIMIT;
    for (;;) {
      const label = cheapestInto(gate, ends, search, budget);
      if (label === NO_LABEL) break;
      search.settled[search.settledCount++] = label;
      placeLabel(search, search.endOf[gate]++, label);
      search.bestMinutes[gate] = search.labelMinutes[label];
      budget = Math.min(search.labelMinutes[label] - 1, longest);
    }
  }
}

function cheapestInto(gate: number, ends: Ends, search: Search, budget: number): number {
  const {firstIn, inLane, inTail, inMils, inMinutes, next} = ends;
  const {byNode, costByNode, minutesByNode, endOf} = search;
  let cost = UNREACHED;
  let minutes = UNREACHED;
  let best = NO_LANE;
  for (let i = firstIn[gate]; i < firstIn[gate + 1]; i++) {
    const end = endOf[inTail[i]];
    let at = next[i];
    while (at < end && minutesByNode[at] + inMinutes[i] > budget) at++;
    next[i] = at;
    if (at >= end) continue;
    const costHere = costByNode[at] + inMils[i];
    const minutesHere = minutesByNode[at] + inMinutes[i];
    if (costHere > cost || (costHere === cost && minutesHere >= minutes)) continue;
    cost = costHere;
    minutes = minutesHere;
    best = i;
  }
  if (best === NO_LANE) return NO_LABEL;
  return addLabel(search, gate, inLane[best], byNode[next[best]], cost, minutes);
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
  const {kind, firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, costByNode, minutesByNode, firstOf, endOf} = search;
  let cost = UNREACHED;
  let minutes = UNREACHED;
  let label = NO_LABEL;
  let lane = NO_LANE;
  let own = firstOf[node];
  while (own < endOf[node] && minutesByNode[own] > budget) own++;
  if (own < endOf[node]) {
    cost = costByNode[own];
    minutes = minutesByNode[own];
    label = byNode[own];
  }
  const endIn = kind[node] === END ? firstIn[node + 1] : 0;
  for (let i = firstIn[node]; i < endIn; i++) {
    const end = endOf[inTail[i]];
    let at = firstOf[inTail[i]];
    while (at < end && minutesByNode[at] + inMinutes[i] > budget) at++;
    if (at >= end) continue;
    const costHere = costByNode[at] + inMils[i];
    const minutesHere = minutesByNode[at] + inMinutes[i];
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
