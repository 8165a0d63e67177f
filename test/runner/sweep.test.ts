import {costMilsTo, createCostTable, createSweep, sweepOrigins, UNREACHED} from '@cutover/core';
import {createPool, sweepOnPool} from '@cutover/runner';
import {expect, test} from 'vitest';
import {randomSketch} from '../support/sketch.ts';

test('a sweep on any number of threads fills the same table', async () => {
  const {csr, metric} = randomSketch(2, 90, 300);
  const origins = Array.from({length: 70}, (_, node) => node);
  const sweep = createSweep(csr);
  const alone = sweepOrigins(createCostTable(sweep, metric.costMils, origins));
  expect(costMilsTo(alone, 69, 12)).toBeLessThan(UNREACHED);
  for (const threads of [1, 2, 3]) {
    const pool = createPool(threads);
    try {
      const table = createCostTable(sweep, metric.costMils, origins);
      await sweepOnPool(pool, table);
      expect(table.cells).toEqual(alone.cells);
    } finally {
      await pool.close();
    }
  }
});
