import {createMemory, loadKernel, type SharedMemory} from '@cutover/core';
import {wasm} from '../generated/assign.ts';

/** Loops over a space; `priceChunk` of chunk.ts, `moveZip` and `drawZip` of soft.ts are their TypeScript twins. */
export interface AssignKernel {
  priceChunk(chunk: number, zipFrom: number, zipTo: number, hasCuts: boolean): void;
  moveZip(zip: number): number; // USD saved; above 0: it moved
  drawZip(zip: number): number; // USD by which its path in the plan is dearer than the cheapest, which is written
}

const kernels = new WeakMap<SharedMemory, AssignKernel>();

/**
 * The kernel on a space; undefined: take the TypeScript twins. On the thread that made the space it is made once; a
 * memory that comes with a task is another object each time, and so is its kernel, in some microseconds.
 */
export function assignKernel(memory: SharedMemory): AssignKernel | undefined {
  const kernel = kernels.get(memory) ?? loadKernel<AssignKernel>(wasm, memory);
  if (kernel !== undefined) kernels.set(memory, kernel);
  return kernel;
}

const SPARE_MAX = 2;

// Memories of solves that have ended, on this thread: a collection of garbage comes too late for many in a row.
const spareMemories: SharedMemory[] = [];

/** Gives a memory back: no task and nothing else may look into it any more. */
export function giveMemory(memory: SharedMemory): void {
  spareMemories.push(memory);
  spareMemories.sort((a, b) => a.buffer.byteLength - b.buffer.byteLength);
  if (spareMemories.length > SPARE_MAX) spareMemories.shift();
}

/** The smallest spare memory that is large enough, or a new one; all 0. */
export function takeMemory(bytes: number): SharedMemory {
  const at = spareMemories.findIndex(({buffer}) => buffer.byteLength >= bytes);
  if (at < 0) return createMemory(bytes);
  const [memory] = spareMemories.splice(at, 1);
  new Uint8Array(memory.buffer, 0, bytes).fill(0);
  return memory;
}
