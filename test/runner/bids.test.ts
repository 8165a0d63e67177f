import {applyScenario, GROUP_COUNT} from '@cutover/core';
import {
  createPool,
  type OpenPlan,
  openPlan,
  planShortfall,
  planWeeks,
  planWeekUsd,
  type Pool,
  unitVolumes,
  type WeekPlan,
} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {writtenPlan} from '../support/written-plan.ts';
import {middleTwin} from '../support/middle-twin.ts';
import {named} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

let pool: Pool;
let plan: WeekPlan;
let open: OpenPlan;
beforeAll(async () => {
  pool = createPool(1);
  const scenario = named(smallScenarios(), 'keep-80');
  const twin = {...scenario, twin: applyScenario(middleTwin(4), scenario)};
  plan = await planWeeks(pool, twin, 1);
  open = await openPlan(pool, twin, 1, writtenPlan(plan));
});
afterAll(() => pool.close());

describe('a plan that is opened for bids', () => {
  test('has the paths it was written with', () => {
    expect([...open.bids.paths]).toEqual([...plan.solution.paths]);
  });

  test('has USPS carry in every state what the plan counted', () => {
    const {problem, usps} = open.bids;
    for (let state = 0; state < problem.usps.length; state++) {
      const groups = usps.subarray(state * GROUP_COUNT, (state + 1) * GROUP_COUNT);
      expect(Math.round(groups.reduce((sum, each) => sum + each))).toBe(problem.usps[state]);
    }
  });

  test('keeps the prices of room, to a cent a week for a package a day', () => {
    plan.solution.prices.station.forEach((usd, at) => {
      expect(Math.abs(open.bids.prices.station[at] - usd)).toBeLessThan(0.01);
    });
  });

  test('pays at its hand-offs for all that USPS carries', () => {
    const packages = unitVolumes(open).reduce((sum, unit) => sum + unit.packages, 0);
    expect(packages / plan.solution.uspsPackages).toBeCloseTo(1, 9);
  });
});

describe('the money of a plan', () => {
  test('is what the plan pays, week by week and change by change: not what late days are worth', () => {
    const weeks = planWeekUsd(open);
    const usd = weeks.reduce((sum, week) => sum + week.runUsd + week.dualUsd + week.hireUsd + week.switchUsd, 0);
    const {problem, solution, waysUsd} = plan;
    expect(usd / waysUsd).toBeCloseTo(1, 9);
    const {overflowPackages, valueUsd} = solution;
    expect(valueUsd - problem.overflowUsd * overflowPackages).toBeGreaterThan(waysUsd); // some are late in this twin
  });

  test("has the contract's fee for what is missing, whole in the ledger and against today in the last week", () => {
    const {twin} = open.scene;
    const contract = {...twin.contract!, promisePackagesPerYear: 1e9};
    const promised: OpenPlan = {...open, scene: {...open.scene, twin: {...twin, contract}}};
    const {usd, todayUsd} = planShortfall(promised);
    const units = unitVolumes(open);
    const [packages, todayPackages] = [
      units.reduce((sum, unit) => sum + unit.packages, 0),
      units.reduce((sum, unit) => sum + unit.todayPackages, 0),
    ];
    expect(usd).toBeCloseTo(0.5 * ((1e9 * 28) / 365 - packages), 3); // 0.50 a missing package, 28 days
    expect(todayUsd).toBeCloseTo(0.5 * ((1e9 * 28) / 365 - todayPackages), 3);
    expect(planWeekUsd(promised).map(({penaltyUsd}) => penaltyUsd)).toEqual([0, 0, 0, usd - todayUsd]);
  });

  test('has the fixed cost of buildings that the plan opens, on the days they are open', () => {
    const {facilities} = open.scene.twin;
    const built = facilities.filter(({facilityId}) => facilityId !== 'DS3-0' && facilityId !== 'DS2-0');
    const closed = {
      ...facilities.find(({facilityId}) => facilityId === 'DS1-0')!,
      facilityId: 'OLD',
      fixedUsdPerDay: 100,
    };
    // DS2 is open on all 28 days, DS3 from the third week on, 900 a day each; OLD stands today and closes.
    expect(planWeekUsd(open, open, built).map(({fixedUsd}) => fixedUsd)).toEqual([6300, 6300, 12_600, 12_600]);
    expect(planWeekUsd(open, open, [...facilities, closed]).map(({fixedUsd}) => fixedUsd)).toEqual([
      -700, -700, -700, -700,
    ]);
    expect(planWeekUsd(open).map(({fixedUsd}) => fixedUsd)).toEqual([0, 0, 0, 0]);
  });

  test('is nothing against staying as today where nothing changes', () => {
    const {problem} = open.bids;
    const paths = new Uint8Array(open.bids.paths.length);
    problem.start.forEach((s, zip) => paths.fill(s, zip * problem.weekCount, (zip + 1) * problem.weekCount));
    for (const week of planWeekUsd({...open, bids: {...open.bids, paths}})) {
      expect(week.runUsd).toBe(week.todayUsd);
      expect([week.dualUsd, week.hireUsd, week.switchUsd, week.penaltyUsd]).toEqual([0, 0, 0, 0]);
    }
  });
});
