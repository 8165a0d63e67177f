import {classGroups, GROUP_COUNT, otherCarrierUsd} from '@cutover/core';
import {calendarDay} from '../draw-tables.ts';
import type {World} from '../world.ts';

/** Mean price of a class group's packages in each market. [market * GROUP_COUNT + group], USD per package */
export type GroupPrices = Float64Array;

/** What another carrier charges on a day of the horizon, FC to door. */
export function otherPrices({twin, p, markets}: World, day: number): GroupPrices {
  const {zip3, usd} = otherCarrierUsd(twin, p, calendarDay({twin}, day));
  const rowOf = new Map(zip3.map((each, row) => [each, row]));
  const prices = new Float64Array(markets.length * GROUP_COUNT);
  markets.forEach((market, at) => {
    const from = rowOf.get(market)! * twin.mix.length; // both are the ZIP3s of the twin's ZIPs
    twin.mix.forEach(({classGroup, share}, k) => {
      prices[at * GROUP_COUNT + classGroups.indexOf(classGroup)] += share * usd[from + k];
    });
  });
  return prices;
}
