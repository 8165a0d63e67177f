import {
  type CompiledNetwork,
  dayNumber,
  type Epoch,
  GROUND_SAVER,
  isoDate,
  PARCEL_SELECT,
  type Twin,
} from '@cutover/core';
import type {Capacity} from './capacity.ts';
import type {Horizon} from './horizon.ts';

const PRICED_PRODUCTS: readonly string[] = [PARCEL_SELECT, GROUND_SAVER]; // what a simulated package may be charged

/**
 * Cuts the simulated days where what a policy looks at changes: buildings, entry points, contract, prices, bids, exit;
 * and at each quarter while stations ramp, so that the plan grows into them.
 *
 * @param changes - days on which a plan changes
 */
export function cutEpochs(
  twin: Twin,
  horizon: Horizon,
  capacity: Capacity,
  fromDay: number,
  toDay: number,
  changes: readonly number[] = [],
): Epoch[] {
  const cuts = new Set([fromDay, ...changes.filter((day) => day > fromDay && day < toDay)]);
  const cut = (date: string | undefined, plusDays = 0): void => {
    if (date === undefined) return;
    const day = dayNumber(date) + plusDays - horizon.firstDay;
    if (day > fromDay && day < toDay) cuts.add(day);
  };
  for (const {opensOn, closesOn} of twin.facilities) {
    cut(opensOn);
    cut(closesOn);
  }
  for (const {from} of twin.entry) cut(from);
  const changing = twin.modifiers.filter(({value}) => value !== 0); // 0 stands for what is not public
  for (const {product, from, to} of [...twin.rates, ...changing]) {
    if (!PRICED_PRODUCTS.includes(product)) continue;
    cut(from);
    cut(to);
  }
  cut(twin.contract?.startsOn);
  cut(twin.contract?.endsOn, 1);
  for (const {from, to} of twin.won ?? []) {
    cut(from);
    cut(to);
  }
  cut(twin.target.uspsEndsOn);
  for (let day = fromDay; day < toDay; day++) {
    if (isQuarterStart(horizon.firstDay + day) && isRamping(capacity, day)) cuts.add(day);
  }
  const days = [...cuts].sort((a, b) => a - b);
  return days.map((day, i) => ({fromDay: day, toDay: days[i + 1] ?? toDay}));
}

function isQuarterStart(day: number): boolean {
  return /-(01|04|07|10)-01$/.test(isoDate(day));
}

function isRamping({planned, full}: Capacity, day: number): boolean {
  return full.some((packages, s) => {
    const then = planned[day * full.length + s];
    return then > 0 && then < Math.floor(packages);
  });
}

/** Which buildings work on a day (since 1970-01-01), hand-off nodes too. @returns `[nodeCount]`, 1 when open */
export function openBuildings(twin: Twin, network: CompiledNetwork, day: number): Uint8Array {
  const open = new Uint8Array(network.nodeCount);
  twin.facilities.forEach(({opensOn, closesOn}, row) => {
    const isOpen =
      (opensOn === undefined || day >= dayNumber(opensOn)) && (closesOn === undefined || day < dayNumber(closesOn));
    open[row] = isOpen ? 1 : 0;
  });
  return open;
}
