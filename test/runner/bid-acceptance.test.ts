import {applyScenario} from '@cutover/core';
import {createOfferScratch, walkAway} from '@cutover/planning';
import {bidBook, createPool, nodeOffers, type OpenPlan, openPlan, planWeeks, type Pool} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {avoidedCost} from '../support/avoided-cost.ts';
import {middleTwin} from '../support/middle-twin.ts';
import {named} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';
import {writtenPlan} from '../support/written-plan.ts';

const RULE = {zipsPerWeekMax: 30, freeze: {fromDay: 7, toDay: 14}}; // so that changes are worth something
const REGIONS = 20; // 240 ZIPs, two nodes open to bids and an SCF each

let pool: Pool;
let open: OpenPlan;
beforeAll(async () => {
  pool = createPool(2);
  const scenario = named(smallScenarios(), 'keep-80');
  const twin = {...scenario, twin: applyScenario(middleTwin(REGIONS), scenario)};
  open = await openPlan(pool, twin, 1, writtenPlan(await planWeeks(pool, twin, 1, RULE), RULE));
});
afterAll(() => pool.close());

test('an opened plan has the limits it was made with', () => {
  const {isFrozen, switchesMax} = open.bids.problem;
  expect([...isFrozen]).toEqual([0, 1, 0, 0]);
  expect([...switchesMax]).toEqual([30, 30, 30, 30]);
});

describe('a bid book of a twin of many regions', () => {
  test('has for each unit its avoided cost by exact local re-solve at fixed outside prices', () => {
    const scratch = createOfferScratch(open.bids);
    for (const tender of ['same_day', 'next_day'] as const) {
      const nodes = nodeOffers(open, tender);
      expect(nodes).toHaveLength(2 * REGIONS);
      for (const {offer} of nodes) {
        const {usdPerPackage, planned} = walkAway(open.bids, offer, scratch);
        const {usd, packages} = avoidedCost(open.bids, offer);
        expect(planned.packages).toBeCloseTo(packages, 6);
        if (packages > 0) expect(usdPerPackage / (usd / packages)).toBeCloseTo(1, 9); // far within 1%
      }
    }
  });

  test('pays on each level no more than every group above is worth', async () => {
    for (const level of ['unit', 'market', 'scf'] as const) {
      const {rows} = await bidBook(pool, open, level, 1);
      const groups = new Map<string, {paid: number; groupUsd: number}>();
      const days = open.bids.days.reduce((sum, each) => sum + each, 0);
      for (const {tender, groupUnit, groupUsd, payUsd, packagesPerDay} of rows) {
        const sum = groups.get(`${tender} ${groupUnit}`) ?? {paid: 0, groupUsd: groupUsd!};
        sum.paid += Math.max(0, payUsd ?? 0) * packagesPerDay * days;
        groups.set(`${tender} ${groupUnit}`, sum);
      }
      expect(groups.size).toBe(level === 'unit' ? 2 * REGIONS : 2);
      for (const {paid, groupUsd} of groups.values()) {
        expect(paid).toBeGreaterThan(0);
        expect(paid).toBeLessThanOrEqual(Math.max(0, groupUsd) * (1 + 1e-9));
      }
    }
  });
});
