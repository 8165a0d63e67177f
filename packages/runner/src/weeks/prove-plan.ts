import {type Epoch, value} from '@cutover/core';
import {checkVolume} from '@cutover/reporting';
import {createBooks, type LateDaysInput, type VolumeBooks} from '@cutover/simulation';
import {booksInput} from '../books-input.ts';
import {type Pool, ranges} from '../pool.ts';
import {bookDays, DAYS_PER_TASK} from '../simulate.ts';
import type {WeekPlan} from './plan-weeks.ts';
import {plannedEpochs} from './planned-epochs.ts';
import {policyChanges} from './policy-changes.ts';
import type {WeekScene} from './week-scene.ts';

/** A plan run day by day, at full volume. */
export interface PlanRun {
  readonly weeks: readonly WeekRun[];
  readonly waitingPackageDays: number; // each package counts each night it waits
  readonly latePackageDays: number; // to be expected of the ways they took, and the nights they waited at stations
  readonly fallbackPackages: number; // diverted, moved on or started to wait
  readonly waitingAtEnd: WaitingAtEnd;
  readonly simulatedUsd: number; // the ways, and what was late or fell back at prices of a late day and a lost package
}

/** Packages that are not delivered when the last day ends. */
export interface WaitingAtEnd {
  readonly atStations: number; // that were full
  readonly forDeliveryDay: number; // with a carrier that does not deliver on that day
}

/** One week of it. Packages in are those out: books that do not balance are an error. */
export interface WeekRun {
  readonly demanded: number;
  readonly delivered: number; // of these and of those that waited before
  readonly waiting: number; // when it ends
}

/**
 * Runs a plan and merit order repaired, each on the same days with the same shocks: the books of every day, and what is
 * late on average of the draws that a simulation makes. Both are as `simulate` has them.
 *
 * @param onDays - told of the days done, and of how many
 * @throws Error if the books of a day do not balance
 */
export async function provePlan(
  pool: Pool,
  plan: WeekPlan,
  onDays: (done: number, all: number) => void = () => {},
): Promise<{readonly plan: PlanRun; readonly meritOrder: PlanRun}> {
  const {scene} = plan;
  const {dayCount} = scene.horizon;
  const books = createBooks(booksShape(scene)); // for both, one after the other
  const run = async (paths: Uint8Array, waysUsd: number, before: number): Promise<PlanRun> => {
    for (const counts of Object.values<Uint32Array>(books)) counts.fill(0);
    const late = await bookPlan(pool, {...plan, solution: {paths}}, books, (days) =>
      onDays(before + days, 2 * dayCount),
    );
    const run = runOf(scene, books, late);
    return {...run, simulatedUsd: waysUsd + surpriseUsd(plan, run)};
  };
  return {
    plan: await run(plan.solution.paths, plan.waysUsd, 0),
    meritOrder: await run(plan.baseline.paths, plan.baseline.waysUsd, dayCount),
  };
}

function booksShape({horizon, world}: WeekScene) {
  const stations = Int32Array.from(world.stations);
  return {fromDay: 0, dayCount: horizon.dayCount, zipCount: world.twin.zips.length, stations};
}

/** Fills the books of a plan. @returns package-days late */
async function bookPlan(
  pool: Pool,
  plan: Parameters<typeof policyChanges>[0],
  books: VolumeBooks,
  onDays: (days: number) => void,
): Promise<number> {
  const {scene} = plan;
  const epochs = plannedEpochs(scene, policyChanges(plan));
  const policies = epochs.map(({policy}) => policy);
  const input = booksInput({...scene, fromDay: 0, toDay: scene.horizon.dayCount}, policies);
  await bookDays(pool, input, books);
  const problems = checkVolume({...booksShape(scene), ...books, epochs: policies.map(({epoch}) => epoch)});
  if (problems.length > 0) throw new Error(`the books of the plan do not balance:\n  ${problems.join('\n  ')}`);
  const lateInput: LateDaysInput = {
    ...input,
    lateRow: epochs.map(({lateRow}) => lateRow),
    lateDays: epochs.map(({lateDays}) => lateDays),
  };
  let days = 0;
  const parts = await Promise.all(
    ranges(input.dayCount, DAYS_PER_TASK).map(async ({from, to}) => {
      const late = await pool.run<number>({kind: 'late', input: lateInput, books, rowFrom: from, rowTo: to});
      onDays((days += to - from));
      return late;
    }),
  );
  return parts.reduce((sum, late) => sum + late, 0); // in the order of days, whatever thread had them
}

function runOf({weeks, horizon, world}: WeekScene, books: VolumeBooks, late: number): Omit<PlanRun, 'simulatedUsd'> {
  const {volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait, volumeBacklog, stationBacklog} = books;
  const zipCount = world.twin.zips.length;
  const waiting = sumOf(volumeBacklog.subarray((horizon.dayCount - 1) * zipCount));
  const atStations = sumOf(stationBacklog.subarray((horizon.dayCount - 1) * world.stations.length));
  return {
    weeks: weeks.map((week) => weekRun(books, zipCount, week)),
    waitingPackageDays: sumOf(volumeBacklog),
    latePackageDays: Math.round(late),
    fallbackPackages: [volumeOverflow, volumeDivertedUsps, volumeDivertedOther, volumeWait].reduce(
      (sum, cells) => sum + sumOf(cells),
      0,
    ),
    waitingAtEnd: {atStations, forDeliveryDay: waiting - atStations},
  };
}

function surpriseUsd({scene, problem}: WeekPlan, run: Omit<PlanRun, 'simulatedUsd'>): number {
  const lateDayUsd = value(scene.world.p, 'late_day_usd');
  return lateDayUsd * run.latePackageDays + problem.overflowUsd * run.fallbackPackages;
}

function weekRun(books: VolumeBooks, zipCount: number, {fromDay, toDay}: Epoch): WeekRun {
  const {volumeDemanded, volumeOwned, volumeUsps, volumeOther, volumeBacklog} = books;
  const of = (cells: Uint32Array, from = fromDay): number => sumOf(cells.subarray(from * zipCount, toDay * zipCount));
  return {
    demanded: of(volumeDemanded),
    delivered: of(volumeOwned) + of(volumeUsps) + of(volumeOther),
    waiting: of(volumeBacklog, toDay - 1),
  };
}

function sumOf(cells: Uint32Array): number {
  let sum = 0;
  for (let at = 0; at < cells.length; at++) sum += cells[at]; // `of` takes five times as long
  return sum;
}
