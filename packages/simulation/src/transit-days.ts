import {DELIVERER_COUNT, GROUP_COUNT} from '@cutover/core';
import type {DrawTables} from './block-input.ts';
import {DELAY_SLOTS} from './draw-layout.ts';
import type {Odds} from './lateness.ts';

/**
 * Days to the door on average over what `simulateBlock` draws for a package: its origin and its promise. Days it is
 * held, and its delay, come on top.
 *
 * @param transit - `[target][variant][origin]`, days to the door
 * @param into - overwritten from `at` on: `[group]`
 */
export function meanDoorDays(
  {variantCount, originCount}: Pick<DrawTables, 'variantCount' | 'originCount'>,
  {origin, variantShare}: Pick<Odds, 'origin' | 'variantShare'>,
  transit: Uint8Array,
  {market, target}: {readonly market: number; readonly target: number},
  into: Float64Array,
  at: number,
): void {
  into.fill(0, at, at + GROUP_COUNT);
  for (let variant = 0; variant < variantCount; variant++) {
    const row = (target * variantCount + variant) * originCount;
    let days = 0;
    for (const {slot, share} of origin[market]) days += share * transit[row + slot];
    for (let group = 0; group < GROUP_COUNT; group++) {
      into[at + group] += variantShare[group * variantCount + variant] * days;
    }
  }
}

/** Days a package comes later than its way says, on average. @returns `[way]` */
export function meanDelayDays({delayQuota}: Pick<DrawTables, 'delayQuota'>): Float64Array {
  const days = new Float64Array(DELIVERER_COUNT);
  for (let slot = 0; slot < delayQuota.length; slot++) {
    days[Math.floor(slot / DELAY_SLOTS)] += delayQuota[slot] / DELAY_SLOTS;
  }
  return days;
}
