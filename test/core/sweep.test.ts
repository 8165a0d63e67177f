import {execFileSync} from 'node:child_process';
import {
  cheapestWay,
  CLOSED,
  type CostTable,
  costMilsTo,
  createCostTable,
  createMemory,
  createSweep,
  findLevels,
  lastLaneTo,
  loadKernel,
  NO_LANE,
  setCosts,
  sweepKernel,
  sweepOrigins,
  sweepTwin,
  UNREACHED,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {layeredSketch} from '../support/layered.ts';
import {cheapestWithin, everyWay} from '../support/paths.ts';
import {randomSketch, type Sketch, sketch, sketchOf} from '../support/sketch.ts';

function swept({csr, metric}: Sketch, origins: readonly number[]): CostTable {
  return sweepOrigins(createCostTable(createSweep(csr), metric.costMils, origins));
}

const range = (count: number): number[] => Array.from({length: count}, (_, i) => i);

describe('on a drawn network', () => {
  // Through SC2 and back: FC1 to DS 1.00 + 0.50 + 0.25 = 1.75, straight 2.00. FC2 enters at SC2: 0.75 + 0.25 = 1.00.
  const drawn = sketch(`
    FC1 -1.00-> SC1 -0.50-> SC2 -0.25-> DS -0.10-> DDU
    SC2 -0.50-> SC1
    FC1 -2.00-> DS
    FC2 -0.75-> SC2
    ALONE
  `);
  const {node, lane} = drawn;
  const table = swept(drawn, [node('FC1'), node('FC2')]);

  test('finds the cheapest way from every origin', () => {
    const costs = (slot: number): number[] =>
      ['FC1', 'FC2', 'SC1', 'SC2', 'DS', 'DDU', 'ALONE'].map((id) => costMilsTo(table, slot, node(id)));
    expect(costs(0)).toEqual([0, UNREACHED, 1000, 1500, 1750, 1850, UNREACHED]);
    expect(costs(1)).toEqual([UNREACHED, 0, 1250, 750, 1000, 1100, UNREACHED]);
  });

  test('knows its last lane and all before', () => {
    const way = [lane('FC1', 'SC1'), lane('SC1', 'SC2'), lane('SC2', 'DS'), lane('DS', 'DDU')];
    expect(lastLaneTo(table, 0, node('DDU'))).toBe(way[3]);
    expect([...cheapestWay(table, 0, node('DDU'))]).toEqual(way);
    expect(lastLaneTo(table, 0, node('FC1'))).toBe(NO_LANE);
    expect(cheapestWay(table, 0, node('ALONE'))).toHaveLength(0);
  });

  test('follows a new metric', () => {
    const other = createCostTable(createSweep(drawn.csr), drawn.metric.costMils, [node('FC1')]);
    setCosts(other, drawn.without(lane('SC2', 'DS')).costMils);
    sweepOrigins(other);
    expect(costMilsTo(other, 0, node('DDU'))).toBe(2100); // straight to DS 2.00, then 0.10
  });
});

test('of equally cheap ways into a node takes that with the lowest lane', () => {
  const drawn = sketch(`
    FC -1.00-> A -1.00-> DS
    FC -0.50-> B -1.50-> DS
    FC -2.00-> DS
    FC -2.00-> DS
  `);
  const intoDs = [...drawn.csr.laneHead.keys()].filter((lane) => drawn.csr.laneHead[lane] === drawn.node('DS'));
  expect(intoDs).toHaveLength(4); // each way costs 2.00
  expect(lastLaneTo(swept(drawn, [0]), 0, drawn.node('DS'))).toBe(intoDs[0]);
});

test('equals the best of every way there is, also through circles that cost nothing', () => {
  const node = fc.integer({min: 0, max: 6}).map((n) => `N${n}`);
  const lane = fc.record({from: node, to: node, usd: fc.integer({min: 0, max: 4}), minutes: fc.constant(1)});
  fc.assert(
    fc.property(fc.array(lane, {maxLength: 20}), (lanes) => {
      const drawn = sketchOf(
        range(7).map((n) => `N${n}`),
        lanes,
      );
      const origins = [3, 0, 6];
      const table = swept(drawn, origins);
      for (const [slot, origin] of origins.entries()) {
        for (const target of range(7)) {
          const best = cheapestWithin(everyWay(drawn.csr, drawn.metric, origin, target), Infinity);
          expect(costMilsTo(table, slot, target)).toBe(best?.costMils ?? UNREACHED);
          const way = [...cheapestWay(table, slot, target)];
          const sum = way.reduce((mils, each) => mils + drawn.metric.costMils[each], 0);
          expect(sum).toBe(best?.costMils ?? 0);
          const nodes = [...way.map((each) => drawn.csr.laneTail[each]), target];
          expect(nodes[0]).toBe(best === undefined ? target : origin);
          expect(way.map((each) => drawn.csr.laneHead[each])).toEqual(nodes.slice(1));
        }
      }
    }),
    {seed: 1, numRuns: 300},
  );
});

test('sweeps without WebAssembly, and takes no kernel that does not validate', () => {
  const script = `
    import {compileCsr, costMilsTo, createCostTable, createSweep, sweepOrigins} from '@cutover/core';
    const csr = compileCsr(3, Uint32Array.of(0, 1), Uint32Array.of(1, 2));
    const table = sweepOrigins(createCostTable(createSweep(csr), Int32Array.of(1000, 250), [0]));
    console.log(typeof WebAssembly, costMilsTo(table, 0, 2));
  `;
  const words = ['--no-expose-wasm', '--input-type=module', '--eval', script];
  expect(execFileSync(process.execPath, words, {cwd: import.meta.dirname, encoding: 'utf8'})).toBe('undefined 1250\n');
  expect(loadKernel(btoa('a kernel of instructions this machine lacks'), createMemory(16))).toBeUndefined();
});

describe.each([
  ['layered', layeredSketch(1)],
  ['random', randomSketch(3, 250, 700, true)],
])('on a %s network', (_name, drawn) => {
  const nodeCount = drawn.csr.firstLane.length - 1;
  const origins = range(22); // more than one block of columns, and a part of another
  const table = swept(drawn, origins);

  test('the WebAssembly kernel and its twin are equal bit for bit', () => {
    const twin = createCostTable(table.sweep, drawn.metric.costMils, origins);
    const kernel = sweepTwin(twin);
    expect(sweepKernel(table).sweepParts.toString()).toContain('native code'); // not the twin with itself
    sweepOrigins(twin, 0, twin.columns, kernel);
    expect(twin.cells).toEqual(table.cells);
    for (const node of range(nodeCount).filter((each) => each % 3 === 0)) {
      const lane = table.sweep.firstIn[node];
      const part = table.nodePart[node];
      if (table.firstNode[part + 1] - table.firstNode[part] !== 1) continue;
      for (const each of [table, twin]) each.inKey[lane] += 1 << each.sweep.slotBits; // a mil dearer
      expect(kernel.sweepNode(node, 0, 20)).toBe(sweepKernel(table).sweepNode(node, 0, 20));
      expect(twin.cells).toEqual(table.cells);
    }
  });

  test('threads may each take some columns', () => {
    const parted = createCostTable(table.sweep, drawn.metric.costMils, origins);
    for (const [from, to] of [
      [16, 20],
      [0, 16],
      [20, 32],
    ]) {
      sweepOrigins(parted, from, to);
    }
    expect(parted.cells).toEqual(swept(drawn, origins).cells);
  });

  test('levels: each node stands in one part, and lanes lead within a part or onward', () => {
    const {firstNode, nodePart, partCount, partNode, pathLanesMax} = findLevels(drawn.csr);
    expect([...partNode].sort((a, b) => a - b)).toEqual(range(nodeCount));
    for (const part of range(partCount)) {
      for (let i = firstNode[part]; i < firstNode[part + 1]; i++) expect(nodePart[partNode[i]]).toBe(part);
    }
    const back = [...drawn.csr.laneHead].filter((head, lane) => nodePart[head] < nodePart[drawn.csr.laneTail[lane]]);
    expect(back).toEqual([]);
    const longest = Math.max(...range(nodeCount).map((node) => cheapestWay(table, 0, node).length));
    expect(longest).toBeGreaterThan(2);
    expect(pathLanesMax).toBeGreaterThanOrEqual(longest);
  });
});

test('nodes are one part only when they reach each other', () => {
  const {csr, node} = sketch('A -1-> B -1-> C -1-> B\nC -1-> D -1-> D');
  const {nodePart, pathLanesMax} = findLevels(csr);
  expect(['A', 'B', 'C', 'D'].map((id) => nodePart[node(id)])).toEqual([0, 1, 1, 2]);
  expect(pathLanesMax).toBe(3); // A to B to C to D
});

test('refuses what does not fit, and says so', () => {
  const {csr, metric} = sketch('A -1.00-> B -1.00-> C');
  const sweep = createSweep(csr);
  expect(sweep.laneMilsMax).toBe((2 ** 29 - 1 - 1) / 2); // one slot bit of 30, two lanes at most
  const dear = (mils: number) => createCostTable(sweep, metric.costMils.with(1, mils), [0]);
  expect(() => dear(sweep.laneMilsMax + 1)).toThrow(/lane 1 costs 268435456 mils/);
  expect(() => dear(-1)).toThrow(RangeError);
  expect(costMilsTo(sweepOrigins(dear(sweep.laneMilsMax)), 0, 2)).toBe(1000 + sweep.laneMilsMax);
  expect(costMilsTo(sweepOrigins(dear(CLOSED)), 0, 2)).toBe(UNREACHED);
  expect(() => createCostTable(sweep, metric.costMils, [3])).toThrow(/origin 3 is no node/);
  expect(() => createCostTable(sweep, metric.costMils, [1, 1])).toThrow(/origin 1 is given twice/);
  expect(() => setCosts(dear(0), new Int32Array(3))).toThrow(/3 costs but the network has 2 lanes/);
});
