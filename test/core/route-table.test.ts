import {
  buildRouteTable,
  cellOf,
  createRouteScratch,
  createRouteTable,
  type Metric,
  NO_LABEL,
  NO_LANE,
  routeOrigin,
  type RouteTable,
  UNREACHED,
  wayCostMils,
  wayLanes,
  wayMinutes,
  waySortMils,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {cheapestWithin, everyWay} from '../support/paths.ts';
import {randomSketch, type Sketch, sketch} from '../support/sketch.ts';

const LIMITS = [400, 800, 1600];

interface Cell {
  readonly variant: number;
  readonly origin: number; // slot
  readonly target: number; // slot
  readonly at: number;
}

function cells(table: RouteTable): Cell[] {
  return Array.from({length: 1 + table.limits.length}, (_, variant) =>
    Array.from(table.origins, (_node, origin) =>
      Array.from(table.targets, (_end, target) => ({
        variant,
        origin,
        target,
        at: cellOf(table, variant, origin, target),
      })),
    ),
  ).flat(2);
}

describe('on a drawn network', () => {
  // To DDU: by way of DS 1.00 + 0.40 + 0.20 = 1.60 in 180 minutes, straight 2.50 in 60. Arriving at SC costs 0.30 and
  // at DS 0.10 of handling, which are not in the prices of the lanes below.
  const drawn = sketch(
    `
    FC -0.70-> SC -0.30-> DS -0.20-> DDU
    FC -2.50-> DDU
    ALONE
  `,
    {SC: 0.3, DS: 0.1},
  );
  const {node, lane, csr, metric} = drawn;
  const targets = ['DS', 'DDU', 'ALONE', 'FC'].map(node);
  const table = buildRouteTable(csr, metric, [node('FC')], targets, [90, 150]);
  const cost = (variant: number, target: number): number =>
    wayCostMils(table, metric, 0, cellOf(table, variant, 0, target));

  test('has the cheapest way and the cheapest within each limit', () => {
    expect([0, 1, 2].map((variant) => cost(variant, 0))).toEqual([1400, UNREACHED, 1400]); // DS, 120 minutes
    expect([0, 1, 2].map((variant) => cost(variant, 1))).toEqual([1600, 2500, 2500]); // DDU
  });

  test('shows each way lane by lane, with its minutes and its handling', () => {
    const cheapest = cellOf(table, 0, 0, 1);
    expect([...wayLanes(table, 0, cheapest)]).toEqual([lane('FC', 'SC'), lane('SC', 'DS'), lane('DS', 'DDU')]);
    expect(wayMinutes(table, metric, 0, cheapest)).toBe(180);
    expect(waySortMils(table, metric, 0, cheapest)).toBe(400); // 0.30 at SC, 0.10 at DS, none at DDU
    const fast = cellOf(table, 1, 0, 1);
    expect([...wayLanes(table, 0, fast)]).toEqual([lane('FC', 'DDU')]);
    expect(wayMinutes(table, metric, 0, fast)).toBe(60);
    expect(waySortMils(table, metric, 0, fast)).toBe(0);
  });

  test('has no way to a building that stands alone', () => {
    const cell = cellOf(table, 0, 0, 2);
    expect(table.cellLabel[cell]).toBe(NO_LABEL);
    expect(wayCostMils(table, metric, 0, cell)).toBe(UNREACHED);
    expect(wayMinutes(table, metric, 0, cell)).toBe(UNREACHED);
    expect(waySortMils(table, metric, 0, cell)).toBe(0);
    expect(wayLanes(table, 0, cell)).toHaveLength(0);
  });

  test('has an empty way from a building to itself', () => {
    const cell = cellOf(table, 1, 0, 3);
    expect(wayCostMils(table, metric, 0, cell)).toBe(0);
    expect(wayMinutes(table, metric, 0, cell)).toBe(0);
    expect(wayLanes(table, 0, cell)).toHaveLength(0);
    expect(table.cellLane[cell]).toBe(NO_LANE);
  });

  test('keeps a promise only where what follows the last building fits into it too', () => {
    const afterMinutes = new Int32Array(5);
    afterMinutes[node('DDU')] = 40;
    const late = createRouteTable(csr, metric, [node('FC')], targets, [90, 150, 220], afterMinutes);
    routeOrigin(csr, metric, late, 0, createRouteScratch(csr));
    const costs = [0, 1, 2, 3].map((variant) => wayCostMils(late, metric, 0, cellOf(late, variant, 0, 1)));
    expect(costs).toEqual([1600, UNREACHED, 2500, 1600]); // 60 + 40 minutes straight, 180 + 40 by way of DS
  });

  test('numbers its targets by node', () => {
    expect([...table.targetSlot]).toEqual([3, -1, 0, 1, 2]); // FC, SC, DS, DDU, ALONE
  });
});

test('within promises, equals the best of every way there is', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const {csr, metric} = randomSketch(seed, 8, 18, true);
    const table = buildRouteTable(csr, metric, [0, 1, 2], [0, 3, 4, 5, 6, 7], LIMITS);
    for (const {variant, origin, target, at} of cells(table)) {
      const ways = everyWay(csr, metric, table.origins[origin], table.targets[target]);
      const best = cheapestWithin(ways, [Infinity, ...LIMITS][variant]);
      expect(wayCostMils(table, metric, origin, at)).toBe(best?.costMils ?? UNREACHED);
      expect(wayMinutes(table, metric, origin, at)).toBe(best?.minutes ?? UNREACHED);
    }
  }
});

