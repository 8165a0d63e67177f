import {
  CLOSED,
  createSearch,
  type EdgeAttributes,
  END,
  findArrivals,
  findEnds,
  GATE,
  INNER,
  type Metric,
  NO_LABEL,
  NO_LANE,
  NO_MINUTES,
  type Search,
  searchFrom,
  UNREACHED,
} from '@cutover/core';
import fc from 'fast-check';
import {dijkstra} from 'graphology-shortest-path';
import {describe, expect, test} from 'vitest';
import {cheapestWithin, everyWay} from '../support/paths.ts';
import {randomSketch, type Sketch, sketch, sketchOf} from '../support/sketch.ts';

interface Found extends Search {
  readonly arrivalCost: Int32Array; // [variant * nodeCount + node]
  readonly arrivalMinutes: Int32Array;
  readonly arrivalLabel: Int32Array;
  readonly arrivalLane: Int32Array;
}

function search(
  {csr, metric}: Sketch,
  origin: number,
  limits: readonly number[] = [],
  use: Metric = metric,
  afterMinutes = new Int32Array(csr.firstLane.length - 1),
  scratch: Search = createSearch(csr.firstLane.length - 1),
): Found {
  const nodes = Int32Array.from(afterMinutes.keys());
  const ends = findEnds(csr, use);
  const label = new Int32Array((1 + limits.length) * nodes.length);
  const lane = label.slice();
  const minutes = label.slice();
  searchFrom(csr, use, origin, limits, ends, scratch);
  findArrivals(ends, scratch, nodes, limits, afterMinutes, {label, lane, minutes, first: 0, stride: nodes.length});
  const sum = (labelled: Int32Array, ofLane: Int32Array): Int32Array =>
    label.map((place, i) => {
      if (place === NO_LABEL) return UNREACHED;
      return labelled[scratch.settled[place]] + (lane[i] === NO_LANE ? 0 : ofLane[lane[i]]);
    });
  const arrivalMinutes = sum(scratch.labelMinutes, use.minutes);
  expect(minutes).toEqual(
    arrivalMinutes.map((alone, i) => (alone === UNREACHED ? NO_MINUTES : alone + afterMinutes[i % nodes.length])),
  );
  return {
    ...scratch,
    arrivalCost: sum(scratch.labelCost, use.costMils),
    arrivalMinutes,
    arrivalLabel: label,
    arrivalLane: lane,
  };
}

describe('on a drawn network', () => {
  const drawn = sketch(`
    ONT8 -2.00-> DLA1 -1.00-> 90210
    ONT8 -1.20-> USPS -2.10-> 90210
    90210 -0.50-> RETURNS
  `);
  const {node, lane} = drawn;

  test('takes the cheaper of two ways', () => {
    const {arrivalCost} = search(drawn, node('ONT8'));
    expect(arrivalCost[node('90210')]).toBe(3000); // owned 2.00 + 1.00, USPS would be 1.20 + 2.10 = 3.30
    expect(arrivalCost[node('RETURNS')]).toBe(3500);
  });

  test('takes the other way when a lane closes', () => {
    const {arrivalCost} = search(drawn, node('ONT8'), [], drawn.without(lane('DLA1', '90210')));
    expect(arrivalCost[node('90210')]).toBe(3300);
  });

  test('leaves a node that no open lane enters unreached', () => {
    const {arrivalCost, arrivalLabel, arrivalLane} = search(drawn, node('90210'));
    expect(arrivalCost[node('ONT8')]).toBe(UNREACHED);
    expect(arrivalLabel[node('ONT8')]).toBe(NO_LABEL);
    expect(arrivalLane[node('ONT8')]).toBe(NO_LANE);
  });

  test('reaches only the origin from an end', () => {
    const {arrivalCost} = search(drawn, node('RETURNS'));
    expect([...arrivalCost].filter((cost) => cost !== UNREACHED)).toEqual([0]);
    expect(arrivalCost[node('RETURNS')]).toBe(0);
  });
});

describe('with limits of minutes', () => {
  // To the hub and to the shop behind it: 1.00 in 300 minutes, 2.00 in 180, 4.00 in 60; the shop takes an hour more.
  const drawn = sketch(`
    FC -1.00/300-> HUB -0.00/60-> SHOP
    FC -2.00/180-> HUB
    FC -4.00/60-> HUB
  `);
  const {node} = drawn;

  test('finds the cheapest way within each limit, at inner nodes and at ends', () => {
    const {arrivalCost, bestMinutes} = search(drawn, node('FC'), [60, 120, 240, 360]);
    const costs = (id: string): number[] =>
      Array.from({length: 5}, (_, v) => arrivalCost[v * bestMinutes.length + node(id)]);
    expect(costs('HUB')).toEqual([1000, 4000, 4000, 2000, 1000]);
    expect(costs('SHOP')).toEqual([1000, UNREACHED, 4000, 2000, 1000]); // 360, 120 and 240 minutes
  });

  test('counts what still comes after a node against its limits, not against those of the nodes behind it', () => {
    const afterMinutes = new Int32Array(3);
    afterMinutes[node('HUB')] = 100;
    const {arrivalCost, arrivalMinutes, bestMinutes} = search(
      drawn,
      node('FC'),
      [60, 160, 240, 400],
      drawn.metric,
      afterMinutes,
    );
    const costs = (id: string): number[] =>
      Array.from({length: 5}, (_, v) => arrivalCost[v * bestMinutes.length + node(id)]);
    expect(costs('HUB')).toEqual([1000, UNREACHED, 4000, 4000, 1000]); // 400, 160 and 280 minutes with what follows
    expect(costs('SHOP')).toEqual([1000, UNREACHED, 4000, 2000, 1000]); // 360, 120 and 240 minutes
    expect(arrivalMinutes[node('HUB')]).toBe(300); // those of the way itself
  });

  test('keeps the cheapest way of all even where it breaks every limit', () => {
    const {arrivalCost} = search(drawn, node('FC'), [30]);
    expect(arrivalCost[node('HUB')]).toBe(1000);
    expect(arrivalCost[3 + node('HUB')]).toBe(UNREACHED);
  });
});

