import {createTransportNetwork, solveTransport, type TransportSolution} from '@cutover/planning';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {solveByTrying} from '../support/transport-brute.ts';
import {mediumDay, tinyDay} from '../support/transport-cases.ts';
import {loadHighs, solveByHighs, type TransportDayInput} from '../support/transport-lp.ts';

function solve({arcs, demand, capacity}: TransportDayInput): TransportSolution {
  return solveTransport(createTransportNetwork(arcs), demand, capacity);
}

/** Cost of a solution as the brute force has it: unserved packages at their cheapest arc. */
function costMils({valueMils, shortage}: TransportSolution): number {
  return valueMils + (shortage?.servingMils ?? 0);
}

const unservedOf = ({shortage}: TransportSolution): number => shortage?.packages ?? 0;

describe('two ZIPs that want the same station', () => {
  // ZIP 0: 10 packages at station 0 for 100, station 1 for 130, USPS (2, no limit) for 200.
  // ZIP 1: 6 packages at station 0 for 110, USPS for 180. Station 0 holds 12, station 1 holds 3.
  const arcs = {
    firstArc: Uint32Array.of(0, 3, 5),
    facility: Int32Array.of(0, 1, 2, 0, 2),
    costMils: Int32Array.of(100, 130, 200, 110, 180),
    limitedCount: 2,
  };
  const demand = Int32Array.of(10, 6);

  test('move as little, as cheaply, as capacity asks', () => {
    // 16 packages for 12: four must go. Three of ZIP 0 to station 1 cost 30 more each; the fourth to USPS costs 100
    // more from ZIP 0, 70 from ZIP 1.
    const plan = solve({arcs, demand, capacity: Float64Array.of(12, 3)});
    expect(Array.from(plan.flow)).toEqual([7, 3, 0, 5, 1]);
    expect(plan.valueMils).toBe(7 * 100 + 3 * 130 + 5 * 110 + 180);
    expect(plan.capacityInducedMils).toBe(3 * 30 + 70);
    expect(Array.from(plan.priceMils)).toEqual([70, 40]); // one more: ZIP 1 back from USPS; ZIP 0 on, ZIP 1 back
    expect(Array.from(plan.potentialMils)).toEqual([170, 180]);
    expect(plan.boundMils).toBe(10 * 170 + 6 * 180 - 12 * 70 - 3 * 40);
    expect(plan).toMatchObject({gapMils: 0, stopped: 'optimal', shortage: undefined});
  });

  test('stay where they are with room for all', () => {
    const plan = solve({arcs, demand, capacity: Float64Array.of(16, 0)});
    expect(Array.from(plan.flow)).toEqual([10, 0, 0, 6, 0]);
    expect(Array.from(plan.priceMils)).toEqual([0, 0]); // full, but one more package of room would save nothing
    expect(plan).toMatchObject({capacityInducedMils: 0, iterations: 0});
  });

  test('are told who lacks room without USPS, and where it is cheapest to make', () => {
    // Station 0 for 8, station 1 for 3: five are left over. ZIP 1 may go nowhere else; ZIP 0 might, but both share
    // station 0, so all is short. The five are cheapest at station 0, whosoever they are.
    const ownOnly = {
      firstArc: Uint32Array.of(0, 2, 3),
      facility: Int32Array.of(0, 1, 0),
      costMils: Int32Array.of(100, 130, 110),
      limitedCount: 2,
    };
    const plan = solve({arcs: ownOnly, demand, capacity: Float64Array.of(8, 3)});
    expect(plan.stopped).toBe('infeasible');
    expect(plan.shortage?.packages).toBe(5);
    expect(Array.from(plan.shortage!.zips)).toEqual([0, 1]);
    expect(Array.from(plan.shortage!.facilities)).toEqual([0, 1]);
    expect(Array.from(plan.shortage!.moreCapacity)).toEqual([5, 0]);
    expect(costMils(plan)).toBe(7 * 100 + 3 * 130 + 6 * 110);
    expect(Array.from(plan.priceMils)).toEqual([Infinity, Infinity]);
  });
});

