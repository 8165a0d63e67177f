import {
  applyChanges,
  type BestOptions,
  createCostTable,
  createRerouter,
  createSweep,
  hash32,
  kBestOptions,
  NO_CANDIDATE,
  rerankOptions,
  type RouteChange,
  sweepOrigins,
  type ZipCandidates,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {LAYERS, layeredSketch} from '../support/layered.ts';
import {sketch} from '../support/sketch.ts';

// To DS 1.00 from FC1 and 2.00 from FC2, to DDU 0.80 and 0.40; FC2 alone reaches FAR.
const drawn = sketch(`
  FC1 -1.00-> DS
  FC2 -2.00-> DS
  FC1 -0.80-> DDU
  FC2 -0.40-> DDU
  FC2 -0.10-> FAR
`);
const {node} = drawn;
const table = sweepOrigins(createCostTable(createSweep(drawn.csr), drawn.metric.costMils, [node('FC1'), node('FC2')]));
const candidates: ZipCandidates = {
  firstCandidate: Uint32Array.of(0, 3, 3, 6),
  building: Int32Array.from(['DS', 'DDU', 'FAR', 'DS', 'DDU', 'FAR'], node),
  doorMils: Int32Array.of(500, 1800, 0, 500, 1800, 0),
};
// Market 0 ships a quarter from FC1: DS 0.25 x 1.00 + 0.75 x 2.00 + 0.50 = 2.25, DDU 0.20 + 0.30 + 1.80 = 2.30.
// Market 1 ships all from FC2: FAR 0.10, DDU 0.40 + 1.80 = 2.20, DS 2.00 + 0.50 = 2.50.
const mix = {quota: Uint16Array.of(256, 768, 0, 1024)};

test('ranks the options of each ZIP by what they cost for the origins of its market', () => {
  const {candidate, meanMils} = kBestOptions(table, mix, [0, 0, 1], candidates, 2);
  expect([...candidate]).toEqual([0, 1, NO_CANDIDATE, NO_CANDIDATE, 5, 4]);
  expect([...meanMils]).toEqual([2250, 2300, Number.NaN, Number.NaN, 100, 2200]);
});

test('leaves out what some origin of the market does not reach', () => {
  const {candidate} = kBestOptions(table, mix, [0, 0, 1], candidates, 3);
  expect([...candidate].slice(0, 3)).toEqual([0, 1, NO_CANDIDATE]); // FC1 does not reach FAR
});

test('of equally dear options the first comes first, also beyond the k-th', () => {
  const same = {...candidates, building: new Int32Array(6).fill(node('DS')), doorMils: new Int32Array(6)};
  expect([...kBestOptions(table, mix, [0, 0, 1], same, 2).candidate]).toEqual([0, 1, NO_CANDIDATE, NO_CANDIDATE, 3, 4]);
});

test('equals sorting all options', () => {
  const layered = layeredSketch(4);
  const origins = Array.from({length: LAYERS.FC}, (_, fcNode) => fcNode);
  const all = sweepOrigins(createCostTable(createSweep(layered.csr), layered.metric.costMils, origins));
  const building = fc.integer({min: LAYERS.FC, max: layered.csr.firstLane.length - 2});
  const choice = fc.tuple(
    building,
    fc.integer({min: 0, max: 3}).map((usd) => 1000 * usd),
  );
  const quotas = fc.array(fc.integer({min: 0, max: 3}), {minLength: origins.length, maxLength: origins.length});
  fc.assert(
    fc.property(fc.array(choice, {maxLength: 9}), quotas, fc.integer({min: 1, max: 4}), (choices, quota, k) => {
      const zip: ZipCandidates = {
        firstCandidate: Uint32Array.of(0, choices.length),
        building: Int32Array.from(choices, ([at]) => at),
        doorMils: Int32Array.from(choices, ([, mils]) => mils),
      };
      const shipping = origins.filter((slot) => quota[slot] > 0);
      const weight = shipping.reduce((sum, slot) => sum + quota[slot], 0);
      const ranked = choices
        .map(([at, door], each) => {
          const keys = shipping.map((slot) => all.cells[at * all.columns + slot] >> all.sweep.slotBits);
          const sum = shipping.reduce((mils, slot, i) => mils + quota[slot] * keys[i], 0);
          const isReached = weight > 0 && keys.every((key) => key < 1 << (30 - all.sweep.slotBits));
          return {each, mils: isReached ? sum / weight + door : Infinity};
        })
        .filter(({mils}) => mils < Infinity)
        .sort((a, b) => a.mils - b.mils || a.each - b.each)
        .slice(0, k);
      const found = kBestOptions(all, {quota: Uint16Array.from(quota)}, [0], zip, k);
      expect([...found.candidate].filter((each) => each !== NO_CANDIDATE)).toEqual(ranked.map(({each}) => each));
    }),
    {seed: 1, numRuns: 200},
  );
});

describe('after a change', () => {
  const start = () => {
    const targets = ['DS', 'DDU', 'FAR'].map(node);
    return createRerouter(drawn.csr, table.sweep, drawn.metric.costMils, [node('FC1'), node('FC2')], targets);
  };

  test('names the ZIPs whose options moved, and none that only could have', () => {
    const rerouter = start();
    const best = kBestOptions(rerouter.table, mix, [0, 0, 1], candidates, 2);
    const rerank = (change: RouteChange) => {
      const {targets} = applyChanges(rerouter, [change]);
      return [...rerankOptions(best, rerouter.table, mix, [0, 0, 1], candidates, targets)];
    };
    // FC1 to DS matters to ZIP 0 alone, as market 1 ships nothing from FC1: DS 0.25 x 1.40 + 1.50 + 0.50 = 2.35.
    expect(rerank({change: 'setLaneCost', lane: drawn.lane('FC1', 'DS'), costMils: 1400})).toEqual([0]);
    expect([...best.candidate]).toEqual([1, 0, NO_CANDIDATE, NO_CANDIDATE, 5, 4]);
    expect([...best.meanMils]).toEqual([2300, 2350, Number.NaN, Number.NaN, 100, 2200]);
    expect(rerank({change: 'closeNode', node: node('DDU')})).toEqual([0, 2]);
    expect([...best.candidate]).toEqual([0, NO_CANDIDATE, NO_CANDIDATE, NO_CANDIDATE, 5, 3]);
    expect(rerank({change: 'closeNode', node: node('DDU')})).toEqual([]);
  });

  test('equals ranking all ZIPs of the changed network, and names those that differ', () => {
    const {csr, metric} = layeredSketch(4);
    const origins = Array.from({length: LAYERS.FC}, (_, fcNode) => fcNode);
    const nodes = Array.from({length: csr.firstLane.length - 1}, (_, each) => each);
    const rerouter = createRerouter(csr, createSweep(csr), metric.costMils, origins, nodes);
    const zips = 40;
    const pick = (stream: number, i: number, below: number): number => hash32(hash32(stream) + i) % below;
    const options: ZipCandidates = {
      firstCandidate: Uint32Array.from({length: zips + 1}, (_, zip) => 3 * zip),
      building: Int32Array.from(
        {length: 3 * zips},
        (_, i) => origins.length + pick(1, i, nodes.length - origins.length),
      ),
      doorMils: Int32Array.from({length: 3 * zips}, (_, i) => 500 * pick(2, i, 4)),
    };
    const quota = Uint16Array.from({length: 2 * origins.length}, (_, i) => pick(3, i, 3));
    const market = Uint8Array.from({length: zips}, (_, zip) => zip % 2);
    const rank = (): BestOptions => kBestOptions(rerouter.table, {quota}, market, options, 2);
    const best = rank();
    let moved = 0;
    for (let i = 0; i < 200; i++) {
      const before = {candidate: best.candidate.slice(), meanMils: best.meanMils.slice()};
      const change = i % 2 === 0 ? 'closeNode' : 'openNode';
      const {targets} = applyChanges(rerouter, [{change, node: pick(4, i >> 1, nodes.length)}]);
      const changed = rerankOptions(best, rerouter.table, {quota}, market, options, targets);
      expect(best).toEqual(rank());
      const differs = (at: number): boolean =>
        before.candidate[at] !== best.candidate[at] || !Object.is(before.meanMils[at], best.meanMils[at]);
      const expected = Array.from({length: zips}, (_, zip) => zip).filter(
        (zip) => differs(2 * zip) || differs(2 * zip + 1),
      );
      expect([...changed]).toEqual(expected);
      moved += changed.length;
    }
    expect(moved).toBeGreaterThan(100);
  });
});

test('refuses a k that counts nothing', () => {
  for (const k of [0, -1, 1.5, Number.NaN])
    expect(() => kBestOptions(table, mix, [0, 0, 1], candidates, k)).toThrow(RangeError);
});
