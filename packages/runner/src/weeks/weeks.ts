import {type Epoch, type Twin, dayNumber} from '@cutover/core';
import type {Horizon} from '../horizon.ts';

const DAYS_PER_WEEK = 7;

/** Weeks of the horizon from its first day on; what is left of a week at the end belongs to the last. */
export function horizonWeeks({dayCount}: Horizon): Epoch[] {
  const count = Math.max(1, Math.floor(dayCount / DAYS_PER_WEEK));
  return Array.from({length: count}, (_, week) => ({
    fromDay: week * DAYS_PER_WEEK,
    toDay: week === count - 1 ? dayCount : (week + 1) * DAYS_PER_WEEK,
  }));
}

/** Packages of the nation in a week, at full volume. */
export function weekPackages({demand}: Horizon, {fromDay, toDay}: Epoch): number {
  return demand.dayFirst[toDay] - demand.dayFirst[fromDay];
}

/** Whether nothing but the floor may be with USPS on the last day of a week. */
export function leavesIn({target}: Twin, {firstDay}: Horizon, {toDay}: Epoch): boolean {
  if (target.uspsKept > 0) return false;
  return target.uspsEndsOn === undefined || firstDay + toDay - 1 >= dayNumber(target.uspsEndsOn);
}
