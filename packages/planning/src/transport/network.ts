import {hash32} from '@cutover/core';

/** Who may serve whom at what cost. Arcs are sorted by ZIP: `firstArc[zip] … firstArc[zip + 1] - 1`. */
export interface TransportArcs {
  readonly firstArc: Uint32Array; // [zipCount + 1]
  readonly facility: Int32Array; // [arcs], 0 … facilityCount - 1; a ZIP may name a facility twice
  readonly costMils: Int32Array; // [arcs], per package, any sign
  readonly facilityCount: number;
}

/**
 * The arcs made ready to be solved, once for all days on which they cost the same. Each ZIP has one arc more, its last:
 * to leave a package unserved. Inner arc = given arc + its ZIP.
 */
export interface TransportNetwork {
  readonly arcs: TransportArcs;
  readonly zipCount: number;
  readonly first: Uint32Array; // [zipCount + 1], inner arcs
  readonly zip: Int32Array; // [inner arcs]
  readonly head: Int32Array; // [inner arcs], facility; `facilityCount` is the place of unserved packages
  readonly cost: Float64Array; // [inner arcs], mils
  readonly tie: Float64Array; // [inner arcs], breaks ties of cost
  readonly firstInto: Uint32Array; // [facilityCount + 1]
  readonly into: Int32Array; // [arcs], inner arcs by facility, ascending
  readonly cheapest: Int32Array; // [zip], inner arc; the unserved one where a ZIP has no other
  readonly least: Float64Array; // [zip], mils, cost of the cheapest arc; 0 where there is none
  readonly penalty: number; // mils, that an unserved package costs beyond its ZIP's cheapest arc
}

/** Most facilities with a capacity: a path through all of them sums ties of 38 bits below 2^53, and costs too. */
export const LIMITED_FACILITIES_MAX = 8191;

/**
 * Prepares a transportation problem: ZIPs with demand, facilities with capacity, arcs with a cost per package.
 *
 * An unserved package costs more than any detour that would serve it, so as many are served as capacity allows.
 *
 * @param arcs - kept, not copied
 * @throws RangeError if the arrays do not fit together
 */
export function createTransportNetwork(arcs: TransportArcs): TransportNetwork {
  check(arcs);
  const {firstArc, facility, costMils, facilityCount} = arcs;
  const zipCount = firstArc.length - 1;
  const innerCount = facility.length + zipCount;
  const network = {
    arcs,
    zipCount,
    first: firstArc.map((arc, zip) => arc + zip),
    zip: new Int32Array(innerCount),
    head: new Int32Array(innerCount).fill(facilityCount),
    cost: new Float64Array(innerCount),
    tie: Float64Array.from({length: innerCount}, (_, arc) => tieOf(arc)),
    firstInto: new Uint32Array(facilityCount + 1),
    into: new Int32Array(facility.length),
    cheapest: new Int32Array(zipCount),
    least: new Float64Array(zipCount),
    penalty: penaltyOf(arcs),
  };
  for (let zip = 0; zip < zipCount; zip++) {
    const last = network.first[zip + 1] - 1;
    let best = last;
    for (let arc = network.first[zip]; arc < last; arc++) {
      network.zip[arc] = zip;
      network.head[arc] = facility[arc - zip];
      network.cost[arc] = costMils[arc - zip];
      if (best === last || isLess(network, arc, best)) best = arc;
    }
    network.zip[last] = zip;
    network.cheapest[zip] = best;
    network.least[zip] = network.cost[best]; // 0 where that is `last` itself
    network.cost[last] = network.penalty + network.least[zip];
  }
  fillInto(network);
  return network;
}

/**
 * Among plans of equal cost the one with the least sum of these weights is *the* optimum: 38 bits hashed from the arc's
 * index, so that no two plans tie again and any start leads to the same one.
 */
function tieOf(arc: number): number {
  return hash32(arc) * 64 + (hash32(~arc) >>> 26);
}

function isLess({cost, tie}: TransportNetwork, a: number, b: number): boolean {
  return cost[a] < cost[b] || (cost[a] === cost[b] && tie[a] < tie[b]);
}

/** To serve one more package others move on, at most once through each facility, each between two arcs of its ZIP. */
function penaltyOf({firstArc, costMils, facilityCount}: TransportArcs): number {
  let range = 0;
  for (let zip = 0; zip + 1 < firstArc.length; zip++) {
    let least = Infinity;
    let most = -Infinity;
    for (let arc = firstArc[zip]; arc < firstArc[zip + 1]; arc++) {
      least = Math.min(least, costMils[arc]);
      most = Math.max(most, costMils[arc]);
    }
    range = Math.max(range, most - least); // -Infinity without arcs
  }
  // Twice that, so that half of it tells a price with the penalty from one without.
  return 2 * (Math.min(facilityCount, LIMITED_FACILITIES_MAX) + 2) * range + 2;
}

function fillInto({arcs: {facility, facilityCount}, head, firstInto, into}: TransportNetwork): void {
  for (const each of facility) firstInto[each + 1]++;
  for (let each = 0; each < facilityCount; each++) firstInto[each + 1] += firstInto[each];
  const next = firstInto.slice(0, facilityCount);
  for (let arc = 0; arc < head.length; arc++) {
    if (head[arc] < facilityCount) into[next[head[arc]]++] = arc;
  }
}

function check({firstArc, facility, costMils, facilityCount}: TransportArcs): void {
  const arcCount = facility.length;
  if (costMils.length !== arcCount || firstArc[0] !== 0 || firstArc[firstArc.length - 1] !== arcCount) {
    throw new RangeError(
      `firstArc runs from ${firstArc[0]} to ${firstArc[firstArc.length - 1]}, but there are ${arcCount} facilities ` +
        `and ${costMils.length} costs of arcs; all three must agree, from 0`,
    );
  }
  for (let zip = 0; zip + 1 < firstArc.length; zip++) {
    if (firstArc[zip] > firstArc[zip + 1]) throw new RangeError(`firstArc falls after ZIP ${zip}; it must not`);
  }
  facility.forEach((each, arc) => {
    if (each >= 0 && each < facilityCount) return;
    throw new RangeError(`arc ${arc} names facility ${each}, but facilities run from 0 to ${facilityCount - 1}`);
  });
}
