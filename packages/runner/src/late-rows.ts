import {NO_BUILDING, sharedFloat64} from '@cutover/core';
import {LATE_WIDTH, meanLateDays} from '@cutover/simulation';
import type {EpochNetwork} from './epoch-network.ts';
import type {Pairs} from './options.ts';

/** Rows of the way from the market of each ZIP to its building; 0 without one: nothing goes there. */
export function buildingLateRows(network: EpochNetwork, way: number, {zip, building}: Pairs): Int32Array {
  const {world, table} = network;
  const at = building.map((each) => (each === NO_BUILDING ? NO_BUILDING : table.targetSlot[each]));
  return lateRows(
    network,
    way,
    zip.map((row) => world.marketOf[row]),
    at,
  );
}

/**
 * Rows of ways from markets.
 *
 * @param target - row of `transit`, or NO_BUILDING; each is reached by one carrier only
 */
export function lateRows(network: EpochNetwork, way: number, market: Int32Array, target: Int32Array): Int32Array {
  const {tables, transit, late, world} = network;
  const width = world.targets.length + world.markets.length;
  const before = late.rowOf.size;
  const asked: {readonly market: number; readonly target: number}[] = [];
  const rows = market.map((from, i) => {
    if (target[i] === NO_BUILDING) return 0;
    const key = from * width + target[i];
    const known = late.rowOf.get(key);
    if (known !== undefined) return known;
    late.rowOf.set(key, before + asked.length);
    asked.push({market: from, target: target[i]});
    return before + asked.length - 1;
  });
  const days = sharedFloat64((before + asked.length) * LATE_WIDTH);
  days.set(late.days);
  asked.forEach((pair, i) => meanLateDays(tables, late.odds, transit, {...pair, way}, days, (before + i) * LATE_WIDTH));
  late.days = days;
  return rows;
}
