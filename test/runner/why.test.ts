import {applyScenario} from '@cutover/core';
import {
  buildProblem,
  createPool,
  flipsOf,
  handoffPrice,
  planWeeks,
  policyChanges,
  type Pool,
  weekScene,
  zipOptions,
  zipScene,
} from '@cutover/runner';
import type {WeekPlan, WeekPrices, ZipOption} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {named} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const FREE: WeekPrices = {
  ...{stationUsd: new Map(), uspsUsd: 0, otherUsd: 0, switchUsd: 0, arrivalUsd: new Map()},
};
let pool: Pool;
const plans: WeekPlan[] = [];

beforeAll(async () => {
  pool = createPool(1);
  for (const name of ['keep-80', 'exit']) {
    const {about, ...scenario} = named(smallScenarios(), name);
    plans.push(await planWeeks(pool, {name, about, twin: applyScenario(smallTwin(), {about, ...scenario})}, 1));
  }
});
afterAll(() => pool.close());

function* everyChoice() {
  for (const plan of plans) {
    const policy = policyChanges(plan);
    for (let zip = 0; zip < plan.problem.zipCount; zip++) {
      for (let week = 0; week < plan.problem.weekCount; week++) yield {plan, policy, zip, week};
    }
  }
}

test('parts add up to the cost the plan weighed, and one option is the planned one', () => {
  for (const {plan, policy, zip, week} of everyChoice()) {
    const {firstState, weekCount, weekUsd} = buildProblem(plan.scene, {});
    const place = plan.solution.paths[zip * weekCount + week];
    const weighed = weekUsd[(firstState[zip] + place) * weekCount + week];
    const planned = zipOptions(plan.scene, policy, FREE, {zip, week})(1).filter(({isPlanned}) => isPlanned);
    expect(planned).toHaveLength(1);
    const {way, road, usps, other, late} = planned[0].usd;
    expect(way + road + usps + other + late).toBe(weighed);
  }
});

test('a week before the same way costs nothing to come to; another costs what the plan counts', () => {
  for (const {plan, policy, zip, week} of everyChoice()) {
    if (week === 0) continue;
    const {paths} = plan.solution;
    const [{weekCount}, at] = [plan.problem, zip * plan.problem.weekCount + week];
    const planned = zipOptions(plan.scene, policy, FREE, {zip, week})(1).find(({isPlanned}) => isPlanned)!;
    const first = plan.problem.firstState[zip];
    const [from, to] = [first + paths[at - 1], first + paths[at]];
    const {leaveUsd, enterUsd} = plan.problem;
    expect(weekCount).toBe(4);
    expect(planned.changeUsd).toBe(from === to ? 0 : leaveUsd[from] + enterUsd[to]);
  }
});

test('priced alone, a ZIP has the numbers it has among all, with limits of bids won or without', async () => {
  const {about, ...scenario} = named(smallScenarios(), 'keep-80');
  const base = applyScenario(smallTwin(), {about, ...scenario});
  const won = [{facilityId: 'DDU1', answer: 'won' as const, usdPerPackage: 2.5, packagesPerDay: 40}];
  const prices: WeekPrices = {
    ...{stationUsd: new Map([['DS1', 0.3]]), uspsUsd: 0.5, otherUsd: 0.25, switchUsd: 7},
    arrivalUsd: new Map([['DS1', 3]]),
  };
  for (const twin of [base, {...base, won}]) {
    const scene = await weekScene(pool, {twin}, 1);
    const plan = await planWeeks(pool, {name: 'keep-80', about, twin}, 1);
    const policy = policyChanges(plan);
    const rule = {stayClose: {policy: policyChanges(plans[1]), usdPerPackage: 2}};
    for (let zip = 0; zip < twin.zips.length; zip++) {
      for (let week = 0; week < plan.problem.weekCount; week++) {
        const alone = await zipScene(pool, {twin}, 1, {zip, week});
        const options = zipOptions(alone, policy, prices, {zip, week}, rule)(1);
        expect(options).toEqual(zipOptions(scene, policy, prices, {zip, week}, rule)(1));
        expect(handoffPrice(alone, {zip, week})).toEqual(handoffPrice(scene, {zip, week}));
        expect(options.length).toBeGreaterThan(1);
      }
    }
  }
});

/** Two options: USPS carries 100 for $300; own vans carry them for $250 + $100 x what room is worth. */
function twoWays(roomUsd: number, uspsUsd = 3): (volume: number) => ZipOption[] {
  const base = {
    mainCarrier: {light: 'usps', heavy: 'usps', usps_only: 'usps'},
    changeUsd: 0,
    changePriceUsd: 0,
    isOpen: true,
  } as const;
  return (volume) => {
    const [count, usps] = [100 * volume, uspsUsd * 100 * volume];
    const road = 150 + 100 * volume; // $150 to drive there, $1 each
    return [
      {
        ...{...base, station: null, packages: {owned: 0, usps: count, other: 0}, totalUsd: usps, isPlanned: true},
        ...{usd: {way: 0, road: 0, usps, other: 0, late: 0}, pricesUsd: {room: 0, usps: 0, other: 0, announced: 0}},
      },
      {
        ...{...base, station: 'DS1', packages: {owned: count, usps: 0, other: 0}, isPlanned: false},
        ...{
          usd: {way: 0, road, usps: 0, other: 0, late: 0},
          pricesUsd: {room: count * roomUsd, usps: 0, other: 0, announced: 0},
        },
        totalUsd: road + count * roomUsd,
      },
    ];
  };
}

test('says at which USPS price, price of room and volume the other way is as cheap', () => {
  // Own: 150 + 100 + 100 x 0.80 = 330 against 300. USPS up to 3.30; room down to 0.50; volume v with
  // 300 v = 150 + 180 v, so v = 1.25 or 125 packages, found within a step of 2%.
  const flips = flipsOf(twoWays(0.8));
  expect(flips.map(({of}) => of)).toEqual(['USPS price', 'room price', 'volume']);
  expect(flips[0]).toMatchObject({now: 3, station: null, to: {station: 'DS1'}});
  expect(flips[0].at).toBeCloseTo(3.3, 12);
  expect(flips[1]).toMatchObject({now: 0.8, station: 'DS1'});
  expect(flips[1].at).toBeCloseTo(0.5, 12);
  expect(flips[2].at).toBeGreaterThanOrEqual(125);
  expect(flips[2].at).toBeLessThan(125 * 1.02);
});

test('names no price of room below nothing, and nothing where the planned way is not the cheapest', () => {
  // Own: 250 + 0.10 x 100 = 260 against 200 at $2: room would have to be worth -0.50.
  expect(flipsOf(twoWays(0.1, 2)).map(({of}) => of)).toEqual(['USPS price', 'volume']);
  expect(flipsOf(twoWays(0.1))).toEqual([]); // 260 against 300
});
