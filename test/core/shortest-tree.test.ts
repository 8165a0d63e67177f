import {
  CLOSED,
  compileCsr,
  costMatrix,
  createTreeSearch,
  depthFirstOrder,
  type EdgeAttributes,
  lanesTo,
  NO_LANE,
  shortestTree,
  shortestWay,
  UNREACHED,
} from '@cutover/core';
import fc from 'fast-check';
import {dijkstra} from 'graphology-shortest-path';
import {describe, expect, test} from 'vitest';
import {cheapestWithin, everyWay} from '../support/paths.ts';
import {randomSketch, sketch} from '../support/sketch.ts';

const drawn = sketch(`
  WEST -2.00-> BRIDGE -1.00-> EAST -0.40-> FARM
  WEST -1.20-> FERRY -2.10-> EAST
  EAST -1.00-> BRIDGE
  LONE
`);
const {node, lane} = drawn;

function searchOf({csr, metric}: {csr: typeof drawn.csr; metric: {costMils: Int32Array}}) {
  return createTreeSearch(csr, metric.costMils);
}

describe('on a drawn network', () => {
  test('finds the cheapest cost and last lane of every node', () => {
    const search = searchOf(drawn);
    shortestTree(search, node('WEST'));
    // by the bridge 2.00 + 1.00 = 3.00, by the ferry 1.20 + 2.10 = 3.30; then 0.40 more
    expect(Array.from(['WEST', 'BRIDGE', 'EAST', 'FARM', 'FERRY', 'LONE'], (id) => search.cost[node(id)])).toEqual([
      0,
      2000,
      3000,
      3400,
      1200,
      UNREACHED,
    ]);
    expect(search.laneInto[node('EAST')]).toBe(lane('BRIDGE', 'EAST'));
    expect([search.laneInto[node('WEST')], search.laneInto[node('LONE')]]).toEqual([NO_LANE, NO_LANE]);
  });

  test('takes the other way when a lane closes', () => {
    const {metric} = {metric: drawn.without(lane('BRIDGE', 'EAST'))};
    expect(shortestWay(searchOf({csr: drawn.csr, metric}), node('WEST'), node('FARM'))).toEqual(
      Uint32Array.of(lane('WEST', 'FERRY'), lane('FERRY', 'EAST'), lane('EAST', 'FARM')),
    );
  });

  test('a way leads from a node to itself without lanes, and nowhere where none does', () => {
    const search = searchOf(drawn);
    expect(shortestWay(search, node('EAST'), node('EAST'))).toEqual(new Uint32Array(0));
    expect(shortestWay(search, node('EAST'), node('WEST'))).toBeUndefined();
  });

  test('a search forgets the one before it', () => {
    const search = searchOf(drawn);
    shortestWay(search, node('WEST'), node('BRIDGE'));
    shortestTree(search, node('EAST'));
    expect([search.cost[node('FERRY')], search.cost[node('BRIDGE')]]).toEqual([UNREACHED, 1000]);
  });

  test('gives the costs from several origins, one row each', () => {
    const nodeCount = drawn.network.nodeCount;
    const matrix = costMatrix(searchOf(drawn), [node('FERRY'), node('WEST')]);
    expect(matrix.length).toBe(2 * nodeCount);
    expect([matrix[node('FARM')], matrix[nodeCount + node('FARM')]]).toEqual([2500, 3400]);
  });

  test('names what cannot be searched', () => {
    const costs = drawn.metric.costMils;
    expect(() => createTreeSearch(drawn.csr, costs.subarray(1))).toThrow('there are 5 costs but the network has 6');
    expect(() => createTreeSearch(drawn.csr, costs.with(3, -7))).toThrow('lane 3 costs -7; a cost is 0 or more');
    expect(() => shortestTree(searchOf(drawn), 6)).toThrow('6 is no node; node indexes run from 0 to 5');
    expect(() => shortestWay(searchOf(drawn), 0, -1)).toThrow('-1 is no node');
  });
});

test('of equally cheap ways the one with the lower last lane is taken, whichever is found first', () => {
  const {csr, metric, node, lane} = sketch(`
    A -0.50-> B
    A -0.10-> C
    B -0.50-> D
    C -0.90-> D
  `);
  const search = createTreeSearch(csr, metric.costMils);
  shortestTree(search, node('A'));
  // both cost 1.00; C is settled first, the lane from B has the lower index
  expect(search.laneInto[node('D')]).toBe(lane('B', 'D'));
});

test('lanes that cost nothing make no circle', () => {
  const {csr, metric, node} = sketch(`
    B -0.00-> C -0.00-> B
    A -1.00-> B
    A -1.00-> C
  `);
  const search = createTreeSearch(csr, metric.costMils);
  shortestTree(search, node('A'));
  expect([lanesTo(search, node('B')).length, lanesTo(search, node('C')).length]).toEqual([1, 1]);
});

