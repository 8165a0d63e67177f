import {dayNumber, isoDate} from '@cutover/core';

/** Dollars of one week of a plan, and of the same week as today. */
export interface MoneyWeek {
  readonly from: string; // first day
  readonly days: number;
  readonly runUsd: number;
  readonly todayUsd: number; // of staying as today
  readonly fixedUsd: number; // of buildings the plan opens, less that of those it closes
  readonly dualUsd: number; // crews paid for both ways
  readonly hireUsd: number; // hiring and training
  readonly switchUsd: number; // planning, labels, messages
  readonly penaltyUsd: number; // of the contract, beyond what staying would pay
}

/** Dollars paid once for a building. */
export interface Capex {
  readonly on: string;
  readonly usd: number;
  readonly isSunk: boolean; // spent whatever is decided
}

export interface FinanceRule {
  readonly discountRate: number; // a year
  readonly fiscalYearFirstMonth: number; // 1 … 12
}

/** One fiscal quarter. Savings are above 0; what is paid is too. */
export interface FinanceQuarter {
  readonly quarter: string; // FY2027 Q1: named by the year it ends in
  readonly from: string; // first day of it within the plan
  readonly runUsd: number;
  readonly todayUsd: number;
  readonly fixedUsd: number;
  readonly dualUsd: number;
  readonly hireUsd: number;
  readonly switchUsd: number;
  readonly penaltyUsd: number;
  readonly capexUsd: number; // go-forward
  readonly netUsd: number; // today less run, less all of the above
  readonly cumulativeUsd: number;
}

export interface Finance {
  readonly quarters: readonly FinanceQuarter[];
  readonly sunkUsd: number; // apart: in no quarter, and in no decision
  readonly netUsd: number;
  readonly npvUsd: number; // of the plan's days, at its first day
  readonly paybackOn: string | null; // first day from which on the plan has paid for itself; null: not within the plan
  readonly runRateUsd: number; // saved a year, at the pace of the last weeks, a quarter's at most
  readonly paybackAtRunRateOn: string | null; // if that pace lasts; null: never, or within the plan
}

const DAYS_PER_YEAR = 365;
const RUN_RATE_WEEKS = 13; // a quarter
const DAY_MAX = 2_932_896; // 9999-12-31, the last with four digits of year

/** Fiscal quarters of a plan, its present value and payback, day by day within weeks. Sunk dollars decide nothing. */
export function planFinance(weeks: readonly MoneyWeek[], capex: readonly Capex[], rule: FinanceRule): Finance {
  const quarters = new Map<string, {-readonly [Key in keyof FinanceQuarter]: FinanceQuarter[Key]}>();
  const first = dayNumber(weeks[0].from);
  let [npvUsd, cumulative] = [0, 0];
  let paidSince: number | null = first;
  const spent = goForward(weeks, capex);
  for (const week of weeks) {
    for (let day = dayNumber(week.from); day < dayNumber(week.from) + week.days; day++) {
      const name = quarterOf(day, rule.fiscalYearFirstMonth);
      const quarter = quarters.get(name) ?? {...emptyQuarter, quarter: name, from: isoDate(day)};
      quarters.set(name, quarter);
      for (const each of WEEK_USD) {
        quarter[each] += week[each] / week.days;
      }
      quarter.capexUsd += spent.get(day) ?? 0;
      const {dualUsd, hireUsd, switchUsd, penaltyUsd} = week;
      const onceUsd = dualUsd + hireUsd + switchUsd + penaltyUsd;
      const net = (savedUsd(week) - onceUsd) / week.days - (spent.get(day) ?? 0);
      quarter.netUsd += net;
      cumulative += net;
      quarter.cumulativeUsd = cumulative;
      npvUsd += net / (1 + rule.discountRate) ** ((day - first) / DAYS_PER_YEAR);
      if (cumulative < 0) paidSince = null;
      else paidSince ??= day;
    }
  }
  return {
    quarters: [...quarters.values()],
    sunkUsd: capex.reduce((sum, {usd, isSunk}) => (isSunk ? sum + usd : sum), 0),
    netUsd: cumulative,
    npvUsd,
    paybackOn: paidSince === null ? null : isoDate(paidSince),
    ...runRate(weeks, paidSince === null ? cumulative : 0),
  };
}

/** @param openUsd - below 0: what the plan has not earned back on its last day */
function runRate(weeks: readonly MoneyWeek[], openUsd: number): Pick<Finance, 'runRateUsd' | 'paybackAtRunRateOn'> {
  const last = weeks.slice(-RUN_RATE_WEEKS);
  const days = last.reduce((sum, week) => sum + week.days, 0);
  const usdPerDay = last.reduce((sum, week) => sum + savedUsd(week), 0) / days;
  const {from, days: lastDays} = weeks[weeks.length - 1];
  const on = dayNumber(from) + lastDays - 1 + Math.ceil(-openUsd / usdPerDay);
  return {
    runRateUsd: DAYS_PER_YEAR * usdPerDay,
    paybackAtRunRateOn: openUsd < 0 && usdPerDay > 0 && on < DAY_MAX ? isoDate(on) : null,
  };
}

const WEEK_USD = ['runUsd', 'todayUsd', 'fixedUsd', 'dualUsd', 'hireUsd', 'switchUsd', 'penaltyUsd'] as const;

const emptyQuarter = {
  ...{runUsd: 0, todayUsd: 0, fixedUsd: 0, dualUsd: 0, hireUsd: 0, switchUsd: 0, penaltyUsd: 0, capexUsd: 0},
  ...{netUsd: 0, cumulativeUsd: 0},
};

/** What a week saves again and again. */
function savedUsd({todayUsd, runUsd, fixedUsd}: MoneyWeek): number {
  return todayUsd - runUsd - fixedUsd;
}

/** By day; what a building cost before the plan begins, or costs after it, is not in its quarters. */
function goForward(weeks: readonly MoneyWeek[], capex: readonly Capex[]): Map<number, number> {
  const last = weeks[weeks.length - 1];
  const [from, to] = [dayNumber(weeks[0].from), dayNumber(last.from) + last.days];
  const spent = new Map<number, number>();
  for (const {on, usd, isSunk} of capex) {
    const day = dayNumber(on);
    if (!isSunk && day >= from && day < to) spent.set(day, (spent.get(day) ?? 0) + usd);
  }
  return spent;
}

function quarterOf(day: number, firstMonth: number): string {
  const [year, month] = isoDate(day).split('-').map(Number);
  const place = (month - firstMonth + 12) % 12; // months into the fiscal year
  const ends = firstMonth > 1 && month >= firstMonth ? year + 1 : year;
  return `FY${ends} Q${Math.floor(place / 3) + 1}`;
}
