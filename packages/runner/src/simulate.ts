import {GROUP_COUNT, type Ledger, type Outcome} from '@cutover/core';
import {addBlocks, type BlockInput, type BlockResult, type BooksInput, type VolumeBooks} from '@cutover/simulation';
import {simulationInputs} from './inputs.ts';
import {planFacts, plannedPaths} from './outcome.ts';
import {evenRanges, type Pool, ranges} from './pool.ts';
import type {Prepared} from './prepare.ts';

/** A simulated scenario and how long its packages took. */
export interface Simulated {
  readonly outcome: Outcome;
  readonly drawSeconds: number; // from the first block to the last
}

export const DAYS_PER_TASK = 16;
const BLOCKS = 128; // threads finish within one of each other; what a task costs in messages stays far below it
const CELL_WORK = 60; // a (day, ZIP) takes as long as so many packages

/**
 * Simulates one prepared scenario: the books of all days at full volume first (they decide which way each package
 * goes), then all packages, block by block of ZIPs, while linehaul and own routes are booked. Any number of threads
 * counts the same.
 *
 * @param packages - how many to simulate, as a sample; absent: every one
 * @param onPackages - told the simulated packages so far, and of how many
 */
export async function simulate(
  pool: Pool,
  prepared: Prepared,
  seed: number,
  packages?: number,
  onPackages: (done: number, all: number) => void = () => {},
): Promise<Simulated> {
  const {ledger, books, block, linehaul, ownRoutes} = simulationInputs(prepared, seed, packages);
  await bookDays(pool, books, ledger);
  const [, , {blocks, drawSeconds}] = await Promise.all([
    pool.run({kind: 'linehaul', input: linehaul, ledger}), // the largest tasks first, the small ones fill up
    pool.run({kind: 'ownRoutes', input: ownRoutes, ledger}),
    drawBlocks(pool, block, ledger, evenRanges(zipWork(prepared, ledger), BLOCKS), onPackages),
  ]);
  const {name, about, twin, plans, horizon} = prepared;
  const outcome: Outcome = {
    name,
    about,
    seed,
    twin,
    policy: plans.map(({policy}) => policy),
    facts: planFacts(plans, horizon.demand.groupShare),
    ledger: addBlocks(ledger, blocks),
    planned: plannedPaths(plans, ledger.zipCount),
  };
  return {outcome, drawSeconds};
}

/** Fills the books at full volume: each day by itself on all threads, then what days hand on to the next. */
export async function bookDays(pool: Pool, input: BooksInput, ledger: VolumeBooks): Promise<void> {
  await Promise.all(
    ranges(input.dayCount, DAYS_PER_TASK).map(({from, to}) =>
      pool.run({kind: 'days', input, ledger, rowFrom: from, rowTo: to}),
    ),
  );
  await pool.run({kind: 'books', input, ledger});
}

async function drawBlocks(
  pool: Pool,
  input: BlockInput,
  ledger: Ledger,
  blocks: readonly {from: number; to: number}[],
  onPackages: (done: number, all: number) => void,
): Promise<{blocks: BlockResult[]; drawSeconds: number}> {
  const started = performance.now();
  let done = 0;
  const results = await Promise.all(
    blocks.map(async ({from, to}) => {
      const result = await pool.run<BlockResult>({kind: 'block', input, ledger, zipFrom: from, zipTo: to});
      done += result.packages;
      onPackages(done, ledger.samplePackages);
      return result;
    }),
  );
  return {blocks: results, drawSeconds: (performance.now() - started) / 1000};
}

/** How long each ZIP takes, in packages. */
function zipWork({horizon}: Prepared, {zipCount, dayCount, samplePackages}: Ledger): Float64Array {
  const {groupShare} = horizon.demand;
  return Float64Array.from({length: zipCount}, (_, zip) => {
    let share = 0;
    for (let group = 0; group < GROUP_COUNT; group++) share += groupShare[zip * GROUP_COUNT + group];
    return share * samplePackages + CELL_WORK * dayCount;
  });
}
