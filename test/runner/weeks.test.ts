import {applyScenario, DELIVERER_COUNT, GROUP_COUNT, SHARE_ONE, type Twin, USPS} from '@cutover/core';
import {
  createPool,
  planWeeks,
  type Pool,
  policyChanges,
  prepare,
  provePlan,
  shortagesOf,
  simulate,
} from '@cutover/runner';
import {checkBooks} from '@cutover/reporting';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named, withPool} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

function scenarioOf(name: string, base = smallTwin()) {
  const {about, ...scenario} = named(smallScenarios(), name);
  return {name, about, twin: applyScenario(base, {about, ...scenario})};
}

describe.each(['keep-80', 'cut-two-thirds', 'exit'])('a plan for %s', (name) => {
  test('is executed by the simulation, and the books balance', async () => {
    const scenario = scenarioOf(name);
    const plan = policyChanges(await planWeeks(pool, scenario, 1));
    const [prepared] = await prepare(pool, [{...scenario, plan}], 1);
    const {outcome} = await simulate(pool, prepared, 1);
    expect(checkBooks(outcome.ledger)).toEqual([]);
    const last = outcome.policy.at(-1)!;
    const planned = new Map(plan.changes.map((change) => [change.zip, change])); // the last change of each ZIP
    for (const [zip, {share, station}] of planned) {
      const at = zip * GROUP_COUNT * DELIVERER_COUNT;
      expect([...last.share.subarray(at, at + share.length)]).toEqual([...share]);
      expect(last.station[zip]).toBe(station);
    }
  });
});

test.each(['keep-80', 'cut-two-thirds', 'exit'])('every week of %s hands on what it does not deliver', async (name) => {
  const scenario = scenarioOf(name);
  const plan = await planWeeks(pool, scenario, 1);
  const runs = await provePlan(pool, plan);
  for (const {weeks} of [runs.plan, runs.meritOrder]) {
    expect(weeks).toHaveLength(4);
    weeks.forEach(({demanded, delivered, waiting}, week) => {
      expect(demanded).toBe(plan.problem.packages[week]);
      expect(delivered + waiting).toBe(demanded + (week === 0 ? 0 : weeks[week - 1].waiting));
    });
  }
});

function withParameters(base: Twin, values: Readonly<Record<string, number>>): Twin {
  const parameters = base.parameters.map((row) => {
    const each = values[row.name];
    return each === undefined ? row : {...row, low: each, base: each, high: each};
  });
  return {...base, parameters};
}

test('headroom is what keeps a station within capacity at the quantile', async () => {
  // With ZIPs as planned every station's volume has the week's standard deviation: 1 - 1 / (1 + 2 x 0.05) = 1/11.
  const wide = smallTwin().facilities.map((each) => ({...each, capacityPackagesPerDay: 1e6}));
  const values = {volume_zip_sd: 0, volume_week_sd: 0.05, plan_headroom_sd: 2};
  const base = withParameters({...smallTwin(), facilities: wide}, values);
  const {headroom, problem} = await planWeeks(pool, scenarioOf('keep-80', base), 1);
  expect(headroom.meanShare).toBeCloseTo(1 / 11, 12);
  expect(headroom.largestShare).toBeCloseTo(1 / 11, 12);
  problem.capacity.forEach((room, at) => {
    expect(headroom.capacity[at]).toBe(Math.floor(room * (1 - headroom.largestShare)));
  });
});

test('where no volume can differ no headroom is left, and unseen draws are the plan', async () => {
  const still = {volume_zip_sd: 0, volume_week_sd: 0, station_shock_sd: 0};
  const wide = smallTwin().facilities.map((each) => ({...each, capacityPackagesPerDay: 1e6}));
  const base = withParameters({...smallTwin(), facilities: wide}, still);
  const plan = await planWeeks(pool, scenarioOf('keep-80', base), 1);
  const {unseen} = await provePlan(pool, plan);
  const {headroom, overflowPackages} = plan;
  expect(headroom).toMatchObject({meanShare: 0, largestShare: 0});
  expect([unseen.overflowShare, overflowPackages, unseen.holds]).toEqual([0, 0, true]);
});

