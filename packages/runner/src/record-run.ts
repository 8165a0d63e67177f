import {type Outcome, type Reads, type Recorder, recordReads} from '@cutover/core';
import {createCapacity} from './capacity.ts';
import {drawTables} from './draw-tables.ts';
import {createHorizon} from './horizon.ts';
import type {Pool} from './pool.ts';
import {type NamedTwin, prepare} from './prepare.ts';
import {simulate} from './simulate.ts';

/** What the counts of a run stand on: `plan` is all that planning and the books read, the others are parts of it. */
export const countStages = ['demand', 'capacity', 'lateness', 'plan'] as const;
export type CountStage = (typeof countStages)[number];

/** A scenario that was run again while it was watched. */
export interface RecordedRun {
  readonly outcome: Outcome; // with the twin itself, not the watched one
  readonly reads: Readonly<Record<CountStage, Reads>>;
}

/**
 * Runs a scenario and notes what of its twin each stage reads: demand of the days, capacity of stations, the draws of
 * origin, class and lateness, and planning and books as a whole. Counts are those of any run with the same packages.
 *
 * @param packages - of the sample; absent: every one. What is read does not depend on it
 */
export async function recordRun(
  pool: Pool,
  scenario: NamedTwin,
  seed: number,
  window?: {readonly fromDay: number; readonly toDay: number},
  packages?: number,
): Promise<RecordedRun> {
  const plan = recordReads(scenario.twin);
  const [prepared] = await prepare(pool, [{...scenario, ...watched(plan)}], seed, window);
  const {outcome} = await simulate(pool, prepared, seed, packages);
  const [demand, capacity, lateness] = [1, 2, 3].map(() => recordReads(scenario.twin));
  const horizon = createHorizon(demand.twin, demand.p);
  createCapacity({...prepared.world, ...watched(capacity)}, horizon, seed);
  drawTables({...prepared.world, ...watched(lateness)}, new Uint8Array(scenario.twin.facilities.length).fill(1));
  return {
    outcome: {...outcome, twin: scenario.twin},
    reads: {demand: demand.reads, capacity: capacity.reads, lateness: lateness.reads, plan: plan.reads},
  };
}

function watched({twin, p}: Recorder): Pick<Recorder, 'twin' | 'p'> {
  return {twin, p};
}
