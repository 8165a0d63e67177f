import {type MoneyWeek, planFinance, uspsLedger, uspsTotal} from '@cutover/reporting';
import {describe, expect, test} from 'vitest';

const RULE = {discountRate: 0.1, fiscalYearFirstMonth: 1};

function week(from: string, rest: Partial<MoneyWeek> = {}): MoneyWeek {
  const nothing = {runUsd: 0, todayUsd: 0, fixedUsd: 0, dualUsd: 0, hireUsd: 0, switchUsd: 0, penaltyUsd: 0};
  return {from, days: 7, ...nothing, ...rest};
}

describe('finance', () => {
  test('cuts a week at the end of a quarter by its days', () => {
    // 2026-12-28 to 2027-01-03: four days of the fourth quarter, three of the first.
    const {quarters} = planFinance([week('2026-12-28', {todayUsd: 700, runUsd: 350})], [], RULE);
    expect(quarters.map(({quarter, todayUsd, runUsd}) => [quarter, todayUsd, runUsd])).toEqual([
      ['FY2026 Q4', 400, 200],
      ['FY2027 Q1', 300, 150],
    ]);
  });

  test('names quarters by the year they end in', () => {
    const quarterOf = (from: string): string =>
      planFinance([week(from)], [], {...RULE, fiscalYearFirstMonth: 10}).quarters[0].quarter;
    expect([quarterOf('2026-09-01'), quarterOf('2026-10-01'), quarterOf('2027-01-01')]).toEqual([
      'FY2026 Q4',
      'FY2027 Q1',
      'FY2027 Q2',
    ]);
  });

  test('takes everything paid once off what is saved, sunk dollars apart', () => {
    const spent = {dualUsd: 10, hireUsd: 20, switchUsd: 5, penaltyUsd: 15};
    const capex = [
      {on: '2026-10-03', usd: 100, isSunk: false},
      {on: '2026-10-03', usd: 900, isSunk: true},
      {on: '2026-12-01', usd: 50, isSunk: false}, // after the plan
    ];
    const {netUsd, sunkUsd, quarters} = planFinance(
      [week('2026-10-01', {todayUsd: 500, runUsd: 300, fixedUsd: 40, ...spent})],
      capex,
      RULE,
    );
    expect(netUsd).toBeCloseTo(500 - 300 - 40 - 10 - 20 - 5 - 15 - 100, 9);
    expect(quarters[0].capexUsd).toBe(100);
    expect(sunkUsd).toBe(900);
  });

  test('is paid back on the day from which on the sum stays above nothing', () => {
    // 70 on the first day; 7 saved a day from the first day on: after the tenth day it is even.
    const weeks = [week('2026-10-01', {todayUsd: 49}), week('2026-10-08', {todayUsd: 49})];
    const capex = [{on: '2026-10-01', usd: 70, isSunk: false}];
    expect(planFinance(weeks, capex, RULE).paybackOn).toBe('2026-10-10');
    expect(planFinance(weeks.slice(0, 1), capex, RULE).paybackOn).toBeNull();
  });

  test('says when it is paid back if the pace of its last weeks lasts', () => {
    // 98 saved in 14 days, 28 of fixed cost: 5 a day. 120 on the first day leave 120 - 70 = 50 open on 2026-10-14.
    const weeks = [week('2026-10-01', {todayUsd: 49, fixedUsd: 14}), week('2026-10-08', {todayUsd: 49, fixedUsd: 14})];
    const found = planFinance(weeks, [{on: '2026-10-01', usd: 120, isSunk: false}], RULE);
    expect(found.paybackOn).toBeNull();
    expect(found.runRateUsd).toBeCloseTo(365 * 5, 9);
    expect(found.paybackAtRunRateOn).toBe('2026-10-24'); // ten more days
    const losing = planFinance([week('2026-10-01', {runUsd: 7})], [], RULE);
    expect([losing.runRateUsd, losing.paybackAtRunRateOn]).toEqual([-365, null]);
    expect(planFinance(weeks, [], RULE).paybackAtRunRateOn).toBeNull(); // within the plan
  });

  test('is worth less the later it comes: a year later, by the rate', () => {
    const late = Array.from({length: 53}, (_, i) => week(isoAfter(7 * i)));
    const capex = (on: string) => [{on, usd: 1100, isSunk: false}];
    expect(planFinance(late, capex('2026-10-01'), RULE).npvUsd).toBeCloseTo(-1100, 9);
    expect(planFinance(late, capex('2027-10-01'), RULE).npvUsd).toBeCloseTo(-1000, 9); // 365 days
  });
});

function isoAfter(days: number): string {
  return new Date(Date.UTC(2026, 9, 1 + days)).toISOString().slice(0, 10);
}

describe('the ledger of the Postal Service', () => {
  const attributable = {low: 1.5, base: 2, high: 2.5};
  const lossShare = {low: 0.6, base: 0.75, high: 0.9};
  const units = [
    {unit: 'A', packages: 100, revenueUsd: 340, todayPackages: 150, todayRevenueUsd: 510},
    {unit: 'B', packages: 30, revenueUsd: 120, todayPackages: 10, todayRevenueUsd: 40},
  ];

  test('says contribution and its change, from worse to better', () => {
    const [row] = uspsLedger(units, attributable, lossShare);
    expect(row.contributionUsd).toEqual({low: 340 - 250, base: 340 - 200, high: 340 - 150});
    // 50 packages less, 170.00 less revenue: at 1.50 the loss is 95.00, at 2.50 it is 45.00.
    expect(row.changeUsd).toEqual({low: -95, base: -70, high: -45});
    expect(row.shortRunUsd.low).toBeCloseTo(-153, 9); // 0.9 x 170: carriers still walk
    expect(row.shortRunUsd.base).toBeCloseTo(-127.5, 9);
    expect(row.shortRunUsd.high).toBeCloseTo(-102, 9);
  });

  test('adds up over units', () => {
    const total = uspsTotal(units, attributable, lossShare);
    const rows = uspsLedger(units, attributable, lossShare);
    expect(total.revenueUsd).toBe(460);
    expect(total.contributionUsd.base).toBe(rows[0].contributionUsd.base + rows[1].contributionUsd.base);
  });
});
