import {applyScenario, type Ledger, type Twin} from '@cutover/core';
import {latePackageDays} from '@cutover/reporting';
import {createPool, planWeeks, policyChanges, type Pool, prepare, provePlan, simulate} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named, withPool} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

function scenarioOf(name: string, base: Twin) {
  const {about, ...scenario} = named(smallScenarios(), name);
  return {name, about, twin: applyScenario(base, {about, ...scenario})};
}

const sum = (cells: Uint32Array): number => cells.reduce((total, each) => total + each, 0);

const rowSum = (ledger: Ledger, cells: Uint32Array, day: number): number =>
  sum(cells.subarray(day * ledger.zipCount, (day + 1) * ledger.zipCount));

/** A plan proved, and simulated with every package drawn. */
async function bothOf(name: string, base: Twin) {
  const scenario = scenarioOf(name, base);
  const plan = await planWeeks(pool, scenario, 1);
  const proved = (await provePlan(pool, plan)).plan;
  const [prepared] = await prepare(pool, [{...scenario, plan: policyChanges(plan)}], 1);
  const {ledger} = (await simulate(pool, prepared, 1)).outcome;
  return {plan, proved, ledger};
}

test.each([
  ['keep-80', smallTwin()],
  ['cut-two-thirds', smallTwin()],
  ['exit', smallTwin()],
  ['exit', middleTwin()],
])('the books of %s are those of a run of the plan', async (name, base) => {
  const {plan, proved, ledger} = await bothOf(name, base);
  const last = ledger.dayCount - 1;
  expect(proved.waitingPackageDays).toBe(sum(ledger.volumeBacklog));
  expect(proved.fallbackPackages).toBe(
    sum(ledger.volumeOverflow) +
      sum(ledger.volumeDivertedUsps) +
      sum(ledger.volumeDivertedOther) +
      sum(ledger.volumeWait),
  );
  plan.scene.weeks.forEach(({toDay}, week) => {
    expect(proved.weeks[week].waiting).toBe(rowSum(ledger, ledger.volumeBacklog, toDay - 1));
  });
  const {atStations, forDeliveryDay} = proved.waitingAtEnd;
  const stations = ledger.stations.length;
  expect(atStations).toBe(sum(ledger.stationBacklog.subarray(last * stations)));
  expect(atStations + forDeliveryDay).toBe(rowSum(ledger, ledger.volumeBacklog, last));
});

test.each([
  ['keep-80', smallTwin()],
  ['exit', smallTwin()],
  ['keep-80', middleTwin()],
])('what is late of %s on average is what a run of every package has, but for chance', async (name, base) => {
  const {proved, ledger} = await bothOf(name, base);
  const drawn = latePackageDays(ledger);
  // Of packages late by 1, 2, 3 days with chances 3/4, 3/16, 1/16 the mean square is 2.06 and the mean 1.31 days.
  const deviation = Math.sqrt((2.06 / 1.31) * drawn);
  expect(Math.abs(proved.latePackageDays - drawn)).toBeLessThan(3 * deviation);
});

test('two threads find the same days late as one', async () => {
  const plan = await planWeeks(pool, scenarioOf('keep-80', middleTwin()), 1);
  const alone = await provePlan(pool, plan);
  expect(await withPool(2, (many) => provePlan(many, plan))).toEqual(alone);
});
