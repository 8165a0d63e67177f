// What a planner may ask of the weeks, one by one.
import {
  applyScenario,
  DELIVERER_COUNT,
  GROUP_COUNT,
  OWNED,
  type Parameter,
  SHARE_ONE,
  type Twin,
  USPS,
} from '@cutover/core';
import {
  createPool,
  planWeeks,
  policyChanges,
  type Pool,
  prepare,
  relaxationsOf,
  simulate,
  waveRows,
  type WeekPlan,
  type WeekRule,
} from '@cutover/runner';
import {checkBooks, priceOutcome} from '@cutover/reporting';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {named} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

function scenarioOf(name: string, base: Twin = smallTwin()) {
  const {about, ...scenario} = named(smallScenarios(), name);
  return {name, about, twin: applyScenario(base, {about, ...scenario})};
}

const planOf = (name: string, rule: WeekRule = {}, base?: Twin): Promise<WeekPlan> =>
  planWeeks(pool, scenarioOf(name, base), 1, rule);

/** Stations with so little room that whole ZIPs waste some of it. */
function crowded(): Twin {
  const base = smallTwin();
  const facilities = base.facilities.map((each) =>
    each.facilityType === 'ds' ? {...each, capacityPackagesPerDay: 1200} : each,
  );
  return {...base, facilities};
}

describe('split', () => {
  test.each(['cut-two-thirds', 'exit'])(
    'in %s a class group is shared in quarters, one at most in a ZIP',
    async (name) => {
      const plan = await planOf(name, {splitParts: 4}, crowded());
      const {horizon} = plan.scene;
      let splits = 0;
      for (const {zip, share, station} of policyChanges(plan).changes) {
        let ofZip = 0;
        for (let group = 0; station >= 0 && group < GROUP_COUNT - 1; group++) {
          const at = group * DELIVERER_COUNT;
          const today = horizon.todayShare.subarray((zip * GROUP_COUNT + group) * DELIVERER_COUNT);
          const moved = share[at + OWNED] - today[OWNED]; // above 0: from USPS; below: own packages given away
          const from = moved > 0 ? today[USPS] : today[OWNED];
          expect(share[at] + share[at + 1] + share[at + 2]).toBe(SHARE_ONE);
          if (moved === 0 || Math.abs(moved) === from) continue;
          ofZip++;
          expect([1, 2, 3].map((part) => Math.round((from * part) / 4))).toContain(Math.abs(moved));
        }
        expect(ofZip).toBeLessThanOrEqual(1);
        splits += ofZip;
      }
      expect(splits).toBeGreaterThan(0);
    },
  );

  test.each(['cut-two-thirds', 'exit'])('the simulation of %s executes it and the books balance', async (name) => {
    const scenario = scenarioOf(name, crowded());
    const plan = policyChanges(await planWeeks(pool, scenario, 1, {splitParts: 2}));
    const [prepared] = await prepare(pool, [{...scenario, plan}], 1);
    const {outcome} = await simulate(pool, prepared, 1);
    expect(checkBooks(outcome.ledger)).toEqual([]);
    for (const {zip, share, station} of new Map(plan.changes.map((change) => [change.zip, change])).values()) {
      const at = zip * GROUP_COUNT * DELIVERER_COUNT;
      expect([...outcome.policy.at(-1)!.share.subarray(at, at + share.length)]).toEqual([...share]);
      expect(outcome.policy.at(-1)!.station[zip]).toBe(station);
    }
  });

  test('costs no more than all or nothing, up to the gap: it allows everything that does', async () => {
    // In `exit` no USPS volume is a target, which whole ZIPs of so small a twin would miss.
    const [whole, split] = [await planOf('exit', {}, crowded()), await planOf('exit', {splitParts: 4}, crowded())];
    expect(split.solution.boundUsd).toBeLessThanOrEqual(whole.solution.valueUsd + 1e-6);
    expect(split.solution.boundUsd).toBeLessThanOrEqual(split.solution.valueUsd + 1e-6);
    expect(split.solution.valueUsd).toBeLessThanOrEqual(1.01 * whole.solution.valueUsd);
  });

  test('fewer crews than today bring no money back: no change has a price below nothing', async () => {
    const {problem} = await planOf('exit', {splitParts: 4});
    expect([...problem.enterUsd, ...problem.leaveUsd].every((usd) => usd >= 0)).toBe(true);
  });
});

