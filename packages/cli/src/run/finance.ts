import {type Parameter, parameterRange, type Twin, value} from '@cutover/core';
import {
  type Capex,
  type Finance,
  planFinance,
  uspsLedger,
  type UspsLedgerRow,
  uspsTotal,
  type UspsUnit,
} from '@cutover/reporting';
import {type OpenPlan, planShortfall, planWeekUsd, unitVolumes} from '@cutover/runner';
import type {ReadPlan} from './open-plan.ts';

/** A plan's money, its range of present value, and the Postal Service's. */
export interface PlanFinance {
  readonly finance: Finance;
  readonly discountRate: Pick<Parameter, 'low' | 'base' | 'high'>;
  readonly npvUsdAtRates: {readonly low: number; readonly high: number}; // at the ends of the rate
  readonly usps: UspsLedgerRow; // in total
  readonly uspsUnits: readonly UspsLedgerRow[]; // last what the contract charges for missing volume, where it does
}

/** @param today - the same without any bid */
export function financeOf({inputs}: ReadPlan, plan: OpenPlan, today: OpenPlan): PlanFinance {
  const {twin, world} = plan.scene;
  const weeks = planWeekUsd(plan, today, inputs.twin.facilities);
  const capex = stationCapex(inputs.twin, twin, value(world.p, 'station_capex_usd'));
  const rate = parameterRange(twin.parameters, 'discount_rate');
  const at = (discountRate: number): Finance =>
    planFinance(weeks, capex, {discountRate, fiscalYearFirstMonth: value(world.p, 'fiscal_year_first_month')});
  const units = [...unitVolumes(plan, today), ...shortfallUnits(plan, today)];
  const ranges = [
    parameterRange(twin.parameters, 'usps_attributable_usd'),
    parameterRange(twin.parameters, 'usps_short_run_loss_share'),
  ] as const;
  return {
    finance: at(rate.base),
    discountRate: {low: rate.low, base: rate.base, high: rate.high},
    npvUsdAtRates: {low: at(rate.low).npvUsd, high: at(rate.high).npvUsd},
    usps: uspsTotal(units, ...ranges),
    uspsUnits: uspsLedger(units, ...ranges),
  };
}

/** Missing volume as a unit of the ledger: no packages, but revenue all the same. */
function shortfallUnits(plan: OpenPlan, today: OpenPlan): UspsUnit[] {
  const {usd, todayUsd} = planShortfall(plan, today);
  if (usd === 0 && todayUsd === 0) return [];
  return [{unit: 'contract shortfall', packages: 0, revenueUsd: usd, todayPackages: 0, todayRevenueUsd: todayUsd}];
}

/** Stations that open within the plan: those of the twin itself are built anyway, those of the scenario are not. */
function stationCapex(base: Twin, {facilities, settings: {horizon}}: Twin, usd: number): Capex[] {
  const known = new Set(base.facilities.map(({facilityId}) => facilityId));
  return facilities.flatMap(({facilityId, facilityType, opensOn}) => {
    if (facilityType !== 'ds' || opensOn === undefined || opensOn < horizon.from) return [];
    return [{on: opensOn, usd, isSunk: known.has(facilityId)}];
  });
}
