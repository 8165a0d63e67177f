import {DELIVERER_COUNT, type Ledger, OWNED} from '@cutover/core';
import {sampled} from './cells.ts';
import {DAYS_SPAN, type Tally} from './draw.ts';

/** A stretch of packages of one day that wait at a station, at full volume. */
interface Stretch {
  readonly row: number;
  from: number; // counted from the horizon's first day; moves on as they leave
  readonly to: number;
}

/** The own packages of one ZIP that wait at its station: first in, first out. */
export interface Waiting {
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly rate: number; // simulated packages per package
  readonly queue: Stretch[]; // oldest first
  volume: number; // full volume in the queue
  daysBeyond: number; // package-days late that lie past the end of the histogram
}

/** Packages `from … to - 1` of a day start to wait. */
export function startWaiting({queue}: Waiting, row: number, from: number, to: number): void {
  queue.push({row, from, to});
}

/**
 * Lets the oldest packages go, package by package of the full volume; they take their simulated ones along.
 *
 * @returns how many of them are simulated
 */
export function releaseOldest(waiting: Waiting, zip: number, row: number, packages: number): number {
  const {queue, rate} = waiting;
  let left = packages;
  let released = 0;
  while (left > 0) {
    const oldest = queue[0];
    const go = Math.min(left, oldest.to - oldest.from);
    const simulated = sampled(oldest.from + go, rate) - sampled(oldest.from, rate);
    countLate(waiting, zip, simulated, row - oldest.row);
    released += simulated;
    oldest.from += go;
    left -= go;
    if (oldest.from === oldest.to) queue.shift();
  }
  return released;
}

/** What still waits on the last day is late by the days it has waited so far, and by one at least. */
export function closeWaiting(waiting: Waiting, zip: number): void {
  const {queue, rate, ledger} = waiting;
  for (const {row, from, to} of queue.splice(0)) {
    countLate(waiting, zip, sampled(to, rate) - sampled(from, rate), Math.max(1, ledger.dayCount - 1 - row));
  }
  waiting.volume = 0;
}

function countLate(waiting: Waiting, zip: number, packages: number, days: number): void {
  const {ledger, tally} = waiting;
  const counted = Math.min(days, DAYS_SPAN - 1);
  tally.lateHistogram[OWNED * DAYS_SPAN + counted] += packages;
  waiting.daysBeyond += packages * (days - counted);
  ledger.latePackages[zip * DELIVERER_COUNT + OWNED] += packages;
  ledger.transitDays[zip * DELIVERER_COUNT + OWNED] += packages * days;
}
