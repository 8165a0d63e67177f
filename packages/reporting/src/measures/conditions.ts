import type {Outcome} from '@cutover/core';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';
import {promised} from '../money/shortfall.ts';
import {differenceRange, type RangeUsd, type Swing, tornado} from '../range/range.ts';
import {lateness} from '../summary.ts';
import {fallbackPackages} from './measure.ts';
import {stationYears} from './stations.ts';

/** What a scenario asks of the world, and where it may not hold. Packages at full volume over the simulated days. */
export interface Conditions {
  readonly stations: number; // that had packages planned
  readonly stationsOver: number; // more planned and waiting than capacity, on a day at least
  readonly promise: {readonly promisedPackages: number; readonly deliveredPackages: number} | null; // null: no contract
  readonly waitingPackages: number; // at the end; delivering them is not in the cost
  readonly waitingShare: number; // of demanded
  readonly fallbackShare: number; // of demanded
  readonly lateShare: number; // of simulated packages
  readonly uncoveredZips: number; // no own way within any promise
}

export function conditionsOf(outcome: Outcome, priced: Priced): Conditions {
  const {twin, facts, ledger} = outcome;
  const {zip} = priced.counts;
  const demanded = sum(zip.demanded);
  const share = (packages: number) => (demanded === 0 ? 0 : packages / demanded);
  const years = stationYears(outcome).filter(({planned}) => planned > 0);
  const waitingPackages = sum(zip.backlogEnd);
  return {
    stations: years.length,
    stationsOver: years.filter(({daysOver}) => daysOver > 0).length,
    promise: twin.contract === null ? null : promised(outcome, priced.counts, twin.contract),
    waitingPackages,
    waitingShare: share(waitingPackages),
    fallbackShare: share(sum(fallbackPackages(priced))),
    lateShare: 1 - lateness(ledger).onTimeShare,
    uncoveredZips: facts.uncoveredZips.length,
  };
}

/** One uncertain number at an end of its range, and the difference of two costs then. */
export interface Turn {
  readonly label: string;
  readonly end: 'low' | 'high';
  readonly usd: number;
}

/** How firm the sign of a difference is. */
export interface Firmness {
  readonly usd: number; // scenario less base, everything at base
  readonly isSettled: boolean; // the range does not span zero
  readonly turns: readonly Turn[]; // numbers that turn the sign alone, the furthest first
  readonly widest: Swing | undefined; // what moves the difference most
}

/** What must not be at which end of its range for the sign to hold. */
export function firmness(
  scenario: {readonly costUsd: {readonly total: number}; readonly range: RangeUsd},
  base: {readonly costUsd: {readonly total: number}; readonly range: RangeUsd},
): Firmness {
  const {usd, lowUsd, highUsd, swings} = differenceRange(scenario, base);
  const ends = swings.flatMap(({label, atLowUsd, atHighUsd}): Turn[] => [
    {label, end: 'low', usd: usd + atLowUsd},
    {label, end: 'high', usd: usd + atHighUsd},
  ]);
  const turns = ends.filter((end) => end.usd * usd < 0).sort((a, b) => Math.abs(b.usd) - Math.abs(a.usd));
  return {usd, isSettled: !(lowUsd < 0 && highUsd > 0), turns, widest: tornado(swings)[0]};
}
