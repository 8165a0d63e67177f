// The package kernel: a quarter of the reference twin, scenario exit, every package, with the books of the days, on
// one thread and on two (must hold: 150 and 270 million packages/s, 30 times DuckDB). Beside it DuckDB and NumPy draw
// the same packages of some ZIPs, with totals equal to the simulation's. Run: pnpm bench kernel.
// Record and workload: benchmarks/README.md.
import {applyScenario, dayNumber} from '@cutover/core';
import {readScenarios, readTwin} from '@cutover/files';
import {createPool, type Pool, prepare, simulate} from '@cutover/runner';
import {type Contestant, interleave} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';
import {openDuckDb} from './packages/duckdb.ts';
import {packageInstance} from './packages/instance.ts';
import {openNumPy} from './packages/numpy.ts';
import {checkAgainstLedger, countPlainly, totalsDigest} from './packages/totals.ts';

const SEED = 1;
const SCENARIO = 'exit';
const [FROM, TO] = ['2026-10-01', '2026-12-31']; // with the peak, when stations are full
const ROUNDS = 3;
const PEER_PACKAGES_PER_SECOND = 4e6; // of DuckDB on one thread; below, it is no peer
const ZIPS_APART = 100; // the peers take every hundredth ZIP

const base = await readTwin('data/us');
const {name, about, ...changes} = (await readScenarios('data/us')).find((scenario) => scenario.name === SCENARIO)!;
const twin = applyScenario(base, {name, about, ...changes});
const firstDay = dayNumber(twin.settings.horizon.from);
const window = {fromDay: dayNumber(FROM) - firstDay, toDay: dayNumber(TO) - firstDay + 1};
const pools = [createPool(1), createPool(2)];
try {
  await bench(pools);
} finally {
  await Promise.all(pools.map((pool) => pool.close()));
}

async function bench([one, two]: readonly Pool[]): Promise<void> {
  progress('planning');
  const [prepared] = await prepare(two, [{name, about, twin}], SEED, window);
  const {ledger} = (await simulate(two, prepared, SEED)).outcome;
  const zips = twin.zips.map((_, zip) => zip).filter((zip) => zip % ZIPS_APART === 0);
  const instance = packageInstance(prepared, ledger, zips, SEED);
  progress(`${ledger.samplePackages} packages; the peers take ${instance.packages} of them, of ${zips.length} ZIPs`);
  const compared = checkAgainstLedger(instance, countPlainly(instance), ledger);

  const kernel = (threads: string, pool: Pool): Contestant => ({
    ...{name: `simulate, ${threads}`, work: ledger.samplePackages, unit: 'package'},
    run: async () => (await simulate(pool, prepared, SEED)).outcome.ledger.drawChecksum,
  });
  const kernelRows = await interleave([kernel('one thread', one), kernel('two threads', two)], {
    rounds: ROUNDS,
    warmups: 0,
  });

  progress('peers');
  const work = {work: instance.packages, unit: 'package'};
  const duckDb = [await openDuckDb(instance, 1), await openDuckDb(instance, 2)];
  const numPy = await openNumPy(instance);
  try {
    const peer = (label: string, count: (typeof duckDb)[number]): Contestant => ({
      ...{name: label, ...work},
      run: async () => {
        const totals = await count();
        return () => totalsDigest(totals());
      },
    });
    const peerRows = await interleave(
      [
        peer('DuckDB, one thread', duckDb[0]),
        peer('DuckDB, two threads', duckDb[1]),
        ...('count' in numPy ? [peer(`NumPy ${numPy.version}, one thread`, numPy.count)] : []),
        peer('plain TypeScript, one thread', () => Promise.resolve(constant(countPlainly(instance)))),
      ],
      {rounds: ROUNDS},
    );
    report(
      [...kernelRows, ...peerRows],
      [
        `equal: ${compared} numbers of the simulation and each peer, and ${peerRows[0].checksum.split(' ')[0]} of all`,
        ...('missing' in numPy ? [numPy.missing] : []),
      ],
    );
  } finally {
    if ('close' in numPy) numPy.close();
  }
}

function constant<T>(value: T): () => T {
  return () => value;
}

function report(rows: Awaited<ReturnType<typeof interleave>>, notes: string[]): void {
  const perSecond = (at: number): number => Math.round(rows[at].work / rows[at].seconds.median);
  const slow = `DuckDB stays below ${PEER_PACKAGES_PER_SECOND} packages/s on one thread: is the machine busy?`;
  publish({
    rows,
    seed: SEED,
    size: `data/us, ${SCENARIO}, ${FROM} to ${TO}`,
    notes: perSecond(2) < PEER_PACKAGES_PER_SECOND ? [...notes, slow] : notes,
    sections: {
      kernel: {
        packagesPerSecond: {oneThread: perSecond(0), twoThreads: perSecond(1)},
        duckDbPackagesPerSecond: {oneThread: perSecond(2), twoThreads: perSecond(3)},
      },
    },
  });
}
