import {
  buildRouteTable,
  cellOf,
  type FlowTemplate,
  flowTemplate,
  hash32,
  meanWays,
  NO_LABEL,
  type OriginMix,
  promiseBinding,
  type RouteTable,
  wayLanes,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {cheapestWithin, everyWay} from '../support/paths.ts';
import {randomSketch, type Sketch, sketch} from '../support/sketch.ts';

const LIMITS = [500, 1000];

/** Who sends what where: markets with their origins, and packages for some (market, target) pairs. */
interface Case {
  readonly drawn: Sketch;
  readonly table: RouteTable;
  readonly mix: OriginMix;
  readonly market: Int32Array; // [pairs]
  readonly target: Int32Array; // [pairs]
  readonly packages: Float64Array; // [pairs]
}

const MARKETS = 3;

function randomCase(seed: number, nodeCount: number, laneCount: number): Case {
  const drawn = randomSketch(seed, nodeCount, laneCount, true);
  const origins = [0, 1, 2, 3];
  const targets = Array.from({length: nodeCount - 2}, (_, slot) => slot + 2); // two of them are origins too
  const table = buildRouteTable(drawn.csr, drawn.metric, origins, targets, LIMITS);
  const quota = new Uint16Array(MARKETS * origins.length);
  for (let market = 0; market < MARKETS; market++) {
    const cut = hash32(seed + market) % 1024;
    quota[market * origins.length + market] = cut;
    quota[market * origins.length + 3] = 1024 - cut;
  }
  const pairs = Array.from({length: 40}, (_, i) => hash32(1000 * seed + i));
  return {
    drawn,
    table,
    mix: {quota, variantShare: Float64Array.of(0, 0.25, 0.75)},
    market: Int32Array.from(pairs, (bits) => bits % MARKETS),
    target: Int32Array.from(pairs, (bits) => (bits >>> 8) % targets.length),
    packages: Float64Array.from(pairs, (bits) => (bits >>> 20) % 50), // some pairs plan nothing
  };
}

/** Visits every bundle of packages with one origin and one promise, as the plan has it. */
function forEachBundle(
  {table, mix, market, target, packages}: Case,
  visit: (origin: number, target: number, cell: number, packages: number) => void,
): void {
  packages.forEach((planned, pair) => {
    for (let origin = 0; origin < table.origins.length; origin++) {
      mix.variantShare.forEach((share, variant) => {
        const bundle = (planned * mix.quota[market[pair] * table.origins.length + origin] * share) / 1024;
        if (bundle === 0) return;
        const within = cellOf(table, variant, origin, target[pair]);
        const isKept = table.cellLabel[within] !== NO_LABEL;
        const cell = isKept ? within : cellOf(table, 0, origin, target[pair]); // late, but it goes
        if (table.cellLabel[cell] !== NO_LABEL) visit(origin, target[pair], cell, bundle);
      });
    }
  });
}

/** What the template says of the lanes when each target gets `sent` packages. */
function loadLanes({drawn: {csr}, table}: Case, flow: FlowTemplate, sent: Float64Array): Float64Array {
  const load = new Float64Array(csr.laneHead.length);
  const collected = new Float64Array(csr.firstLane.length - 1);
  sent.forEach((packages, slot) => {
    const [from, to] = [flow.firstLast[slot], flow.firstLast[slot + 1]];
    if (from === to) collected[table.targets[slot]] += packages;
    for (let i = from; i < to; i++) {
      load[flow.lastLane[i]] += packages * flow.lastShare[i];
      collected[csr.laneTail[flow.lastLane[i]]] += packages * flow.lastShare[i];
    }
  });
  collected.forEach((packages, node) => {
    for (let i = flow.firstUp[node]; i < flow.firstUp[node + 1]; i++) {
      load[flow.upLane[i]] += packages * flow.upShare[i];
    }
  });
  return load;
}

describe('a flow template', () => {
  test('splits a target over its last lanes and spreads them upstream', () => {
    // FC1 goes by SC, FC2 straight. Of 100 packages 3/4 come from FC1, so 75 lie on FC1-SC-DDU and 25 on FC2-DDU.
    const drawn = sketch('FC1 -1.00-> SC -1.00-> DDU\nFC2 -1.00-> DDU');
    const {node, lane, csr, metric} = drawn;
    const table = buildRouteTable(csr, metric, [node('FC1'), node('FC2')], [node('DDU')], []);
    const mix = {quota: Uint16Array.of(768, 256), variantShare: Float64Array.of(1)};
    const flow = flowTemplate(csr, table, mix, Int32Array.of(0), Int32Array.of(0), Float64Array.of(100));
    expect([...flow.firstLast]).toEqual([0, 2]);
    expect(flow.lastLane.length).toBe(2);
    const shareOf = (at: number): number => flow.lastShare[flow.lastLane.indexOf(at)];
    expect(shareOf(lane('SC', 'DDU'))).toBeCloseTo(0.75, 12);
    expect(shareOf(lane('FC2', 'DDU'))).toBeCloseTo(0.25, 12);
    expect([...flow.upLane]).toEqual([lane('FC1', 'SC')]); // one package collected at SC came over it
    expect([...flow.upShare]).toEqual([1]);
    expect(flow.firstUp[node('SC') + 1] - flow.firstUp[node('SC')]).toBe(1);
  });

  const cases = [1, 2, 3, 4, 5, 6].map((seed) => randomCase(seed, 24, 70));

  test.each(cases)('puts on every lane what spreading each bundle along its way does', (each) => {
    const {drawn, table, mix, market, target, packages} = each;
    const naive = new Float64Array(drawn.network.laneCount);
    const sent = new Float64Array(table.targets.length);
    forEachBundle(each, (origin, to, cell, bundle) => {
      sent[to] += bundle;
      for (const lane of wayLanes(table, origin, cell)) naive[lane] += bundle;
    });
    const flow = flowTemplate(drawn.csr, table, mix, market, target, packages);
    const load = loadLanes(each, flow, sent);
    expect(naive.filter((packagesOn) => packagesOn > 0).length).toBeGreaterThan(5);
    load.forEach((packagesOn, lane) => expect(packagesOn).toBeCloseTo(naive[lane], 8));
  });

  test.each(cases)('loses and invents no package at any node', (each) => {
    const {drawn, table, mix, market, target, packages} = each;
    const {csr} = drawn;
    const nodeCount = csr.firstLane.length - 1;
    const [starts, ends] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
    const sent = new Float64Array(table.targets.length);
    forEachBundle(each, (origin, to, _cell, bundle) => {
      starts[table.origins[origin]] += bundle;
      ends[table.targets[to]] += bundle;
      sent[to] += bundle;
    });
    const load = loadLanes(each, flowTemplate(csr, table, mix, market, target, packages), sent);
    const balance = new Float64Array(nodeCount);
    load.forEach((packagesOn, lane) => {
      balance[csr.laneHead[lane]] += packagesOn;
      balance[csr.laneTail[lane]] -= packagesOn;
    });
    balance.forEach((into, node) => expect(into).toBeCloseTo(ends[node] - starts[node], 8));
  });

  test.each(cases)('has shares that sum to one for every end that anything was planned for', (each) => {
    const {drawn, table, mix, market, target, packages} = each;
    const flow = flowTemplate(drawn.csr, table, mix, market, target, packages);
    for (let slot = 0; slot < table.targets.length; slot++) {
      const [from, to] = [flow.firstLast[slot], flow.firstLast[slot + 1]];
      if (from === to) continue;
      const sum = flow.lastShare.slice(from, to).reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(1, 12);
      for (let i = from; i < to; i++) expect(drawn.csr.laneHead[flow.lastLane[i]]).toBe(table.targets[slot]);
    }
  });
});

describe('mean ways', () => {
  test('weigh origins by quota and promises by share, and count those kept', () => {
    // FC1 reaches DS for 1.00 in 300 minutes or for 3.00 in 60 (0.20 of either is handling at DS), FC2 for 2.00 in 120.
    const drawn = sketch('FC1 -0.80/300-> DS\nFC1 -2.80/60-> DS\nFC2 -1.80/120-> DS', {DS: 0.2});
    const {node, csr, metric} = drawn;
    const table = buildRouteTable(csr, metric, [node('FC1'), node('FC2')], [node('DS')], [90, 600]);
    const mix = {quota: Uint16Array.of(768, 256), variantShare: Float64Array.of(0, 0.5, 0.5)};
    const ways = meanWays(table, metric, mix, Int32Array.of(0), Int32Array.of(0));
    // FC1, 90 minutes: 3.00 in 60; FC1, 600: 1.00 in 300; FC2, 90: too late, goes anyway; FC2, 600: 2.00 in 120.
    expect(ways.costUsd[0]).toBeCloseTo(0.375 * 3 + 0.375 * 1 + 0.125 * 2 + 0.125 * 2, 12); // 2.00
    expect(ways.sortUsd[0]).toBeCloseTo(0.2, 12);
    expect(ways.hours[0]).toBeCloseTo(0.375 * 1 + 0.375 * 5 + 0.25 * 2, 12); // 2.75
    expect(ways.onTimeShare[0]).toBeCloseTo(0.875, 12);
  });

  test('are NaN where no origin of the market reaches the target, and skip those that do not', () => {
    const {node, csr, metric} = sketch('FC1 -1.00-> DS1\nFC2 -3.00-> DS1 -1.00-> FC2\nDS2');
    const table = buildRouteTable(csr, metric, [node('FC1'), node('FC2')], [node('DS1'), node('DS2')], [600]);
    const quota = Uint16Array.of(1024, 0, 512, 512);
    const mix = {quota, variantShare: Float64Array.of(0, 1)};
    const ways = meanWays(table, metric, mix, Int32Array.of(0, 1, 0), Int32Array.of(0, 0, 1));
    expect([...ways.costUsd]).toEqual([1, 2, Number.NaN]);
    expect([...ways.onTimeShare]).toEqual([1, 1, 0]);
  });

  test('equal the plain average over every origin, promise and way there is', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const {drawn, table, mix, market, target} = randomCase(seed, 9, 20);
      const ways = meanWays(table, drawn.metric, mix, market, target);
      market.forEach((_, pair) => {
        let [weight, mils, minutes, kept] = [0, 0, 0, 0];
        for (let origin = 0; origin < table.origins.length; origin++) {
          const all = everyWay(drawn.csr, drawn.metric, table.origins[origin], table.targets[target[pair]]);
          LIMITS.forEach((limit, promise) => {
            const share = mix.quota[market[pair] * table.origins.length + origin] * mix.variantShare[1 + promise];
            const within = cheapestWithin(all, limit);
            const way = within ?? cheapestWithin(all, Infinity);
            if (share === 0 || way === undefined) return;
            weight += share;
            mils += share * way.costMils;
            minutes += share * way.minutes;
            if (within !== undefined) kept += share;
          });
        }
        if (weight === 0) expect(ways.costUsd[pair]).toBeNaN();
        else expect(ways.costUsd[pair]).toBeCloseTo(mils / weight / 1000, 9);
        if (weight === 0) expect(ways.hours[pair]).toBeNaN();
        else expect(ways.hours[pair]).toBeCloseTo(minutes / weight / 60, 9);
        expect(ways.onTimeShare[pair]).toBeCloseTo(weight === 0 ? 0 : kept / weight, 12);
      });
    }
  });
});

test('a promise binds where it forbids the cheapest way and allows another', () => {
  // Within 90 minutes DS1 costs more than its cheapest way, DS2 has no way at all, DS3 keeps its cheapest.
  const {node, csr, metric} = sketch(`
    FC -1.00/300-> DS1
    FC -3.00/60-> DS1
    FC -1.00/300-> DS2
    FC -1.00/30-> DS3
    ALONE
  `);
  const targets = ['DS1', 'DS2', 'DS3', 'ALONE'].map(node);
  const table = buildRouteTable(csr, metric, [node('FC')], targets, [90, 600]);
  const zips = Float64Array.of(10, 20, 30, 40);
  expect(promiseBinding(table, metric, zips)).toEqual({binding: 10, pairs: 60});
});
