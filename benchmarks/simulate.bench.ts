// The simulation: the kernel alone on one thread, and a year of the reference twin at 250 million packages on two.
// Must hold: 20 million packages/s on 2 cores. The result of a run is worked out from its median.
// Run: pnpm bench simulate. Record: benchmarks/README.md, with the date, the machine and the Node version.
import {applyScenario, cellKeyHigh, cellKeyLow} from '@cutover/core';
import {readScenarios, readTwin} from '@cutover/files';
import {createPool, prepare, simulate} from '@cutover/runner';
import {
  CLASS_SLOTS,
  createTally,
  DELAY_SLOTS,
  drawRange,
  type DrawTables,
  fillQuota,
  ORIGIN_SLOTS,
} from '@cutover/simulation';
import {Bench} from 'tinybench';
import {millionsPerSecond, printMachine} from './machine.ts';

const SEED = 1;
const THREADS = 2;
const RUN_PACKAGES = 250_000_000;
const CELL_PACKAGES = 100; // a ZIP's light packages on a day of such a sample
const CELLS = 10_000;
const [CLASSES, ORIGINS, PROMISES, MARKETS, TARGETS] = [37, 200, 3, 900, 1000];

printMachine();
let sink = 0; // read at the end, so that no draw can be optimised away

await benchKernel();
await benchRun();
if (sink === 0) throw new Error('the draws sum to nothing');

async function benchKernel(): Promise<void> {
  const tables = drawTables();
  const transit = Uint8Array.from({length: TARGETS * PROMISES * ORIGINS}, (_, i) => 1 + (i % 5));
  const classCount = new Uint32Array(CELLS * CLASSES);
  const tally = createTally(ORIGINS);
  let day = 0;
  const bench = new Bench({name: 'drawRange', time: 2000, warmupTime: 500});
  bench.add(`${CELLS} cells of ${CELL_PACKAGES} packages, one thread`, () => {
    day++; // other packages each time
    for (let cell = 0; cell < CELLS; cell++) {
      const [low, high] = [cellKeyLow(SEED, day, cell), cellKeyHigh(SEED, day, cell)];
      const transitAt = (cell % TARGETS) * PROMISES * ORIGINS;
      const classAt = cell * CLASSES;
      drawRange(
        tables,
        low,
        high,
        0,
        CELL_PACKAGES,
        0,
        cell % MARKETS,
        0,
        transit,
        transitAt,
        0,
        classCount,
        classAt,
        tally,
      );
    }
    sink += tally.xor;
  });
  await bench.run();
  report(bench, CELLS * CELL_PACKAGES);
}

function drawTables(): DrawTables {
  const classQuota = new Uint8Array(3 * CLASS_SLOTS);
  const weight = Array.from({length: CLASSES}, (_, i) => 1 + (i % 7));
  for (let group = 0; group < 3; group++) fillQuota(weight, CLASS_SLOTS, classQuota, group * CLASS_SLOTS);
  const originQuota = new Uint16Array(MARKETS * ORIGIN_SLOTS);
  for (let market = 0; market < MARKETS; market++) {
    const near = Array.from({length: ORIGINS}, (_, i) => ((i + market) % ORIGINS < 60 ? 1 + (i % 9) : 0));
    fillQuota(near, ORIGIN_SLOTS, originQuota, market * ORIGIN_SLOTS);
  }
  const delayQuota = new Uint8Array(3 * DELAY_SLOTS);
  for (let way = 0; way < 3; way++) fillQuota([0.95, 0.04, 0.01], DELAY_SLOTS, delayQuota, way * DELAY_SLOTS);
  return {
    classQuota,
    originQuota,
    delayQuota,
    classVariant: Uint8Array.from({length: CLASSES}, (_, i) => i % PROMISES),
    promiseDays: Uint8Array.from({length: CLASSES}, (_, i) => [1, 2, 5][i % PROMISES]),
    originCount: ORIGINS,
    variantCount: PROMISES,
  };
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
