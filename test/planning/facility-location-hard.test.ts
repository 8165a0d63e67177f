import {type FacilityLocationInput, type SitingResult, solveFacilityLocation} from '@cutover/planning';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type CapInstance, orlibFolder, readCap} from '../support/orlib.ts';
import {leastCost, tightCase, wideCase} from '../support/siting-cases.ts';

/** What the assignment costs, from the input alone; throws where a facility is too full or a customer not served. */
function costOf({capacity, fixedCost, demand, serveCost}: CapInstance, {open, assignment}: SitingResult): number {
  const left = demand.map(() => 1);
  const room = capacity.slice();
  let cost = open.reduce((sum, facility) => sum + fixedCost[facility], 0);
  for (const {facility, customer, share} of assignment) {
    left[customer] -= share;
    room[facility] -= share * demand[customer];
    cost += share * serveCost[facility][customer];
  }
  for (const [facility, each] of room.entries()) expect(each).toBeGreaterThanOrEqual(-1e-6 * capacity[facility]);
  for (const share of left) expect(Math.abs(share)).toBeLessThan(1e-6);
  return cost;
}

describe('facility location with one facility for each customer', () => {
  test.each([
    {seed: 1, facilities: 8, customers: 20, room: 1.3},
    {seed: 2, facilities: 8, customers: 40, room: 1.05},
    {seed: 3, facilities: 8, customers: 40, room: 1.15},
    {seed: 4, facilities: 8, customers: 40, room: 1.3},
  ])('is within 1% of the optimum where room is $room times demand (seed $seed)', {timeout: 120_000}, async (sizes) => {
    const input = tightCase(sizes);
    const result = solveFacilityLocation({...input, singleSource: true});
    const best = await leastCost(input);
    expect(result.assignment).toHaveLength(input.demand.length);
    expect(costOf(input, result)).toBeCloseTo(result.value, 6);
    expect(result.value).toBeLessThanOrEqual(1.01 * best);
    expect(result.value).toBeGreaterThanOrEqual(best * (1 - 1e-6));
    expect(result.bound).toBeLessThanOrEqual(best * (1 + 1e-6));
  });

  test('finds the one way to fill every facility to the brim', () => {
    // 9 + 3 = 8 + 4 = 7 + 5 = 12, at 1 each. A place costs 1 for every customer: 3 + 6 = 9 whoever goes where.
    const demand = [9, 8, 7, 5, 4, 3];
    const input = {
      capacity: [12, 12, 12],
      fixedCost: [1, 1, 1],
      demand,
      serveCost: [0, 1, 2].map(() => demand.map(() => 1)),
    };
    expect(solveFacilityLocation({...input, singleSource: true})).toMatchObject({value: 9, bound: 9, open: [0, 1, 2]});
  });

  test('says that a customer too large for every facility makes it impossible', () => {
    const input = {capacity: [3, 3], fixedCost: [0, 0], demand: [4], serveCost: [[1], [1]], singleSource: true};
    expect(solveFacilityLocation(input)).toMatchObject({value: Infinity, bound: Infinity, stopped: 'infeasible'});
  });
});

