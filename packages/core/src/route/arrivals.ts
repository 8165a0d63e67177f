import {END, type Ends} from './ends.ts';
import {FAR, NO_LABEL, NO_LANE, type Search, UNREACHED} from './search.ts';

/**
 * The best ways to some nodes; of variant v and the node at position i they stand at `first + v * stride + i`, and
 * `label` is NO_LABEL where there is none.
 */
export interface Arrivals {
  readonly label: Int32Array; // its place in `settled`: the one the last lane leaves from, or the node's own
  readonly lane: Int32Array; // last lane into an end, NO_LANE where the label is the node's own
  readonly first: number;
  readonly stride: number;
  readonly minutes: Int32Array; // [variant * nodes + position], with what still follows; NO_MINUTES: no way
}

export const NO_MINUTES = -1;

/**
 * Chooses, after `searchFrom`, the cheapest way to each of some nodes (variant 0), and the cheapest within each limit
 * (variant v within `limits[v - 1]`).
 *
 * Equal costs go to the faster way; equally fast ones into an end or a gate go to the lower lane index, into other
 * nodes to the one found first, which is always the same. So equal inputs give equal routes everywhere.
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
  arriveCheapest(ends, search, nodes, afterMinutes, arrivals);
  // The best way within a limit is the best within each shorter one that it keeps.
  let longer = 0;
  for (let variant = limits.length; variant > 0; variant--) {
    const limit = limits[variant - 1];
    findStarts(ends, search, limit);
    const lateCount = keepOnTime(search, arrivals, nodes.length, variant, longer, limit);
    arriveWithin(ends, search, nodes, lateCount, limit, afterMinutes, arrivals, variant);
    longer = variant;
  }
}

// What is later at a tail than the limit is later still behind its lanes.
function findStarts({tails}: Ends, search: Search, limit: number): void {
  const {costByNode, minutesByNode, firstOf, endOf, startOf, startMils} = search;
  for (const tail of tails) {
    let at = firstOf[tail];
    while (at < endOf[tail] && minutesByNode[at] > limit) at++;
    startOf[tail] = at;
    startMils[tail] = at < endOf[tail] ? costByNode[at] : FAR;
  }
}

// Variant 0: of each tail only the cheapest label counts.
function arriveCheapest(
  ends: Ends,
  search: Search,
  nodes: Int32Array,
  afterMinutes: Int32Array,
  {label, lane: lastLane, first, minutes: arrivalMinutes}: Arrivals,
): void {
  const {kind, firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, cheapestMils, cheapestMinutes, firstOf} = search;
  for (let n = 0; n < nodes.length; n++) {
    const node = nodes[n];
    let cost = cheapestMils[node];
    let minutes = cheapestMinutes[node];
    let tail = node;
    let lane = NO_LANE;
    const endIn = kind[node] === END ? firstIn[node + 1] : 0;
    for (let i = firstIn[node]; i < endIn; i++) {
      const costHere = cheapestMils[inTail[i]] + inMils[i];
      if (costHere > cost) continue;
      const minutesHere = cheapestMinutes[inTail[i]] + inMinutes[i];
      if (costHere === cost && minutesHere >= minutes) continue;
      cost = costHere;
      minutes = minutesHere;
      tail = inTail[i];
      lane = inLane[i];
    }
    const isReached = cost < FAR;
    arrivalMinutes[n] = isReached ? minutes + afterMinutes[node] : NO_MINUTES;
    lastLane[first + n] = lane;
    label[first + n] = isReached ? byNode[firstOf[tail]] : NO_LABEL;
  }
}

/** Takes over the ways of a longer limit that keep a shorter one. @returns how many do not, listed in `late` */
function keepOnTime(
  {late}: Search,
  {label, lane, first, stride, minutes}: Arrivals,
  nodeCount: number,
  variant: number,
  longer: number,
  limit: number,
): number {
  const row = first + variant * stride;
  const longerRow = first + longer * stride;
  let lateCount = 0;
  for (let n = 0; n < nodeCount; n++) {
    const minutesHere = minutes[longer * nodeCount + n];
    if (minutesHere > limit) {
      late[lateCount++] = n;
      continue;
    }
    minutes[variant * nodeCount + n] = minutesHere;
    label[row + n] = label[longerRow + n];
    lane[row + n] = lane[longerRow + n];
  }
  return lateCount;
}

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
  variant: number,
): void {
  const {kind, firstIn, inLane, inTail, inMils, inMinutes} = ends;
  const {byNode, costByNode, minutesByNode, firstOf, endOf, startOf, startMils, late} = search;
  const row = arrivals.first + variant * arrivals.stride;
  for (let l = 0; l < lateCount; l++) {
    const node = nodes[late[l]];
    const budget = limit - afterMinutes[node];
    let cost = UNREACHED;
    let minutes = UNREACHED;
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
      if (startMils[inTail[i]] + inMils[i] > cost) continue; // even the cheapest label loses
      const end = endOf[inTail[i]];
      let at = startOf[inTail[i]];
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
    const isReached = best !== NO_LABEL;
    arrivals.minutes[variant * nodes.length + late[l]] = isReached ? minutes + afterMinutes[node] : NO_MINUTES;
    arrivals.lane[row + late[l]] = lane;
    arrivals.label[row + late[l]] = isReached ? byNode[best] : NO_LABEL;
  }
}
