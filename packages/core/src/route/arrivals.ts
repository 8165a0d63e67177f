import {END, type Ends} from './ends.ts';
import {NO_LABEL, NO_LANE, type Search, UNREACHED, WITHOUT_LIMIT} from './search.ts';

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
  search.isUsed.fill(0, 0, search.labelCount);
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
  // Settling order puts parents before children, so backwards each way is marked in one pass.
  for (let i = search.settledCount - 1; i > 0; i--) {
    if (search.isUsed[search.settled[i]] === 1) search.isUsed[search.labelParent[search.settled[i]]] = 1;
  }
}

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
  const {arrivalMinutes, byNode, costByNode, minutesByNode, firstOf, endOf, isUsed, late} = search;
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
    arrivals.lane[row + late[l]] = lane;
    arrivals.label[row + late[l]] = best === NO_LABEL ? NO_LABEL : byNode[best];
    if (best !== NO_LABEL) isUsed[byNode[best]] = 1;
  }
}