test('is exact when one lane costs a million times another, and sums beyond 2^31 count as no way', () => {
  // a chain of 3,000 lanes of 1 mil beside one lane of 2^30, then another of 2^30: 2^31 in all by the dear ones
  const chain = 3000;
  const tail = Uint32Array.from({length: chain + 2}, (_, i) => (i < chain ? i : i === chain ? 0 : chain));
  const head = Uint32Array.from({length: chain + 2}, (_, i) => (i < chain ? i + 1 : chain + (i - chain)));
  const cost = Int32Array.from({length: chain + 2}, (_, i) => (i < chain ? 1 : 2 ** 30));
  const csr = compileCsr(chain + 2, tail, head);
  const byLane = (costs: Int32Array) => Int32Array.from(csr.laneRow, (row) => costs[row]);
  const search = createTreeSearch(csr, byLane(cost));
  shortestTree(search, 0);
  expect([search.cost[chain], search.cost[chain + 1]]).toEqual([chain, chain + 2 ** 30]);
  const broken = createTreeSearch(csr, byLane(cost.with(1, CLOSED)));
  shortestTree(broken, 0);
  expect([broken.cost[chain], broken.cost[chain + 1]]).toEqual([2 ** 30, UNREACHED]);
});

describe('on random networks', () => {
  const small = fc.record({
    seed: fc.integer(),
    nodes: fc.integer({min: 2, max: 7}),
    lanes: fc.integer({min: 0, max: 14}),
  });
  const large = fc.record({
    seed: fc.integer(),
    nodes: fc.integer({min: 2, max: 60}),
    lanes: fc.integer({min: 0, max: 240}),
  });

  test('finds what looking at every way finds', () => {
    fc.assert(
      fc.property(small, ({seed, nodes, lanes}) => {
        const {csr, metric} = randomSketch(seed, nodes, lanes);
        const search = createTreeSearch(csr, metric.costMils);
        shortestTree(search, 0);
        const expected = Array.from({length: nodes}, (_, target) => {
          return cheapestWithin(everyWay(csr, metric, 0, target), Infinity)?.costMils ?? UNREACHED;
        });
        expect([...search.cost]).toEqual(expected);
      }),
      {numRuns: 300},
    );
  });

  test('each node is reached by the lowest of its cheapest lanes, and its way adds up', () => {
    fc.assert(
      fc.property(large, ({seed, nodes, lanes}) => {
        const {csr, metric} = randomSketch(seed, nodes, lanes);
        const {costMils} = metric;
        const search = createTreeSearch(csr, costMils);
        shortestTree(search, 0);
        const {cost, laneInto} = search;
        for (let at = 0; at < csr.laneHead.length; at++) {
          const [tail, head] = [csr.laneTail[at], csr.laneHead[at]];
          if (cost[tail] === UNREACHED) continue;
          expect(cost[head]).toBeLessThanOrEqual(cost[tail] + costMils[at]);
          const ties = cost[head] === cost[tail] + costMils[at] && costMils[at] > 0;
          if (ties) expect(laneInto[head]).toBeLessThanOrEqual(at);
        }
        for (let target = 0; target < nodes; target++) {
          if (cost[target] === UNREACHED) continue;
          expect(lanesTo(search, target).reduce((sum, at) => sum + costMils[at], 0)).toBe(cost[target]);
        }
      }),
    );
  });

  test('costs as much as the graph says, and a way costs what the tree says', () => {
    fc.assert(
      fc.property(large, ({seed, nodes, lanes}) => {
        const {graph, network, csr, metric} = randomSketch(seed, nodes, lanes);
        const costMils = (_: string, attributes: EdgeAttributes): number =>
          attributes.kind === 'lane' ? metric.costMils[csr.laneRow.indexOf(attributes.row)] : Infinity;
        const paths = dijkstra.singleSource(graph, network.nodeIds[0], costMils);
        const search = createTreeSearch(csr, metric.costMils);
        const tree = createTreeSearch(csr, metric.costMils);
        shortestTree(tree, 0);
        for (let target = 0; target < nodes; target++) {
          const path = paths[network.nodeIds[target]] as string[] | undefined;
          expect(tree.cost[target]).toBe(path === undefined ? UNREACHED : pathCost(graph, path, costMils));
          const way = shortestWay(search, 0, target);
          const wayCost = way?.reduce((sum, at) => sum + metric.costMils[at], 0);
          expect(wayCost ?? UNREACHED).toBe(tree.cost[target]);
        }
      }),
    );
  });

  test('depth-first order numbers every node once, and costs stay the same', () => {
    fc.assert(
      fc.property(large, ({seed, nodes, lanes}) => {
        const {csr, metric} = randomSketch(seed, nodes, lanes);
        const order = depthFirstOrder(csr);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({length: nodes}, (_, i) => i));
        const renumber = (ends: Uint32Array) => ends.map((end) => order[end]);
        const near = compileCsr(nodes, renumber(csr.laneTail), renumber(csr.laneHead));
        const here = createTreeSearch(csr, metric.costMils);
        const there = createTreeSearch(
          near,
          Int32Array.from(near.laneRow, (row) => metric.costMils[row]),
        );
        shortestTree(here, 0);
        shortestTree(there, order[0]);
        expect(Array.from(order, (number) => there.cost[number])).toEqual([...here.cost]);
      }),
    );
  });
});

test('depth-first order goes on from a node to its first neighbour', () => {
  const {csr, node} = sketch(`
    A -1.00-> B -1.00-> C
    A -1.00-> D
  `);
  const order = depthFirstOrder(csr);
  expect(['A', 'B', 'C', 'D'].map((id) => order[node(id)])).toEqual([0, 1, 2, 3]);
});

function pathCost(
  graph: ReturnType<typeof randomSketch>['graph'],
  path: readonly string[],
  costMils: (edge: string, attributes: EdgeAttributes) => number,
): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) {
    sum += Math.min(...graph.outEdges(path[i - 1], path[i]).map((e) => costMils(e, graph.getEdgeAttributes(e))));
  }
  return sum;
}
