import {type FacilityLocationInput, type SitingResult, solveFacilityLocation} from '@cutover/planning';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {optimaOf, orlibFolder, readCap} from '../support/orlib.ts';

type Case = FacilityLocationInput & {capacity: number[]; fixedCost: number[]; demand: number[]; serveCost: number[][]};

/** What the assignment costs, from the input alone; throws where it breaks a rule. */
function costOf(input: Case, {open, assignment}: SitingResult): number {
  const left = input.demand.map(() => 1);
  const load = input.capacity.map(() => 0);
  let cost = open.reduce((sum, facility) => sum + input.fixedCost[facility], 0);
  for (const {facility, customer, share} of assignment) {
    expect(open).toContain(facility);
    expect(share).toBeGreaterThan(0);
    left[customer] -= share;
    load[facility] += share * input.demand[customer];
    cost += share * input.serveCost[facility][customer];
  }
  for (const [facility, each] of load.entries()) expect(each).toBeLessThanOrEqual(input.capacity[facility] + 1e-6);
  for (const [customer, share] of left.entries()) {
    if (input.unservedCost === undefined) expect(Math.abs(share)).toBeLessThan(1e-6);
    else cost += Math.max(0, share) * input.unservedCost[customer];
  }
  return cost;
}

/** Unit by unit: with whole demand and capacity some best split moves whole units. Tries every way to place each. */
function bestSplit({capacity, fixedCost, demand, serveCost, unservedCost, openMax = 9}: Case): number {
  const units = demand.flatMap((need, customer) => Array.from({length: need}, () => customer));
  let states = new Map<string, number>([[capacity.map(() => 0).join(), 0]]);
  for (const customer of units) {
    const after = new Map<string, number>();
    const keep = (key: string, cost: number) => after.set(key, Math.min(cost, after.get(key) ?? Infinity));
    for (const [key, cost] of states) {
      const load = key.split(',').map(Number);
      for (let i = 0; i < load.length; i++) {
        if (load[i] + 1 > capacity[i]) continue;
        keep(load.with(i, load[i] + 1).join(), cost + serveCost[i][customer] / demand[customer]);
      }
      if (unservedCost !== undefined) keep(key, cost + unservedCost[customer] / demand[customer]);
    }
    states = after;
  }
  let best = Infinity;
  for (const [key, cost] of states) {
    const used = key.split(',').flatMap((load, i) => (load === '0' ? [] : [fixedCost[i]]));
    if (used.length <= openMax) best = Math.min(best, cost + used.reduce((sum, each) => sum + each, 0));
  }
  return best;
}

function bestWhole({capacity, fixedCost, demand, serveCost}: Case): number {
  let best = Infinity;
  for (let code = 0; code < capacity.length ** demand.length; code++) {
    const at = demand.map((_, customer) => Math.floor(code / capacity.length ** customer) % capacity.length);
    const load = capacity.map((_, i) => demand.reduce((sum, need, j) => sum + (at[j] === i ? need : 0), 0));
    if (load.some((each, i) => each > capacity[i])) continue;
    const fixed = [...new Set(at)].reduce((sum, i) => sum + fixedCost[i], 0);
    best = Math.min(
      best,
      at.reduce((sum, i, j) => sum + serveCost[i][j], fixed),
    );
  }
  return best;
}

/** Small cases, demand above 0, some of which have no solution. */
const cases = fc.tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 5})).chain(([facilities, customers]) =>
  fc.record({
    capacity: fc.array(fc.integer({min: 1, max: 9}), {minLength: facilities, maxLength: facilities}),
    fixedCost: fc.array(fc.nat(40), {minLength: facilities, maxLength: facilities}),
    demand: fc.array(fc.integer({min: 1, max: 4}), {minLength: customers, maxLength: customers}),
    serveCost: fc.array(
      fc.array(fc.oneof({weight: 9, arbitrary: fc.nat(60)}, fc.constant(Infinity)), {
        minLength: customers,
        maxLength: customers,
      }),
      {minLength: facilities, maxLength: facilities},
    ),
  }),
);

