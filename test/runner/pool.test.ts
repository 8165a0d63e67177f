import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {evenRanges} from '@cutover/runner';
import fc from 'fast-check';
import {expect, test} from 'vitest';

test('work is cut where a part of it is full', () => {
  // 24 in 3 parts: 8 each. 5 + 4 is the first to reach 8, with 1 + 7 it is 17, past 16, and 3 + 3 + 1 are the rest.
  const work = Float64Array.of(5, 4, 1, 7, 3, 3, 1);
  expect(evenRanges(work, 3)).toEqual([
    {from: 0, to: 2},
    {from: 2, to: 4},
    {from: 4, to: 7},
  ]);
});

test('ranges hold everything once, are no more than asked for, and none exceeds its part by more than an item', () => {
  const work = fc.array(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 40});
  fc.assert(
    fc.property(work, fc.integer({min: 1, max: 12}), (items, parts) => {
      const ranges = evenRanges(Float64Array.from(items), parts);
      expect(ranges.flatMap(({from, to}) => items.slice(from, to))).toEqual(items);
      expect(ranges.length).toBeLessThanOrEqual(parts);
      const sumOf = (each: number[]): number => each.reduce((sum, item) => sum + item, 0);
      for (const {from, to} of ranges) {
        expect(sumOf(items.slice(from, to))).toBeLessThan(sumOf(items) / parts + Math.max(...items));
      }
    }),
    {seed: 4, numRuns: 200},
  );
});

test('threads may be closed at any moment of their start', async () => {
  // In a process of its own: what this guards against aborts the process, and no test would be left to report it.
  const script = `
    import {createPool} from '@cutover/runner';
    const pool = createPool(2);
    const startedAt = performance.now();
    await pool.run({kind: 'none such'}).catch(() => undefined);
    const startMs = performance.now() - startedAt;
    await pool.close();
    for (let share = 0; share < 1; share += 1 / 64) {
      const starting = createPool(2);
      await new Promise((resolve) => setTimeout(resolve, share * startMs));
      await starting.close();
    }
    console.log('closed');`;
  const words = ['--input-type=module', '--eval', script];
  const {stdout} = await promisify(execFile)(process.execPath, words, {cwd: import.meta.dirname});
  expect(stdout).toBe('closed\n');
});
