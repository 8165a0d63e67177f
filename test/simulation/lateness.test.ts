import {GROUP_COUNT, OWNED, USPS} from '@cutover/core';
import {
  CLASS_SLOTS,
  DELAY_SLOTS,
  type DrawTables,
  fillQuota,
  HOLDS,
  LATE_WIDTH,
  meanLateDays,
  oddsOf,
  ORIGIN_SLOTS,
} from '@cutover/simulation';
import {expect, test} from 'vitest';

/** Two FCs, of which the first sends three quarters; promises of 2 and 5 days; heavy packages all have the longer. */
function tablesOf(lateShare: number): DrawTables {
  const classQuota = new Uint8Array(GROUP_COUNT * CLASS_SLOTS);
  fillQuota([1, 1], CLASS_SLOTS, classQuota, 0);
  fillQuota([0, 1], CLASS_SLOTS, classQuota, CLASS_SLOTS);
  const originQuota = new Uint16Array(ORIGIN_SLOTS);
  fillQuota([3, 1], ORIGIN_SLOTS, originQuota, 0);
  const delayQuota = new Uint8Array(3 * DELAY_SLOTS);
  fillQuota([1], DELAY_SLOTS, delayQuota, 0);
  fillQuota([1 - lateShare, 0, lateShare], DELAY_SLOTS, delayQuota, USPS * DELAY_SLOTS); // by two days
  const classVariant = Uint8Array.of(0, 1);
  const counts = {originCount: 2, variantCount: 2};
  return {classQuota, originQuota, delayQuota, classVariant, promiseDays: Uint8Array.of(2, 5), ...counts};
}

const TRANSIT = Uint8Array.of(1, 4, 3, 5); // [variant][origin], days to the door

function lateOf(way: number, lateShare = 0) {
  const tables = tablesOf(lateShare);
  const days = new Float64Array(LATE_WIDTH);
  meanLateDays(tables, oddsOf(tables), TRANSIT, {market: 0, target: 0, way}, days, 0);
  return (group: number, hold: number): number => days[group * HOLDS + hold];
}

test('a package is late by what transit and rest take beyond its promise, on average over FCs and promises', () => {
  const late = lateOf(OWNED);
  // Light: half promise 2 days and come after 1 or 4, so 1/4 are late by 2; half promise 5, after 3 or 5, none late.
  expect(late(0, 0)).toBeCloseTo(0.5 * 0.25 * 2, 12);
  // Held a day: 2 or 5 days against 2, 4 or 6 against 5: late by 0, 3; 0, 1.
  expect(late(0, 1)).toBeCloseTo(0.5 * 0.25 * 3 + 0.5 * 0.25 * 1, 12);
  expect(late(1, 1)).toBeCloseTo(0.25 * 1, 12); // heavy: the longer promise alone
});

test('a delay makes late by what is left of it after the days to spare', () => {
  const late = lateOf(USPS, 0.25);
  // Heavy, not held: 3 or 5 days against 5; a quarter comes two days later: late by 0, 2.
  expect(late(1, 0)).toBeCloseTo(0.25 * 0.25 * 2, 12);
  // Light with a promise of 2: 1 or 4 days; two days later 3 or 6: late by 1, 4.
  const shortPromise = 0.75 * (0.25 * 1) + 0.25 * (0.75 * 2 + 0.25 * 4);
  expect(late(0, 0)).toBeCloseTo(0.5 * shortPromise + 0.5 * late(1, 0), 12);
});

test('each day held more makes a package later, by a day at most', () => {
  const late = lateOf(USPS, 0.25);
  for (let group = 0; group < 2; group++) {
    for (let hold = 1; hold < HOLDS; hold++) {
      const more = late(group, hold) - late(group, hold - 1);
      expect(more).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(1 + 1e-12);
    }
  }
});
