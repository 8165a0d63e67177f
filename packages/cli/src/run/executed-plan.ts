import {dayNumber, isoDate} from '@cutover/core';
import {type Prepared, prepare} from '@cutover/runner';
import {UsageError} from '../errors.ts';
import type {ReadPlan} from './open-plan.ts';
import {withPool} from './with-pool.ts';

/** The plan as it is executed, epoch by epoch: hand-offs are chosen at its volumes. */
export async function executePlan({inputs, facts}: ReadPlan, threads: number | undefined): Promise<Prepared> {
  const [prepared] = await withPool(threads, (pool) => prepare(pool, [inputs.named[0]], facts.seed));
  return prepared;
}

/** Days of a week of a plan, both in. @param week - 1 is the first @throws UsageError if the plan has no such week */
export function weekDays({facts, inputs}: ReadPlan, week: number): {from: string; to: string} {
  const {weeks} = facts;
  if (week > weeks.length) {
    throw new UsageError(`--week ${week} is beyond the plan; give one from 1 to ${weeks.length}`);
  }
  const next = weeks.at(week);
  return {
    from: weeks[week - 1].from,
    to: next === undefined ? inputs.twin.settings.horizon.to : isoDate(dayNumber(next.from) - 1),
  };
}