describe('on random networks', () => {
  const networks = [11, 12, 13].map((seed) => randomSketch(seed, 120, 420, true));
  const build = ({csr}: Sketch, metric: Metric): RouteTable =>
    buildRouteTable(
      csr,
      metric,
      [0, 7, 14, 21],
      Array.from({length: 60}, (_, slot) => 2 * slot),
      LIMITS,
    );

  test.each(networks)('every way runs from origin to target, and its lanes add up', (drawn) => {
    const {csr, metric} = drawn;
    const table = build(drawn, metric);
    let lanesSeen = 0;
    for (const {variant, origin, target, at} of cells(table)) {
      let [node, cost, minutes, sort] = [table.origins[origin], 0, 0, 0];
      for (const lane of wayLanes(table, origin, at)) {
        expect(csr.laneTail[lane]).toBe(node);
        node = csr.laneHead[lane];
        cost += metric.costMils[lane];
        minutes += metric.minutes[lane];
        sort += metric.sortMils[lane];
        lanesSeen++;
      }
      const isReached = table.cellLabel[at] !== NO_LABEL;
      if (isReached) expect(node).toBe(table.targets[target]);
      expect(wayCostMils(table, metric, origin, at)).toBe(isReached ? cost : UNREACHED);
      expect(wayMinutes(table, metric, origin, at)).toBe(isReached ? minutes : UNREACHED);
      expect(waySortMils(table, metric, origin, at)).toBe(sort);
      if (isReached && variant > 0) expect(minutes).toBeLessThanOrEqual(LIMITS[variant - 1]);
    }
    expect(lanesSeen).toBeGreaterThan(500);
  });

  test.each(networks)('a longer promise never costs more, and none costs less than no promise', (drawn) => {
    const table = build(drawn, drawn.metric);
    for (const {variant, origin, target, at} of cells(table)) {
      if (variant === 0) continue;
      const longer = cellOf(table, variant === LIMITS.length ? 0 : variant + 1, origin, target);
      expect(wayCostMils(table, drawn.metric, origin, longer)).toBeLessThanOrEqual(
        wayCostMils(table, drawn.metric, origin, at),
      );
    }
  });

  test.each(networks)('closing a lane never lowers a cost, and leaves ways that did not use it', (drawn) => {
    const base = build(drawn, drawn.metric);
    for (let lane = 0; lane < drawn.network.laneCount; lane += 29) {
      const metric = drawn.without(lane);
      const closed = build(drawn, metric);
      const wrong = cells(base).filter(({origin, at}) => {
        const before = wayCostMils(base, drawn.metric, origin, at);
        const after = wayCostMils(closed, metric, origin, at);
        const wasUsed = wayLanes(base, origin, at).includes(lane);
        return after < before || (!wasUsed && after !== before) || wayLanes(closed, origin, at).includes(lane);
      });
      expect(wrong).toEqual([]);
    }
  });

  test('origins may be routed in any order, each with scratch of its own', () => {
    const {csr, metric} = networks[0];
    const forward = buildRouteTable(csr, metric, [3, 1, 4, 5], [0, 9, 2, 6, 8], LIMITS);
    const backward = createRouteTable(csr, metric, [3, 1, 4, 5], [0, 9, 2, 6, 8], LIMITS);
    for (const slot of [2, 0, 3, 1]) {
      routeOrigin(csr, metric, backward, slot, createRouteScratch(csr));
    }
    expect(backward).toEqual(forward);
  });
});

test('says so when the ways of one origin do not fit', () => {
  // At each of 60 steps a package may save a minute for a mil, so node k can be reached in k + 1 ways worth keeping;
  // with a limit for each of them that is 1,891 labels, far more than sixteen a node.
  const steps = Array.from({length: 60}, (_, k) => `N${k} -0.001/1-> N${k + 1}\nN${k} -0.000/2-> N${k + 1}`);
  const {csr, metric} = sketch([...steps, 'N60 -0.001-> END'].join('\n'));
  const limits = Array.from({length: 61}, (_, k) => 60 + k);
  const everyNode = Array.from({length: 61}, (_, k) => k);
  expect(() => buildRouteTable(csr, metric, [0], everyNode, limits)).toThrow(RangeError);
  const table = buildRouteTable(csr, metric, [0], everyNode, [60]);
  expect(wayCostMils(table, metric, 0, cellOf(table, 1, 0, 60))).toBe(60); // 60 steps of a minute, a mil each
});
