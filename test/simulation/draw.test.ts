import {cellKeyHigh, cellKeyLow, hash32, packageBits} from '@cutover/core';
import {
  CLASS_SLOTS,
  createDrawKernel,
  DELAY_SLOTS,
  DELAY_SPAN,
  type DrawKernel,
  fillQuota,
  ORIGIN_SLOTS,
  RUN_WORDS,
} from '@cutover/simulation';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';

const CLASSES = 9;
const ORIGINS = 5;
const COUNTERS = CLASSES * DELAY_SPAN * ORIGINS;

interface Tables {
  readonly classWeight: readonly number[];
  readonly delayWeight: readonly number[];
  readonly originWeight: readonly number[];
}

interface Run {
  readonly keyLow: number;
  readonly keyHigh: number;
  readonly from: number;
  readonly to: number;
}

const tables: Tables = {
  classWeight: [3, 0, 1, 4, 1, 5, 9, 2, 6],
  delayWeight: [90, 7, 2, 1],
  originWeight: [2, 7, 1, 8, 2],
};

function load(kernel: DrawKernel, {classWeight, delayWeight, originWeight}: Tables, runs: readonly Run[]): DrawKernel {
  fillQuota(classWeight, CLASS_SLOTS, kernel.classQuota, 0);
  fillQuota(delayWeight, DELAY_SLOTS, kernel.delayQuota, 0);
  fillQuota(originWeight, ORIGIN_SLOTS, kernel.originQuota, 0);
  runs.forEach(({keyLow, keyHigh, from, to}, i) => kernel.runs.set([keyLow, keyHigh, from, to], i * RUN_WORDS));
  return kernel;
}

function runOf(seed: number, day: number, zip: number, from: number, to: number): Run {
  return {keyLow: cellKeyLow(seed, day, zip), keyHigh: cellKeyHigh(seed, day, zip), from, to};
}

const runs: Run[] = [
  runOf(1, 0, 0, 0, 20_000),
  runOf(1, 75, 33_183, 123, 9_000),
  runOf(2 ** 31 - 1, 364, 60_614, 999_000, 1_001_003),
  runOf(42, 10, 7, 5, 5), // an empty one
  runOf(42, 10, 7, 2 ** 32 - 50, 2 ** 32 - 1),
];

describe.each([true, false])('the kernel, SIMD: %s', (isSimd) => {
  const create = () => load(createDrawKernel(2 * COUNTERS, isSimd), tables, runs);

  test('is the one asked for', () => {
    expect(create().isSimd).toBe(isSimd);
  });

  test('draws what packageBits says, package by package', () => {
    const kernel = create();
    kernel.sums.set([0x1234, -5]);
    kernel.draw(1, runs.length - 1, ORIGINS);

    const expected = new Uint32Array(2 * COUNTERS);
    let [xor, sum] = [0x1234, -5];
    for (const {keyLow, keyHigh, from, to} of runs.slice(1)) {
      for (let rank = from; rank < to; rank++) {
        const bits = packageBits(keyLow, keyHigh, rank);
        const drawnClass = kernel.classQuota[bits % 4096]; // lowest 12 bits
        const origin = kernel.originQuota[Math.floor(bits / 4096) % 1024]; // next 10
        const delay = kernel.delayQuota[Math.floor(bits / 2 ** 22)]; // highest 10
        expected[(drawnClass * 4 + delay) * ORIGINS + origin]++;
        xor = (xor ^ bits) | 0;
        sum = (sum + bits) % 2 ** 32;
      }
    }
    expect(kernel.counters).toEqual(expected);
    expect(kernel.sums[0]).toBe(xor);
    expect(kernel.sums[1] >>> 0).toBe(sum);
  });

  test('may cut a run anywhere: the parts count what the whole does', () => {
    const whole = create();
    whole.draw(0, 1, ORIGINS);
    const cuts = [0, 1, 2, 777, 12_345, 20_000];
    const parts = load(
      createDrawKernel(2 * COUNTERS, isSimd),
      tables,
      cuts.slice(1).map((to, i) => ({...runs[0], from: cuts[i], to})),
    );
    parts.draw(0, 2, ORIGINS);
    parts.draw(2, 3, ORIGINS);
    expect(parts.counters).toEqual(whole.counters);
    expect(parts.sums).toEqual(whole.sums);
  });

  test('takes counters to where others are, and leaves none', () => {
    const kernel = create();
    kernel.counters.set([1, 2, 3, 4, 5, 6, 7, 8, 9], 4);
    kernel.counters.set([10, 20, 30, 40, 50], 20);
    expect(kernel.take(4, 20, 8)).toBe(36); // 1 + … + 8
    expect([...kernel.counters.subarray(4, 13)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 9]);
    expect([...kernel.counters.subarray(20, 29)]).toEqual([11, 22, 33, 44, 55, 6, 7, 8, 0]);
    kernel.counters.fill(2 ** 30, 0, 4);
    kernel.counters[0] -= 1;
    expect(kernel.take(0, 40, 4)).toBe(2 ** 32 - 1); // the sum, too, is without sign
  });
});

test('both kernels count the same, whatever the tables and runs', () => {
  const weights = (length: number) =>
    fc.array(fc.nat(20), {minLength: length, maxLength: length}).filter((weight) => weight.some((each) => each > 0));
  const word = fc.integer({min: -(2 ** 31), max: 2 ** 31 - 1});
  const run = fc
    .tuple(word, word, fc.integer({min: 0, max: 2 ** 32 - 200}), fc.nat(150))
    .map(([keyLow, keyHigh, from, length]) => ({keyLow, keyHigh, from, to: from + length}));
  const world = fc.record({
    classWeight: weights(CLASSES),
    delayWeight: weights(DELAY_SPAN),
    originWeight: weights(ORIGINS),
    runs: fc.array(run, {minLength: 1, maxLength: 12}),
  });
  const draw = (isSimd: boolean, each: Tables & {runs: readonly Run[]}): DrawKernel => {
    const kernel = load(createDrawKernel(COUNTERS, isSimd), each, each.runs);
    kernel.draw(0, each.runs.length, ORIGINS);
    return kernel;
  };
  fc.assert(
    fc.property(world, (each) => {
      const [simd, twin] = [draw(true, each), draw(false, each)];
      expect(simd.counters).toEqual(twin.counters);
      expect(simd.sums).toEqual(twin.sums);
    }),
    {seed: hash32(4), numRuns: 100},
  );
});
