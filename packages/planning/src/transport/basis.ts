import type {TransportNetwork} from './network.ts';

/**
 * A spanning tree of ZIPs, facilities and a root that holds all spare capacity. The parent of a ZIP is the facility at
 * the end of `zipArc`; that of a facility is the ZIP at the start of `facilityArc`, or the root. Most ZIPs are leaves:
 * one facility takes all of them. Reduced costs are never negative; a flow may be, while the tree is not yet optimal.
 */
export interface TransportBasis {
  readonly zipArc: Int32Array; // [zip], inner arc
  readonly facilityArc: Int32Array; // [places], inner arc, or ROOT
  readonly zipFlow: Float64Array; // [zip], packages on zipArc
  readonly facilityFlow: Float64Array; // [places], packages on facilityArc; under the root: spare capacity
  readonly price: Float64Array; // [places], ≥ 0, mils
  readonly priceTie: Float64Array; // [places], the same of ties
  readonly children: Int32Array; // [zip], facilities whose parent it is
  readonly firstZip: Int32Array; // [places], first of the ZIPs whose parent it is, or NONE
  readonly lastZip: Int32Array; // [places]
  readonly nextZip: Int32Array; // [zip], in the same list: ZIPs with children come before the others
  readonly previousZip: Int32Array; // [zip]
  readonly queue: Int32Array; // [nodes], ring of those whose flow may be too low
  readonly isQueued: Uint8Array; // [nodes], places, then ZIPs
  readonly subtree: Int32Array; // [places], scratch: facilities of a subtree
  readonly inSubtree: Int32Array; // [places], pivot that last had it in its subtree
  readonly leaving: Int32Array; // [zip], scratch: ZIPs of a subtree
  readonly exitArc: Int32Array; // [zip], scratch: its cheapest arc out of the subtree
  readonly exitPrice: Float64Array; // [zip], scratch: what that costs above its own
  readonly exitTie: Float64Array; // [zip], scratch
  readonly counts: {queueHead: number; queueLength: number; pivots: number};
  readonly step: {price: number; tie: number}; // of the arc that enters, above that of the tree
}

export const ROOT = -1;
export const NONE = -1;

/** The optimum without capacity: every ZIP at its cheapest arc, every facility under the root at price 0. */
export function createTransportBasis({limitedCount, zipCount, cheapest, head}: TransportNetwork): TransportBasis {
  const placeCount = limitedCount + 1;
  const nodeCount = placeCount + zipCount;
  const basis: TransportBasis = {
    zipArc: cheapest.slice(),
    facilityArc: new Int32Array(placeCount).fill(ROOT),
    zipFlow: new Float64Array(zipCount),
    facilityFlow: new Float64Array(placeCount),
    price: new Float64Array(placeCount),
    priceTie: new Float64Array(placeCount),
    children: new Int32Array(zipCount),
    firstZip: new Int32Array(placeCount).fill(NONE),
    lastZip: new Int32Array(placeCount).fill(NONE),
    nextZip: new Int32Array(zipCount),
    previousZip: new Int32Array(zipCount),
    queue: new Int32Array(nodeCount),
    isQueued: new Uint8Array(nodeCount),
    subtree: new Int32Array(placeCount),
    inSubtree: new Int32Array(placeCount),
    leaving: new Int32Array(zipCount),
    exitArc: new Int32Array(zipCount),
    exitPrice: new Float64Array(zipCount),
    exitTie: new Float64Array(zipCount),
    counts: {queueHead: 0, queueLength: 0, pivots: 0},
    step: {price: 0, tie: 0},
  };
  for (let zip = 0; zip < zipCount; zip++) hang(basis, zip, head[cheapest[zip]]);
  return basis;
}

/** Puts a ZIP in the list of its parent. */
export function hang(basis: TransportBasis, zip: number, facility: number): void {
  const {firstZip, lastZip, nextZip, previousZip, children} = basis;
  const isFirst = children[zip] > 0;
  const before = isFirst ? NONE : lastZip[facility];
  const after = isFirst ? firstZip[facility] : NONE;
  previousZip[zip] = before;
  nextZip[zip] = after;
  if (before === NONE) firstZip[facility] = zip;
  else nextZip[before] = zip;
  if (after === NONE) lastZip[facility] = zip;
  else previousZip[after] = zip;
}

