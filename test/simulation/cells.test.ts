import {type EpochPolicy, GROUP_COUNT, SHARE_ONE} from '@cutover/core';
import {
  createDemand,
  type Demand,
  epochOfDay,
  packagesBefore,
  sampled,
  samplingRate,
  slotPositions,
  SLOTS,
} from '@cutover/simulation';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';

/** A policy that matters to cells only by its shares. */
function policyOf(share: readonly number[]): EpochPolicy {
  const zipCount = share.length / SLOTS;
  return {
    epoch: {fromDay: 0, toDay: 1},
    share: Uint16Array.from(share),
    station: new Int32Array(zipCount),
    handoff: new Int32Array(zipCount),
    overflow: new Uint8Array(zipCount),
  };
}

/** Packages of each slot on a day. */
function slotsOf(demand: Demand, position: Float64Array, day: number): number[] {
  const before = Array.from(position, (at) => packagesBefore(demand.dayPackages[day], at, demand.phase[day]));
  return before.slice(1).map((after, slot) => after - before[slot]);
}

const OWN = [SHARE_ONE, 0, 0];

describe('demand', () => {
  test('cuts a day into cells, in the order ZIP, group, planned deliverer', () => {
    // Two ZIPs, a quarter, a quarter and a half of the nation; the second ZIP gives half its light packages to USPS.
    const demand = createDemand(Float64Array.of(10, 10, 9.6), Float64Array.of(1, 1, 0, 2, 0, 0));
    const half = [SHARE_ONE / 2, SHARE_ONE / 2, 0];
    const position = slotPositions(demand, policyOf([...OWN, ...OWN, ...OWN, ...half, ...OWN, ...OWN]));
    expect([0, 3, 6, 9, 10, 12, 18].map((slot) => position[slot])).toEqual([0, 0.25, 0.5, 0.5, 0.75, 1, 1]);
    expect([...demand.dayFirst]).toEqual([0, 10, 20, 30]); // 9.6 packages are 10
    // The phase of day 0 is 0.618: before 2.5 + 0.618 = 3, before 5.618 = 5, before 8.118 = 8, before the end 10.
    expect(slotsOf(demand, position, 0).filter((packages) => packages > 0)).toEqual([3, 2, 3, 2]);
    // That of day 1 is 2 x 0.618 - 1 = 0.236: 2.736, 5.236, 7.736.
    expect(slotsOf(demand, position, 1).filter((packages) => packages > 0)).toEqual([2, 3, 2, 3]);
  });

  test('adds up exactly every day, and no cell is off by a whole package', () => {
    const weight = fc.oneof(fc.constant(0), fc.double({min: 1e-6, max: 1e6, noNaN: true}));
    const share = fc
      .tuple(fc.integer({min: 0, max: SHARE_ONE}), fc.integer({min: 0, max: SHARE_ONE}))
      .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), SHARE_ONE - Math.max(a, b)]);
    const zips = fc.integer({min: 1, max: 12}).chain((zipCount) =>
      fc.record({
        weight: fc.array(weight, {minLength: GROUP_COUNT * zipCount, maxLength: GROUP_COUNT * zipCount}),
        share: fc.array(share, {minLength: GROUP_COUNT * zipCount, maxLength: GROUP_COUNT * zipCount}),
      }),
    );
    const volume = fc.array(fc.double({min: 0, max: 5e7, noNaN: true}), {minLength: 1, maxLength: 20});
    fc.assert(
      fc.property(zips, volume, (each, volumes) => {
        const total = each.weight.reduce((sum, one) => sum + one, 0);
        fc.pre(total > 0);
        const demand = createDemand(Float64Array.from(volumes), Float64Array.from(each.weight));
        const position = slotPositions(demand, policyOf(each.share.flat()));
        let first = 0;
        volumes.forEach((wanted, day) => {
          const packages = slotsOf(demand, position, day);
          const day0 = Math.round(wanted);
          expect(packages.reduce((sum, one) => sum + one, 0)).toBe(day0);
          expect(demand.dayFirst[day]).toBe(first);
          first += day0;
          packages.forEach((one, slot) => {
            const exact = (day0 * each.weight[Math.floor(slot / 3)] * each.share.flat()[slot]) / SHARE_ONE / total;
            expect(one).toBeGreaterThanOrEqual(0);
            expect(Math.abs(one - exact)).toBeLessThan(1 + 1e-6);
          });
        });
      }),
      {seed: 1, numRuns: 150},
    );
  });

  test('gives a ZIP with less than a package a day its packages over time', () => {
    const demand = createDemand(new Float64Array(1000).fill(10), Float64Array.of(3, 0, 0, 97, 0, 0)); // 0.3 a day
    const position = slotPositions(demand, policyOf([...OWN, ...OWN, ...OWN, ...OWN, ...OWN, ...OWN]));
    let packages = 0;
    for (let day = 0; day < 1000; day++) packages += slotsOf(demand, position, day)[0];
    expect(Math.abs(packages - 300)).toBeLessThanOrEqual(3);
  });

  test('must have packages', () => {
    expect(() => createDemand(Float64Array.of(10), new Float64Array(6))).toThrow(RangeError);
  });
});

describe('epochs', () => {
  test('cover each day once', () => {
    const epochs = [
      {fromDay: 0, toDay: 2},
      {fromDay: 2, toDay: 9},
    ];
    expect([...epochOfDay(epochs, 5)]).toEqual([0, 0, 1, 1, 1]);
  });

  test('must leave no day out', () => {
    const gap = [
      {fromDay: 0, toDay: 2},
      {fromDay: 3, toDay: 5},
    ];
    expect(() => epochOfDay(gap, 5)).toThrow(/day 2/);
  });
});

describe('a sample', () => {
  test('draws every package when more are wanted than there are', () => {
    expect(samplingRate(0, 1000, 1000)).toBe(1);
    expect(samplingRate(7, 1000, 5000)).toBe(1);
    expect(sampled(123_456, 1)).toBe(123_456);
  });

  test('has exactly as many packages as wanted, wherever its days begin', () => {
    const first = fc.oneof(fc.constant(0), fc.integer({min: 0, max: 9e9}));
    const volume = fc.oneof(fc.integer({min: 1, max: 1e5}), fc.integer({min: 1, max: 9e9}));
    fc.assert(
      fc.property(first, volume, fc.double({min: 0, max: 1, noNaN: true}), (before, packages, share) => {
        const wanted = Math.floor(packages * share);
        const rate = samplingRate(before, packages, wanted);
        expect(sampled(before + packages, rate) - sampled(before, rate)).toBe(wanted);
      }),
      {seed: 1, numRuns: 5000},
    );
  });

  test('takes part of any stretch, never less than none nor more than all of it', () => {
    const at = fc.integer({min: 0, max: 9e9});
    fc.assert(
      fc.property(at, fc.integer({min: 0, max: 1000}), fc.integer({min: 1, max: 1000}), (from, length, perMille) => {
        const rate = samplingRate(0, 9e9 + 1000, perMille * 9e6);
        const drawn = sampled(from + length, rate) - sampled(from, rate);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThanOrEqual(length);
        expect(Math.abs(drawn - length * rate)).toBeLessThan(1);
      }),
      {seed: 1, numRuns: 2000},
    );
  });
});
