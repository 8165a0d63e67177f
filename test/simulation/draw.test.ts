import {cellKeyHigh, cellKeyLow, hash32, packageBits} from '@cutover/core';
import {
  CLASS_SLOTS,
  createTally,
  DAYS_SPAN,
  DELAY_SLOTS,
  drawRange,
  type DrawTables,
  fillQuota,
  ORIGIN_SLOTS,
  type Tally,
  WAITS,
} from '@cutover/simulation';
import {expect, test} from 'vitest';

const CLASSES = 9;
const ORIGINS = 5;
const MARKETS = 4;
const TARGETS = 6;
const tables = createTables();
const transit = Uint8Array.from({length: TARGETS * 3 * ORIGINS}, (_, i) => 1 + (hash32(i) % 9));

function createTables(): DrawTables {
  const classQuota = new Uint8Array(3 * CLASS_SLOTS);
  for (let group = 0; group < 3; group++) {
    const weight = Array.from({length: CLASSES}, (_, i) => (i % 3 === group ? 1 + i : 0));
    fillQuota(weight, CLASS_SLOTS, classQuota, group * CLASS_SLOTS);
  }
  const originQuota = new Uint16Array(MARKETS * ORIGIN_SLOTS);
  for (let market = 0; market < MARKETS; market++) {
    const weight = Array.from({length: ORIGINS}, (_, i) => hash32(31 * market + i) % 100);
    fillQuota(weight, ORIGIN_SLOTS, originQuota, market * ORIGIN_SLOTS);
  }
  const delayQuota = new Uint8Array(3 * DELAY_SLOTS);
  [0.03, 0.2, 0.1].forEach((late, way) => {
    fillQuota([1 - late, 0.75 * late, 0.25 * late], DELAY_SLOTS, delayQuota, way * DELAY_SLOTS);
  });
  return {
    classQuota,
    originQuota,
    delayQuota,
    classVariant: Uint8Array.from({length: CLASSES}, (_, i) => i % 3),
    promiseDays: Uint8Array.from({length: CLASSES}, (_, i) => [2, 3, 6][i % 3]),
    originCount: ORIGINS,
    variantCount: 3,
  };
}

interface Range {
  readonly seed: number;
  readonly day: number;
  readonly zip: number;
  readonly from: number;
  readonly to: number;
  readonly group: number;
  readonly market: number;
  readonly fate: number;
  readonly target: number;
}

const CLASS_AT = 17; // counting starts anywhere in the ledger's array

function draw(range: Range, tally: Tally, hold = 0): Uint32Array {
  const {seed, day, zip, from, to, group, market, fate, target} = range;
  const [low, high] = [cellKeyLow(seed, day, zip), cellKeyHigh(seed, day, zip)];
  const count = new Uint32Array(CLASS_AT + CLASSES + 1);
  const transitAt = target * 3 * ORIGINS;
  drawRange(tables, low, high, from, to, group, market, fate, transit, transitAt, hold, count, CLASS_AT, tally);
  return count;
}

const ranges: Range[] = [
  {seed: 1, day: 0, zip: 0, from: 0, to: 20_000, group: 0, market: 0, fate: 0, target: 0},
  {seed: 1, day: 75, zip: 33_183, from: 123, to: 9_000, group: 1, market: 3, fate: 1, target: 5},
  {seed: 2 ** 31 - 1, day: 364, zip: 60_614, from: 999_000, to: 1_001_000, group: 2, market: 1, fate: 2, target: 3},
  {seed: 42, day: 10, zip: 7, from: 5, to: 4_000, group: 0, market: 2, fate: WAITS, target: 2},
];

test.each(ranges)('the kernel draws what packageBits says, package by package', (range) => {
  const {seed, day, zip, from, to, group, market, fate, target} = range;
  const tally = createTally(ORIGINS);
  tally.xor = 0x1234;
  tally.sum = -5;
  const count = draw(range, tally);

  const way = fate === WAITS ? 0 : fate; // own packages that wait are own packages
  const expected = createTally(ORIGINS);
  const expectedCount = new Uint32Array(count.length);
  let [xor, sum, transitDays, late] = [0x1234, -5, 0, 0];
  for (let rank = from; rank < to; rank++) {
    const bits = packageBits(cellKeyLow(seed, day, zip), cellKeyHigh(seed, day, zip), rank);
    const drawnClass = tables.classQuota[group * 4096 + (bits % 4096)]; // lowest 12 bits
    const origin = tables.originQuota[market * 1024 + (Math.floor(bits / 4096) % 1024)]; // next 10
    const delay = tables.delayQuota[way * 1024 + Math.floor(bits / 2 ** 22)]; // highest 10
    const days = transit[(target * 3 + tables.classVariant[drawnClass]) * ORIGINS + origin] + delay;
    const daysLate = Math.max(0, days - tables.promiseDays[drawnClass]);
    expectedCount[CLASS_AT + drawnClass]++;
    expected.originCount[way * ORIGINS + origin]++;
    expected.transitHistogram[fate * DAYS_SPAN + days]++;
    expected.lateHistogram[fate * DAYS_SPAN + daysLate]++;
    transitDays += days;
    if (daysLate > 0) late++;
    xor = (xor ^ bits) | 0;
    sum = (sum + bits) % 2 ** 32;
  }
  expect(count).toEqual(expectedCount);
  expect(tally.originCount).toEqual(expected.originCount);
  expect(tally.transitHistogram).toEqual(expected.transitHistogram);
  expect(tally.lateHistogram).toEqual(expected.lateHistogram);
  expect(tally.transitDays).toBe(transitDays);
  expect(tally.latePackages).toBe(late);
  expect(late).toBeGreaterThan(0);
  expect(tally.xor).toBe(xor);
  expect(tally.sum >>> 0).toBe(sum);
});

test('a range may be cut anywhere: the parts count what the whole does', () => {
  const whole = createTally(ORIGINS);
  const wholeCount = draw(ranges[0], whole);
  const parts = createTally(ORIGINS);
  const partsCount = new Uint32Array(wholeCount.length);
  const cuts = [0, 1, 2, 777, 12_345, 20_000];
  for (let i = 1; i < cuts.length; i++) {
    draw({...ranges[0], from: cuts[i - 1], to: cuts[i]}, parts).forEach((packages, at) => {
      partsCount[at] += packages;
    });
  }
  expect(partsCount).toEqual(wholeCount);
  const ofRange = {transitDays: 0, latePackages: 0}; // these two are of the last range alone
  expect({...parts, ...ofRange}).toEqual({...whole, ...ofRange});
});

test('an empty range draws nothing', () => {
  const tally = createTally(ORIGINS);
  expect(draw({...ranges[0], from: 5, to: 5}, tally).every((packages) => packages === 0)).toBe(true);
  expect(tally).toEqual(createTally(ORIGINS));
});
