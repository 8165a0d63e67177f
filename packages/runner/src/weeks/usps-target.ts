import {DataError, dayNumber, DELIVERER_COUNT, GROUP_COUNT, SHARE_ONE, type Twin, USPS} from '@cutover/core';
import type {UspsTarget} from '@cutover/planning';
import type {Horizon} from '../horizon.ts';
import {uspsShare} from '../plan-epoch.ts';
import type {WeekScene} from './week-scene.ts';
import type {WeekRule} from './week-rule.ts';
import {leavesIn, weekPackages} from './weeks.ts';

const TARGET_SLACK = 1e-4; // of the USPS volume: whole ZIPs do not add up to it exactly
const DAYS_PER_YEAR = 365;

/**
 * The volume USPS shall carry: the floor always; where all else leaves, that is no choice. Or any, at a fee.
 *
 * @throws DataError if a fee is asked for and the contract has none
 */
export function uspsTarget({twin, world, horizon, weeks}: WeekScene, rule: WeekRule): UspsTarget {
  if (rule.shortfall === 'fee') return feeTarget(twin, horizon, world.p.contractShortfall);
  const today = uspsShare(horizon, horizon.todayShare);
  const floor = floorShare(horizon);
  let packages = 0;
  for (const week of weeks) {
    if (leavesIn(twin, horizon, week)) return {rule: 'none'};
    const isBefore =
      twin.target.uspsEndsOn !== undefined && horizon.firstDay + week.fromDay < dayNumber(twin.target.uspsEndsOn);
    const kept = rule.targetShare ?? (isBefore ? 1 : twin.target.uspsKept);
    packages += Math.max(floor, kept * today) * weekPackages(horizon, week);
  }
  return {rule: 'within', min: packages * (1 - TARGET_SLACK), max: packages * (1 + TARGET_SLACK)};
}

function floorShare({demand, todayShare}: Horizon): number {
  let sum = 0;
  for (let cell = GROUP_COUNT - 1; cell < demand.groupShare.length; cell += GROUP_COUNT) {
    sum += (demand.groupShare[cell] * todayShare[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
  }
  return sum;
}

/** The contract's promise over the horizon, as a finished run is charged for it. */
function feeTarget({contract, settings, target}: Twin, horizon: Horizon, level: 'low' | 'base' | 'high'): UspsTarget {
  if (contract === null) throw new DataError('the scenario has no contract, so no promise can be missed for a fee');
  if (target.uspsKept === 0) throw new DataError('the scenario lets USPS go, so missing the promise is no choice');
  const {from, to} = settings.horizon;
  if (contract.shortfall.rule !== 'fee') {
    throw new DataError(
      `the shortfall rule of the contract is ${contract.shortfall.rule}, not fee; give it usdPerMissingPackage in ` +
        'contracts.yaml, or keep the target',
    );
  }
  if (contract.startsOn > from || contract.endsOn < to) {
    throw new DataError(
      `the contract is in force from ${contract.startsOn} to ${contract.endsOn}, the plan from ${from} to ${to}; ` +
        'its fee can be chosen only where it is in force on every day',
    );
  }
  const promised = (contract.promisePackagesPerYear * horizon.dayCount) / DAYS_PER_YEAR;
  return {rule: 'fee', promised, usd: contract.shortfall.usdPerMissingPackage[level]};
}
