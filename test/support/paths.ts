import {CLOSED, type Csr, type Metric} from '@cutover/core';

/** A way found by looking at all of them. */
export interface Way {
  readonly lanes: readonly number[];
  readonly costMils: number;
  readonly minutes: number;
}

/**
 * Every way between two nodes that visits no node twice, one by one. Neither dollars nor minutes are negative, so a
 * detour through a cycle is never better than the way without it. For networks of a few nodes only.
 */
export function everyWay(csr: Csr, metric: Metric, origin: number, target: number): Way[] {
  const ways: Way[] = [];
  const visited = new Set<number>();
  const lanes: number[] = [];
  const walk = (node: number, costMils: number, minutes: number): void => {
    if (node === target) {
      ways.push({lanes: [...lanes], costMils, minutes});
      return;
    }
    visited.add(node);
    for (let lane = csr.firstLane[node]; lane < csr.firstLane[node + 1]; lane++) {
      if (metric.costMils[lane] === CLOSED || visited.has(csr.laneHead[lane])) continue;
      lanes.push(lane);
      walk(csr.laneHead[lane], costMils + metric.costMils[lane], minutes + metric.minutes[lane]);
      lanes.pop();
    }
    visited.delete(node);
  };
  walk(origin, 0, 0);
  return ways;
}

/** The cheapest way within a limit of minutes, of equally cheap ones the fastest. */
export function cheapestWithin(ways: readonly Way[], limitMinutes: number): Way | undefined {
  let best: Way | undefined;
  for (const way of ways) {
    if (way.minutes > limitMinutes) continue;
    const isBetter =
      best === undefined ||
      way.costMils < best.costMils ||
      (way.costMils === best.costMils && way.minutes < best.minutes);
    if (isBetter) best = way;
  }
  return best;
}
