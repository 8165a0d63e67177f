import {type Csr, sharedInt32, sharedUint8} from '../compile/csr.ts';
import {compileIncoming} from '../compile/levels.ts';
import {CLOSED, type Metric} from '../compile/metric.ts';
import {createHeap, type Heap, pop, push} from './heap.ts';

export const NO_LANE = -1;
export const NO_LABEL = -1;
export const UNREACHED = 0x7fff_ffff;

/**
 * Scratch and result of a search from one origin: what `findArrivals` chooses from. A *label* is one undominated way (cost, minutes) to a node; the
 * labels of a node are found in order of rising cost and falling minutes, so its first is its cheapest.
 *
 * A node without open lanes out (a DDU, an SCF) is an *end*: no way leads through it, so it gets no labels. A node whose lanes all lead to ends (a delivery station) is a *gate*: its labels follow
 * from those at the tails of its lanes, when these are all known.
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
  readonly arrivalMinutes: Int32Array; // [nodes asked], of the best way at hand
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
    firstOf: new Int32Array(nodeCount),
    endOf: new Int32Array(nodeCount),
    byNode: new Int32Array(labels),
    costByNode: new Int32Array(labels),
    minutesByNode: new Int32Array(labels),
    arrivalMinutes: new Int32Array(nodeCount),
    late: new Int32Array(nodeCount),
    next: new Int32Array(0),
    heap: createHeap(labels),
  };
}

/** The ends and gates of a metric, and the open lanes into each of them, in order. */
export interface Ends {
  readonly kind: Uint8Array; // [nodeCount], INNER, GATE or END
  readonly gates: Int32Array; // nodes
  readonly firstInner: Int32Array; // [nodeCount + 1], into innerLane, by tail
  readonly innerLane: Int32Array; // open lanes into inner nodes, CSR index, ascending for each tail
  readonly firstIn: Int32Array; // [nodeCount + 1], into the arrays below; no lanes into inner nodes
  readonly inLane: Int32Array; // [lanes into ends and gates], CSR index, ascending for each node
  readonly inTail: Int32Array;
  readonly inMils: Int32Array;
  readonly inMinutes: Int32Array;
}

export const INNER = 0;
export const GATE = 1;
export const END = 2;

/** Finds what kind of node each is, which its lanes out decide; on shared memory. */
export function findEnds(csr: Csr, {costMils, minutes}: Metric): Ends {
  const {laneHead, laneTail} = csr;
  const nodeCount = csr.firstLane.length - 1;
  const kind = sharedUint8(nodeCount).fill(END);
  let openCount = 0;
  const isOpen = (lane: number): boolean => costMils[lane] !== CLOSED;
  for (let lane = 0; lane < laneHead.length; lane++) {
    if (!isOpen(lane)) continue;
    kind[laneTail[lane]] = GATE;
    openCount++;
  }
  // An inner node is no end, so what is found before it stays true.
  for (let lane = 0; lane < laneHead.length; lane++) {
    if (isOpen(lane) && kind[laneHead[lane]] !== END) kind[laneTail[lane]] = INNER;
  }

  const {firstIn, inLane} = compileIncoming(csr, (lane) => isOpen(lane) && kind[laneHead[lane]] !== INNER);
  const ends: Ends = {
    kind,
    gates: sharedInt32(kind.reduce((count, each) => count + (each === GATE ? 1 : 0), 0)),
    firstInner: sharedInt32(nodeCount + 1),
    innerLane: sharedInt32(openCount - inLane.length),
    firstIn: sharedInt32(nodeCount + 1),
    inLane: sharedInt32(inLane.length),
    inTail: sharedInt32(inLane.length),
    inMils: sharedInt32(inLane.length),
    inMinutes: sharedInt32(inLane.length),
  };
  let [gate, inner] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    if (kind[node] === GATE) ends.gates[gate++] = node;
    for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) {
      if (isOpen(lane) && kind[laneHead[lane]] === INNER) ends.innerLane[inner++] = lane;
    }
    ends.firstInner[node + 1] = inner;
  }
  ends.firstIn.set(firstIn);
  ends.inLane.set(inLane);
  for (let i = 0; i < inLane.length; i++) {
    ends.inTail[i] = laneTail[inLane[i]];
    ends.inMils[i] = costMils[inLane[i]];
    ends.inMinutes[i] = minutes[inLane[i]];
  }
  return ends;
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
  push(search.heap, 0, addLabel(search, origin, NO_LANE, NO_LABEL, 0, 0));
  settleAll(csr, metric, limits, ends, search);
  sortByNode(search);
  enterGates(ends, search, limits);
}