describe('hiring', () => {
  const needsDrivers = (plan: WeekPlan): number[] =>
    [...policyChanges(plan).changes].filter(({zip, share}) => hasMoreOwn(plan, zip, share)).map(({day}) => day);

  test('no ZIP gets more own packages before drivers are hired and trained, which takes four weeks', async () => {
    // hire_train_weeks is 4: hired from two weeks before the plan on, they deliver from its third week, day 14, on.
    const free = needsDrivers(await planOf('cut-two-thirds'));
    const bound = await planOf('cut-two-thirds', {hireFromDay: -14});
    expect(free.some((day) => day < 14)).toBe(true);
    const days = needsDrivers(bound);
    expect(days.length).toBeGreaterThan(0);
    expect(Math.min(...days)).toBe(14);
    expect(bound.solution.valueUsd).toBeGreaterThanOrEqual((await planOf('cut-two-thirds')).solution.boundUsd);
  });

  test('drivers hired long before bind nothing, and none within the plan leaves no ZIP more own packages', async () => {
    const free = await planOf('cut-two-thirds');
    const early = await planOf('cut-two-thirds', {hireFromDay: -28});
    expect([...early.solution.paths]).toEqual([...free.solution.paths]);
    const never = await planOf('exit', {hireFromDay: 28});
    expect(needsDrivers(never)).toEqual([]); // all that must leave goes by another carrier
    expect(never.solution.valueUsd).toBeLessThan(Infinity);
    for (const {vans, hireBy} of waveRows(never)) expect(hireBy !== undefined).toBe(vans > 0); // ZIPs that come back
  });

  function hasMoreOwn({scene: {horizon}}: WeekPlan, zip: number, share: Uint16Array): boolean {
    let [own, today] = [0, 0];
    for (let group = 0; group < GROUP_COUNT; group++) {
      const cell = zip * GROUP_COUNT + group;
      own += horizon.demand.groupShare[cell] * share[group * DELIVERER_COUNT + OWNED];
      today += horizon.demand.groupShare[cell] * horizon.todayShare[cell * DELIVERER_COUNT + OWNED];
    }
    return own > today * (1 + 1e-6);
  }
});

describe('target', () => {
  test.each([
    ['keep', {}],
    ['keep-80', {}],
    ['keep-80', {targetShare: 1}],
    ['keep-80', {zipsPerWeekMax: 1}],
    ['cut-two-thirds', {}],
  ] as const)('%s with %j keeps it, and so does merit order unless it is limited', async (name, rule) => {
    const {solution, problem} = await planOf(name, rule);
    const {target} = problem;
    if (target.rule !== 'within') throw new Error('a volume was asked for');
    expect(solution.isKept).toBe(true);
    expect(solution.uspsPackages).toBeGreaterThanOrEqual(target.min);
    expect(solution.uspsPackages).toBeLessThanOrEqual(target.max);
    expect(solution.valueUsd).toBeGreaterThanOrEqual(solution.boundUsd);
  });
});