describe('among ways of equal cost', () => {
  test('takes the faster one into an inner node', () => {
    const drawn = sketch(`
      A -1.00/90-> B -1.00/90-> C -0.10-> D
      A -1.00/10-> E -1.00/20-> C
    `);
    const {settled, settledCount, labelNode, labelMinutes} = search(drawn, drawn.node('A'));
    const atC = [...settled.slice(0, settledCount)].filter((label) => labelNode[label] === drawn.node('C'));
    expect(atC.map((label) => labelMinutes[label])).toEqual([30]);
  });

  test('takes the faster one into an end, whichever lane comes first', () => {
    const slowFirst = sketch('A -1.00/90-> END\nA -1.00/30-> END');
    expect(search(slowFirst, 0).arrivalLane[slowFirst.node('END')]).toBe(slowFirst.lane('A', 'END', 1));
    const fastFirst = sketch('A -1.00/30-> END\nA -1.00/90-> END');
    expect(search(fastFirst, 0).arrivalLane[fastFirst.node('END')]).toBe(fastFirst.lane('A', 'END', 0));
  });

  test('takes the lower lane into an end or a gate when they are equally fast', () => {
    const drawn = sketch('A -1.00-> END\nA -1.00-> END');
    expect(search(drawn, 0).arrivalLane[drawn.node('END')]).toBe(drawn.lane('A', 'END', 0));
    const toGate = sketch('A -1.00-> B -1.00-> GATE -1.00-> END\nA -1.00-> C -1.00-> GATE');
    const {arrivalLabel, labelLane, settled} = search(toGate, 0);
    const low = Math.min(toGate.lane('B', 'GATE'), toGate.lane('C', 'GATE'));
    expect(labelLane[settled[arrivalLabel[toGate.node('GATE')]]]).toBe(low);
  });
});

test('lives with self-loops and cycles that cost nothing', () => {
  const drawn = sketch(`
    A -0.00/0-> A -0.00/0-> B -0.00/0-> A
    B -0.00/0-> B -0.25/5-> C
    C -0.10/5-> C
    LONELY
  `);
  const {arrivalCost} = search(drawn, drawn.node('A'), [10]);
  expect([...arrivalCost.slice(0, 4)]).toEqual([0, 0, 250, UNREACHED]); // A, B, C, LONELY
  expect([...arrivalCost.slice(4)]).toEqual([0, 0, 250, UNREACHED]); // 5 minutes keep the limit of 10
});

test('refuses an origin that is no node', () => {
  const drawn = sketch('A -1.00-> B');
  for (const origin of [-1, 2, 0.5, Number.NaN]) expect(() => search(drawn, origin)).toThrow(RangeError);
  expect([...search(drawn, 1).arrivalCost]).toEqual([UNREACHED, 0]);
});

test('a search may be used again: nothing of the last one is left', () => {
  const drawn = randomSketch(7, 40, 160);
  const used = createSearch(40);
  for (let origin = 0; origin < 40; origin++) {
    const again = search(drawn, origin, [300, 600], drawn.metric, new Int32Array(40), used);
    const fresh = search(drawn, origin, [300, 600]);
    expect(again.arrivalCost).toEqual(fresh.arrivalCost);
    expect(again.arrivalLane).toEqual(fresh.arrivalLane);
  }
});

test('knows ends, gates and inner nodes by their open lanes', () => {
  const drawn = sketch(`
    FC -1.00-> SC -1.00-> SC2 -1.00-> DS -1.00-> DDU
    SC -1.00-> DDU
  `);
  const kinds = (metric: Metric): number[] =>
    ['FC', 'SC', 'SC2', 'DS', 'DDU'].map((id) => findEnds(drawn.csr, metric).kind[drawn.node(id)]);
  expect(kinds(drawn.metric)).toEqual([INNER, INNER, INNER, GATE, END]);
  expect(kinds(drawn.without(drawn.lane('DS', 'DDU')))).toEqual([INNER, INNER, GATE, END, END]);
});

