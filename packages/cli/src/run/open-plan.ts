import {dayNumber, isoDate, type Twin} from '@cutover/core';
import {type NamedTwin, type Prepared, prepare} from '@cutover/runner';
import {UsageError} from '../errors.ts';
import {type Inputs, readInputs} from './inputs.ts';
import {type Plan, type PlanFile, readPlanFile} from './plan-directory.ts';
import {withPool} from './with-pool.ts';

/** A plan with the twin it was made from, its scenario applied. */
export interface OpenPlan {
  readonly inputs: Inputs;
  readonly plan: Plan;
  readonly named: NamedTwin;
}

/** @throws DataError if it is no plan, or its twin is gone or changed since */
export async function openPlan(directory: string): Promise<OpenPlan> {
  const {twin} = await readPlanFile(directory);
  const inputs = await readInputs(twin, {plan: directory});
  return {inputs, plan: inputs.plan!, named: inputs.named[0]};
}

/** The plan as it is executed, epoch by epoch: hand-offs are chosen at its volumes. */
export async function executePlan({plan, named}: OpenPlan, threads: number | undefined): Promise<Prepared> {
  const [prepared] = await withPool(threads, (pool) => prepare(pool, [named], plan.facts.seed));
  return prepared;
}

/** Days of a week of a plan, both in. @param week - 1 is the first @throws UsageError if the plan has no such week */
export function weekDays({weeks}: PlanFile, {settings}: Twin, week: number): {from: string; to: string} {
  if (week > weeks.length)
    throw new UsageError(`--week ${week} is beyond the plan; give one from 1 to ${weeks.length}`);
  const next = weeks.at(week);
  return {
    from: weeks[week - 1].from,
    to: next === undefined ? settings.horizon.to : isoDate(dayNumber(next.from) - 1),
  };
}