/** Takes a ZIP out of the list of its parent. */
export function unhang(basis: TransportBasis, zip: number, facility: number): void {
  const {firstZip, lastZip, nextZip, previousZip} = basis;
  const before = previousZip[zip];
  const after = nextZip[zip];
  if (before === NONE) firstZip[facility] = after;
  else nextZip[before] = after;
  if (after === NONE) lastZip[facility] = before;
  else previousZip[after] = before;
}

/**
 * Lists the facilities of the subtree below the first `count` entries of `subtree`, which the caller has put there, and
 * marks them with the number of the pivot.
 *
 * @returns how many there are
 */
export function listSubtree({first, head}: TransportNetwork, basis: TransportBasis, count: number): number {
  const {subtree, inSubtree, facilityArc, firstZip, nextZip, children, counts} = basis;
  let length = count;
  for (let at = 0; at < length; at++) {
    const facility = subtree[at];
    inSubtree[facility] = counts.pivots;
    for (let zip = firstZip[facility]; zip !== NONE && children[zip] > 0; zip = nextZip[zip]) {
      for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
        if (facilityArc[head[arc]] === arc) subtree[length++] = head[arc];
      }
    }
  }
  return length;
}

/** Works out the flows that demand and capacity force on the tree, and queues every node whose flow is too low. */
export function fillFlows(
  network: TransportNetwork,
  basis: TransportBasis,
  demand: Int32Array,
  room: Float64Array,
): void {
  const {first, head} = network;
  const {facilityArc, zipFlow, facilityFlow, subtree, firstZip, nextZip, children, counts} = basis;
  let rooted = 0;
  for (let facility = 0; facility < facilityArc.length; facility++) {
    if (facilityArc[facility] === ROOT) subtree[rooted++] = facility;
  }
  counts.pivots++; // marks of this list must not be taken for those of the last pivot
  const length = listSubtree(network, basis, rooted);
  for (let at = length - 1; at >= 0; at--) {
    const facility = subtree[at];
    let flow = room[facility];
    for (let zip = firstZip[facility]; zip !== NONE; zip = nextZip[zip]) {
      let own = demand[zip];
      if (children[zip] > 0) {
        for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
          if (facilityArc[head[arc]] === arc) own -= facilityFlow[head[arc]];
        }
        zipFlow[zip] = own;
        queueZip(basis, zip);
      }
      zipFlow[zip] = own;
      flow -= own;
    }
    facilityFlow[facility] = flow;
    queueFacility(basis, facility);
  }
}

/** Queues a facility whose flow is negative: it has more than it can take. */
export function queueFacility(basis: TransportBasis, facility: number): void {
  if (basis.facilityFlow[facility] < 0) enqueue(basis, facility);
}

/**
 * Queues a ZIP that sends nothing to its parent and yet holds facilities above it: they need not cost that much. With
 * none such left, prices are the least that are optimal.
 */
export function queueZip(basis: TransportBasis, zip: number): void {
  if (basis.zipFlow[zip] <= 0 && basis.children[zip] > 0) enqueue(basis, basis.facilityArc.length + zip);
}

function enqueue({queue, isQueued, counts}: TransportBasis, node: number): void {
  if (isQueued[node] === 1) return;
  isQueued[node] = 1;
  const at = counts.queueHead + counts.queueLength++;
  queue[at < queue.length ? at : at - queue.length] = node;
}

/** @returns the node that waits longest; the queue must not be empty */
export function dequeue({queue, isQueued, counts}: TransportBasis): number {
  const node = queue[counts.queueHead];
  counts.queueHead = counts.queueHead + 1 === queue.length ? 0 : counts.queueHead + 1;
  counts.queueLength--;
  isQueued[node] = 0;
  return node;
}
