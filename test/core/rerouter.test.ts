import {
  applyChanges,
  buildMetric,
  CLOSED,
  costMilsTo,
  createCostTable,
  createRerouter,
  createSweep,
  type Csr,
  hash32,
  type RouteChange,
  setCosts,
  sweepOrigins,
  UNREACHED,
} from '@cutover/core';
import {createWorld} from '@cutover/runner';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {LAYERS, layeredSketch} from '../support/layered.ts';
import {middleTwin} from '../support/middle-twin.ts';
import {randomSketch, sketch} from '../support/sketch.ts';

describe('on a drawn network', () => {
  // From FC1 to DDU1 by way of DS 1.00 + 0.20, from FC2 0.50 + 0.20; past it 1.50 and 1.75. DDU2 hangs on DS alone.
  const drawn = sketch(`
    FC1 -1.00-> DS -0.20-> DDU1
    FC2 -0.50-> DS -0.30-> DDU2
    FC1 -1.50-> DDU1
    FC2 -1.75-> DDU1
    FC1 -0.40-> DDU3
  `);
  const {csr, lane, metric, node} = drawn;
  const targets = ['DS', 'DDU1', 'DDU2', 'DDU3'].map(node);
  const start = () => createRerouter(csr, createSweep(csr), metric.costMils, [node('FC1'), node('FC2')], targets);

  test('closing a station reroutes what passed it, and says which and for how many origins', () => {
    const rerouter = start();
    const {table, targets: changed, originCounts} = applyChanges(rerouter, [{change: 'closeNode', node: node('DS')}]);
    expect([...changed]).toEqual(['DS', 'DDU1', 'DDU2'].map(node));
    expect([...originCounts]).toEqual([2, 2, 2]);
    const costs = ['DS', 'DDU1', 'DDU2', 'DDU3'].map((id) => costMilsTo(table, 0, node(id)));
    expect(costs).toEqual([UNREACHED, 1500, UNREACHED, 400]);
    const reopened = applyChanges(rerouter, [{change: 'openNode', node: node('DS')}]);
    expect([...reopened.targets]).toEqual(['DS', 'DDU1', 'DDU2'].map(node));
    expect(costMilsTo(table, 1, node('DDU1'))).toBe(700);
  });

  test('a new price moves only the origins it matters to', () => {
    const rerouter = start();
    const into = lane('FC2', 'DS');
    const dearer = applyChanges(rerouter, [{change: 'setLaneCost', lane: into, costMils: 1600}]);
    expect([...dearer.targets]).toEqual(['DS', 'DDU1', 'DDU2'].map(node)); // FC2 to DDU1: 1.80 by DS, 1.75 past it
    expect([...dearer.originCounts]).toEqual([1, 1, 1]);
    expect(costMilsTo(dearer.table, 1, node('DDU1'))).toBe(1750);
    const same = applyChanges(rerouter, [{change: 'setLaneCost', lane: into, costMils: 1600}]);
    expect(same.targets).toHaveLength(0);
  });

  test('a closed lane keeps its price, and a node closed twice over opens once', () => {
    const rerouter = start();
    const last = lane('DS', 'DDU2');
    applyChanges(rerouter, [
      {change: 'closeLane', lane: last},
      {change: 'closeNode', node: node('DS')},
      {change: 'setLaneCost', lane: last, costMils: 900},
      {change: 'openNode', node: node('DS')},
    ]);
    expect(costMilsTo(rerouter.table, 0, node('DDU2'))).toBe(UNREACHED);
    applyChanges(rerouter, [{change: 'openLane', lane: last}]);
    expect(costMilsTo(rerouter.table, 0, node('DDU2'))).toBe(1900);
  });

  test('refuses all that is wrong at once, and changes nothing then', () => {
    const shut = drawn.without(lane('DS', 'DDU2'));
    const rerouter = createRerouter(csr, createSweep(csr), shut.costMils, [node('FC1')], targets);
    const before = rerouter.table.cells.slice();
    const apply = () =>
      applyChanges(rerouter, [
        {change: 'closeNode', node: 99},
        {change: 'closeNode', node: node('DS')},
        {change: 'openLane', lane: -1},
        {change: 'openLane', lane: lane('DS', 'DDU2')},
        {change: 'setLaneCost', lane: 0, costMils: 0.5},
      ]);
    expect(apply).toThrow(RangeError);
    for (const problem of [
      /changes\/0: node is 99/,
      /changes\/2: lane is -1/,
      /changes\/3: .*no price/,
      /changes\/4/,
    ]) {
      expect(apply).toThrow(problem);
    }
    expect(rerouter.table.cells).toEqual(before);
    applyChanges(rerouter, [
      {change: 'setLaneCost', lane: lane('DS', 'DDU2'), costMils: 100},
      {change: 'openLane', lane: lane('DS', 'DDU2')},
    ]);
    expect(costMilsTo(rerouter.table, 0, node('DDU2'))).toBe(1100);
  });
});

