import {createHash} from 'node:crypto';
import {applyScenario, type Outcome, type Scenario, type Twin} from '@cutover/core';
import {createPool, type Pool, prepare, type Prepared, simulate} from '@cutover/runner';

/** A scenario that was run, and what it was prepared from. */
export interface Run {
  readonly prepared: Prepared;
  readonly outcome: Outcome;
}

export interface RunOptions {
  readonly seed?: number;
  readonly packages?: number;
  readonly window?: {readonly fromDay: number; readonly toDay: number};
}

/** Runs scenarios one after another, as the command line does. */
export async function runScenarios(
  pool: Pool,
  base: Twin,
  scenarios: readonly Scenario[],
  {seed = 1, packages, window}: RunOptions = {},
): Promise<Run[]> {
  const named = scenarios.map((scenario) => ({
    name: scenario.name,
    about: scenario.about,
    twin: applyScenario(base, scenario),
  }));
  const runs: Run[] = [];
  for (const prepared of await prepare(pool, named, seed, window)) {
    runs.push({prepared, outcome: (await simulate(pool, prepared, seed, packages)).outcome});
  }
  return runs;
}

/** Runs with a pool of its own. */
export async function withPool<Result>(threads: number, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = createPool(threads);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

/** SHA-256 over everything a scenario decided and counted: equal outcomes have equal digests, and others do not. */
export function digest({name, policy, facts, ledger, planned}: Outcome): string {
  const hash = createHash('sha256');
  const add = (key: string, value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      hash.update(`${key} ${value.constructor.name} `);
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, each] of Object.entries(value)) add(`${key}.${inner}`, each);
    } else {
      hash.update(`${key}=${String(value)};`);
    }
  };
  add('outcome', {name, policy, facts, ledger, planned});
  return hash.digest('hex');
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** The scenario of a name. */
export function named(scenarios: readonly Scenario[], name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
}
