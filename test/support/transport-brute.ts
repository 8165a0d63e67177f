import type {TransportDayInput} from './transport-lp.ts';

/** The least number of unserved packages, and then the least cost, each unserved one at its ZIP's cheapest arc. */
export interface BruteResult {
  readonly unserved: number;
  readonly costMils: number;
}

/** Tries every way to split every ZIP's packages over its arcs. */
export function solveByTrying({arcs, demand, capacity}: TransportDayInput): BruteResult {
  const {firstArc, facility, costMils, limitedCount} = arcs;
  const room = Array.from(capacity);
  let best: BruteResult = {unserved: Infinity, costMils: Infinity};
  const place = (zip: number, arc: number, left: number, unserved: number, cost: number): void => {
    if (zip === demand.length) {
      if (unserved < best.unserved || (unserved === best.unserved && cost < best.costMils)) {
        best = {unserved, costMils: cost};
      }
      return;
    }
    if (arc === firstArc[zip + 1]) {
      const costs = costMils.subarray(firstArc[zip], arc);
      const least = costs.length === 0 ? 0 : Math.min(...costs);
      place(zip + 1, arc, demand[zip + 1], unserved + left, cost + left * least);
      return;
    }
    const to = facility[arc];
    const most = to < limitedCount ? Math.min(left, room[to]) : left;
    for (let packages = 0; packages <= most; packages++) {
      if (to < limitedCount) room[to] -= packages;
      place(zip, arc + 1, left - packages, unserved, cost + packages * costMils[arc]);
      if (to < limitedCount) room[to] += packages;
    }
  };
  place(0, 0, demand[0], 0, 0);
  return best;
}
