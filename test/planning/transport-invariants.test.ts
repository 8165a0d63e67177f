import {
  createTransportBasis,
  createTransportNetwork,
  solveTransport,
  solveTransportDays,
  type TransportArcs,
  type TransportSolution,
} from '@cutover/planning';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {mediumDay, tinyDay} from '../support/transport-cases.ts';
import type {TransportDayInput} from '../support/transport-lp.ts';

function solve({arcs, demand, capacity}: TransportDayInput): TransportSolution {
  return solveTransport(createTransportNetwork(arcs), demand, capacity);
}

/** All but how it was reached. */
function result({iterations: _, ...rest}: TransportSolution): Omit<TransportSolution, 'iterations'> {
  return rest;
}

const seeds = fc.nat({max: 1e6});

describe('a solution', () => {
  test('is the same, to the byte, from the basis of any other day', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(3, 40, 1e5), (seed, costRange) => {
        const days = [0.6, 1.4, 1, 2.5].map((fill, at) => mediumDay({seed, costRange, fill: fill + at / 50}));
        const network = createTransportNetwork(days[0].arcs);
        const basis = createTransportBasis(network);
        days.forEach(({arcs, demand, capacity}, at) => {
          const thin = demand.map((packages, zip) => Math.floor(packages * (1 - ((zip + at) % 4) / 4)));
          const fresh = solve({arcs, demand: thin, capacity});
          expect(result(solveTransport(network, thin, capacity, basis))).toEqual(result(fresh));
        });
      }),
      {numRuns: 20},
    );
  });

  test('is the same from the basis of a day with a shortage, and of one without limits', () => {
    fc.assert(
      fc.property(tinyDay(), fc.constantFrom(0, Infinity), (day, other) => {
        const network = createTransportNetwork(day.arcs);
        const basis = createTransportBasis(network);
        solveTransport(network, day.demand, new Float64Array(day.capacity.length).fill(other), basis);
        const warm = solveTransport(network, day.demand, day.capacity, basis);
        expect(result(warm)).toEqual(result(solve(day)));
      }),
      {numRuns: 300},
    );
  });

  test('of a day does not depend on where the range of days begins', () => {
    const {arcs, demand, capacity} = mediumDay({seed: 7, costRange: 20});
    const network = createTransportNetwork(arcs);
    const solved = (from: number, to: number): unknown[] =>
      [
        ...solveTransportDays(network, from, to, (day, dayDemand, dayCapacity) => {
          demand.forEach((packages, zip) => {
            dayDemand[zip] = Math.floor((packages * (5 + ((day * 3) % 7))) / 8);
          });
          dayCapacity.set(capacity);
        }),
      ].map(({day, solution}) => ({day, ...result(solution)}));
    const whole = solved(0, 10);
    expect([...solved(0, 4), ...solved(4, 5), ...solved(5, 10)]).toEqual(whole);
    expect(new Set(whole.map((each) => JSON.stringify(each))).size).toBeGreaterThan(5); // days differ
  });

  test('costs no more with more capacity', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat({max: 60}), {minLength: 20, maxLength: 20}), (seed, more) => {
        const day = mediumDay({seed, fill: 1.4});
        const {valueMils} = solve({...day, capacity: day.capacity.map((packages, row) => packages + more[row])});
        expect(valueMils).toBeLessThanOrEqual(solve(day).valueMils);
      }),
      {numRuns: 30},
    );
  });

  test('costs twice as much, at prices twice as high, where every cost doubles', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const day = mediumDay({seed});
        const once = solve(day);
        const twice = solve({...day, arcs: {...day.arcs, costMils: day.arcs.costMils.map((cost) => 2 * cost)}});
        expect(twice.flow).toEqual(once.flow);
        expect(twice.valueMils).toBe(2 * once.valueMils);
        expect(twice.priceMils).toEqual(once.priceMils.map((price) => 2 * price));
      }),
      {numRuns: 20},
    );
  });

  test('changes places as ZIPs and facilities do', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const day = mediumDay({seed});
      const backwards = reversed(day);
      const [plan, mirrored] = [solve(day), solve(backwards)];
      expect(plan.iterations).toBeGreaterThan(0);
      expect(mirrored.valueMils).toBe(plan.valueMils);
      expect(mirrored.flow.toReversed()).toEqual(plan.flow);
      expect(mirrored.priceMils.toReversed()).toEqual(plan.priceMils);
      expect(mirrored.potentialMils.toReversed()).toEqual(plan.potentialMils);
    }
  });
});

/** The last ZIP first, its last arc first, the last facility first; that without limit stays where it is. */
function reversed({arcs, demand, capacity}: TransportDayInput): TransportDayInput {
  const {firstArc, facility, costMils, limitedCount} = arcs;
  const mirrored: TransportArcs = {
    firstArc: firstArc.map((_, zip) => facility.length - firstArc[firstArc.length - 1 - zip]),
    facility: facility.toReversed().map((row) => (row < limitedCount ? limitedCount - 1 - row : row)),
    costMils: costMils.toReversed(),
    limitedCount,
  };
  return {arcs: mirrored, demand: demand.toReversed(), capacity: capacity.toReversed()};
}

describe('what does not fit together is refused', () => {
  const arcs = {
    firstArc: Uint32Array.of(0, 1),
    facility: Int32Array.of(0),
    costMils: Int32Array.of(5),
    limitedCount: 1,
  };
  const wrongArcs: [string, Partial<TransportArcs>][] = [
    ['firstArc runs from 0 to 2, but there are 1', {firstArc: Uint32Array.of(0, 2)}],
    ['firstArc runs from 0 to 1, but there are 1 facilities and 2 costs', {costMils: Int32Array.of(5, 6)}],
    ['firstArc falls after ZIP 1', {firstArc: Uint32Array.of(0, 1, 0, 1)}],
    ['arc 0 names facility -1', {facility: Int32Array.of(-1)}],
    ['8192 facilities have a capacity; at most 8191', {limitedCount: 8192}],
  ];
  test.each(wrongArcs)('%s', (message, change) => {
    expect(() => createTransportNetwork({...arcs, ...change})).toThrow(message);
  });

  const wrongDays: [string, number[], number[]][] = [
    ['demand has 2 entries and capacity 1, but the network has 1 ZIPs', [1, 1], [1]],
    ['demand of ZIP 0 is -1', [-1], [1]],
    ['capacity of facility 0 is 0.5; it must be whole packages', [1], [0.5]],
    ['capacity of facility 0 is -1', [1], [-1]],
    ['capacity of facility 0 is NaN', [1], [Number.NaN]],
  ];
  test.each(wrongDays)('%s', (message, demand, capacity) => {
    const network = createTransportNetwork(arcs);
    expect(() => solveTransport(network, Int32Array.from(demand), Float64Array.from(capacity))).toThrow(message);
  });
});
