// The simulation: the kernel alone on one thread, and a year of the reference twin at 250 million packages on two.
// Must hold: 20 million packages/s on 2 cores. The result of a run is worked out from its median.
// Run: pnpm bench simulate. Record: benchmarks/README.md, with the date, the machine and the Node version.
import {applyScenario, cellKeyHigh, cellKeyLow} from '@cutover/core';
import {readScenarios, readTwin} from '@cutover/files';
import {createPool, prepare, simulate} from '@cutover/runner';
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
import {Bench} from 'tinybench';
import {millionsPerSecond, printMachine} from './machine.ts';

const SEED = 1;
const THREADS = 2;
const RUN_PACKAGES = 250_000_000;
const CELL_PACKAGES = 180; // of one class group and fate, mean of a full year
const CELLS = 5_000;
const [CLASSES, ORIGINS] = [13, 64]; // of one class group and market of the reference twin

printMachine();
let sink = 0; // read at the end, so that no draw can be optimised away

await benchKernel();
await benchRun();
if (sink === 0) throw new Error('the draws sum to nothing');

async function benchKernel(): Promise<void> {
  const bench = new Bench({name: 'draw', time: 2000, warmupTime: 500});
  for (const isSimd of [true, false]) {
    const kernel = loadKernel(isSimd);
    let day = 0;
    bench.add(`${CELLS} cells of ${CELL_PACKAGES} packages, one thread, SIMD: ${isSimd}`, () => {
      day++; // other packages each time
      for (let cell = 0; cell < CELLS; cell++) {
        const [low, high] = [cellKeyLow(SEED, day, cell), cellKeyHigh(SEED, day, cell)];
        kernel.runs.set([low, high, 0, CELL_PACKAGES], cell * RUN_WORDS);
      }
      kernel.draw(0, CELLS, ORIGINS);
      sink += kernel.sums[0];
    });
  }
  await bench.run();
  report(bench, CELLS * CELL_PACKAGES);
}

function loadKernel(isSimd: boolean): DrawKernel {
  const kernel = createDrawKernel(CLASSES * DELAY_SPAN * ORIGINS, isSimd);
  const weights = (count: number) => Array.from({length: count}, (_, i) => 1 + (i % 7));
  fillQuota(weights(CLASSES), CLASS_SLOTS, kernel.classQuota, 0);
  fillQuota(weights(ORIGINS), ORIGIN_SLOTS, kernel.originQuota, 0);
  fillQuota([0.95, 0.04, 0.01], DELAY_SLOTS, kernel.delayQuota, 0);
  return kernel;
}

async function benchRun(): Promise<void> {
  const base = await readTwin('data/us');
  const scenario = (await readScenarios('data/us')).find(({name}) => name === base.settings.baseScenario)!;
  const pool = createPool(THREADS);
  try {
    const twin = applyScenario(base, scenario);
    const [prepared] = await prepare(pool, [{name: scenario.name, about: scenario.about, twin}], SEED);
    const drawSeconds: number[] = [];
    const bench = new Bench({name: 'simulate', time: 0, iterations: 3, warmup: false});
    bench.add(`${scenario.name}, a year of data/us, ${RUN_PACKAGES} packages, ${THREADS} threads`, async () => {
      const {outcome, drawSeconds: seconds} = await simulate(pool, prepared, SEED, RUN_PACKAGES);
      drawSeconds.push(seconds);
      sink += outcome.ledger.latePackageDays;
    });
    await bench.run();
    report(bench, RUN_PACKAGES);
    const median = drawSeconds.sort((a, b) => a - b)[1];
    console.log(`without the books of the days: ${millionsPerSecond(RUN_PACKAGES, median)}`);
  } finally {
    await pool.close();
  }
}

function report(bench: Bench, packages: number): void {
  console.table(bench.table());
  for (const {name, result} of bench.tasks) {
    if (result.state !== 'completed') throw new Error(`${name} ended as ${result.state}`);
    console.log(`${name}: ${millionsPerSecond(packages, result.latency.p50 / 1000)}`);
  }
}
