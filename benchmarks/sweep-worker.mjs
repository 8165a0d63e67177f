// Runs in a worker thread; sweep-pair.ts is the other side. Plain JavaScript, so that it needs no loader.
import {sweepOrigins} from '@cutover/core';
import {parentPort, workerData} from 'node:worker_threads';

const {table, turn, fromColumn} = workerData;
parentPort.postMessage('ready');
for (let done = 0; ; done++) {
  while (Atomics.load(turn, 0) === done) Atomics.wait(turn, 0, done);
  sweepOrigins(table, fromColumn);
  Atomics.store(turn, 1, done + 1);
  Atomics.notify(turn, 1);
}
