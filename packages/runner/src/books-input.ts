import {DELIVERER_COUNT, type EpochPolicy, NO_BUILDING, OTHER, SHARE_ONE, value} from '@cutover/core';
import {type BooksInput, epochOfDay, slotPositions} from '@cutover/simulation';
import type {Capacity} from './capacity.ts';
import type {Horizon} from './horizon.ts';
import type {World} from './world.ts';

/** Days of a scenario that policies are decided for. */
export interface BooksScene {
  readonly world: World;
  readonly horizon: Horizon;
  readonly capacity: Capacity;
  readonly fromDay: number; // days of the horizon: in …
  readonly toDay: number; // … out
}

/** What the books of the days are kept from, on shared memory. @param policies - by epoch */
export function booksInput(
  {world, horizon, capacity, fromDay, toDay}: BooksScene,
  policies: readonly EpochPolicy[],
): BooksInput {
  const dayCount = toDay - fromDay;
  const epochs = policies.map(({epoch}) => ({fromDay: epoch.fromDay - fromDay, toDay: epoch.toDay - fromDay}));
  return {
    demand: horizon.demand,
    fromDay,
    dayCount,
    zipCount: world.twin.zips.length,
    epochOf: wholeHorizon(epochOfDay(epochs, dayCount), fromDay, horizon.dayCount),
    position: policies.map((policy) => slotPositions(horizon.demand, policy)),
    stationOf: policies.map(({station}) => toSlots(station, world.stationSlot)),
    overflow: policies.map(({overflow}) => overflow),
    capacity,
    stationCount: world.stations.length,
    delivers: horizon.delivers,
    otherCapPerDay: value(world.p, 'other_carrier_cap_per_day'),
    otherBeyondToday: policies.map(({share}) => beyondToday(horizon, share)),
  };
}

/** Packages the plan gives other carriers beyond today's, as a share of the national volume. */
export function beyondToday({demand, todayShare}: Horizon, share: Uint16Array): number {
  let sum = 0;
  for (let cell = 0; cell < demand.groupShare.length; cell++) {
    const at = cell * DELIVERER_COUNT + OTHER;
    sum += (demand.groupShare[cell] * (share[at] - todayShare[at])) / SHARE_ONE;
  }
  return Math.max(0, sum);
}

function toSlots(buildings: Int32Array, slotOf: Int32Array): Int32Array {
  const slots = new Int32Array(new SharedArrayBuffer(4 * buildings.length));
  for (let zip = 0; zip < slots.length; zip++)
    slots[zip] = buildings[zip] === NO_BUILDING ? -1 : slotOf[buildings[zip]];
  return slots;
}

/** Days outside the simulated window belong to no epoch; nobody asks for them. */
function wholeHorizon(epochOf: Uint8Array, fromDay: number, dayCount: number): Uint8Array {
  const whole = new Uint8Array(new SharedArrayBuffer(dayCount)).fill(255);
  whole.set(epochOf, fromDay);
  return whole;
}
