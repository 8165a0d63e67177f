import {GROUP_COUNT} from '@cutover/core';
import type {DrawTables} from './block-input.ts';
import {HOLD_DAYS_MAX} from './draw.ts';
import {CLASS_SLOTS, DELAY_SLOTS, DELAY_SPAN, ORIGIN_SLOTS} from './draw-layout.ts';

export const HOLDS = HOLD_DAYS_MAX + 1; // days a package may be held, from none
export const LATE_WIDTH = GROUP_COUNT * HOLDS; // numbers of one way

/** How likely each outcome of a draw is: what a package's random bits come to on average. */
export interface Odds {
  readonly origin: readonly (readonly {readonly slot: number; readonly share: number}[])[]; // [market]
  readonly variantShare: Float64Array; // [group * variantCount + variant]
  readonly lateAt: Float64Array; // [way * LATE_COUNT + days beyond the promise + SPARE_MAX], days late with the delay
  readonly beyondShare: Float64Array; // [BEYOND_COUNT], scratch: zeros between calls
}

const SPARE_MAX = HOLD_DAYS_MAX + DELAY_SPAN; // a package with more days to spare is never late
const BEYOND_COUNT = SPARE_MAX + 256; // days on the way are below 256
const LATE_COUNT = BEYOND_COUNT + HOLDS;

export function oddsOf(tables: DrawTables): Odds {
  const {classQuota, classVariant, originQuota, delayQuota, variantCount, originCount} = tables;
  const variantShare = new Float64Array(GROUP_COUNT * variantCount);
  for (let slot = 0; slot < classQuota.length; slot++) {
    const group = Math.floor(slot / CLASS_SLOTS);
    variantShare[group * variantCount + classVariant[classQuota[slot]]] += 1 / CLASS_SLOTS;
  }
  const lateAt = new Float64Array((delayQuota.length / DELAY_SLOTS) * LATE_COUNT);
  for (let slot = 0; slot < delayQuota.length; slot++) {
    const at = Math.floor(slot / DELAY_SLOTS) * LATE_COUNT;
    for (let days = 0; days < LATE_COUNT; days++) {
      lateAt[at + days] += Math.max(0, days - SPARE_MAX + delayQuota[slot]) / DELAY_SLOTS;
    }
  }
  const origin = Array.from({length: originQuota.length / ORIGIN_SLOTS}, (_, market) => {
    const count = new Uint16Array(originCount);
    for (let slot = 0; slot < ORIGIN_SLOTS; slot++) count[originQuota[market * ORIGIN_SLOTS + slot]]++;
    return [...count.entries()]
      .filter(([, slots]) => slots > 0)
      .map(([slot, slots]) => ({slot, share: slots / ORIGIN_SLOTS}));
  });
  return {origin, variantShare, lateAt, beyondShare: new Float64Array(BEYOND_COUNT)};
}

/**
 * Days a package is late on average over what `simulateBlock` draws for it: its origin, its promise and its delay. Days
 * late are those on the way and held, and the delay, beyond the promise.
 *
 * @param transit - `[target][variant][origin]`, days to the door
 * @param into - overwritten from `at` on: `[group * HOLDS + days held]`, days late
 */
export function meanLateDays(
  {promiseDays, variantCount, originCount}: DrawTables,
  {origin, variantShare, lateAt, beyondShare}: Odds,
  transit: Uint8Array,
  {market, target, way}: {readonly market: number; readonly target: number; readonly way: number},
  into: Float64Array,
  at: number,
): void {
  into.fill(0, at, at + LATE_WIDTH);
  for (let variant = 0; variant < variantCount; variant++) {
    const row = (target * variantCount + variant) * originCount;
    let [least, most] = [BEYOND_COUNT, -1];
    for (const {slot, share} of origin[market]) {
      const beyond = Math.max(0, transit[row + slot] - promiseDays[variant] + SPARE_MAX);
      beyondShare[beyond] += share;
      least = Math.min(least, beyond);
      most = Math.max(most, beyond);
    }
    for (let hold = 0; hold < HOLDS; hold++) {
      let late = 0;
      for (let beyond = least; beyond <= most; beyond++) {
        late += beyondShare[beyond] * lateAt[way * LATE_COUNT + beyond + hold];
      }
      for (let group = 0; group < GROUP_COUNT; group++) {
        into[at + group * HOLDS + hold] += variantShare[group * variantCount + variant] * late;
      }
    }
    beyondShare.fill(0, least, most + 1);
  }
}
