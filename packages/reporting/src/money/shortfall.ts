import {type Contract, dayNumber, type Ledger, type Outcome, type ParameterSet, type Twin} from '@cutover/core';
import type {Counts} from './counts.ts';
import {type Postage, repricedUsd} from './postage.ts';

const DAYS_PER_YEAR = 365;

/** A volume promise over the simulated days that the contract is in force. */
export interface Promised {
  readonly yearShare: number; // of a contract year
  readonly promisedPackages: number;
  readonly deliveredPackages: number; // by USPS, on those days
}

export type SimulatedDays = Pick<Ledger, 'fromDay' | 'dayCount'>;

/**
 * The promise, cut to the simulated days: season factors of those in force over those of the whole horizon, times the
 * horizon's length in years, so that a peak week counts for more than a week in February.
 */
export function promised(
  {twin, ledger}: {readonly twin: Pick<Twin, 'settings' | 'season'>; readonly ledger: SimulatedDays},
  {dayUsps}: Pick<Counts, 'dayUsps'>,
  contract: Contract,
): Promised {
  const {from, to} = twin.settings.horizon;
  const horizonDays = dayNumber(to) - dayNumber(from) + 1;
  const factors = new Map(twin.season.map(({date, factor}) => [dayNumber(date), factor]));
  let horizon = 0;
  let inForce = 0;
  let deliveredPackages = 0;
  for (let day = 0; day < horizonDays; day++) {
    const date = dayNumber(from) + day;
    const factor = factors.get(date) ?? 0;
    horizon += factor;
    const row = day - ledger.fromDay;
    if (row < 0 || row >= ledger.dayCount) continue;
    if (date < dayNumber(contract.startsOn) || date > dayNumber(contract.endsOn)) continue;
    inForce += factor;
    deliveredPackages += dayUsps[row];
  }
  const yearShare = horizon === 0 ? 0 : (inForce / horizon) * (horizonDays / DAYS_PER_YEAR);
  return {yearShare, promisedPackages: yearShare * contract.promisePackagesPerYear, deliveredPackages};
}

/**
 * What the contract charges for volume that was promised and did not come, by its rule, for the simulated days.
 *
 * @param volumeFactor - of the delivered packages; another than 1 to reprice them
 */
export function shortfallUsd(
  outcome: Outcome,
  counts: Counts,
  postage: Pick<Postage, 'packages'>,
  p: ParameterSet,
  volumeFactor = 1,
): number {
  const {contract} = outcome.twin;
  if (contract === null || contract.shortfall.rule === 'none') return 0;
  const {promisedPackages, deliveredPackages} = promised(outcome, counts, contract);
  const missing = promisedPackages - volumeFactor * deliveredPackages;
  if (missing <= 0) return 0;
  if (contract.shortfall.rule === 'fee') return missing * contract.shortfall.usdPerMissingPackage[p.contractShortfall];
  const listUsd = repricedUsd(outcome, postage, p, {...outcome.twin, contract: null});
  return Math.max(0, listUsd - repricedUsd(outcome, postage, p)) * volumeFactor;
}
