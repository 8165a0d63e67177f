import {solveWeeks} from '@cutover/planning';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  bestOf,
  costOf,
  planOf,
  randomProblem,
  type SmallProblem,
  type SmallState,
  THOROUGH,
  weekProblem,
} from '../support/weeks.ts';

const seeds = fc.integer({min: 0, max: 1e6});

describe('against every plan there is', () => {
  test('the bound is under the best plan and the value is that of the plan, not under the best', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const small = randomProblem(seed, 4, 2); // 9^4 plans
        const best = bestOf(small);
        const solution = await solveWeeks(weekProblem(small), THOROUGH);
        expect(solution.boundUsd).toBeLessThanOrEqual(best + 1e-6);
        expect(solution.valueUsd).toBeGreaterThanOrEqual(best - 1e-6);
        expect(solution.valueUsd).toBeCloseTo(costOf(small, planOf(small, solution)), 6);
      }),
      {numRuns: 60},
    );
  });

  test('with so many weeks that prices start from fewer, the bound holds as well', async () => {
    // Weeks differ only by capacity, and a change costs nothing: the best plan is that of each week for itself.
    for (let seed = 0; seed < 10; seed++) {
      const small = free(randomProblem(seed, 4, 10));
      const best = small.capacity[0].reduce((sum, _, week) => sum + bestOf(onlyWeek(small, week)), 0);
      const solution = await solveWeeks(weekProblem(small), THOROUGH);
      expect(solution.boundUsd).toBeLessThanOrEqual(best + 1e-6);
      expect(solution.boundUsd).toBeGreaterThanOrEqual(0.8 * best);
      expect(solution.valueUsd).toBeGreaterThanOrEqual(best - 1e-6);
    }
  });

  test('small plans are the best there is, and most are proven to be', async () => {
    let [optimal, proven] = [0, 0];
    for (let seed = 0; seed < 40; seed++) {
      const small = randomProblem(seed, 4, 2);
      const best = bestOf(small);
      const {valueUsd, boundUsd} = await solveWeeks(weekProblem(small), THOROUGH);
      if (valueUsd < best + 1e-6) optimal++;
      if (boundUsd > best - 1e-3) proven++;
    }
    expect(optimal).toBeGreaterThanOrEqual(39); // 30 before stations are drawn anew
    expect(proven).toBeGreaterThanOrEqual(28); // 18 before stations are split
  });

  test('with several states at a station and a USPS target, the bound of stations that are split holds', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const [small, frozen] = [withParts(randomProblem(seed, 3, 2)), seed % 2 === 0 ? [1] : []];
      const uspsWithin = seed % 4 < 2 ? undefined : ([40, 200] as const);
      const fee = seed % 4 === 1 ? {promised: 150, usd: 2} : undefined;
      const all = {...small, frozen, ...(uspsWithin && {uspsWithin}), ...(fee && {fee})};
      const best = bestOf(all);
      const {boundUsd} = await solveWeeks(weekProblem(all), THOROUGH);
      expect(boundUsd).toBeLessThanOrEqual(best + 1e-6);
    }
  });

  test('limits on USPS volume, changes and frozen weeks hold, and the bound still does', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const small: SmallProblem = {...randomProblem(seed, 4, 2), uspsWithin: [60, 250], switchesMax: 2, frozen: [1]};
      const best = bestOf(small);
      const solution = await solveWeeks(weekProblem(small), THOROUGH);
      expect(solution.boundUsd).toBeLessThanOrEqual(best + 1e-6);
      if (solution.isKept) expect(costOf(small, planOf(small, solution))).toBeLessThan(Infinity);
    }
  });
});

describe('limits on a station and a fee for what is missing, against every plan there is', () => {
  test('no station takes more ZIPs in a week than it may; bound and value hold', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const small: SmallProblem = {...randomProblem(seed, 4, 2), arrivalsMax: 1};
      const best = bestOf(small);
      const solution = await solveWeeks(weekProblem(small), THOROUGH);
      expect(solution.isKept).toBe(true);
      expect(solution.boundUsd).toBeLessThanOrEqual(best + 1e-6);
      expect(solution.valueUsd).toBeCloseTo(costOf(small, planOf(small, solution)), 6); // Infinity beyond the limit
      expect(solution.valueUsd).toBeGreaterThanOrEqual(best - 1e-6);
    }
  });

  test('with more weeks than prices start from, the limit on a station holds', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const small: SmallProblem = {...randomProblem(seed, 12, 10), arrivalsMax: 1};
      const solution = await solveWeeks(weekProblem(small), THOROUGH);
      expect(solution.valueUsd).toBeCloseTo(costOf(small, planOf(small, solution)), 6);
      expect(solution.boundUsd).toBeLessThanOrEqual(solution.valueUsd + 1e-6);
    }
  });

  test('the fee for missing packages is in the value and the bound', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const small: SmallProblem = {...randomProblem(seed, 4, 2), fee: {promised: 250, usd: 1.5}};
      const best = bestOf(small);
      const solution = await solveWeeks(weekProblem(small), THOROUGH);
      expect(solution.boundUsd).toBeLessThanOrEqual(best + 1e-6);
      expect(solution.valueUsd).toBeCloseTo(costOf(small, planOf(small, solution)), 6);
      expect(solution.valueUsd).toBeGreaterThanOrEqual(best - 1e-6);
    }
  });
});

/** A ZIP can also have half of its packages at its first station, or all for less a week but with dear changes. */
function withParts({zips, ...rest}: SmallProblem): SmallProblem {
  const more = ([usps, own, ...others]: SmallState[]): SmallState[] => {
    const between = own.weekUsd.map((usd, week) => (usd + usps.weekUsd[week]) / 2 + 3);
    const half = {...own, load: own.load / 2, usps: usps.usps / 2, weekUsd: between};
    const dear = {...own, enterUsd: 300, leaveUsd: 50, weekUsd: own.weekUsd.map((usd) => 0.8 * usd)};
    return [usps, own, half, dear, ...others];
  };
  return {...rest, zips: zips.map((states) => more([...states]))};
}

function free({zips, ...rest}: SmallProblem): SmallProblem {
  return {...rest, zips: zips.map((states) => states.map((each) => ({...each, enterUsd: 0, leaveUsd: 0})))};
}

function onlyWeek({zips, capacity, ...rest}: SmallProblem, week: number): SmallProblem {
  return {
    ...rest,
    zips: zips.map((states) => states.map((each) => ({...each, weekUsd: [each.weekUsd[week]]}))),
    capacity: capacity.map((weeks) => [weeks[week]]),
  };
}