/** The best ways to some nodes, [variant * stride + first + position of the node]. */
export interface Arrivals {
  readonly label: Int32Array; // that the last lane leaves from, or of the node itself; NO_LABEL where there is no way
  readonly lane: Int32Array; // last lane into an end, NO_LANE where the label is the node's own
  readonly first: number;
  readonly stride: number;
}

/**
 * Chooses, after `searchFrom`, the cheapest way to each of some nodes (variant 0), and the cheapest within each limit
 * (variant v within `limits[v - 1]`).
 *
 * Equal costs go to the faster way; equally fast ones into an end or a gate go to the lower lane index, into other
 * nodes to the one that leaves the heap first, which is always the same. So equal inputs give equal routes everywhere.
 *
 * @param limits - those of the search
 * @param nodes - each once
 * @param afterMinutes - `[nodeCount]`, still to come at a node and counted against its limits (hours inside the mail)
 * @param arrivals - overwritten for these nodes
 */
export function findArrivals(
  ends: Ends,
  search: Search,
  nodes: Int32Array,
  limits: readonly number[],
  afterMinutes: Int32Array,
  arrivals: Arrivals,
): void {
  const {label, lane, first, stride} = arrivals;
  const {arrivalMinutes, late} = search;
  for (let i = 0; i < nodes.length; i++) late[i] = i;
  arriveWithin(ends, search, nodes, nodes.length, WITHOUT_LIMIT, afterMinutes, arrivals, first);
  let longer = first;
  for (let variant = limits.length; variant > 0; variant--) {
    // The best way within a limit is the best within each shorter one that it keeps.
    const row = first + variant * stride;
    label.copyWithin(row, longer, longer + nodes.length);
    lane.copyWithin(row, longer, longer + nodes.length);
    longer = row;
    let lateCount = 0;
    for (let i = 0; i < nodes.length; i++) {
      if (arrivalMinutes[i] > limits[variant - 1] - afterMinutes[nodes[i]]) late[lateCount++] = i;
    }
    arriveWithin(ends, search, nodes, lateCount, limits[variant - 1], afterMinutes, arrivals, row);
  }
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
    for (let i = firstInner[node]; i < firstInner[node + 1]; i++) {
      const lane = innerLane[i];
      const head = laneHead[lane];
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
  const {firstIn, inTail, gates} = ends;
  const longest = longestOf(limits);
  for (const gate of gates) {
    if (search.bestMinutes[gate] !== UNREACHED) continue; // the origin
    search.firstOf[gate] = search.endOf[gate] = search.settledCount;
    const inCount = firstIn[gate + 1] - firstIn[gate];
    if (search.next.length < inCount) search.next = new Int32Array(2 * inCount);
    for (let i = 0; i < inCount; i++) search.next[i] = search.firstOf[inTail[firstIn[gate] + i]];
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
  const {firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, costByNode, minutesByNode, endOf, next} = search;
  const from = firstIn[gate];
  let cost = UNREACHED;
  let minutes = UNREACHED;
  let best = NO_LANE;
  for (let i = firstIn[gate]; i < firstIn[gate + 1]; i++) {
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
  return addLabel(search, gate, inLane[best], byNode[next[best - from]], cost, minutes);
}

const WITHOUT_LIMIT = 0x3fff_ffff; // minutes, more than any way takes
const NEVER = -1; // minutes of no way at all, which no shorter limit changes

// Chooses anew where the best way so far comes late. A node with labels takes the cheapest of its own that keeps the
// limit; an end the best over its lanes, of each the cheapest label at its tail that does.
function arriveWithin(
  ends: Ends,
  search: Search,
  nodes: Int32Array,
  lateCount: number,
  limit: number,
  afterMinutes: Int32Array,
  arrivals: Arrivals,
  row: number,
): void {
  const {kind, firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {arrivalMinutes, byNode, costByNode, minutesByNode, firstOf, endOf, late} = search;
  for (let l = 0; l < lateCount; l++) {
    const node = nodes[late[l]];
    const budget = limit - afterMinutes[node];
    let cost = UNREACHED;
    let minutes = NEVER;
    let best = NO_LABEL;
    let lane = NO_LANE;
    let own = firstOf[node];
    while (own < endOf[node] && minutesByNode[own] > budget) own++;
    if (own < endOf[node]) {
      cost = costByNode[own];
      minutes = minutesByNode[own];
      best = own;
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
      best = at;
      lane = inLane[i];
    }
    arrivalMinutes[late[l]] = minutes;
    arrivals.label[row + late[l]] = best === NO_LABEL ? NO_LABEL : byNode[best];
    arrivals.lane[row + late[l]] = lane;
  }
}
