import {isLimitedOn, type Twin} from '@cutover/core';
import {chooseHandoffs} from '@cutover/planning';
import type {Horizon} from '../horizon.ts';
import {epochVolume, uspsPackages} from '../plan-epoch.ts';
import {feasibleShares} from '../policy.ts';
import type {Segment} from './segment.ts';
import {horizonWeeks} from './weeks.ts';

/** First days of the weeks in which a limit is in force: hand-offs are chosen anew for each. */
export function limitedDays(twin: Twin, horizon: Horizon): number[] {
  return horizonWeeks(horizon).flatMap(({fromDay}) => (isLimitedOn(twin, horizon.firstDay + fromDay) ? [fromDay] : []));
}

/**
 * Cuts a segment at the weeks in which the limit of a bid won is in force: it holds against the volume of each week.
 * All else is as in the whole.
 */
export function cutAtLimits<Of extends Segment>(twin: Twin, horizon: Horizon, segment: Of): Of[] {
  const {epoch, entry, options} = segment;
  const cuts = limitedDays(twin, horizon).filter((day) => day > epoch.fromDay && day < epoch.toDay);
  if (cuts.length === 0) return [segment];
  const today = feasibleShares(horizon, options.options, options.ways, entry);
  return [epoch.fromDay, ...cuts].map((fromDay, i) => {
    const part = {fromDay, toDay: cuts[i] ?? epoch.toDay};
    const meanDayPackages = epochVolume(horizon, part) / (part.toDay - part.fromDay);
    const {building: handoff, uspsUsd} = chooseHandoffs(entry, uspsPackages(horizon, today, meanDayPackages));
    return {...segment, epoch: part, handoff, uspsUsd};
  });
}