describe('equals graphology-shortest-path', () => {
  // The oracle walks our own editable graph, edge by edge; where lanes are parallel a way takes the cheapest.
  const mils = (drawn: Sketch) => {
    const costOfRow = new Int32Array(drawn.network.laneCount);
    drawn.csr.laneRow.forEach((row, lane) => {
      costOfRow[row] = drawn.metric.costMils[lane];
    });
    return (_edge: string, attributes: EdgeAttributes): number => {
      if (attributes.kind !== 'lane') throw new Error('the sketch has lanes only');
      return costOfRow[attributes.row];
    };
  };

  function pathCost(drawn: Sketch, path: readonly string[]): number {
    const {csr, metric, node} = drawn;
    let cost = 0;
    for (let i = 1; i < path.length; i++) {
      const [tail, head] = [node(path[i - 1]), node(path[i])];
      let cheapest = Infinity;
      for (let lane = csr.firstLane[tail]; lane < csr.firstLane[tail + 1]; lane++) {
        if (csr.laneHead[lane] === head) cheapest = Math.min(cheapest, metric.costMils[lane]);
      }
      cost += cheapest;
    }
    return cost;
  }

  test.each([1, 2, 3, 4])('from every tenth node of random network %i', (seed) => {
    const drawn = randomSketch(seed, 250, 700, seed % 2 === 0);
    const {nodeIds, laneIds} = drawn.network;
    const tails = drawn.csr.laneTail;
    expect(tails.some((tail, lane) => tail === drawn.csr.laneHead[lane])).toBe(true); // a self-loop
    expect(new Set(laneIds.map((id) => id.split('#')[0])).size).toBeLessThan(laneIds.length); // parallel lanes
    for (let origin = 0; origin < 250; origin += 10) {
      const {arrivalCost} = search(drawn, origin, [400]);
      const paths = dijkstra.singleSource(drawn.graph, nodeIds[origin], mils(drawn));
      const expected = nodeIds.map((id) => (id in paths ? pathCost(drawn, paths[id]) : UNREACHED));
      expect([...arrivalCost.slice(0, 250)]).toEqual(expected);
    }
  });

  test('pair by pair, searching from both sides', () => {
    const drawn = randomSketch(5, 120, 400);
    const {nodeIds} = drawn.network;
    for (let origin = 0; origin < 120; origin += 30) {
      const {arrivalCost} = search(drawn, origin);
      for (let target = 0; target < 120; target++) {
        const path = dijkstra.bidirectional(drawn.graph, nodeIds[origin], nodeIds[target], mils(drawn)) as
          | string[]
          | null;
        expect(arrivalCost[target]).toBe(path === null ? UNREACHED : pathCost(drawn, path));
      }
    }
  });

  test('with lanes closed, which are then no edges at all', () => {
    const drawn = randomSketch(6, 100, 500);
    const closed = drawn.csr.laneRow.slice(0, 60);
    const metric = drawn.without(...Array.from({length: 60}, (_, lane) => lane));
    const graph = drawn.graph.copy();
    for (const row of closed) graph.dropEdge(drawn.network.laneIds[row]);
    const {arrivalCost} = search(drawn, 98, [], metric);
    const paths = dijkstra.singleSource(graph, 'N98', mils(drawn));
    const open = {...drawn, metric};
    const expected = drawn.network.nodeIds.map((id) => (id in paths ? pathCost(open, paths[id]) : UNREACHED));
    expect([...arrivalCost]).toEqual(expected);
    expect(metric.costMils.filter((cost) => cost === CLOSED)).toHaveLength(60);
  });
});

test('within limits, equals the best of every way there is', () => {
  const minutes = fc.constantFrom(0, 1, 2, 3, 5, 8);
  const node = fc.integer({min: 0, max: 6});
  const lane = fc.record({
    from: node.map((n) => `N${n}`),
    to: node.map((n) => `N${n}`),
    usd: fc.integer({min: 0, max: 6}),
    minutes,
  });
  const limits = fc.uniqueArray(fc.integer({min: 0, max: 20}), {maxLength: 4}).map((all) => all.sort((a, b) => a - b));
  const after = fc.array(fc.integer({min: 0, max: 9}), {minLength: 7, maxLength: 7});
  fc.assert(
    fc.property(fc.array(lane, {maxLength: 18}), limits, after, (lanes, within, afterMinutes) => {
      const drawn = sketchOf(
        Array.from({length: 7}, (_, n) => `N${n}`),
        lanes,
      );
      const found = search(drawn, 0, within, drawn.metric, Int32Array.from(afterMinutes));
      for (let target = 0; target < 7; target++) {
        const ways = everyWay(drawn.csr, drawn.metric, 0, target);
        [Infinity, ...within].forEach((limit, variant) => {
          const best = cheapestWithin(ways, limit - afterMinutes[target]);
          expect(found.arrivalCost[variant * 7 + target]).toBe(best?.costMils ?? UNREACHED);
          expect(found.arrivalMinutes[variant * 7 + target]).toBe(best?.minutes ?? UNREACHED);
        });
      }
    }),
    {seed: 1, numRuns: 400},
  );
});
