import {type Epoch, value} from '@cutover/core';
import {checkVolume} from '@cutover/reporting';
import {type BooksInput, createBooks, type LateDaysInput, type VolumeBooks} from '@cutover/simulation';
import {booksInput} from '../books-input.ts';
import {type Pool, ranges} from '../pool.ts';
import {bookDays, DAYS_PER_TASK} from '../simulate.ts';
import type {WeekPlan} from './plan-weeks.ts';
import {type PlannedEpoch, plannedEpochs} from './planned-epochs.ts';
import {policyChanges} from './policy-changes.ts';
import type {DaySums, ProofRows} from './proof-task.ts';
import {checkUnseen, type UnseenCheck} from './unseen.ts';
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

/** What stands behind a plan. */
export interface PlanProof {
  readonly plan: PlanRun;
  readonly meritOrder: PlanRun;
  readonly unseen: UnseenCheck;
}

/** One week of it. Packages in are those out: books that do not balance are an error. */
export interface WeekRun {
  readonly demanded: number;
  readonly delivered: number; // of these and of those that waited before
  readonly waiting: number; // when it ends
}

/**
 * Runs a plan and merit order repaired, each on the same days with the same shocks: the books of every day, and what is
 * late on average of the draws that a simulation makes. Both are as `simulate` has them. And sets the plan against days
 * it has not seen.
 *
 * @param onDays - told of the days done, and of how many
 * @throws Error if the books of a day do not balance
 */
export async function provePlan(
  pool: Pool,
  plan: WeekPlan,
  onDays: (done: number, all: number) => void = () => {},
): Promise<PlanProof> {
  const {scene, baseline} = plan;
  const {dayCount} = scene.horizon;
  const books = createBooks(booksShape(scene));
  const run = async (days: PlannedDays, waysUsd: number, before: number): Promise<PlanRun> => {
    const run = await runDays(pool, scene, days, emptied(books, scene), (done) => onDays(before + done, 2 * dayCount));
    return {...run, simulatedUsd: waysUsd + surpriseUsd(plan, run)};
  };
  const checked = checkUnseen(pool, scene, plan.problem, plan.solution, plan.seed); // while the days are made ready
  checked.catch(() => undefined); // thrown at its turn
  const planned = await plannedDays(plan, plan.solution.paths);
  // The other is made ready while threads are at the days of the first; those of both at once would take more memory.
  const [first, merited] = await Promise.all([run(planned, plan.waysUsd, 0), plannedDays(plan, baseline.paths)]);
  return {plan: first, meritOrder: await run(merited, baseline.waysUsd, dayCount), unseen: await checked};
}

/** A plan by its epochs, and what its books are kept from. */
interface PlannedDays {
  readonly epochs: readonly PlannedEpoch[];
  readonly input: BooksInput;
}

async function plannedDays({scene, problem}: WeekPlan, paths: Uint8Array): Promise<PlannedDays> {
  const epochs = await plannedEpochs(scene, policyChanges({scene, problem, solution: {paths}}));
  const policies = epochs.map(({policy}) => policy);
  return {epochs, input: booksInput({...scene, fromDay: 0, toDay: scene.horizon.dayCount}, policies)};
}

function booksShape({horizon, world}: WeekScene) {
  const stations = Int32Array.from(world.stations);
  return {fromDay: 0, dayCount: horizon.dayCount, zipCount: world.twin.zips.length, stations};
}

/** Books that are empty but for what a run writes all over: most of the rest is never touched, and takes no memory. */
function emptied({volumeDemanded, volumeOwned, volumeUsps, volumeOther}: VolumeBooks, scene: WeekScene): VolumeBooks {
  return {...createBooks(booksShape(scene)), volumeDemanded, volumeOwned, volumeUsps, volumeOther};
}

/** Keeps the books of a plan and adds them up. @param books - from `emptied` */
async function runDays(
  pool: Pool,
  scene: WeekScene,
  {epochs, input}: PlannedDays,
  books: VolumeBooks,
  onDays: (days: number) => void,
): Promise<Omit<PlanRun, 'simulatedUsd'>> {
  const shape = booksShape(scene);
  await bookDays(pool, input, books);
  const lateInput: LateDaysInput = {
    ...input,
    lateRow: epochs.map(({lateRow}) => lateRow),
    lateDays: epochs.map(({lateDays}) => lateDays),
  };
  let done = 0;
  const proofs = ranges(input.dayCount, DAYS_PER_TASK).map(async ({from, to}) => {
    const rows = await pool.run<ProofRows>({kind: 'proof', input: lateInput, books, rowFrom: from, rowTo: to});
    onDays((done += to - from));
    return rows;
  });
  const parts = await Promise.all(proofs);
  const problems = checkVolume({...shape, ...books, epochs: epochs.map(({policy}) => policy.epoch)});
  if (problems.length > 0) throw new Error(`the books of the plan do not balance:\n  ${problems.join('\n  ')}`);
  const late = parts.reduce((sum, part) => sum + part.late, 0); // in the order of days, whatever thread had them
  const atStations = books.stationBacklog.subarray((shape.dayCount - 1) * shape.stations.length);
  const days = parts.flatMap((part) => part.days);
  return {...runOf(scene, days, atStations), latePackageDays: Math.round(late)};
}

function runOf({weeks}: WeekScene, days: readonly DaySums[], atStations: Uint32Array) {
  const waiting = days[days.length - 1].waiting;
  const full = atStations.reduce((sum, packages) => sum + packages, 0);
  return {
    weeks: weeks.map((week) => weekRun(days, week)),
    waitingPackageDays: sumOf(days, 'waiting'),
    fallbackPackages: sumOf(days, 'fallback'),
    waitingAtEnd: {atStations: full, forDeliveryDay: waiting - full},
  };
}

function surpriseUsd({scene, problem}: WeekPlan, run: Omit<PlanRun, 'simulatedUsd'>): number {
  const lateDayUsd = value(scene.world.p, 'late_day_usd');
  return lateDayUsd * run.latePackageDays + problem.overflowUsd * run.fallbackPackages;
}

function weekRun(days: readonly DaySums[], {fromDay, toDay}: Epoch): WeekRun {
  const ofWeek = days.slice(fromDay, toDay);
  return {
    demanded: sumOf(ofWeek, 'demanded'),
    delivered: sumOf(ofWeek, 'delivered'),
    waiting: days[toDay - 1].waiting,
  };
}

function sumOf(days: readonly DaySums[], field: keyof DaySums): number {
  return days.reduce((sum, day) => sum + day[field], 0);
}