describe('facility location', () => {
  // Two places, three customers. Both open: 10 + 12 + (1 + 2 + 3) = 28. Only the first: 10 + 1 + 9 + 9 = 29; it has
  // room for 3 of 4, so it cannot. Only the second: 12 + 8 + 2 + 3 = 25, room for all.
  const input: Case = {
    capacity: [3, 4],
    fixedCost: [10, 12],
    demand: [1, 1, 2],
    serveCost: [
      [1, 9, 9],
      [8, 2, 3],
    ],
  };

  test('opens the one that serves all at least cost', () => {
    expect(solveFacilityLocation(input)).toMatchObject({value: 25, open: [1], stopped: 'gap'});
  });

  test('splits a customer where room is short, unless one facility must serve all of it', () => {
    // Each has room for 2 of 3 customers' 3. Split: 0 + (half of the last one) = 4 / 2 + 6 / 2 = 5. Whole: the last
    // goes alone to the first (4), the others to the second (5 + 0), or alone to the second (6), others 0 + 5.
    const tight: Case = {
      capacity: [2, 2],
      fixedCost: [0, 0],
      demand: [1, 1, 2],
      serveCost: [
        [0, 5, 4],
        [5, 0, 6],
      ],
    };
    const split = solveFacilityLocation(tight);
    expect(split.value).toBe(5);
    expect(split.assignment).toEqual([
      {facility: 0, customer: 0, share: 1},
      {facility: 1, customer: 1, share: 1},
      {facility: 0, customer: 2, share: 0.5},
      {facility: 1, customer: 2, share: 0.5},
    ]);
    expect(solveFacilityLocation({...tight, singleSource: true})).toMatchObject({value: 9, bound: 9, gap: 0});
  });

  test('leaves a customer where that is cheaper, and opens no more than it may', () => {
    const unservedCost = [3, 20, 20]; // 12 + 2 + 3 + 3 = 20; nothing open: 43
    expect(solveFacilityLocation({...input, unservedCost})).toMatchObject({value: 20, open: [1]});
    expect(solveFacilityLocation({...input, unservedCost, openMax: 0})).toMatchObject({value: 43, open: []});
  });

  test('says that there is no solution where room is too small or a customer has no way', () => {
    const nothing = {value: Infinity, bound: Infinity, open: [], assignment: [], stopped: 'infeasible'};
    expect(solveFacilityLocation({...input, capacity: [1, 2]})).toMatchObject(nothing);
    expect(
      solveFacilityLocation({...input, serveCost: input.serveCost.map((row) => row.with(0, Infinity))}),
    ).toMatchObject(nothing);
  });

  test('opens a facility without room for a customer without demand whom no other reaches', () => {
    // The first: 5 + 1, and room for nobody else. The second: 4 + 1. The first customer has no way from the second.
    const bare: Case = {
      capacity: [0, 10],
      fixedCost: [5, 4],
      demand: [0, 3],
      serveCost: [
        [1, 2],
        [Infinity, 1],
      ],
    };
    expect(solveFacilityLocation(bare)).toMatchObject({value: 11, bound: 11, open: [0, 1]});
  });

  test.each([
    [{capacity: [3, Number.NaN]}, 'capacity[1] is NaN; it must be 0 or above'],
    [{fixedCost: [1, Infinity]}, 'fixedCost[1] is Infinity; it must be 0 or above and finite'],
    [{demand: [1, 1]}, 'serveCost[0] has 3 entries; each row must have 2'],
    [{serveCost: [[1, 1, 1]]}, 'serveCost has 1 rows but there are 2 facilities'],
    [{openMax: 1.5}, 'openMax is 1.5; it must be a whole number, 0 or above'],
  ])('names what is wrong (%#)', (change, message) => {
    expect(() => solveFacilityLocation({...input, ...change})).toThrow(message);
  });
});

