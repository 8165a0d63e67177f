import {fillQuota} from '@cutover/simulation';
import fc from 'fast-check';
import {expect, test} from 'vitest';

function quotas(weight: readonly number[], slots: number): number[] {
  const table = new Uint16Array(slots + 2).fill(999);
  fillQuota(weight, slots, table, 1);
  expect([table[0], table[slots + 1]]).toEqual([999, 999]); // nothing beyond its slots is touched
  return weight.map((_, outcome) => table.slice(1, slots + 1).filter((each) => each === outcome).length);
}

test('a quota table gives whole shares exactly', () => {
  expect(quotas([0.5, 0.3, 0.2], 10)).toEqual([5, 3, 2]);
  expect(quotas([1, 0, 3], 1024)).toEqual([256, 0, 768]);
});

test('a quota table gives what is left to the largest remainders', () => {
  expect(quotas([5, 3, 1], 10)).toEqual([6, 3, 1]); // 5.56, 3.33, 1.11
  expect(quotas([2, 2, 3], 5)).toEqual([2, 1, 2]); // 1.43, 1.43, 2.14: of equals the first
});

test('a quota table lists its outcomes in order', () => {
  const table = new Uint8Array(6);
  fillQuota([1, 2], 6, table, 0);
  expect([...table]).toEqual([0, 0, 1, 1, 1, 1]);
});

test('a quota table is within one slot of every share and never gives to nothing', () => {
  const weights = fc.array(fc.oneof(fc.constant(0), fc.double({min: 1e-9, max: 1e9, noNaN: true})), {
    minLength: 1,
    maxLength: 64,
  });
  fc.assert(
    fc.property(weights, fc.constantFrom(64, 1024, 4096), (weight, slots) => {
      const total = weight.reduce((sum, each) => sum + each, 0);
      fc.pre(total > 0);
      const count = quotas(weight, slots);
      expect(count.reduce((sum, each) => sum + each, 0)).toBe(slots);
      const exact = weight.map((each) => (slots * each) / total);
      count.forEach((each, i) => {
        expect(Math.abs(each - exact[i])).toBeLessThan(1 + 1e-9);
        if (weight[i] === 0) expect(each).toBe(0);
      });
      // Nobody who got a slot more than the whole part had a smaller remainder than somebody who did not.
      const left = exact.map((each) => each - Math.floor(each));
      const raised = left.filter((_, i) => count[i] > Math.floor(exact[i]));
      const notRaised = left.filter((_, i) => count[i] === Math.floor(exact[i]));
      expect(Math.min(1, ...raised)).toBeGreaterThanOrEqual(Math.max(0, ...notRaised));
    }),
    {seed: 1, numRuns: 500},
  );
});

test('a quota table needs a positive weight', () => {
  expect(() => quotas([0, 0], 16)).toThrow(RangeError);
  expect(() => quotas([], 16)).toThrow(RangeError);
});
