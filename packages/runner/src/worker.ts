// Runs in a worker thread; pool.ts is the other side. Only wiring lives here: each task is an ordinary function,
// tested without threads. Arrays in a task lie on shared memory, so what a task fills is seen by all.
import type {Ledger} from '@cutover/core';
import {
  type BlockInput,
  type BlockResult,
  bookLinehaul,
  type BooksInput,
  counterCount,
  countOwnRoutes,
  createBlockKernel,
  type DrawKernel,
  type LinehaulInput,
  type OwnRoutesInput,
  planDays,
  runBooks,
  simulateBlock,
  type VolumeBooks,
} from '@cutover/simulation';
import {type AssignTask, type BlockBound, repairBaseline, runAssignTask, type WeekProblem} from '@cutover/planning';
import {type GroupResult, solveGroups, type GroupTask} from './bids/group-task.ts';
import {solveUnits, type UnitTask, type UnitValue} from './bids/unit-task.ts';
import {fillRoutes, type RouteTask} from './route-task.ts';
import {sweepColumns, type SweepTask} from './sweep-task.ts';
import {type LateUsdTask, priceLate, priceStates, type StatesTask} from './weeks/cost-task.ts';
import {type ProofRows, type ProofTask, proveRows} from './weeks/proof-task.ts';
import {drawUnseen, type UnseenDraw, type UnseenTask} from './weeks/unseen-task.ts';

export type Task =
  | RouteTask
  | {kind: 'assign'; task: AssignTask}
  | {kind: 'baseline'; problem: WeekProblem; paths: Uint8Array}
  | GroupTask
  | UnitTask
  | StatesTask
  | LateUsdTask
  | UnseenTask
  | {kind: 'days'; input: BooksInput; ledger: VolumeBooks; rowFrom: number; rowTo: number}
  | SweepTask
  | {kind: 'books'; input: BooksInput; ledger: VolumeBooks}
  | ProofTask
  | {kind: 'block'; input: BlockInput; ledger: Ledger; zipFrom: number; zipTo: number}
  | {kind: 'linehaul'; input: LinehaulInput; ledger: Ledger}
  | {kind: 'ownRoutes'; input: OwnRoutesInput; ledger: Ledger};

/** Runs one task on this thread. */
export default function runTask(
  task: Task,
):
  | BlockResult
  | BlockBound
  | Promise<GroupResult[]>
  | UnitValue[]
  | UnseenDraw[]
  | ProofRows
  | string[]
  | Uint8Array
  | Float64Array
  | undefined {
  switch (task.kind) {
    case 'route':
      fillRoutes(task);
      return undefined;
    case 'assign':
      return runAssignTask(task.task);
    case 'baseline':
      return repairBaseline(task.problem, task.paths);
    case 'groups':
      return solveGroups(task);
    case 'units':
      return solveUnits(task);
    case 'states':
      priceStates(task);
      return undefined;
    case 'lateUsd':
      return priceLate(task);
    case 'unseen':
      return drawUnseen(task);
    case 'days':
      planDays(task.input, task.ledger, task.rowFrom, task.rowTo);
      return undefined;
    case 'sweep':
      sweepColumns(task);
      return undefined;
    case 'books':
      runBooks(task.input, task.ledger);
      return undefined;
    case 'proof':
      return proveRows(task);
    case 'block':
      return simulateBlock(task.input, task.ledger, task.zipFrom, task.zipTo, blockKernel(task.input));
    case 'linehaul':
      bookLinehaul(task.input, task.ledger);
      return undefined;
    case 'ownRoutes':
      countOwnRoutes(task.input, task.ledger);
      return undefined;
  }
}

let kernel: DrawKernel | undefined;

/** The thread's kernel, made anew only where an input needs a larger one. */
function blockKernel(input: BlockInput): DrawKernel {
  if (kernel === undefined || kernel.counters.length < counterCount(input)) kernel = createBlockKernel(input);
  return kernel;
}
