import {cellOf, NO_BUILDING, UNREACHED, wayCostMils, wayMinutes} from '@cutover/core';
import type {EpochNetwork} from '../epoch-network.ts';

/**
 * What an earlier tender costs a package on its way to a building: it takes the cheapest faster way that still keeps
 * its promise, or is a day late at a stated price, whichever is less. Late packages stay late.
 *
 * @param building - `[zip]`, or NO_BUILDING
 * @returns `[zip]`, USD per package, mean over origins and promises; 0 where there is no way
 */
export function tenderUsd(network: EpochNetwork, building: Int32Array, minutes: number, lateUsd: number): Float64Array {
  const known = new Map<number, number>(); // by market and target
  const {world, table} = network;
  return Float64Array.from(building, (each, zip) => {
    if (each === NO_BUILDING) return 0;
    const key = world.marketOf[zip] * table.targets.length + table.targetSlot[each];
    const usd = known.get(key) ?? pairUsd(network, world.marketOf[zip], table.targetSlot[each], minutes, lateUsd);
    known.set(key, usd);
    return usd;
  });
}

function pairUsd(network: EpochNetwork, market: number, target: number, minutes: number, lateUsd: number): number {
  const {table, mix} = network;
  let weight = 0;
  let sum = 0;
  for (let origin = 0; origin < table.origins.length; origin++) {
    const quota = mix.quota[market * table.origins.length + origin];
    if (quota === 0) continue;
    for (let variant = 1; variant <= table.limits.length; variant++) {
      const share = quota * mix.variantShare[variant];
      weight += share;
      if (share > 0) sum += share * earlierUsd(network, origin, target, variant, minutes, lateUsd);
    }
  }
  return weight > 0 ? sum / weight : 0;
}

function earlierUsd(
  {table, metric}: EpochNetwork,
  origin: number,
  target: number,
  variant: number,
  minutes: number,
  lateUsd: number,
): number {
  const usual = wayCostMils(table, metric, origin, cellOf(table, variant, origin, target));
  if (usual === UNREACHED) return 0; // late already
  const left = table.limits[variant - 1] - table.afterMinutes[table.targets[target]] - minutes;
  let best = lateUsd;
  for (let faster = 1; faster <= variant; faster++) {
    const cell = cellOf(table, faster, origin, target);
    const mils = wayCostMils(table, metric, origin, cell);
    if (mils !== UNREACHED && wayMinutes(table, metric, origin, cell) <= left) {
      best = Math.min(best, (mils - usual) / 1000);
    }
  }
  return best;
}