test('wilder volumes bring more beyond capacity on unseen draws', async () => {
  const shares = [];
  for (const sd of [0, 0.2, 0.6]) {
    const base = withParameters(smallTwin(), {volume_zip_sd: sd, plan_headroom_sd: 0});
    const plan = await planWeeks(pool, scenarioOf('keep-80', base), 1);
    shares.push((await provePlan(pool, plan)).unseen.overflowShare);
  }
  expect(shares[0]).toBeLessThan(shares[1]);
  expect(shares[1]).toBeLessThan(shares[2]);
});

test('a plan says for every ZIP and class group who carries all of it', async () => {
  const {changes} = policyChanges(await planWeeks(pool, scenarioOf('exit'), 1));
  for (const {share} of changes) {
    for (let group = 0; group < GROUP_COUNT; group++) {
      const triple = share.subarray(group * DELIVERER_COUNT, (group + 1) * DELIVERER_COUNT);
      expect(triple.reduce((sum, each) => sum + each)).toBe(SHARE_ONE);
    }
  }
});

test('where USPS ends, nothing but the floor is with it from that week on', async () => {
  const {changes} = policyChanges(await planWeeks(pool, scenarioOf('exit'), 1)); // ends on 2026-10-15, two weeks in
  const last = new Map(changes.map((change) => [change.zip, change]));
  for (const {share} of last.values()) expect([share[USPS], share[DELIVERER_COUNT + USPS]]).toEqual([0, 0]);
});

test('two threads plan the same to the byte as one', async () => {
  const scenario = scenarioOf('keep-80', middleTwin());
  const rule = {iterations: 20, rounds: 3, gapMax: 0, inducedGapMax: 0};
  const alone = await planWeeks(pool, scenario, 1, {}, rule);
  const together = await withPool(2, (many) => planWeeks(many, scenario, 1, {}, rule));
  expect([...together.solution.paths]).toEqual([...alone.solution.paths]);
  expect(together.solution.valueUsd).toBe(alone.solution.valueUsd);
  expect(together.solution.boundUsd).toBe(alone.solution.boundUsd);
});

test('with a limit no week changes more ZIPs', async () => {
  const plan = await planWeeks(pool, scenarioOf('cut-two-thirds'), 1, {zipsPerWeekMax: 3});
  const {changes} = policyChanges(plan);
  const weeks = new Map<number, number>();
  for (const {day} of changes) if (day > 0) weeks.set(day, (weeks.get(day) ?? 0) + 1);
  for (const count of weeks.values()) expect(count).toBeLessThanOrEqual(3);
});

test('merit order repaired is a plan too: never under the bound, and within the room there is', async () => {
  const {baseline, solution} = await planWeeks(pool, scenarioOf('keep-80', middleTwin()), 1);
  expect(baseline.valueUsd).toBeGreaterThanOrEqual(solution.boundUsd);
});

test('what goes beyond capacity is told with station, week and its largest ZIPs', async () => {
  const base = smallTwin();
  const facilities = base.facilities.map((each) =>
    each.facilityType === 'ds' ? {...each, capacityPackagesPerDay: 10} : each,
  );
  const plan = await planWeeks(pool, scenarioOf('keep-80', {...base, facilities}), 1);
  const [worst] = shortagesOf(plan);
  expect(worst.packages).toBeGreaterThan(0);
  expect(base.facilities.map(({facilityId}) => facilityId)).toContain(worst.facilityId);
  expect(worst.zips.length).toBeGreaterThan(0);
  expect(shortagesOf(plan).reduce((sum, {packages}) => sum + packages, 0)).toBeLessThanOrEqual(
    plan.solution.overflowPackages + shortagesOf(plan).length,
  );
});