/** Makes changes, some at a time, and compares with a sweep of the changed network after each time. */
function expectEqualRepairs(
  csr: Csr,
  costMils: Int32Array,
  origins: readonly number[],
  changes: readonly RouteChange[],
  atOnce = 1,
): void {
  const sweep = createSweep(csr);
  const nodeCount = csr.firstLane.length - 1;
  const everyNode = Array.from({length: nodeCount}, (_, node) => node);
  const rerouter = createRerouter(csr, sweep, costMils, origins, everyNode);
  const fresh = createCostTable(sweep, costMils, origins);
  const price = costMils.slice();
  const closedLane = costMils.map((cost) => (cost === CLOSED ? 1 : 0));
  const closedNode = new Uint8Array(nodeCount);
  let moved = 0;
  for (let from = 0; from < changes.length; from += atOnce) {
    const batch = changes.slice(from, from + atOnce);
    const before = rerouter.table.cells.slice();
    const {targets, originCounts} = applyChanges(rerouter, batch);
    for (const change of batch) {
      if ('node' in change) closedNode[change.node] = change.change === 'closeNode' ? 1 : 0;
      else if (change.change === 'setLaneCost') price[change.lane] = change.costMils;
      else closedLane[change.lane] = change.change === 'closeLane' ? 1 : 0;
    }
    const isShut = (lane: number): boolean =>
      closedLane[lane] + closedNode[csr.laneTail[lane]] + closedNode[csr.laneHead[lane]] > 0;
    setCosts(
      fresh,
      price.map((cost, lane) => (isShut(lane) ? CLOSED : cost)),
    );
    sweepOrigins(fresh);
    if (Buffer.compare(bytes(fresh.cells), bytes(rerouter.table.cells)) !== 0) expect.fail(JSON.stringify(batch));
    const counts = everyNode.map((node) => {
      const row = node * fresh.columns;
      return origins.filter((_, slot) => before[row + slot] !== fresh.cells[row + slot]).length;
    });
    expect([...targets]).toEqual(everyNode.filter((node) => counts[node] > 0));
    expect([...originCounts]).toEqual(counts.filter((count) => count > 0));
    moved += targets.length;
  }
  expect(moved).toBeGreaterThan(changes.length / atOnce / 10);
}

function bytes(cells: Int32Array): Uint8Array {
  return new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
}

function randomChanges(csr: Csr, costMils: Int32Array, seed: number, count: number): RouteChange[] {
  let counter = 0;
  const below = (limit: number): number => hash32(hash32(seed) + counter++) % limit;
  const priced = [...costMils.keys()].filter((lane) => costMils[lane] !== CLOSED);
  return Array.from({length: count}, (): RouteChange => {
    const lane = priced[below(priced.length)];
    const node = below(csr.firstLane.length - 1);
    switch (below(6)) {
      case 0:
        return {change: 'closeNode', node};
      case 1:
      case 2:
        return {change: 'openNode', node};
      case 3:
        return {change: below(2) === 0 ? 'closeLane' : 'openLane', lane};
      case 4:
        return {change: 'openLane', lane};
      default:
        return {change: 'setLaneCost', lane, costMils: 250 * below(12)};
    }
  });
}

describe('after each of 1,000 random changes equals a sweep from nothing', () => {
  test('on layered networks', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), (seed) => {
        const {csr, metric} = layeredSketch(seed);
        const origins = Array.from({length: LAYERS.FC}, (_, fcNode) => fcNode);
        expectEqualRepairs(csr, metric.costMils, origins, randomChanges(csr, metric.costMils, seed, 1000));
      }),
      {seed: 1, numRuns: 8},
    );
  });

  test('on networks that seven changes meet at once', () => {
    for (const {csr, metric} of [layeredSketch(13), randomSketch(13, 60, 150)]) {
      expectEqualRepairs(csr, metric.costMils, [0, 1, 2], randomChanges(csr, metric.costMils, 13, 1001), 7);
    }
  });

  test('on a random network, from more origins than there are columns in a group', () => {
    const {csr, metric} = randomSketch(11, 60, 150);
    const origins = Array.from({length: 40}, (_, node) => node);
    expectEqualRepairs(csr, metric.costMils, origins, randomChanges(csr, metric.costMils, 11, 1000));
  });

  test('on a random network, from more origins than a word has bits for groups of 16', () => {
    const {csr, metric} = randomSketch(12, 560, 1400);
    const origins = Array.from({length: 530}, (_, node) => node);
    expectEqualRepairs(csr, metric.costMils, origins, randomChanges(csr, metric.costMils, 12, 60));
  });

  test('on the middle twin', () => {
    const twin = middleTwin(12);
    const {network, lanes, origins} = createWorld(twin);
    const {costMils} = buildMetric(
      network,
      {usdPerPackage: lanes.plannedUsdPerPackage, minutes: lanes.minutes},
      new Uint8Array(network.nodeCount).fill(1),
      Uint8Array.from(twin.lanes, ({mode}) => (mode === 'mail' ? 0 : 1)),
      Float64Array.from(twin.facilities, ({handlingUsdPerPackage}) => handlingUsdPerPackage),
      new Float64Array(network.nodeCount),
    );
    expectEqualRepairs(network.csr, costMils, origins, randomChanges(network.csr, costMils, 5, 1000));
  });
});
