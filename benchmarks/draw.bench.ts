// The draw alone: runs of packages through the SIMD kernel and its TypeScript twin, cells lean and tables in the cache.
// Run: pnpm bench draw. Record: benchmarks/README.md.
import {cellKeyHigh, cellKeyLow} from '@cutover/core';
import {
  CLASS_SLOTS,
  createDrawKernel,
  DELAY_SLOTS,
  DELAY_SPAN,
  fillQuota,
  ORIGIN_SLOTS,
  RUN_WORDS,
} from '@cutover/simulation';
import {type Contestant, interleave} from './harness/interleave.ts';
import {publish} from './harness/results.ts';

const SEED = 1;
const RUN_PACKAGES = 180; // of one class group and fate, mean of a full year
const RUNS = 5_000;
const [CLASSES, ORIGINS] = [13, 64]; // of one class group and market of the reference twin

const rows = await interleave([contestant('SIMD kernel', true), contestant('TypeScript twin', false)], {
  rounds: 101,
  warmups: 20,
});
publish({rows, seed: SEED, size: `${RUNS} runs of ${RUN_PACKAGES} packages, one thread`});

function contestant(name: string, isSimd: boolean): Contestant {
  const kernel = createDrawKernel(CLASSES * DELAY_SPAN * ORIGINS, isSimd);
  const weights = (count: number) => Array.from({length: count}, (_, i) => 1 + (i % 7));
  fillQuota(weights(CLASSES), CLASS_SLOTS, kernel.classQuota, 0);
  fillQuota(weights(ORIGINS), ORIGIN_SLOTS, kernel.originQuota, 0);
  fillQuota([0.95, 0.04, 0.01], DELAY_SLOTS, kernel.delayQuota, 0);
  return {
    ...{name, work: RUNS * RUN_PACKAGES, unit: 'package'},
    run: (day) => {
      for (let run = 0; run < RUNS; run++) {
        const [low, high] = [cellKeyLow(SEED, day, run), cellKeyHigh(SEED, day, run)];
        kernel.runs.set([low, high, 0, RUN_PACKAGES], run * RUN_WORDS);
      }
      kernel.sums.fill(0);
      kernel.counters.fill(0);
      kernel.draw(0, RUNS, ORIGINS);
      return () =>
        `${kernel.sums.join(' ')} ${kernel.counters.reduce((mixed, count) => Math.imul(31, mixed) + count, 0)}`;
    },
  };
}
