import {type Correlation, correlationRoot, jointDraws, triangularQuantile} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';

const together = (parameter: string, otherParameter: string, rankCorrelation: number): Correlation => ({
  ...{parameter, otherParameter, rankCorrelation, confidence: 'assumption', source: 'test'},
});

/** Spearman's, by its textbook formula for ranks without ties: 1 - 6 sum d^2 / (n (n^2 - 1)). */
function spearman(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  // In a Latin hypercube of n draws the stratum is the rank.
  const squares = a.reduce((sum, share, i) => sum + (Math.floor(share * n) - Math.floor(b[i] * n)) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe('the triangular distribution', () => {
  // low 0, base 1, high 4: a quarter lies below the base. u = 1/16: sqrt(1/16 x 4 x 1) = 0.5.
  // u = 11/12: 4 - sqrt(1/12 x 4 x 3) = 3.
  test.each([
    [0, 0],
    [1 / 16, 0.5],
    [1 / 4, 1],
    [11 / 12, 3],
    [1, 4],
  ])('has a share of %d below %d', (share, value) => {
    expect(triangularQuantile({low: 0, base: 1, high: 4}, share)).toBeCloseTo(value, 12);
  });

  test('takes a base at the end of its range', () => {
    // 1.0 + sqrt(0.25 x 0.7 x 0.7) = 1.35
    expect(triangularQuantile({low: 1, base: 1.7, high: 1.7}, 0.25)).toBeCloseTo(1.35, 12);
    expect(triangularQuantile({low: 0, base: 0, high: 1}, 0.75)).toBeCloseTo(0.5, 12); // 1 - sqrt(0.25)
  });

  test('is its base without a range, and without a draw', () => {
    expect(triangularQuantile({low: 2, base: 2, high: 2}, 0.3)).toBe(2);
    expect(triangularQuantile({low: 0, base: 1, high: 4}, NaN)).toBe(1);
  });
});

describe('joint draws', () => {
  test('have one draw in each stratum of every number, correlated or not', () => {
    const cases = fc.record({
      count: fc.integer({min: 1, max: 300}),
      seed: fc.integer({min: 0, max: 0xffff_ffff}),
      r: fc.double({min: -0.95, max: 0.95, noNaN: true}),
    });
    fc.assert(
      fc.property(cases, ({count, seed, r}) => {
        for (const shares of jointDraws(['a', 'b', 'c'], count, seed, [together('a', 'c', r)])) {
          const strata = Array.from(shares, (share) => Math.floor(share * count)).sort((x, y) => x - y);
          expect(strata).toEqual(Array.from({length: count}, (_, i) => i));
        }
      }),
      {numRuns: 60},
    );
  });

  test.each([0.8, 0.3, -0.6])('have a declared rank correlation of %d', (r) => {
    const [a, b, c] = jointDraws(['a', 'b', 'c'], 4000, 7, [together('b', 'a', r)]);
    expect(Math.abs(spearman(a, b) - r)).toBeLessThan(0.03); // standard error at most 1 / sqrt(4000) = 0.016
    expect(Math.abs(spearman(a, c))).toBeLessThan(0.05);
    expect(Math.abs(spearman(b, c))).toBeLessThan(0.05);
  });

  test('of a number stay as they are when others are drawn beside it', () => {
    const [alone] = jointDraws(['fuel'], 50, 1);
    expect(jointDraws(['wage', 'fuel', 'volume'], 50, 1)[1]).toEqual(alone);
  });

  test('are the same for a seed, and others for another', () => {
    const draws = (seed: number) => jointDraws(['a', 'b'], 20, seed, [together('a', 'b', 0.5)]);
    expect(draws(3)).toEqual(draws(3));
    expect(draws(3)).not.toEqual(draws(4));
  });

  test('leave out correlations of what is not drawn', () => {
    expect(jointDraws(['a'], 20, 1, [together('a', 'gone', 0.9)])).toEqual(jointDraws(['a'], 20, 1));
  });

  test('refuse correlations that cannot hold together', () => {
    // a with b, b with c, and a against c
    const rows = [together('a', 'b', 0.9), together('b', 'c', 0.9), together('a', 'c', -0.9)];
    expect(correlationRoot(['a', 'b', 'c'], rows)).toBeNull();
    expect(() => jointDraws(['a', 'b', 'c'], 10, 1, rows)).toThrow(RangeError);
  });
});

test('the root of a correlation matrix, of two: 1; r, sqrt(1 - r^2), with r of normal scores', () => {
  const r = 2 * Math.sin((Math.PI * 0.5) / 6); // 0.5176
  const root = correlationRoot(['a', 'b'], [together('a', 'b', 0.5)]);
  [1, 0, r, Math.sqrt(1 - r * r)].forEach((entry, i) => expect(root?.[i]).toBeCloseTo(entry, 12));
});
