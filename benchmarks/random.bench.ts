// The draw that stands behind every simulated package, one million packages of one ZIP and day.
// Run: pnpm bench random. Record: benchmarks/README.md, with the date, the machine and the Node version.
import {cellKeyHigh, cellKeyLow, packageBits} from '@cutover/core';
import {Bench} from 'tinybench';

const PACKAGES = 1_000_000;
const bench = new Bench({name: 'packageBits', time: 1000, warmupTime: 200});
let sink = 0; // read at the end, so that no draw can be optimised away
let day = 0;

bench.add(`${PACKAGES} packages`, () => {
  day++; // another cell each time
  const low = cellKeyLow(1, day, 60614);
  const high = cellKeyHigh(1, day, 60614);
  for (let rank = 0; rank < PACKAGES; rank++) sink = (sink + packageBits(low, high, rank)) >>> 0;
});

await bench.run();
console.table(bench.table());
if (sink === 0) throw new Error('the draws sum to nothing');
