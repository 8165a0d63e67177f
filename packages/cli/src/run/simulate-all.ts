import type {Run} from '@cutover/files';
import {type Pool, prepare, simulate} from '@cutover/runner';
import type {Clock} from '../terminal/clock.ts';
import type {Progress} from '../terminal/progress.ts';
import {finishScenario, type FinishedScenario} from './finish-scenario.ts';
import {freeMemory} from './free-memory.ts';
import type {Inputs} from './inputs.ts';
import {relay} from './relay.ts';

export interface Draw {
  readonly seed: number;
  readonly packages?: number | undefined; // of each scenario; absent: every one
}

/** What watches the work. */
export interface Watch {
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Plans all scenarios, then simulates each while the tables of the one before are written. */
export async function simulateAll(
  {named, window}: Inputs,
  {seed, packages}: Draw,
  pool: Pool,
  run: Run,
  {clock, progress}: Watch,
): Promise<FinishedScenario[]> {
  progress.say('Planning');
  const onEpoch = (done: number, all: number) => progress.count('Planning', done, all, '');
  const prepared = await prepare(pool, named, seed, window, {onEpoch, time: clock.time});
  progress.say('Simulating');
  return relay(
    prepared,
    (each, place) => {
      const stage = `Simulating ${each.name} (${place + 1} of ${named.length})`;
      const onPackages = (done: number, all: number) =>
        progress.count(stage, place * all + done, named.length * all, 'packages');
      return clock.time(`simulate ${each.name}`, () => simulate(pool, each, seed, packages, onPackages));
    },
    (simulated) => finishScenario(simulated, run, clock),
    freeMemory,
  );
}
