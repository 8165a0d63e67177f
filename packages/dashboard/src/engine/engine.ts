import {Worker} from 'node:worker_threads';
import {DataError} from '@cutover/core';
import {Superseded} from '@cutover/runner';
import type {TaskInput, TaskName, TaskResult} from './tasks.ts';

/** What a worker is asked. */
export interface Question {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
  readonly slot: number; // of `tickets`; -1: never stale
  readonly ticket: number;
}

/** What a worker says. */
export type Answer =
  | {readonly id: number; readonly kind: 'progress'; readonly done: number; readonly all: number}
  | {readonly id: number; readonly kind: 'result'; readonly value: unknown}
  | {
      readonly id: number;
      readonly kind: 'error';
      readonly fault: 'data' | 'superseded' | 'ours';
      readonly message: string;
    };

/** A thread that does the work, so that the server always answers. */
export interface Engine {
  /** @throws DataError if the user's data are wrong @throws Superseded if `lease` moved on */
  ask<Name extends TaskName>(name: Name, input: TaskInput<Name>, options?: AskOptions): Promise<TaskResult<Name>>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly lease?: Lease;
  readonly onProgress?: (done: number, all: number) => void;
}

/** One asker whose newest question makes the older ones stale. `end` makes all of them stale. */
export interface Lease {
  readonly slot: number;
  readonly ticket: number;
}

const SLOTS = 256;

/** Leases of askers; at most 256 at a time. */
export interface Leases {
  readonly tickets: Int32Array;
  /** @returns undefined when all are taken */
  open(): number | undefined;
  next(slot: number): Lease;
  end(slot: number): void;
}

export function createLeases(): Leases {
  const tickets = new Int32Array(new SharedArrayBuffer(4 * SLOTS));
  const free = Array.from({length: SLOTS}, (_, slot) => slot);
  return {
    tickets,
    open: () => free.shift(),
    next: (slot) => ({slot, ticket: Atomics.add(tickets, slot, 1) + 1}),
    end(slot) {
      Atomics.add(tickets, slot, 1);
      free.push(slot);
    },
  };
}

/** Starts the thread. `close` it in a `finally`. */
export function createEngine({tickets}: Leases): Engine {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: {tickets}, execArgv: []});
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    if (answer.kind === 'progress') return asked?.onProgress?.(answer.done, answer.all);
    waiting.delete(answer.id);
    if (answer.kind === 'result') asked?.resolve(answer.value);
    else asked?.reject(errorOf(answer.fault, answer.message));
  });
  const failAll = (error: Error): void => {
    for (const {reject} of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the engine has stopped')));
  return {
    ask: (name, input, {lease, onProgress} = {}) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, {resolve: resolve as (value: unknown) => void, reject, onProgress});
        const question: Question = {id, name, input, slot: lease?.slot ?? -1, ticket: lease?.ticket ?? 0};
        worker.postMessage(question);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: AskOptions['onProgress'];
}

function errorOf(fault: 'data' | 'superseded' | 'ours', message: string): Error {
  if (fault === 'superseded') return new Superseded(message);
  return fault === 'data' ? new DataError(message) : new Error(message);
}
