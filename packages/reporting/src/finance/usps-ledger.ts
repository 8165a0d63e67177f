import {type Parameter, parameterRange} from '@cutover/core';

/** What USPS carries from one hand-off node, by a plan and as today, over the same days. */
export interface UspsUnit {
  readonly unit: string;
  readonly packages: number;
  readonly revenueUsd: number;
  readonly todayPackages: number;
  readonly todayRevenueUsd: number;
  readonly wonUsdPerPackage?: number; // price won by a bid; absent: the contract's or list
  readonly wonPackages?: number; // that pay it
}

export interface UsdRange {
  readonly low: number;
  readonly base: number;
  readonly high: number;
}

/** A plan as the Postal Service sees it; low, base and high go from worse to better for it. */
export interface UspsLedgerRow extends UspsUnit {
  readonly attributableUsd: UsdRange; // cost, from high to low
  readonly contributionUsd: UsdRange; // revenue less attributable cost
  readonly changeUsd: UsdRange; // of contribution, against today, once routes are cut again
  readonly shortRunUsd: UsdRange; // the same in the first year: carriers still walk their routes
}

type Range = Pick<Parameter, 'low' | 'base' | 'high'>;

const ATTRIBUTABLE = 'usps_attributable_usd';
const LOSS = 'usps_short_run_loss_share';

/** What a package costs the Postal Service, and which share of lost revenue the first year feels. */
export interface UspsCost {
  readonly attributable: Parameter;
  readonly loss: Parameter;
}

/** @returns undefined where a twin states no cost of the Postal Service */
export function uspsCostOf(parameters: readonly Parameter[]): UspsCost | undefined {
  if (![ATTRIBUTABLE, LOSS].every((wanted) => parameters.some(({name}) => name === wanted))) return undefined;
  return {attributable: parameterRange(parameters, ATTRIBUTABLE), loss: parameterRange(parameters, LOSS)};
}

/** What the mail carries in a scenario, and what is paid for it: postage and what missing volume costs. */
export interface MailTotals {
  readonly name: string;
  readonly packages: number;
  readonly revenueUsd: number;
}

/** A scenario as the Postal Service sees it, against another. */
export function uspsAgainst({name, packages, revenueUsd}: MailTotals, base: MailTotals, cost: UspsCost): UspsLedgerRow {
  const today = {todayPackages: base.packages, todayRevenueUsd: base.revenueUsd};
  return ledgerRow({unit: name, packages, revenueUsd, ...today}, cost.attributable, cost.loss);
}

/** @param lossShare - of revenue that comes or goes, what the first year feels */
export function uspsLedger(units: readonly UspsUnit[], attributable: Range, lossShare: Range): UspsLedgerRow[] {
  return units.map((unit) => ledgerRow(unit, attributable, lossShare));
}

/** The units added up, in the order given. */
export function uspsTotal(units: readonly UspsUnit[], attributable: Range, lossShare: Range): UspsLedgerRow {
  const sum = (read: (unit: UspsUnit) => number): number => units.reduce((total, unit) => total + read(unit), 0);
  const total = {
    unit: 'total',
    packages: sum(({packages}) => packages),
    revenueUsd: sum(({revenueUsd}) => revenueUsd),
    todayPackages: sum(({todayPackages}) => todayPackages),
    todayRevenueUsd: sum(({todayRevenueUsd}) => todayRevenueUsd),
  };
  return ledgerRow(total, attributable, lossShare);
}

function ledgerRow(unit: UspsUnit, attributable: Range, lossShare: Range): UspsLedgerRow {
  const {packages, revenueUsd, todayPackages, todayRevenueUsd} = unit;
  const {low, base, high} = attributable;
  const more = packages - todayPackages;
  const revenueMore = revenueUsd - todayRevenueUsd;
  return {
    ...unit,
    attributableUsd: {low: packages * high, base: packages * base, high: packages * low},
    contributionUsd: rangeOf([high, base, low].map((usd) => revenueUsd - packages * usd)),
    changeUsd: rangeOf([high, base, low].map((usd) => revenueMore - more * usd)),
    shortRunUsd: rangeOf([lossShare.high, lossShare.base, lossShare.low].map((share) => revenueMore * share)),
  };
}

/** Worse, likely, better, whichever end that comes from. */
function rangeOf([one, base, other]: readonly number[]): UsdRange {
  return {low: Math.min(one, other), base, high: Math.max(one, other)};
}
