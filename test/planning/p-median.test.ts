import {solvePMedian} from '@cutover/planning';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {optimaOf, orlibFolder, readPMed} from '../support/orlib.ts';

function bestOf(distance: number[][], p: number): number {
  let best = Infinity;
  for (let set = 0; set < 2 ** distance.length; set++) {
    const open = distance.filter((_, facility) => (set >> facility) % 2 === 1);
    if (open.length !== p) continue;
    best = Math.min(
      best,
      distance[0].reduce((sum, _, j) => sum + Math.min(...open.map((row) => row[j])), 0),
    );
  }
  return best;
}

const lengths = fc.oneof({weight: 6, arbitrary: fc.nat(50)}, fc.constant(Infinity));
const cases = fc.tuple(fc.integer({min: 1, max: 6}), fc.integer({min: 1, max: 8})).chain(([facilities, customers]) =>
  fc.record({
    distance: fc.array(fc.array(lengths, {minLength: customers, maxLength: customers}), {
      minLength: facilities,
      maxLength: facilities,
    }),
    p: fc.integer({min: 1, max: facilities}),
  }),
);

describe('p-median', () => {
  test('opens the places that are near to most', () => {
    // On a line at 0, 1, 2, 10, 11: one in each cluster. 1 and 10 (or 11): 1 + 0 + 1 + 0 + 1 = 3.
    const at = [0, 1, 2, 10, 11];
    const result = solvePMedian({distance: at.map((a) => at.map((b) => Math.abs(a - b))), p: 2});
    expect(result).toMatchObject({value: 3, stopped: 'gap'});
    expect(result.open[0]).toBe(1);
    expect(result.assignment.map(({facility}) => at[facility] > 5)).toEqual([false, false, false, true, true]);
  });

  test('finds what trying all sets finds, of any size and reach, and its bound is below', () => {
    fc.assert(
      fc.property(cases, ({distance, p}) => {
        const result = solvePMedian({distance, p});
        const best = bestOf(distance, p);
        expect(result.value).toBe(best);
        expect(result.bound).toBeLessThanOrEqual(best);
        if (best === Infinity) {
          expect(result).toMatchObject({bound: Infinity, open: [], assignment: [], stopped: 'infeasible'});
          return;
        }
        expect(result.open).toHaveLength(p);
        expect(result.assignment.reduce((sum, {facility, customer}) => sum + distance[facility][customer], 0)).toBe(
          best,
        );
      }),
      {seed: 1, numRuns: 300},
    );
  });

  test.each([
    [{distance: [[1], [2]], p: 3}, 'p is 3; it must be a whole number from 1 to 2, the number of facilities'],
    [{distance: [[1], [-2]], p: 1}, 'distance[1][0] is -2; it must be 0 or above'],
  ])('names what is wrong (%#)', (input, message) => {
    expect(() => solvePMedian(input)).toThrow(message);
  });
});

const folder = orlibFolder('orlib-pmed');

describe.skipIf(folder === undefined)('p-median, on instances of the OR-Library,', () => {
  const instances = folder === undefined ? [] : optimaOf(folder);

  test.each(instances)('is within 0.5% of the optimum of $name, its bound below', ({name, optimum}) => {
    const {value, bound, open, assignment} = solvePMedian(readPMed(folder!, name));
    expect(value).toBeLessThanOrEqual(1.005 * optimum);
    expect(bound).toBeLessThanOrEqual(optimum * (1 + 1e-9));
    expect(bound).toBeGreaterThanOrEqual(0.98 * optimum);
    expect(new Set(assignment.map(({facility}) => facility)).size).toBeLessThanOrEqual(open.length);
  });
});
