import {availableParallelism, cpus, loadavg, platform, totalmem} from 'node:os';
import type {Row} from './interleave.ts';
import type {Sections} from './sections.ts';

/** What a benchmark hands to `pnpm bench`. */
export interface Measured {
  readonly rows: readonly Row[];
  readonly seed: number;
  readonly size: string; // of the instance
  readonly notes?: readonly string[]; // peers left out, and why
  readonly sections?: Partial<Sections>; // of the summary
}

/** A file in benchmarks/results. */
export interface Results {
  readonly schemaVersion: 1;
  readonly startedAt: string; // ISO 8601
  readonly machine: Machine;
  readonly benchmarks: Readonly<Record<string, Measured & {readonly seconds: number}>>;
}

export interface Machine {
  readonly cpu: string;
  readonly cpus: number; // this process may use
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly load: number; // mean number of running tasks in the minute before
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cpus: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: platform(),
    node: process.versions.node,
    load: Math.round(100 * loadavg()[0]) / 100,
  };
}

/** Hands over what was measured: to `pnpm bench`, or to the terminal when the file was started by hand. */
export function publish(measured: Measured): void {
  if (process.send !== undefined) process.send(measured);
  else console.log(JSON.stringify(measured, undefined, 2));
}

/** Tells what is going on. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
