import type {Metric} from '../compile/metric.ts';
import {cellOf, type RouteTable, wayCostMils} from './route-table.ts';
import {NO_LABEL, NO_LANE, UNREACHED} from './search.ts';

/** How packages of a market (a ZIP3) spread over origins and promises. */
export interface OriginMix {
  readonly quota: Uint16Array; // [market * originCount + originSlot], each market sums to 1024
  readonly variantShare: Float64Array; // [1 + limits], share of packages by the promise they carry; sums to 1
}

/** Means over origins and promises of the ways from the FCs to last buildings; one entry for each asked pair. */
export interface MeanWays {
  readonly costUsd: Float64Array; // [pairs], per package, NaN where no origin of the market reaches the target
  readonly sortUsd: Float64Array; // [pairs], the handling part of costUsd
  readonly hours: Float64Array; // [pairs], to the last building
  readonly onTimeShare: Float64Array; // [pairs], of packages whose promise some way keeps
}

/**
 * Averages the table over the origins and promises of each market. A package takes the cheapest way within its
 * promise, and where no way keeps it the cheapest of all (it is late then, and counted so).
 *
 * @param market - `[pairs]`
 * @param target - `[pairs]`, target slots
 */
export function meanWays(
  table: RouteTable,
  metric: Metric,
  mix: OriginMix,
  market: Int32Array,
  target: Int32Array,
): MeanWays {
  const pairCount = market.length;
  const sums = () => new Float64Array(pairCount);
  const total = {weight: sums(), cost: sums(), sort: sums(), minutes: sums(), onTime: sums()};
  // Origins outermost: the cells of one, and the labels they name, lie together.
  for (let origin = 0; origin < table.origins.length; origin++)
    addOrigin(table, metric, mix, origin, market, target, total);
  return {
    costUsd: total.cost.map((mils, pair) => mils / total.weight[pair] / 1000),
    sortUsd: total.sort.map((mils, pair) => mils / total.weight[pair] / 1000),
    hours: total.minutes.map((minutes, pair) => minutes / total.weight[pair] / 60),
    onTimeShare: total.onTime.map((share, pair) => (total.weight[pair] === 0 ? 0 : share / total.weight[pair])),
  };
}

/** Sums over origins and promises, weighted by packages. [pairs] */
interface WaySums {
  readonly weight: Float64Array;
  readonly cost: Float64Array; // mils
  readonly sort: Float64Array; // mils
  readonly minutes: Float64Array;
  readonly onTime: Float64Array;
}

// The hot loop works on locals.
function addOrigin(
  table: RouteTable,
  metric: Metric,
  {quota, variantShare}: OriginMix,
  origin: number,
  market: Int32Array,
  target: Int32Array,
  total: WaySums,
): void {
  const {cellLabel, cellLane, labelCost, labelMinutes, labelSort} = table;
  const {costMils, minutes, sortMils} = metric;
  const {weight, cost, sort, minutes: totalMinutes, onTime} = total;
  const originCount = table.origins.length;
  const stride = originCount * table.targets.length;
  const firstCell = cellOf(table, 0, origin, 0);
  const firstLabel = origin * table.labelsMax;
  for (let pair = 0; pair < market.length; pair++) {
    const sent = quota[market[pair] * originCount + origin];
    if (sent === 0) continue;
    for (let variant = 0; variant < variantShare.length; variant++) {
      const share = sent * variantShare[variant];
      if (share === 0) continue;
      let cell = firstCell + target[pair] + variant * stride;
      const isKept = cellLabel[cell] >= 0;
      if (!isKept) cell = firstCell + target[pair];
      if (cellLabel[cell] === NO_LABEL) continue;
      const label = firstLabel + cellLabel[cell];
      const lane = cellLane[cell];
      const isThere = lane === NO_LANE; // the label stands at the target itself
      weight[pair] += share;
      cost[pair] += share * (labelCost[label] + (isThere ? 0 : costMils[lane]));
      sort[pair] += share * (labelSort[label] + (isThere ? 0 : sortMils[lane]));
      totalMinutes[pair] += share * (labelMinutes[label] + (isThere ? 0 : minutes[lane]));
      if (isKept) onTime[pair] += share;
    }
  }
}

/** Of (origin, target) pairs with a way: how many have a cheapest way that breaks a promise another way keeps. */
export function promiseBinding(
  table: RouteTable,
  metric: Metric,
  targetWeight: Float64Array,
): {binding: number; pairs: number} {
  let binding = 0;
  let pairs = 0;
  for (let origin = 0; origin < table.origins.length; origin++) {
    for (let target = 0; target < table.targets.length; target++) {
      if (targetWeight[target] === 0) continue;
      const cheapest = wayCostMils(table, metric, origin, cellOf(table, 0, origin, target));
      if (cheapest === UNREACHED) continue;
      pairs += targetWeight[target];
      for (let variant = 1; variant <= table.limits.length; variant++) {
        const within = wayCostMils(table, metric, origin, cellOf(table, variant, origin, target));
        if (within === UNREACHED || within === cheapest) continue;
        binding += targetWeight[target];
        break;
      }
    }
  }
  return {binding, pairs};
}