describe('on every tiny problem', () => {
  test('as many packages are served, as cheaply, as trying everything finds', () => {
    fc.assert(
      fc.property(tinyDay(), (day) => {
        const plan = solve(day);
        expect({unserved: unservedOf(plan), costMils: costMils(plan)}).toEqual(solveByTrying(day));
        expect(plan.boundMils).toBe(plan.valueMils);
      }),
      {numRuns: 500},
    );
  });

  test('a price is what one more package of capacity saves, a potential what one package less saves', () => {
    fc.assert(
      fc.property(tinyDay(), (day) => {
        const plan = solve(day);
        const now = solveByTrying(day);
        const saving = (then: {unserved: number; costMils: number}): number =>
          then.unserved < now.unserved ? Infinity : now.costMils - then.costMils;
        plan.priceMils.forEach((price, facility) => {
          const capacity = day.capacity.map((packages, row) => packages + (row === facility ? 1 : 0));
          expect(price).toBe(saving(solveByTrying({...day, capacity})));
        });
        plan.potentialMils.forEach((potential, zip) => {
          if (day.demand[zip] === 0) return;
          const demand = day.demand.map((packages, row) => packages - (row === zip ? 1 : 0));
          expect(potential).toBe(saving(solveByTrying({...day, demand})));
        });
      }),
      {numRuns: 300},
    );
  });

  test('a shortage is more demand than all who may serve it can take, and the capacity asked for ends it', () => {
    fc.assert(
      fc.property(tinyDay({arcsMin: 1, unlimited: 0}), (day) => {
        const plan = solve(day);
        if (plan.shortage === undefined) return;
        const {zips, facilities, packages, moreCapacity} = plan.shortage;
        const {firstArc, facility} = day.arcs;
        for (const zip of zips) {
          for (const to of facility.subarray(firstArc[zip], firstArc[zip + 1])) expect(facilities).toContain(to);
        }
        const sum = (rows: Int32Array, values: ArrayLike<number>): number =>
          rows.reduce((total, row) => total + values[row], 0);
        expect(sum(zips, day.demand) - sum(facilities, day.capacity)).toBe(packages);
        expect(moreCapacity.reduce((total, more) => total + more, 0)).toBe(packages);
        const relaxed = {...day, capacity: day.capacity.map((room, row) => room + moreCapacity[row])};
        expect(solveByTrying(relaxed)).toEqual({unserved: 0, costMils: costMils(plan)});
        expect(cheapestRelaxation(day, packages)).toBe(costMils(plan));
      }),
      {numRuns: 300},
    );
  });
});

/** Least cost over all ways to spread so many packages of new capacity. */
function cheapestRelaxation(day: TransportDayInput, packages: number, from = 0): number {
  if (packages === 0 || from === day.capacity.length) {
    const {unserved, costMils: cost} = solveByTrying(day);
    return unserved === 0 ? cost : Infinity;
  }
  let least = Infinity;
  for (let more = 0; more <= packages; more++) {
    const capacity = day.capacity.map((room, row) => room + (row === from ? more : 0));
    least = Math.min(least, cheapestRelaxation({...day, capacity}, packages - more, from + 1));
  }
  return least;
}

describe('on problems of hundreds of ZIPs', () => {
  test('the value is that of HiGHS', async () => {
    const highs = await loadHighs();
    for (let seed = 1; seed <= 8; seed++) {
      const day = mediumDay({seed, zips: 400, facilities: 25, fill: 0.8 + seed / 8, costRange: seed % 2 ? 1e5 : 30});
      const plan = solve(day);
      expect(plan.iterations).toBeGreaterThan(20); // capacity binds, or nothing is tested
      expect(Math.abs(plan.valueMils - solveByHighs(highs, day).valueMils)).toBeLessThan(1e-9 * plan.valueMils);
    }
  });

  test('flows fit demand and capacity, and prices prove them (complementary slackness)', () => {
    fc.assert(
      fc.property(
        fc.nat({max: 1e6}),
        fc.constantFrom(10, 1e5),
        fc.constantFrom(0.7, 1.1, 2),
        (seed, costRange, fill) => {
          const day = mediumDay({seed, costRange, fill});
          expectProven(day, solve(day));
        },
      ),
      {numRuns: 40},
    );
  });
});

function expectProven({arcs, demand, capacity}: TransportDayInput, plan: TransportSolution): void {
  const {firstArc, facility, costMils: cost, limitedCount} = arcs;
  const load = new Float64Array(limitedCount);
  const broken: number[] = []; // arcs
  let value = 0;
  for (let zip = 0; zip < demand.length; zip++) {
    let sent = 0;
    for (let arc = firstArc[zip]; arc < firstArc[zip + 1]; arc++) {
      const price = facility[arc] < limitedCount ? plan.priceMils[facility[arc]] : 0;
      const reduced = cost[arc] + price - plan.potentialMils[zip];
      if (reduced < 0 || plan.flow[arc] < 0 || (plan.flow[arc] > 0 && reduced > 0)) broken.push(arc);
      if (facility[arc] < limitedCount) load[facility[arc]] += plan.flow[arc];
      sent += plan.flow[arc];
      value += plan.flow[arc] * cost[arc];
    }
    if (sent !== demand[zip]) broken.push(firstArc[zip]);
  }
  expect(broken).toEqual([]);
  load.forEach((packages, row) => {
    expect(packages).toBeLessThanOrEqual(capacity[row]);
    expect(plan.priceMils[row]).toBeGreaterThanOrEqual(0);
    if (packages < capacity[row]) expect(plan.priceMils[row]).toBe(0);
  });
  expect(plan.valueMils).toBe(value);
  expect(plan.gapMils).toBe(0);
}
