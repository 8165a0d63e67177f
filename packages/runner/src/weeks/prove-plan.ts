import type {Epoch, Ledger} from '@cutover/core';
import {checkBooks, latePackageDays} from '@cutover/reporting';
import type {Pool} from '../pool.ts';
import {type NamedTwin, prepare} from '../prepare.ts';
import {simulate} from '../simulate.ts';
import type {WeekPlan} from './plan-weeks.ts';
import {policyChanges} from './policy-changes.ts';

/** A plan run day by day, at full volume. */
export interface PlanRun {
  readonly weeks: readonly WeekRun[];
  readonly waitingPackageDays: number; // each package counts each night it waits
  readonly latePackageDays: number; // of a sample, at full volume
  readonly fallbackPackages: number; // diverted, moved on or started to wait
}

/** One week of it. Packages in are those out: books that do not balance are an error. */
export interface WeekRun {
  readonly demanded: number;
  readonly delivered: number; // of these and of those that waited before
  readonly waiting: number; // when it ends
}

const SAMPLE_PACKAGES = 10_000_000; // lateness alone is sampled

/**
 * Simulates a plan and merit order repaired, each on the same days with the same shocks.
 *
 * @throws Error if the books of a day do not balance
 */
export async function provePlan(
  pool: Pool,
  {name, about, twin}: NamedTwin,
  seed: number,
  plan: WeekPlan,
): Promise<{readonly plan: PlanRun; readonly meritOrder: PlanRun}> {
  const run = async (paths: WeekPlan['solution']['paths']): Promise<PlanRun> => {
    const policy = policyChanges({...plan, solution: {paths}});
    const [prepared] = await prepare(pool, [{name, about, twin, plan: policy}], seed);
    const {outcome} = await simulate(pool, prepared, seed, SAMPLE_PACKAGES);
    return runOf(outcome.ledger, plan.scene.weeks);
  };
  return {plan: await run(plan.solution.paths), meritOrder: await run(plan.baseline.paths)}; // one in memory at a time
}

function runOf(ledger: Ledger, weeks: readonly Epoch[]): PlanRun {
  const problems = checkBooks(ledger);
  if (problems.length > 0) throw new Error(`the books of the plan do not balance:\n  ${problems.join('\n  ')}`);
  const {volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait, volumeBacklog} = ledger;
  return {
    weeks: weeks.map((week) => weekRun(ledger, week)),
    waitingPackageDays: sumOf(volumeBacklog),
    latePackageDays: latePackageDays(ledger),
    fallbackPackages: [volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait].reduce(
      (sum, cells) => sum + sumOf(cells),
      0,
    ),
  };
}

function weekRun(ledger: Ledger, {fromDay, toDay}: Epoch): WeekRun {
  const {zipCount, volumeDemanded, volumeOwned, volumeUsps, volumeOther, volumeBacklog} = ledger;
  const of = (cells: Uint32Array, from = fromDay): number =>
    sumOf(cells.subarray((from - ledger.fromDay) * zipCount, (toDay - ledger.fromDay) * zipCount));
  return {
    demanded: of(volumeDemanded),
    delivered: of(volumeOwned) + of(volumeUsps) + of(volumeOther),
    waiting: of(volumeBacklog, toDay - 1),
  };
}

function sumOf(cells: Uint32Array): number {
  let sum = 0;
  for (const cell of cells) sum += cell;
  return sum;
}
