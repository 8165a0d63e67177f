// Runs in a worker thread; engine.ts is the other side. Only wiring lives here.
import {parentPort, workerData} from 'node:worker_threads';
import {DataError, TwinError} from '@cutover/core';
import {Superseded} from '@cutover/runner';
import type {Answer, Question} from './engine.ts';
import {type IsStale, type Progress, tasks} from './tasks.ts';

const {tickets} = workerData as {tickets: Int32Array};
const port = parentPort!;

port.on('message', (question: Question) => void answer(question));

async function answer({id, name, input, slot, ticket}: Question): Promise<void> {
  const progress: Progress = (done, all) => send({id, kind: 'progress', done, all});
  const isStale: IsStale = () => slot >= 0 && Atomics.load(tickets, slot) !== ticket;
  try {
    if (isStale()) throw new Superseded('a newer what-if has come');
    const run = tasks[name] as (input: unknown, progress: Progress, isStale: IsStale) => Promise<unknown>;
    send({id, kind: 'result', value: await run(input, progress, isStale)});
  } catch (error) {
    send({id, kind: 'error', ...wording(error)});
  }
}

function send(message: Answer): void {
  port.postMessage(message);
}

function wording(error: unknown): {fault: 'data' | 'superseded' | 'ours'; message: string} {
  if (error instanceof Superseded) return {fault: 'superseded', message: error.message};
  const message = error instanceof Error ? error.message : String(error);
  return {fault: error instanceof DataError || error instanceof TwinError ? 'data' : 'ours', message};
}
