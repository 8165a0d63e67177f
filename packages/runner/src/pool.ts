import {availableParallelism} from 'node:os';
import {Piscina} from 'piscina';
import type {Task} from './worker.ts';

/** Threads that run tasks on shared arrays. `close` it in a `finally`. */
export interface Pool {
  readonly threads: number;
  /** Runs one task; what it throws is thrown here. */
  run<Result>(task: Task): Promise<Result>;
  close(): Promise<void>;
}

/** Starts the threads. @param threads - absent: as many as the machine has cores */
export function createPool(threads = availableParallelism()): Pool {
  const piscina = new Piscina({
    filename: new URL('./worker.js', import.meta.url).href,
    // Not the process's own arguments: a loader (tsx) would slow compiled code fivefold. Workers are loaded by import,
    // as a thread that is closed while `require` links a module aborts the process (FATAL ERROR: Module::IsGraphAsync).
    execArgv: ['--no-experimental-require-module'],
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    atomics: 'disabled',
  });
  return {
    threads,
    run: (task) => piscina.run(task),
    close: () => piscina.destroy(),
  };
}

/** Splits `0 … count - 1` into ranges of at most `size`. */
export function ranges(count: number, size: number): {from: number; to: number}[] {
  return Array.from({length: Math.ceil(count / size)}, (_, i) => ({
    from: i * size,
    to: Math.min(count, (i + 1) * size),
  }));
}

/** Splits `0 … work.length - 1` into at most `parts` ranges of about equal work. @param work - > 0 */
export function evenRanges(work: Float64Array, parts: number): {from: number; to: number}[] {
  const whole = work.reduce((sum, each) => sum + each, 0);
  const cuts: {from: number; to: number}[] = [];
  let from = 0;
  let soFar = 0;
  for (let i = 0; i < work.length; i++) {
    soFar += work[i];
    const isLast = i === work.length - 1;
    if (!isLast && soFar < ((cuts.length + 1) * whole) / parts) continue;
    cuts.push({from, to: i + 1});
    from = i + 1;
  }
  return cuts;
}
