import {
  buildGraph,
  buildMetric,
  CLOSED,
  compile,
  compileTwin,
  type Csr,
  resolveParameters,
  serviceByRule,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {randomSketch, sketch} from '../support/sketch.ts';
import {smallTwin} from '../support/small-twin.ts';

/** Every lane as tail, head and row, in the order of the rows. */
function laneRows({laneTail, laneHead, laneRow}: Csr): number[][] {
  return Array.from(laneRow, (row, lane) => [row, laneTail[lane], laneHead[lane]]).sort((a, b) => a[0] - b[0]);
}

describe('compiling a graph', () => {
  test('keeps parallel lanes and self-loops, each with the row it came from', () => {
    const {network, csr} = sketch(`
      A -1.00-> B -1.00-> C
      A -2.00-> B -3.00-> B
      C -1.00-> A
      ALONE
    `);
    expect(network.nodeIds).toEqual(['A', 'B', 'C', 'ALONE']);
    expect(network.laneIds).toEqual(['A>B#0', 'B>C#1', 'A>B#2', 'B>B#3', 'C>A#4']);
    expect([...csr.firstLane]).toEqual([0, 2, 4, 5, 5]); // A has two lanes, B two, C one, ALONE none
    expect([...csr.laneRow]).toEqual([0, 2, 1, 3, 4]); // by tail, then in the order of the table
    expect([...csr.laneTail]).toEqual([0, 0, 1, 1, 2]);
    expect([...csr.laneHead]).toEqual([1, 1, 2, 1, 0]);
  });

  test('has the lanes of the graph, one for one, on any network', () => {
    for (const seed of [1, 2, 3]) {
      const {graph, network, csr} = randomSketch(seed, 30, 200);
      const expected: number[][] = [];
      graph.forEachEdge((_key, attributes, source, target) => {
        if (attributes.kind !== 'lane') throw new Error('the sketch has lanes only');
        expected.push([attributes.row, network.nodeIds.indexOf(source), network.nodeIds.indexOf(target)]);
      });
      expect(laneRows(csr)).toEqual(expected);
      expect(csr.firstLane[network.nodeCount]).toBe(200);
      csr.laneTail.forEach((tail, lane) => {
        expect(lane).toBeGreaterThanOrEqual(csr.firstLane[tail]);
        expect(lane).toBeLessThan(csr.firstLane[tail + 1]);
      });
    }
  });

  test('gives a building its row in the twin and a lane its row, and leaves ZIPs out', () => {
    const twin = smallTwin();
    const service = serviceByRule(twin, resolveParameters(twin.parameters));
    const graph = buildGraph(twin, service);
    expect(graph.order).toBe(twin.facilities.length + twin.zips.length);
    const network = compile(graph);
    expect(network.nodeIds).toEqual(twin.facilities.map(({facilityId}) => facilityId));
    expect(network.laneIds).toEqual(twin.lanes.map(({laneId}) => laneId));
    const rowOf = (id: string): number => twin.facilities.findIndex(({facilityId}) => facilityId === id);
    expect(laneRows(network.csr)).toEqual(
      twin.lanes.map(({originId, destinationId}, row) => [row, rowOf(originId), rowOf(destinationId)]),
    );
    expect(compile(buildGraph(twin)).csr).toEqual(network.csr);
  });
});

describe('compiling a twin without the graph', () => {
  const [building] = smallTwin().facilities;
  const [lane] = smallTwin().lanes;

  test('gives what compiling its graph gives, parallel lanes and self-loops too', () => {
    const sizes = fc.integer({min: 1, max: 8}).chain((count) => {
      const node = fc.nat({max: count - 1});
      return fc.record({count: fc.constant(count), ends: fc.array(fc.tuple(node, node), {maxLength: 30})});
    });
    fc.assert(
      fc.property(sizes, ({count, ends}) => {
        const ids = Array.from({length: count}, (_, i) => `B${(7 * i) % 11}`); // not in order of their names
        const facilities = ids.map((facilityId) => ({...building, facilityId}));
        const lanes = ends.map(([from, to], i) => ({
          ...{...lane, laneId: `L${i}`, originId: ids[from], destinationId: ids[to]},
        }));
        const twin = {facilities, lanes, zips: []};
        expect(compileTwin(twin)).toEqual(compile(buildGraph(twin)));
      }),
    );
  });

  test.each([
    ['small', smallTwin()],
    ['middle', middleTwin()],
  ])('gives what compiling its graph gives, of the %s twin', (_, twin) => {
    expect(twin.lanes.length).toBeGreaterThan(10);
    expect(compileTwin(twin)).toEqual(compile(buildGraph(twin)));
  });

  test('refuses a lane to nowhere and two buildings of one id, as the graph does', () => {
    const nowhere = {facilities: [building], lanes: [{...lane, originId: building.facilityId, destinationId: 'X'}]};
    expect(() => compileTwin(nowhere)).toThrow('"X"');
    expect(() => compileTwin({facilities: [building, building], lanes: []})).toThrow('same id');
  });
});

describe('a metric', () => {
  const {network, lane} = sketch('A -1.00-> B -1.00-> C\nA -1.00-> C'); // prices given below
  const rates = {usdPerPackage: Float64Array.of(0.1004, 0.2, 0.3), minutes: Float64Array.of(10, 20, 29.6)};
  const handling = Float64Array.of(0.5, 0.25, 0);
  const dwell = Float64Array.of(60, 30, 0.5);
  const [all, lanes] = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 1)];

  test('is whole mils with the handling of the head, and whole minutes with its dwell', () => {
    const metric = buildMetric(network, rates, all, lanes, handling, dwell);
    expect(metric.costMils[lane('A', 'B')]).toBe(350); // 100.4 rounded, and 250 of handling at B
    expect(metric.sortMils[lane('A', 'B')]).toBe(250);
    expect(metric.minutes[lane('A', 'B')]).toBe(40);
    expect(metric.costMils[lane('B', 'C')]).toBe(200);
    expect(metric.minutes[lane('A', 'C')]).toBe(30); // 29.6 + 0.5
  });

  test('closes the lanes of a closed building, both into it and out of it', () => {
    const metric = buildMetric(network, rates, Uint8Array.of(1, 0, 1), lanes, handling, dwell);
    expect(metric.costMils[lane('A', 'B')]).toBe(CLOSED);
    expect(metric.costMils[lane('B', 'C')]).toBe(CLOSED);
    expect(metric.costMils[lane('A', 'C')]).toBe(300);
  });

  test('closes a lane by its row', () => {
    const metric = buildMetric(network, rates, all, Uint8Array.of(1, 1, 0), handling, dwell);
    expect(metric.costMils[lane('A', 'C')]).toBe(CLOSED);
    expect(metric.costMils[lane('A', 'B')]).toBe(350);
  });
});
