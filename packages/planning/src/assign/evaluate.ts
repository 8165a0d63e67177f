import {type BlockBound, splitBlock, type SplitTask} from './branch.ts';
import {type ChunkTask, clearTotals, runChunk} from './chunk.ts';
import {easePlan, type EaseTask} from './incumbent.ts';
import type {Totals} from './problem.ts';
import {redraw, type RedrawTask} from './redraw.ts';
import {chunkOf, type WeekSpace} from './space.ts';

/** What may run on another thread. What it fills lies on shared memory; what is found of a block comes back. */
export type AssignTask = ChunkTask | EaseTask | RedrawTask | SplitTask;

/** Runs one task, here or on another thread: the numbers are the same. */
export type RunAssign = (task: AssignTask) => Promise<BlockBound | undefined>;

export function runAssignTask(task: AssignTask): BlockBound | undefined {
  switch (task.kind) {
    case 'chunk':
      runChunk(task);
      return undefined;
    case 'ease':
      easePlan(task);
      return undefined;
    case 'redraw':
      redraw(task);
      return undefined;
    case 'split':
      return splitBlock(task);
  }
}

/** Everything on the calling thread. */
export const runHere: RunAssign = (task) => Promise.resolve(runAssignTask(task));

/**
 * Finds every ZIP's cheapest path at the prices of a space, writes them, and adds them up in order of the chunks. Those
 * that rest keep their path; then the dollars are not those of all.
 *
 * @param sum - overwritten
 */
export async function evaluate(space: WeekSpace, run: RunAssign, hasCuts: boolean, sum: Totals): Promise<void> {
  const {memory, problem, totals} = space;
  await Promise.all(
    totals.map((_, chunk) => {
      const [zipFrom, zipTo] = chunkOf(problem.zipCount, totals.length, chunk);
      return run({kind: 'chunk', memory, chunk, zipFrom, zipTo, hasCuts});
    }),
  );
  clearTotals(sum);
  for (const each of totals) add(sum, each);
}

function add(sum: Totals, part: Totals): void {
  for (const name of Object.keys(sum) as (keyof Totals)[]) {
    const to = sum[name];
    const from = part[name];
    for (let i = 0; i < to.length; i++) to[i] += from[i];
  }
}
