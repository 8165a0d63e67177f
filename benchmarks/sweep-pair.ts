import {once} from 'node:events';
import {Worker} from 'node:worker_threads';
import {type CostTable, sweepOrigins} from '@cutover/core';

/** A second thread that sweeps half of the origins while this one sweeps the other. */
export interface SweepPair {
  readonly table: CostTable;
  sweep(this: void): void;
  close(this: void): Promise<unknown>;
}

const BLOCK = 16; // columns where threads meet, as `sweepOrigins` asks

/** Starts the thread and waits until it is ready. */
export async function startSweepPair(table: CostTable): Promise<SweepPair> {
  const half = BLOCK * Math.ceil(table.columns / BLOCK / 2);
  const turn = new Int32Array(new SharedArrayBuffer(8)); // sweeps asked for, sweeps done
  const worker = new Worker(new URL('./sweep-worker.mjs', import.meta.url), {
    workerData: {table, turn, fromColumn: half},
    execArgv: [],
  });
  await once(worker, 'message');
  return {
    table,
    sweep: () => {
      const asked = Atomics.add(turn, 0, 1) + 1;
      Atomics.notify(turn, 0);
      sweepOrigins(table, 0, half);
      while (Atomics.load(turn, 1) < asked) Atomics.wait(turn, 1, asked - 1);
    },
    close: () => worker.terminate(),
  };
}
