import {type ChunkTask, clearTotals, priceChunk} from './chunk.ts';
import {easePlan, type EaseTask} from './incumbent.ts';
import type {Cuts} from './cuts.ts';
import {createTotals, type Prices, type Totals, type WeekProblem} from './problem.ts';

/**
 * Finds every ZIP's cheapest path at prices, writes them, and adds them up.
 *
 * @param isResting - [zip], shared, 1: keeps its path; then the dollars are not those of all
 */
export type Evaluate = (prices: Prices, paths: Uint8Array, isResting?: Uint8Array, cuts?: Cuts) => Promise<Totals>;

/** What may run on another thread. What it fills lies on shared memory. */
export type AssignTask = ChunkTask | EaseTask;

/** Runs one task, here or on another thread: the numbers are the same. */
export type RunAssign = (task: AssignTask) => Promise<unknown>;

export function runAssignTask(task: AssignTask): void {
  if (task.kind === 'chunk') priceChunk(task);
  else easePlan(task);
}

/** Everything on the calling thread. */
export const runHere: RunAssign = (task) => Promise.resolve(runAssignTask(task));

const ZIPS_PER_CHUNK = 1024; // fixed: sums come out the same on any number of threads

/** Cuts the ZIPs into chunks for `run` and adds their totals in order. */
export function chunkedEvaluate(problem: WeekProblem, run: RunAssign): Evaluate {
  const totals = createTotals(problem);
  const nobody = new Uint8Array(new SharedArrayBuffer(problem.zipCount));
  const chunks: Totals[] = [];
  for (let zip = 0; zip < problem.zipCount; zip += ZIPS_PER_CHUNK) chunks.push(createTotals(problem));
  return async (prices, paths, isResting = nobody, cuts) => {
    await Promise.all(
      chunks.map((each, i) => {
        const zipFrom = i * ZIPS_PER_CHUNK;
        const zipTo = Math.min(problem.zipCount, zipFrom + ZIPS_PER_CHUNK);
        return run({kind: 'chunk', problem, prices, paths, totals: each, isResting, cuts, zipFrom, zipTo});
      }),
    );
    clearTotals(totals);
    for (const each of chunks) add(totals, each);
    return totals;
  };
}

function add(sum: Totals, part: Totals): void {
  for (const name of Object.keys(sum) as (keyof Totals)[]) {
    const to = sum[name];
    const from = part[name];
    for (let i = 0; i < to.length; i++) to[i] += from[i];
  }
}