describe('facility location, on small cases,', () => {
  const near = (value: number, best: number) => Math.abs(value - best) <= 2e-6 * best + 1e-9;

  test('finds what trying everything finds, split and whole, and its bound is below', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const best = {split: bestSplit(input), whole: bestWhole(input)};
        for (const kind of ['split', 'whole'] as const) {
          const result = solveFacilityLocation({...input, singleSource: kind === 'whole'});
          if (best[kind] === Infinity) {
            expect(result.stopped).toBe('infeasible');
            continue;
          }
          expect([kind, result.value, near(result.value, best[kind])]).toEqual([kind, result.value, true]);
          expect(result.bound).toBeLessThanOrEqual(best[kind] + 1e-9);
          expect(costOf(input, result)).toBeCloseTo(result.value, 9);
        }
      }),
      {seed: 1, numRuns: 150},
    );
  });

  test('finds it also where some customers have no demand and some facilities no room', () => {
    // Each open set by itself: split what has demand, all else goes to the cheapest open facility.
    const bestOf = (input: Case): number => {
      let best = Infinity;
      for (let set = 1; set < 2 ** input.capacity.length; set++) {
        const isOpen = (facility: number) => (set >> facility) % 2 === 1;
        const [empty, full] = [true, false].map((wanted) =>
          input.demand.flatMap((need, customer) => ((need === 0) === wanted ? [customer] : [])),
        );
        const fixed = input.fixedCost.reduce((sum, usd, facility) => sum + (isOpen(facility) ? usd : 0), 0);
        const free = empty.map((customer) =>
          Math.min(...input.serveCost.filter((_, i) => isOpen(i)).map((row) => row[customer])),
        );
        const split = bestSplit({
          capacity: input.capacity.map((room, facility) => (isOpen(facility) ? room : 0)),
          fixedCost: input.fixedCost.map(() => 0),
          demand: full.map((customer) => input.demand[customer]),
          serveCost: input.serveCost.map((row) => full.map((customer) => row[customer])),
        });
        best = Math.min(
          best,
          free.reduce((sum, usd) => sum + usd, fixed + split),
        );
      }
      return best;
    };
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat(2)), (base, dice) => {
        const thin = (each: number) => (dice.next().value === 0 ? 0 : each);
        const input = {...base, capacity: base.capacity.map(thin), demand: base.demand.map(thin)};
        const [result, best] = [solveFacilityLocation(input), bestOf(input)];
        expect(result.stopped === 'infeasible').toBe(best === Infinity);
        if (best === Infinity) return;
        expect([result.value, near(result.value, best)]).toEqual([result.value, true]);
        expect(result.bound).toBeLessThanOrEqual(best + 1e-9);
        expect(costOf(input, result)).toBeCloseTo(result.value, 9);
      }),
      {seed: 1, numRuns: 300},
    );
  });

  test('finds it also where customers may be left and few may open', () => {
    const leaves = fc.tuple(cases, fc.nat(40), fc.nat(2));
    fc.assert(
      fc.property(leaves, ([base, usd, openMax]) => {
        const input = {...base, unservedCost: base.demand.map((need) => need * usd), openMax};
        const result = solveFacilityLocation(input);
        const best = bestSplit(input);
        expect([result.value, near(result.value, best)]).toEqual([result.value, true]);
        expect(result.open.length).toBeLessThanOrEqual(openMax);
        expect(costOf(input, result)).toBeCloseTo(result.value, 9);
      }),
      {seed: 1, numRuns: 150},
    );
  });

  test('costs twice as much at twice the cost, no more with more room, and the same in any order', () => {
    fc.assert(
      fc.property(cases, fc.nat(3), fc.boolean(), (base, grown, singleSource) => {
        const input = {...base, singleSource};
        const {value, bound} = solveFacilityLocation(input);
        const twice = (row: number[]) => row.map((each) => 2 * each);
        const doubled = {...input, fixedCost: twice(input.fixedCost), serveCost: input.serveCost.map(twice)};
        expect(solveFacilityLocation(doubled).value).toBe(2 * value);
        const roomier = {...input, capacity: input.capacity.map((each, i) => each + (i === grown ? 3 : 0))};
        expect(solveFacilityLocation(roomier).value).toBeLessThanOrEqual(value * (1 + 2e-6));
        const turned = {
          ...input,
          capacity: input.capacity.toReversed(),
          fixedCost: input.fixedCost.toReversed(),
          demand: input.demand.toReversed(),
          serveCost: input.serveCost.toReversed().map((row) => row.toReversed()),
        };
        const other = solveFacilityLocation(turned);
        if (value === Infinity) expect(other.value).toBe(Infinity);
        else expect(near(other.value, value) && other.bound <= value + 1e-9 && bound <= other.value + 1e-9).toBe(true);
      }),
      {seed: 1, numRuns: 100},
    );
  });
});

const folder = orlibFolder('orlib-cap');

describe.skipIf(folder === undefined)('facility location, on instances of the OR-Library,', () => {
  const instances = folder === undefined ? [] : optimaOf(folder);

  test.each(instances)('is within 0.1% of the optimum of $name, its bound at 98% of it or more', ({name, optimum}) => {
    const input = readCap(folder!, name);
    const result = solveFacilityLocation(input);
    expect(costOf(input, result)).toBeCloseTo(result.value, 4);
    expect(result.value).toBeLessThanOrEqual(1.001 * optimum);
    expect(result.bound).toBeGreaterThanOrEqual(0.98 * optimum);
    expect(result.bound).toBeLessThanOrEqual(optimum * (1 + 1e-9));
  });
});
