// The package kernel: a quarter of the reference twin, scenario exit, every package, with the books of the days, on
// one thread and on two (must hold: 150 and 270 million packages/s). Then some ZIPs of it, in turn with DuckDB and
// NumPy that draw the same packages and must come to equal totals (must hold: 30 times DuckDB). Run: pnpm bench kernel.
// Record and workload: benchmarks/README.md.
import {applyScenario, dayNumber} from '@cutover/core';
import {readScenarios, readTwin} from '@cutover/files';
import {bookDays, createPool, type Pool, prepare, type Prepared, simulate, simulationInputs} from '@cutover/runner';
import type {BlockResult} from '@cutover/simulation';
import {type Contestant, interleave, type Row} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';
import {openDuckDb} from './packages/duckdb.ts';
import {type PackageInstance, packageInstance} from './packages/instance.ts';
import {openNumPy} from './packages/numpy.ts';
import {
  checkAgainstLedger,
  countPlainly,
  sharedDigest,
  type Totals,
  totalsDigest,
  totalsOfBlocks,
} from './packages/totals.ts';

const SEED = 1;
const SCENARIO = 'exit';
const [FROM, TO] = ['2026-10-01', '2026-12-31']; // with the peak, when stations are full
const ROUNDS = 3;
const PEER_PACKAGES_PER_SECOND = 4e6; // of DuckDB on each thread; below, it is no peer
const PASSES = 4; // of the blocks over the same ZIPs, as one pass is done before both threads are awake
const [STRETCHES, STRETCH_ZIPS] = [32, 10]; // what peers draw: ten ZIPs in a row, 32 times across the nation

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
  const instance = packageInstance(prepared, ledger, zipsOf(firstZips(twin.zips.length)), SEED);
  progress(`${ledger.samplePackages} packages; beside the peers ${instance.packages}, of ${instance.zips.length} ZIPs`);
  const plain = countPlainly(instance);
  const compared = checkAgainstLedger(instance, plain, ledger);

  const whole = (threads: string, pool: Pool): Contestant => ({
    ...{name: `simulate, ${threads}`, work: ledger.samplePackages, unit: 'package'},
    run: async () => (await simulate(pool, prepared, SEED)).outcome.ledger.drawChecksum,
  });
  const wholeRows = await interleave([whole('one thread', one), whole('two threads', two)], {
    rounds: ROUNDS,
    warmups: 0,
  });

  progress('peers');
  const numPy = await openNumPy(instance);
  try {
    const peerRows = await interleave(
      [
        blocks('blocks of ZIPs, one thread', one, prepared, instance),
        blocks('blocks of ZIPs, two threads', two, prepared, instance),
        peer('DuckDB, one thread', instance, plain, await openDuckDb(instance, 1)),
        peer('DuckDB, two threads', instance, plain, await openDuckDb(instance, 2)),
        ...('count' in numPy ? [peer(`NumPy ${numPy.version}, one thread`, instance, plain, numPy.count)] : []),
        peer('plain TypeScript, one thread', instance, plain, () => Promise.resolve(constant(countPlainly(instance)))),
      ],
      {rounds: ROUNDS},
    );
    report(wholeRows, peerRows, [
      `equal: ${compared} numbers of the simulation and each peer, and ${peerRows[0].checksum.split(' ')[0]} of all`,
      ...('missing' in numPy ? [numPy.missing] : []),
    ]);
  } finally {
    if ('close' in numPy) numPy.close();
  }
}

function firstZips(zipCount: number): number[] {
  return Array.from({length: STRETCHES}, (_, k) => Math.floor(((k + 0.5) * zipCount) / STRETCHES));
}

function zipsOf(first: readonly number[]): number[] {
  return first.flatMap((zip) => Array.from({length: STRETCH_ZIPS}, (_, k) => zip + k));
}

/**
 * The simulation's own blocks of the instance's ZIPs, drawn in several passes, each into books of its own. The books of
 * the days, national, are closed before the clock. The time is that of one pass.
 */
function blocks(label: string, pool: Pool, prepared: Prepared, instance: PackageInstance): Contestant {
  return {
    ...{name: label, work: instance.packages, unit: 'package'},
    run: async () => {
      const passes = Array.from({length: PASSES}, () => simulationInputs(prepared, SEED, undefined));
      for (const {books, ledger} of passes) await bookDays(pool, books, ledger);
      const started = performance.now();
      const results = await Promise.all(
        passes.map(({block: input, ledger}) =>
          Promise.all(
            firstZips(twin.zips.length).map((zipFrom) =>
              pool.run<BlockResult>({kind: 'block', input, ledger, zipFrom, zipTo: zipFrom + STRETCH_ZIPS}),
            ),
          ),
        ),
      );
      const seconds = (performance.now() - started) / 1000 / PASSES;
      const digests = passes.map(({ledger}, i) => sharedDigest(totalsOfBlocks(instance, results[i], ledger)));
      if (new Set(digests).size > 1) throw new Error(`${label} comes to other totals in another pass`);
      return {seconds, answer: digests[0]};
    },
  };
}

/** @param plain - totals that the peer must come to */
function peer(label: string, instance: PackageInstance, plain: Totals, count: () => Promise<() => Totals>): Contestant {
  const expected = totalsDigest(plain);
  return {
    ...{name: label, work: instance.packages, unit: 'package'},
    run: async () => {
      const totals = await count();
      return () => {
        const found = totals();
        if (totalsDigest(found) !== expected) throw new Error(`${label} comes to other totals than plain counting`);
        return sharedDigest(found);
      };
    },
  };
}

function constant<T>(value: T): () => T {
  return () => value;
}

function report(wholeRows: readonly Row[], peerRows: readonly Row[], notes: readonly string[]): void {
  const perSecond = ({work, seconds}: Row): number => Math.round(work / seconds.median);
  const threads = ([oneThread, twoThreads]: readonly Row[]) => ({
    oneThread: perSecond(oneThread),
    twoThreads: perSecond(twoThreads),
  });
  const [mine, duckDb] = [threads(peerRows.slice(0, 2)), threads(peerRows.slice(2, 4))];
  const times = (a: number, b: number): string => `${Math.round(a / b)} times`;
  const [onOne, onTwo] = [times(mine.oneThread, duckDb.oneThread), times(mine.twoThreads, duckDb.twoThreads)];
  const ratio = `blocks beside DuckDB: ${onOne} on one thread, ${onTwo} on two`;
  const slow = `DuckDB stays below ${PEER_PACKAGES_PER_SECOND} packages/s a thread: is the machine busy?`;
  const isPeer = duckDb.oneThread >= PEER_PACKAGES_PER_SECOND && duckDb.twoThreads >= 2 * PEER_PACKAGES_PER_SECOND;
  publish({
    rows: [...wholeRows, ...peerRows],
    seed: SEED,
    size: `data/us, ${SCENARIO}, ${FROM} to ${TO}`,
    notes: [...notes, ratio, ...(isPeer ? [] : [slow])],
    sections: {
      kernel: {
        packagesPerSecond: threads(wholeRows),
        blocksPackagesPerSecond: mine,
        duckDbPackagesPerSecond: duckDb,
      },
    },
  });
}
