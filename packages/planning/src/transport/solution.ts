import {ROOT, type TransportBasis} from './basis.ts';
import type {TransportNetwork} from './network.ts';

/** The cheapest way to carry everything, and its proof. */
export interface TransportSolution {
  readonly flow: Int32Array; // [arcs], packages
  readonly unserved: Int32Array; // [zip], packages; all 0 unless there is a shortage
  /**
   * `[facility]`, ≥ 0: what one more package a day of capacity there would save, exactly; 0 where there is room.
   * Infinity: it would serve a package that is unserved now.
   */
  readonly priceMils: Float64Array;
  readonly potentialMils: Float64Array; // [zip], what one package less would save; Infinity: one unserved
  readonly valueMils: number; // cost of all packages served
  readonly boundMils: number; // value of the dual, worked out from prices alone: no plan costs less
  readonly gapMils: number; // value - bound: 0
  readonly capacityInducedMils: number; // value above that of the same packages each at its cheapest arc
  readonly iterations: number; // pivots
  readonly stopped: 'optimal' | 'infeasible';
  readonly shortage: TransportShortage | undefined; // if infeasible
}

/** Why not everything can be served, and what would help. */
export interface TransportShortage {
  readonly packages: number; // unserved
  readonly zips: Int32Array; // ascending; together they want more than …
  readonly facilities: Int32Array; // ascending; … these, all they may go to, can take
  /**
   * `[facility]`, packages a day: with so much more capacity everything is served, as cheaply as the least increase in
   * total allows. What ZIPs without any arc want is missing from it.
   */
  readonly moreCapacity: Int32Array;
  readonly servingMils: number; // what serving the unserved would add to the value then
}

/** Reads the plan, the prices and the proof off an optimal tree. */
export function readSolution(
  network: TransportNetwork,
  basis: TransportBasis,
  demand: Int32Array,
  room: Float64Array,
  iterations: number,
): TransportSolution {
  const {zipCount, limitedCount, first, cost, head, zip: tail, least} = network;
  const flow = new Int32Array(head.length - zipCount);
  const unserved = new Int32Array(zipCount);
  let valueMils = 0;
  let capacityInducedMils = 0;
  const place = (arc: number, packages: number): void => {
    const zip = tail[arc];
    if (arc === first[zip + 1] - 1) {
      unserved[zip] = packages;
      return;
    }
    flow[arc - zip] = packages;
    valueMils += packages * cost[arc];
    capacityInducedMils += packages * (cost[arc] - least[zip]);
  };
  for (let zip = 0; zip < zipCount; zip++) place(basis.zipArc[zip], basis.zipFlow[zip]);
  for (let facility = 0; facility < limitedCount; facility++) {
    if (basis.facilityArc[facility] !== ROOT) place(basis.facilityArc[facility], basis.facilityFlow[facility]);
  }
  const priceMils = basis.price.slice(0, limitedCount);
  const potentialMils = new Float64Array(zipCount);
  for (let zip = 0; zip < zipCount; zip++) {
    const arc = basis.zipArc[zip];
    potentialMils[zip] = cost[arc] + basis.price[head[arc]];
  }
  const boundMils = takePenaltyOut(network, demand, room, unserved, priceMils, potentialMils);
  const shortage = shortageOf(network, demand, unserved, priceMils, potentialMils);
  return {
    flow,
    unserved,
    priceMils,
    potentialMils,
    valueMils,
    boundMils,
    gapMils: valueMils - boundMils,
    capacityInducedMils,
    iterations,
    stopped: shortage === undefined ? 'optimal' : 'infeasible',
    shortage,
  };
}

/**
 * Makes prices that contain the penalty infinite. The penalties of ZIPs and facilities differ by that of the unserved
 * packages, so the bound is summed without any.
 *
 * @param price - overwritten
 * @param potential - overwritten
 * @returns the bound
 */
function takePenaltyOut(
  {least, penalty}: TransportNetwork,
  demand: Int32Array,
  room: Float64Array,
  unserved: Int32Array,
  price: Float64Array,
  potential: Float64Array,
): number {
  let bound = 0;
  for (let zip = 0; zip < potential.length; zip++) {
    const isShort = potential[zip] - least[zip] > penalty / 2;
    bound += demand[zip] * (isShort ? potential[zip] - penalty : potential[zip]) - unserved[zip] * least[zip];
    if (isShort) potential[zip] = Infinity;
  }
  for (let facility = 0; facility < price.length; facility++) {
    if (price[facility] === 0) continue;
    const isShort = price[facility] > penalty / 2;
    bound -= room[facility] * (isShort ? price[facility] - penalty : price[facility]);
    if (isShort) price[facility] = Infinity;
  }
  return bound;
}

function shortageOf(
  {limitedCount, head, cheapest, least}: TransportNetwork,
  demand: Int32Array,
  unserved: Int32Array,
  price: Float64Array,
  potential: Float64Array,
): TransportShortage | undefined {
  const moreCapacity = new Int32Array(limitedCount);
  let packages = 0;
  let servingMils = 0;
  for (let zip = 0; zip < unserved.length; zip++) {
    if (unserved[zip] === 0) continue;
    packages += unserved[zip];
    servingMils += unserved[zip] * least[zip];
    if (head[cheapest[zip]] < limitedCount) moreCapacity[head[cheapest[zip]]] += unserved[zip];
  }
  if (packages === 0) return undefined;
  const isShort = (value: number): boolean => value === Infinity;
  return {
    packages,
    zips: rowsWhere(potential, (value, zip) => isShort(value) && demand[zip] > 0),
    facilities: rowsWhere(price, isShort),
    moreCapacity,
    servingMils,
  };
}

function rowsWhere(values: Float64Array, accepts: (value: number, row: number) => boolean): Int32Array {
  const rows: number[] = [];
  values.forEach((value, row) => {
    if (accepts(value, row)) rows.push(row);
  });
  return Int32Array.from(rows);
}