describe('facility location at the edge of numbers', () => {
  const whole = tightCase({seed: 7, facilities: 5, customers: 12, room: 1.6});

  test('costs the same in any unit, from a billionth to a billion', () => {
    const {value} = solveFacilityLocation(whole);
    const units = fc.constantFrom(1e-9, 1e-3, 1e3, 1e9);
    fc.assert(
      fc.property(units, units, fc.boolean(), (usd, packages, singleSource) => {
        const input = {
          capacity: whole.capacity.map((each) => packages * each),
          fixedCost: whole.fixedCost.map((each) => usd * each),
          demand: whole.demand.map((each) => packages * each),
          serveCost: whole.serveCost.map((row) => row.map((each) => usd * each)),
        };
        const result = solveFacilityLocation({...input, singleSource});
        expect(costOf(input, result) / result.value).toBeCloseTo(1, 9);
        expect(result.bound).toBeLessThanOrEqual(result.value);
        if (!singleSource) expect(Math.abs(result.value / (usd * value) - 1)).toBeLessThan(3e-6);
      }),
      {seed: 1, numRuns: 20},
    );
  });

  test('costs no more where each facility is there twice, and the same where the copies hold nothing', () => {
    const twice = <T>(list: readonly T[]): T[] => [...list, ...list];
    const {capacity, fixedCost, demand, serveCost} = whole;
    const {value} = solveFacilityLocation(whole);
    const doubled = {capacity: twice(capacity), fixedCost: twice(fixedCost), demand, serveCost: twice(serveCost)};
    expect(solveFacilityLocation(doubled).value).toBeLessThanOrEqual(value * (1 + 2e-6));
    const empty = {...doubled, capacity: [...capacity, ...capacity.map(() => 0)]};
    expect(Math.abs(solveFacilityLocation(empty).value / value - 1)).toBeLessThan(3e-6);
  });

  test('gives the same bytes each time', () => {
    const solve = () => solveFacilityLocation({...whole, singleSource: true});
    expect(JSON.stringify(solve())).toBe(JSON.stringify(solve()));
  });

  test('refuses with all that is wrong', () => {
    const wrong: FacilityLocationInput = {
      capacity: [-1, 1],
      fixedCost: [1, Number.NaN],
      demand: [1],
      serveCost: [[1], undefined as unknown as number[]],
      gapMax: -1,
      iterationsMax: 0,
    };
    expect(() => solveFacilityLocation(wrong)).toThrow(
      [
        'gapMax is -1; it must be from 0 to below 1',
        'iterationsMax is 0; it must be a whole number, 1 or above',
        'capacity[0] is -1; it must be 0 or above',
        'fixedCost[1] is NaN; it must be 0 or above and finite',
        'serveCost[1] is missing; each row must have 1 entries',
      ].join('\n'),
    );
    const most = {capacity: [1], fixedCost: [1e308], demand: [1], serveCost: [[1e308]]};
    expect(() => solveFacilityLocation(most)).toThrow('give them in a larger unit');
  });
});

test('a wide problem is within 0.1% of the bound, split, and within 1% of it whole', {timeout: 120_000}, () => {
  const input = wideCase({seed: 6, facilities: 40, customers: 300, capacity: 1500, fixedUsd: 2e5});
  const split = solveFacilityLocation(input);
  const whole = solveFacilityLocation({...input, singleSource: true});
  for (const result of [split, whole]) expect(costOf(input, result) / result.value).toBeCloseTo(1, 9);
  expect(split.gap).toBeLessThan(0.001);
  expect(whole.gap).toBeLessThan(0.01);
});

const folder = orlibFolder('orlib-cap');

describe.skipIf(folder === undefined)('facility location, on instances that differ in capacity only,', () => {
  // Optima of the OR-Library (file capopt); cap41 to cap64 share costs with cap71 to cap74,
  // cap91 with cap101 and so on.
  test.each([
    ['cap41', 'cap71', 5000, 1040444.375],
    ['cap43', 'cap73', 5000, 1153000.45],
    ['cap61', 'cap71', 15000, 932615.75],
    ['cap63', 'cap73', 15000, 1014062.05],
    ['cap91', 'cap101', 15000, 796648.438],
    ['cap111', 'cap131', 5000, 826124.713],
    ['cap121', 'cap131', 15000, 793439.563],
  ] as const)('finds the optimum of %s', (_, base, room, optimum) => {
    const input = readCap(folder!, base);
    const tight = {...input, capacity: input.capacity.map(() => room)};
    const result = solveFacilityLocation(tight);
    expect(costOf(tight, result)).toBeCloseTo(result.value, 4);
    expect(Math.abs(result.value / optimum - 1)).toBeLessThan(2e-6);
    expect(result.bound).toBeLessThanOrEqual(optimum * (1 + 1e-9));
    expect(result.bound).toBeGreaterThanOrEqual(0.98 * optimum);
  });
});
