import {createMemory, loadKernel, packageBits, type SharedMemory} from '@cutover/core';
import {
  CLASS_AT,
  CLASS_SLOTS,
  COUNTERS_AT,
  DELAY_AT,
  DELAY_SLOTS,
  DELAY_SPAN,
  ORIGIN_AT,
  ORIGIN_SLOTS,
  RUN_CAPACITY,
  RUN_WORDS,
  RUNS_AT,
  SUMS_AT,
} from './draw-layout.ts';
import {wasm} from './generated/draw.ts';

/** Tables, runs and counters of one thread, small enough for its first-level cache, and what works on them. */
export interface DrawKernel extends DrawMemory {
  readonly isSimd: boolean;
  /**
   * Draws the packages of the runs `firstRun … firstRun + runCount - 1`, all of one class group and way, into
   * `counters` and `sums`.
   *
   * @param originCount - length of a row of `counters`, more than any origin in `originQuota`
   */
  draw(firstRun: number, runCount: number, originCount: number): void;
  /**
   * Adds the counters `from … from + length - 1` to those from `into` on, and leaves them zero.
   *
   * @param length - a multiple of DELAY_SPAN
   * @returns their sum
   */
  take(from: number, into: number, length: number): number;
}

export interface DrawMemory {
  readonly classQuota: Uint8Array; // [CLASS_SLOTS], class, of the group
  readonly delayQuota: Uint8Array; // [DELAY_SLOTS], days, of the way
  readonly originQuota: Uint16Array; // [ORIGIN_SLOTS], origin, of the market
  readonly runs: Int32Array; // [RUN_CAPACITY * RUN_WORDS]: low and high half of the key, rank from, rank to
  readonly counters: Uint32Array; // [(class * DELAY_SPAN + delay) * originCount + origin] and what `take` needs beyond
  readonly sums: Int32Array; // [2], exclusive-or and sum of the random bits of all packages
}

/** @param isSimd - whether to take the SIMD kernel where it can run, rather than its TypeScript twin */
export function createDrawKernel(counterCount: number, isSimd = true): DrawKernel {
  const shared = createMemory(COUNTERS_AT + 4 * counterCount);
  const memory = viewMemory(shared, counterCount);
  const kernel = isSimd ? loadKernel<Pick<DrawKernel, 'draw' | 'take'>>(wasm, shared) : undefined;
  if (kernel !== undefined) {
    return {...memory, isSimd: true, draw: kernel.draw, take: (...range) => kernel.take(...range) >>> 0};
  }
  return {
    ...memory,
    isSimd: false,
    draw: (firstRun, runCount, originCount) => drawRuns(memory, firstRun, runCount, originCount),
    take: (from, into, length) => takeCounters(memory.counters, from, into, length),
  };
}

function viewMemory({buffer}: SharedMemory, counterCount: number): DrawMemory {
  return {
    classQuota: new Uint8Array(buffer, CLASS_AT, CLASS_SLOTS),
    delayQuota: new Uint8Array(buffer, DELAY_AT, DELAY_SLOTS),
    originQuota: new Uint16Array(buffer, ORIGIN_AT, ORIGIN_SLOTS),
    runs: new Int32Array(buffer, RUNS_AT, RUN_CAPACITY * RUN_WORDS),
    counters: new Uint32Array(buffer, COUNTERS_AT, counterCount),
    sums: new Int32Array(buffer, SUMS_AT, 2),
  };
}

// The hot loop: one multiply-xorshift hash, three lookups, one count. No branch depends on a draw and nothing is
// allocated. One joint count holds all that is asked of a package; sums over it come later, once for many packages.
function drawRuns(
  {classQuota, delayQuota, originQuota, runs, counters, sums}: DrawMemory,
  firstRun: number,
  runCount: number,
  originCount: number,
): void {
  let [xor, sum] = sums;
  for (let at = firstRun * RUN_WORDS; at < (firstRun + runCount) * RUN_WORDS; at += RUN_WORDS) {
    const keyLow = runs[at];
    const keyHigh = runs[at + 1];
    const to = runs[at + 3] >>> 0;
    for (let rank = runs[at + 2] >>> 0; rank < to; rank++) {
      const bits = packageBits(keyLow, keyHigh, rank);
      xor ^= bits;
      sum = (sum + bits) | 0;
      const row = classQuota[bits & 0xfff] * DELAY_SPAN + delayQuota[bits >>> 22];
      counters[Math.imul(row, originCount) + originQuota[(bits >>> 12) & 0x3ff]]++;
    }
  }
  sums[0] = xor;
  sums[1] = sum;
}

function takeCounters(counters: Uint32Array, from: number, into: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const packages = counters[from + i];
    counters[from + i] = 0;
    counters[into + i] += packages;
    sum += packages;
  }
  return sum;
}
