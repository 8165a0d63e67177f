import type {Outcome} from '@cutover/core';
import {addBlocks, type BlockResult} from '@cutover/simulation';
import {simulationInputs} from './inputs.ts';
import {planFacts, plannedPaths} from './outcome.ts';
import {type Pool, ranges} from './pool.ts';
import type {Prepared} from './prepare.ts';

/** A simulated scenario and how long its packages took. */
export interface Simulated {
  readonly outcome: Outcome;
  readonly drawSeconds: number; // from the first block to the last
}

const ZIPS_PER_TASK = 256; // counters of a block stay in the second-level cache

/**
 * Simulates one prepared scenario: the books of all days at full volume first (they decide which way each package
 * goes), then all packages, block by block of ZIPs, beside linehaul and own routes. Any number of threads counts the
 * same.
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
  await pool.run({kind: 'books', input: books, ledger});
  const started = performance.now();
  let done = 0;
  const blocks = await Promise.all(
    ranges(ledger.zipCount, ZIPS_PER_TASK).map(async ({from, to}) => {
      const result = await pool.run<BlockResult>({kind: 'block', input: block, ledger, zipFrom: from, zipTo: to});
      done += result.packages;
      onPackages(done, ledger.samplePackages);
      return result;
    }),
  );
  const drawSeconds = (performance.now() - started) / 1000;
  await Promise.all([
    pool.run({kind: 'linehaul', input: linehaul, ledger}),
    pool.run({kind: 'ownRoutes', input: ownRoutes, ledger}),
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
