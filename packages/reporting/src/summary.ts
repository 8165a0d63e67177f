import {
  DELIVERER_COUNT,
  isoDate,
  LATE_DAYS_MAX,
  type Ledger,
  type Outcome,
  type PlanWorth,
  type ScenarioSummary,
  type Summary,
} from '@cutover/core';
import {sum} from './money/counts.ts';
import type {Priced} from './money/price.ts';

/** What `summary.json` says beside its scenarios. */
export interface RunStamp {
  readonly version: string;
  readonly inputsSha256: string;
  readonly firstDay: number; // simulated, in days since 1970-01-01
  readonly lastDay: number;
  readonly packagesPerSecond: number;
}

/**
 * One scenario in numbers: simulated packages, money at full volume, and how late packages were.
 *
 * @throws Error if the simulated packages do not add up: the run must not be shown
 */
export function summarize(outcome: Outcome, priced: Priced): ScenarioSummary {
  const {name, ledger} = outcome;
  const {sample} = priced.counts;
  const packages = {
    demanded: sum(sample.demanded),
    deliveredOwned: sum(sample.owned),
    deliveredUsps: sum(sample.usps),
    deliveredOther: sum(sample.other),
    backlogEnd: sum(sample.backlogEnd),
  };
  const {deliveredOwned, deliveredUsps, deliveredOther, backlogEnd} = packages;
  const accounted = deliveredOwned + deliveredUsps + deliveredOther + backlogEnd;
  if (accounted !== packages.demanded) {
    throw new Error(`the books of ${name} do not balance: ${packages.demanded} demanded, ${accounted} accounted for`);
  }
  return {
    name,
    drawChecksum: ledger.drawChecksum,
    packages,
    costUsd: priced.costUsd,
    range: {totalLow: priced.range.totalLowUsd, totalHigh: priced.range.totalHighUsd},
    service: {...lateness(ledger), latePackageDays: latePackageDays(ledger)},
  };
}

/** At full volume: each simulated package stands for several. */
export function latePackageDays({latePackageDays: days, volumePackages, samplePackages}: Outcome['ledger']): number {
  return Math.round(days * (volumePackages / Math.max(1, samplePackages)));
}

/**
 * The whole of `summary.json`; scenarios stay in the order given.
 *
 * @param plan - that one ran by
 * @throws Error if there are none
 */
export function buildSummary(
  outcomes: readonly Outcome[],
  scenarios: readonly ScenarioSummary[],
  stamp: RunStamp,
  plan?: PlanWorth,
): Summary {
  const first = outcomes[0];
  if (first === undefined) throw new Error('a summary needs at least one scenario');
  const {samplePackages, volumePackages} = first.ledger;
  return {
    schemaVersion: 1,
    version: stamp.version,
    seed: first.seed,
    inputsSha256: stamp.inputsSha256,
    horizon: {from: isoDate(stamp.firstDay), to: isoDate(stamp.lastDay)},
    sampling: {packages: samplePackages, weight: volumePackages / samplePackages},
    throughput: {packagesPerSecond: Math.round(stamp.packagesPerSecond)},
    scenarios: [...scenarios],
    ...(plan === undefined ? {} : {plan}),
  };
}

/** Share of simulated packages that came by their promise, and the days late that 95 of 100 did not exceed. */
export function lateness({lateHistogram}: Ledger): {onTimeShare: number; p95DaysLate: number} {
  const byDays = new Float64Array(LATE_DAYS_MAX);
  for (let i = 0; i < DELIVERER_COUNT * LATE_DAYS_MAX; i++) byDays[i % LATE_DAYS_MAX] += lateHistogram[i];
  const packages = sum(byDays);
  if (packages === 0) return {onTimeShare: 1, p95DaysLate: 0};
  let reached = 0;
  let daysLate = 0;
  while (daysLate < LATE_DAYS_MAX) {
    reached += byDays[daysLate];
    if (reached >= 0.95 * packages) break;
    daysLate++;
  }
  return {onTimeShare: byDays[0] / packages, p95DaysLate: daysLate};
}
