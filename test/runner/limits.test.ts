import {applyScenario, DELIVERER_COUNT, GROUP_COUNT, SHARE_ONE, type Twin, USPS, type WonRow} from '@cutover/core';
import {createPool, planWeeks, policyChanges, type Pool, prepare, type Prepared} from '@cutover/runner';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

/** Packages of a mean day at a building, week by week, as a run of a plan enters them. */
function weekVolumes({horizon: {demand, dayCount}, plans, twin}: Prepared, facilityId: string): number[] {
  const building = twin.facilities.findIndex((each) => each.facilityId === facilityId);
  const weeks = new Array<number>(Math.floor(dayCount / 7)).fill(0);
  for (const {policy} of plans) {
    let weight = 0;
    policy.handoff.forEach((each, zip) => {
      for (let cell = zip * GROUP_COUNT; each === building && cell < (zip + 1) * GROUP_COUNT; cell++) {
        weight += (demand.groupShare[cell] * policy.share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
      }
    });
    for (let day = policy.epoch.fromDay; day < policy.epoch.toDay; day++) {
      const week = Math.min(weeks.length - 1, Math.floor(day / 7));
      weeks[week] += (weight * demand.dayPackages[day]) / 7;
    }
  }
  return weeks;
}

test('the limit of a bid won holds against the volume of each week, and only in its term', async () => {
  const scenario = named(smallScenarios(), 'keep-80');
  const twin = applyScenario(middleTwin(4), scenario);
  // The last two weeks have twice the packages of the first two: what fits on the mean day does not fit in them.
  const season = twin.season.map((row) => ({...row, factor: row.date < '2026-10-15' ? 1 : 2}));
  const run = async (won: readonly WonRow[]): Promise<Prepared> => {
    const told: Twin = {...twin, season, won};
    const plan = await planWeeks(pool, {...scenario, twin: told}, 1);
    const [prepared] = await prepare(pool, [{...scenario, twin: told, plan: policyChanges(plan)}], 1);
    return prepared;
  };
  const {facilityId} = twin.facilities.find(
    ({openToBid, facilityType}) => openToBid === true && facilityType === 'ddu',
  )!;
  const free = weekVolumes(await run([{facilityId, usdPerPackage: 2}]), facilityId);
  expect(free).toHaveLength(4);
  expect(free[3]).toBeGreaterThan(1.5 * free[0]);
  const packagesPerDay = (free[0] + free[3]) / 2; // the mean day of all weeks
  const limited = weekVolumes(await run([{facilityId, usdPerPackage: 2, packagesPerDay}]), facilityId);
  expect(Math.max(...limited)).toBeLessThanOrEqual(packagesPerDay * (1 + 1e-9));
  expect(limited[0]).toBeGreaterThan(0.9 * free[0]); // a week in which all fits keeps what it has
  expect(limited[3]).toBeGreaterThan(0); // and in one where not all does, some of it enters
  const term = {to: '2026-10-22'}; // the limit is gone in the last week, and the price with it
  const [, , third] = weekVolumes(await run([{facilityId, usdPerPackage: 2, packagesPerDay, ...term}]), facilityId);
  expect(third).toBeLessThanOrEqual(packagesPerDay * (1 + 1e-9));
});
