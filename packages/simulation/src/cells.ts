import {DELIVERER_COUNT, type Epoch, type EpochPolicy, GROUP_COUNT, SHARE_ONE, sharedFloat64} from '@cutover/core';

/** Slots of a ZIP: class group x planned deliverer, in this order. */
export const SLOTS = GROUP_COUNT * DELIVERER_COUNT;

/**
 * The demand of every day. Packages are counted from the first day of the horizon in the order day, ZIP, class group,
 * planned deliverer: slot i on day d begins at `dayFirst[d] + floor(dayPackages[d] * position[i] + phase[d])`.
 * Cells so add up exactly every day, none is off by a whole package, and the phase keeps small cells from being
 * rounded the same way every day.
 */
export interface Demand {
  readonly dayPackages: Float64Array; // [days of the horizon], whole packages at full volume
  readonly dayFirst: Float64Array; // [days + 1], packages before the day
  readonly phase: Float64Array; // [days], 0 … 1
  readonly groupShare: Float64Array; // [zip * GROUP_COUNT + group], of the national volume; sums to 1
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * @param volume - `[days]`, packages wanted on each day, rounded here
 * @param groupWeight - `[zip * GROUP_COUNT + group]`, ≥ 0, any unit
 * @throws RangeError if no package is wanted at all
 */
export function createDemand(volume: Float64Array, groupWeight: Float64Array): Demand {
  let total = 0;
  for (const weight of groupWeight) total += weight;
  if (!(total > 0)) throw new RangeError('the demand of all ZIPs is zero; demand.csv needs packages');
  const dayPackages = sharedFloat64(volume.length);
  const dayFirst = sharedFloat64(volume.length + 1);
  const phase = sharedFloat64(volume.length);
  for (let day = 0; day < volume.length; day++) {
    dayPackages[day] = Math.round(volume[day]);
    dayFirst[day + 1] = dayFirst[day] + dayPackages[day];
    phase[day] = ((day + 1) * GOLDEN) % 1;
  }
  const groupShare = sharedFloat64(groupWeight.length);
  for (let i = 0; i < groupWeight.length; i++) groupShare[i] = groupWeight[i] / total;
  return {dayPackages, dayFirst, phase, groupShare};
}

/** Where each slot begins, as a share of the day: `[zipCount * SLOTS + 1]`, from 0 to exactly 1. */
export function slotPositions(demand: Demand, policy: EpochPolicy): Float64Array {
  const cellCount = demand.groupShare.length;
  const position = sharedFloat64(cellCount * DELIVERER_COUNT + 1);
  let before = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    let inCell = 0;
    for (let way = 0; way < DELIVERER_COUNT; way++) {
      position[cell * DELIVERER_COUNT + way] = before + (demand.groupShare[cell] * inCell) / SHARE_ONE;
      inCell += policy.share[cell * DELIVERER_COUNT + way];
    }
    before += demand.groupShare[cell];
  }
  position[cellCount * DELIVERER_COUNT] = 1;
  for (let i = position.length - 1; i > 0; i--) position[i - 1] = Math.min(position[i - 1], position[i]); // float dust
  return position;
}

/** Packages of the day before a slot. Call it with `position[slot]`; 1 gives the whole day. */
export function packagesBefore(dayPackages: number, position: number, phase: number): number {
  return Math.floor(dayPackages * position + phase);
}

/** Packages of a day before each slot of a ZIP. @param bound - overwritten, `[SLOTS + 1]` */
export function fillBounds(
  {dayPackages, phase}: Demand,
  position: Float64Array,
  day: number,
  zip: number,
  bound: Float64Array,
): void {
  for (let slot = 0; slot <= SLOTS; slot++) {
    bound[slot] = packagesBefore(dayPackages[day], position[zip * SLOTS + slot], phase[day]);
  }
}

/**
 * Which epoch each day belongs to.
 *
 * @throws RangeError if the epochs leave a day out
 */
export function epochOfDay(epochs: readonly Epoch[], dayCount: number): Uint8Array {
  const epochOf = new Uint8Array(new SharedArrayBuffer(dayCount)).fill(255);
  epochs.forEach(({fromDay, toDay}, epoch) => {
    epochOf.fill(epoch, fromDay, Math.min(toDay, dayCount));
  });
  const missing = epochOf.indexOf(255);
  if (missing >= 0) throw new RangeError(`no epoch covers day ${missing} of the horizon`);
  return epochOf;
}

/**
 * The share of packages that are simulated, such that exactly `wanted` of the packages `first … first + volume - 1`
 * are. Package c of the full volume opens simulated package `floor(c * rate)`: any whole interval of the one maps to
 * an interval of the other, so books that balance at full volume balance in the sample.
 */
export function samplingRate(first: number, volume: number, wanted: number): number {
  if (wanted >= volume) return 1;
  const drawn = (rate: number): number => sampled(first + volume, rate) - sampled(first, rate);
  let rate = wanted / volume;
  const step = 1 / (first + volume) / 8;
  for (let tries = 0; tries < 64 && drawn(rate) !== wanted; tries++) rate += drawn(rate) < wanted ? step : -step;
  return rate;
}

/** Simulated packages among the first `packages` of the full volume. */
export function sampled(packages: number, rate: number): number {
  return rate === 1 ? packages : Math.floor(packages * rate);
}
