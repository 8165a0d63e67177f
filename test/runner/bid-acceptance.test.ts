import {applyScenario} from '@cutover/core';
import {createOfferScratch, walkAway} from '@cutover/planning';
import {bidBook, createPool, nodeOffers, type OpenPlan, openPlan, planWeeks, type Pool} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {avoidedCost} from '../support/avoided-cost.ts';
import {middleTwin} from '../support/middle-twin.ts';
import {named} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';
import {writtenPlan} from '../support/written-plan.ts';

const REGIONS = 20; // 240 ZIPs, two nodes open to bids and an SCF each
const FREEZE = {fromDay: 7, toDay: 14};

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

// So few ZIPs may change that changes are worth something. With 68 a week the plan is near enough to its bound; with 30
// it cannot keep its target without filling the headroom, some of its ways cost more than they have to, and entry there
// is worth less than nothing.
describe.each([{zipsPerWeekMax: 68}, {zipsPerWeekMax: 30}, {zipsPerWeekMax: 68, zipsPerStationWeekMax: 1}])(
  'a bid book of a plan with %o',
  (limit) => {
    const rule = {...limit, freeze: FREEZE};
    let open: OpenPlan;
    beforeAll(async () => {
      const scenario = named(smallScenarios(), 'keep-80');
      const twin = {...scenario, twin: applyScenario(middleTwin(REGIONS), scenario)};
      const plan = await planWeeks(pool, twin, 1, rule);
      open = await openPlan(pool, twin, 1, writtenPlan(plan, rule));
      // Prices hold for what the plan was solved with: the limits, the headroom, and the target at its price.
      expect([...open.bids.problem.capacity]).toEqual([...plan.headroom.capacity]);
      expect(plan.headroom.meanShare).toBeGreaterThan(0.01);
      expect(open.bids.prices.usps[0]).toBeGreaterThan(1);
      const {arriving} = open.bids.prices;
      const inFile = plan.solution.prices.arriving; // rounded there
      arriving.forEach((usd, at) => expect(usd).toBeCloseTo(inFile[at], 2));
      expect(Math.max(0, ...arriving) > 0).toBe(limit.zipsPerStationWeekMax !== undefined);
    });

    test('is of a plan with the limits it was made with', () => {
      const {isFrozen, switchesMax} = open.bids.problem;
      expect([...isFrozen]).toEqual([0, 1, 0, 0]);
      expect([...switchesMax]).toEqual(new Array(4).fill(limit.zipsPerWeekMax));
    });

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

    test('pays most units about what the next way into the mail costs', () => {
      // A unit asks 3.40, its SCF 3.73. Were the target without price, but room with it, every ZIP would fall back into
      // the mail without the unit, and the unit would save less than nothing.
      const scratch = createOfferScratch(open.bids);
      const saved = nodeOffers(open, 'same_day').map(({offer}) => walkAway(open.bids, offer, scratch).usdPerPackage);
      expect(saved.filter((usd) => usd > 2 && usd < 4).length).toBeGreaterThan(saved.length / 2);
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
          expect(paid > 0).toBe(groupUsd > 0);
          expect(paid).toBeLessThanOrEqual(Math.max(0, groupUsd) * (1 + 1e-9));
        }
        const worth = [...groups.values()].filter(({groupUsd}) => groupUsd > 0).length;
        if (limit.zipsPerWeekMax === 68 || level === 'unit') expect(worth).toBeGreaterThan(groups.size / 2);
      }
    });

    test('is the same on any number of threads', async () => {
      const alone = createPool(1);
      try {
        expect(await bidBook(alone, open, 'unit', 1)).toEqual(await bidBook(pool, open, 'unit', 1));
      } finally {
        await alone.close();
      }
    });
  },
);
