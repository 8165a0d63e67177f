import {daysOf, fitRobust, studentQuantile95} from '@cutover/core';
import fc from 'fast-check';
import {expect, test} from 'vitest';

const days = (count: number) => Int32Array.from({length: count}, (_, i) => i);

test('Student: quantiles of the tables', () => {
  // 97.5% points as printed in every textbook
  const table: [number, number][] = [
    ...([
      [1, 12.7062],
      [2, 4.30265],
      [3, 3.18245],
      [4, 2.77645],
      [5, 2.57058],
    ] as [number, number][]),
    ...([
      [10, 2.22814],
      [30, 2.04227],
      [100, 1.98397],
      [1e9, 1.95996],
    ] as [number, number][]),
  ];
  for (const [freedom, quantile] of table) {
    expect(Math.abs(studentQuantile95(freedom) / quantile - 1)).toBeLessThan(freedom === 3 ? 0.005 : 0.0015);
  }
});

test('a mean and its interval, worked out by hand', () => {
  // 1, 2, 3, 4, 5, one a day: mean 3, variance of the mean 2.5 / 5 = 0.5, t with 4 degrees 2.776: 3 ± 1.963
  const fit = fitRobust(new Float64Array(5).fill(1), Float64Array.of(1, 2, 3, 4, 5), days(5), 1);
  expect(fit.estimate[0]).toBeCloseTo(3, 9);
  expect(fit.halfWidth[0]).toBeCloseTo(2.776 * Math.sqrt(0.5), 2);
  expect(fit).toMatchObject({rows: 5, days: 5, condition: 1});
});

test('rows of one day count as one: four equal rows a day give the interval of one', () => {
  const once = fitRobust(new Float64Array(5).fill(1), Float64Array.of(1, 2, 3, 4, 5), days(5), 1);
  const values = Float64Array.from({length: 20}, (_, i) => 1 + Math.floor(i / 4));
  const day = Int32Array.from({length: 20}, (_, i) => Math.floor(i / 4));
  const often = fitRobust(new Float64Array(20).fill(1), values, day, 1);
  expect(often.halfWidth[0]).toBeCloseTo(once.halfWidth[0], 6);
});

test('one wrong figure in fifty changes nothing', () => {
  // y = 2 a + 3 b with b = 1, noise of ±0.1 in turn; one y is ten times too large
  const a = Array.from({length: 50}, (_, i) => i % 7);
  const x = Float64Array.from(a.flatMap((each) => [each, 1]));
  const y = Float64Array.from(a, (each, i) => 2 * each + 3 + (i % 2 === 0 ? 0.1 : -0.1));
  const clean = fitRobust(x, y, days(50), 2);
  const wrong = fitRobust(x, y.with(20, 10 * y[20]), days(50), 2);
  expect(clean.estimate[0]).toBeCloseTo(2, 2);
  expect(clean.estimate[1]).toBeCloseTo(3, 1);
  for (const i of [0, 1]) expect(Math.abs(wrong.estimate[i] - clean.estimate[i])).toBeLessThan(clean.halfWidth[i]);
});

test('columns in step have no condition and no estimate', () => {
  const x = Float64Array.from({length: 80}, (_, i) =>
    i % 2 === 0 ? 1 + Math.floor(i / 2) : 2 * (1 + Math.floor(i / 2)),
  );
  const fit = fitRobust(
    x,
    Float64Array.from({length: 40}, (_, i) => i),
    days(40),
    2,
  );
  expect(fit.condition).toBe(Infinity);
  expect([...fit.halfWidth]).toEqual([Infinity, Infinity]);
});

test('columns at right angles have condition 1, columns 60 degrees apart √3', () => {
  // Gram of unit columns [[1, c], [c, 1]] has eigenvalues 1 ± c: c = 0.5 gives √(1.5 / 0.5)
  const right = fitRobust(Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1), Float64Array.of(1, 1, 1, 1), days(4), 2);
  expect(right.condition).toBeCloseTo(1, 9);
  const slanted = fitRobust(Float64Array.of(1, 0.5, 0, Math.sqrt(0.75)), Float64Array.of(1, 1), days(2), 2);
  expect(slanted.condition).toBeCloseTo(Math.sqrt(3), 9);
});

test('a line without noise is found, whatever its coefficients', () => {
  const coefficients = fc.array(fc.double({min: 0.5, max: 50, noNaN: true}), {minLength: 3, maxLength: 3});
  fc.assert(
    fc.property(coefficients, fc.nat(1e6), (expected, shift) => {
      const rows = 60;
      const x = Float64Array.from({length: 3 * rows}, (_, i) => 1 + (((i + 1) * (i + shift)) % 97) / 10);
      const y = Float64Array.from({length: rows}, (_, row) =>
        expected.reduce((sum, each, k) => sum + each * x[3 * row + k], 0),
      );
      const fit = fitRobust(x, y, days(rows), 3);
      fc.pre(fit.condition < 50);
      for (let k = 0; k < 3; k++) expect(Math.abs(fit.estimate[k] / expected[k] - 1)).toBeLessThan(1e-6);
    }),
  );
});

test('days of a table: both ends are in', () => {
  const table = {day: Int32Array.of(3, 1, 2, 4), usd: Float64Array.of(30, 10, 20, 40)};
  expect(daysOf(table, 2, 3)).toEqual({day: Int32Array.of(3, 2), usd: Float64Array.of(30, 20)});
});
