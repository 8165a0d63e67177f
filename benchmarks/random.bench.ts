// The draw that stands behind every simulated package, one million packages of one ZIP and day.
// Run: pnpm bench random. Record: benchmarks/README.md.
import {cellKeyHigh, cellKeyLow, packageBits} from '@cutover/core';
import {interleave} from './harness/interleave.ts';
import {publish} from './harness/results.ts';

const SEED = 1;
const PACKAGES = 1_000_000;

const rows = await interleave(
  [
    {
      ...{name: 'packageBits', work: PACKAGES, unit: 'package'},
      run: (day) => {
        const [low, high] = [cellKeyLow(SEED, day, 60614), cellKeyHigh(SEED, day, 60614)];
        let sum = 0;
        for (let rank = 0; rank < PACKAGES; rank++) sum = (sum + packageBits(low, high, rank)) >>> 0;
        return sum;
      },
    },
  ],
  {rounds: 51, warmups: 10},
);
publish({rows, seed: SEED, size: `${PACKAGES} packages of a cell`});