describe('limits', () => {
  test('no station takes more ZIPs in a week than it may', async () => {
    const plan = await planOf('cut-two-thirds', {zipsPerStationWeekMax: 1});
    const taken = new Map<string, number>();
    for (const {week, facilityId, toDeliverer, zipCount} of waveRows(plan)) {
      if (toDeliverer !== 'owned') continue;
      taken.set(`${week} ${facilityId}`, (taken.get(`${week} ${facilityId}`) ?? 0) + zipCount);
    }
    expect(taken.size).toBeGreaterThan(1);
    expect([...taken.values()].every((count) => count <= 1)).toBe(true);
  });

  test('where every week is frozen, neither the plan nor merit order changes anything', async () => {
    const {solution, baseline, problem} = await planOf('keep', {freeze: {fromDay: 0, toDay: 28}});
    const stay = solution.paths.map((_, at) => problem.start[Math.floor(at / problem.weekCount)]);
    expect([...solution.paths]).toEqual([...stay]);
    expect([...baseline.paths]).toEqual([...stay]);
    expect([solution.isKept, solution.gap]).toEqual([true, 0]);
  });

  test('where USPS ends in a freeze, the week, the ZIPs and the least that helps are told', async () => {
    // It ends on 2026-10-15, the third week; the first three weeks are frozen.
    const refused = planOf('exit', {freeze: {fromDay: 0, toDay: 21}});
    await expect(refused).rejects.toThrow(/week from 2026-10-15 .*ZIPs \(03\d{3}.*let changes be made before/s);
  });

  test('where USPS ends and too few ZIPs may change before, the limit that helps does', async () => {
    // Three weeks to change in: the message names ceil(ZIPs / 3).
    const refused = await planOf('exit', {zipsPerWeekMax: 1}).catch((error: unknown) => error as Error);
    const limit = Number(/a limit of (\d+) ZIPs a week/.exec((refused as Error).message)![1]);
    expect(limit).toBeGreaterThan(1);
    await expect(planOf('exit', {zipsPerWeekMax: limit - 1})).rejects.toThrow('a limit of');
    expect((await planOf('exit', {zipsPerWeekMax: limit})).solution.isKept).toBe(true);
  });

  test('what has to give is what goes beyond capacity, station by station, and nothing where all fits', async () => {
    expect(relaxationsOf(await planOf('exit'))).toEqual([]);
    const base = smallTwin();
    const facilities = base.facilities.map((each) =>
      each.facilityType === 'ds' ? {...each, capacityPackagesPerDay: 10} : each,
    );
    const plan = await planOf('keep-80', {}, {...base, facilities});
    const found = relaxationsOf(plan).filter(({limit}) => limit !== 'USPS volume');
    const packages = found.reduce((sum, each) => sum + each.packages, 0);
    expect(Math.abs(packages - plan.solution.overflowPackages)).toBeLessThanOrEqual(found.length);
    const wider = facilities.map((each) => {
      const more = found.find(({facilityId}) => facilityId === each.facilityId)?.packagesPerDay;
      return more === undefined ? each : {...each, capacityPackagesPerDay: each.capacityPackagesPerDay! + 2 * more};
    });
    const relaxed = await planOf('keep-80', {}, {...base, facilities: wider});
    expect(relaxed.solution.overflowPackages).toBeLessThan(plan.solution.overflowPackages / 10);
  });
});

describe('shortfall', () => {
  test('a fee so high that nothing pays leaves no promise missed; none lets every package go that saves', async () => {
    const withFee = (usd: number): Twin => {
      const twin = smallTwin();
      const range = {low: usd, base: usd, high: usd};
      return {...twin, contract: {...twin.contract!, shortfall: {rule: 'fee', usdPerMissingPackage: range}}};
    };
    const [dear, cheap] = [
      await planOf('keep', {shortfall: 'fee'}, withFee(30)),
      await planOf('keep', {shortfall: 'fee'}, withFee(1e-9)),
    ];
    const {target} = dear.problem;
    if (target.rule !== 'fee') throw new Error('a fee was asked for');
    expect(target.promised).toBeCloseTo((smallTwin().contract!.promisePackagesPerYear * 28) / 365, 6);
    expect(dear.solution.uspsPackages).toBeGreaterThanOrEqual(target.promised - 1);
    expect(cheap.solution.uspsPackages).toBeLessThanOrEqual(dear.solution.uspsPackages);
    expect(cheap.solution.valueUsd).toBeLessThanOrEqual(dear.solution.valueUsd + 1e-6);
  });

  test('the fee a plan counts is the one a run of it is charged, to what whole packages differ by', async () => {
    const scenario = scenarioOf('keep');
    const plan = await planWeeks(pool, scenario, 1, {shortfall: 'fee'});
    const {target} = plan.problem;
    if (target.rule !== 'fee') throw new Error('a fee was asked for');
    const [prepared] = await prepare(pool, [{...scenario, plan: policyChanges(plan)}], 1);
    const {outcome} = await simulate(pool, prepared, 1);
    const planned = target.usd * Math.max(0, target.promised - plan.solution.uspsPackages);
    const charged = priceOutcome(outcome).costUsd.contractShortfall;
    expect(Math.abs(charged - planned)).toBeLessThanOrEqual(0.02 * Math.max(planned, charged, 1));
  });

  test('is refused without a contract, without a fee, and where USPS goes', async () => {
    await expect(planOf('no-deal', {shortfall: 'fee'})).rejects.toThrow('has no contract');
    const twin = smallTwin();
    const listed: Twin = {...twin, contract: {...twin.contract!, shortfall: {rule: 'listPrice'}}};
    await expect(planOf('keep', {shortfall: 'fee'}, listed)).rejects.toThrow('is listPrice, not fee');
    await expect(planOf('exit', {shortfall: 'fee'})).rejects.toThrow('lets USPS go');
  });
});

describe('closeness', () => {
  test('at a price no saving pays, the announced plan comes back', async () => {
    const announced = policyChanges(await planOf('cut-two-thirds', {zipsPerWeekMax: 4})); // keeps its target
    const near = await planOf('cut-two-thirds', {stayClose: {policy: announced, usdPerPackage: 1e4}});
    expect(near.closeness).toEqual({packages: 0, usd: 0});
    expect(policyChanges(near)).toEqual(announced);
  });

  test('packages that were announced for another carrier are counted every week', async () => {
    const plan = await planOf('keep-80');
    const {demand, dayCount} = plan.scene.horizon;
    const {changes} = policyChanges(plan);
    // A ZIP that never changes: of its light packages it has in common with half and half the lesser of each part.
    const still = changes.find(({zip}) => changes.filter((each) => each.zip === zip).length === 1)!;
    const share = still.share.slice();
    share.set([SHARE_ONE / 2, SHARE_ONE / 2, 0]);
    const same = Math.min(SHARE_ONE / 2, still.share[OWNED]) + Math.min(SHARE_ONE / 2, still.share[USPS]);
    const policy = {changes: changes.map((each) => (each === still ? {...each, share} : each))};
    const {closeness, solution} = await planOf('keep-80', {stayClose: {policy, usdPerPackage: 1e-9}});
    const light = demand.groupShare[still.zip * GROUP_COUNT] * demand.dayFirst[dayCount];
    const other = light * (1 - same / SHARE_ONE);
    expect(other).toBeGreaterThan(0);
    expect([...solution.paths]).toEqual([...plan.solution.paths]);
    expect(closeness!.packages).toBeCloseTo(other, 3);
    expect(closeness!.usd).toBeCloseTo(1e-9 * other, 9);
  });

  test('a dearer price never brings more packages on another way, up to the gap', async () => {
    const announced = policyChanges(await planOf('keep-80'));
    const plans: WeekPlan[] = [];
    for (const usdPerPackage of [0.05, 0.5]) {
      plans.push(await planOf('exit', {stayClose: {policy: announced, usdPerPackage}}));
    }
    expect(plans.map(({solution}) => solution.isKept)).toEqual([true, true]);
    // As with any price: (0.5 - 0.05) x (packages at the dearer - at the cheaper) is within the two gaps.
    const gaps = plans.reduce((sum, {solution: {valueUsd, boundUsd}}) => sum + valueUsd - boundUsd, 0);
    const more = plans[1].closeness!.packages - plans[0].closeness!.packages;
    expect(0.45 * more).toBeLessThanOrEqual(gaps + 1e-6);
  });
});

describe('changes', () => {
  const setTo = (name: string, to: number): Twin => {
    const twin = smallTwin();
    const parameters = twin.parameters.map(
      (each): Parameter => (each.name === name ? {...each, low: to, base: to, high: to} : each),
    );
    return {...twin, parameters};
  };

  test('vans that stand by for a day are paid whether crews get notice or not', async () => {
    const [never, week] = [
      await planOf('keep-80', {}, setTo('notice_days', 0)),
      await planOf('keep-80', {}, setTo('notice_days', 7)),
    ];
    expect([...never.problem.leaveUsd].every((usd) => usd === 0)).toBe(true);
    expect([...never.problem.enterUsd]).toEqual([...week.problem.enterUsd]);
    const single = await planOf('keep-80', {}, setTo('dual_running_days', 1));
    const none = await planOf('keep-80', {}, setTo('dual_running_days', 0));
    // Notice of 7 days costs 7 days of the vans, dual running of 1 day costs one.
    none.problem.enterUsd.forEach((usd, state) => {
      expect(single.problem.enterUsd[state] - usd).toBeCloseTo(week.problem.leaveUsd[state] / 7, 6);
    });
  });

  test('a wave goes back until its old way ends, and not in a freeze', async () => {
    const plan = await planOf('exit'); // ends on 2026-10-15: from the third week on nothing goes back to USPS
    for (const {week, backUntil, toDeliverer} of waveRows(plan)) {
      if (toDeliverer === 'usps') continue;
      expect(backUntil === undefined || (backUntil > week && backUntil < '2026-10-15')).toBe(true);
    }
    const frozen = await planOf('cut-two-thirds', {freeze: {fromDay: 14, toDay: 28}}); // the last two weeks
    for (const {backUntil} of waveRows(frozen)) expect(backUntil ?? '').not.toMatch(/2026-10-(15|22)/);
  });
});
