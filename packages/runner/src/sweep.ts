import {type CostTable, sweepOrigins} from '@cutover/core';
import {type Pool, ranges} from './pool.ts';

const CACHE_LINE_COLUMNS = 16; // threads that meet within a line would wait for each other

/**
 * Finds the cheapest ways of a table on as many threads as the pool has, this one among them: work of a few
 * milliseconds is done before a second sleeping thread gets a core.
 */
export async function sweepOnPool(pool: Pool, table: CostTable): Promise<void> {
  const {memory, firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn, fresh, columns, slotMask} = table;
  const topology = {firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn};
  const cells = {...topology, memory, cells: table.cells, fresh, columns, slotMask};
  const share = Math.ceil(columns / CACHE_LINE_COLUMNS / pool.threads) * CACHE_LINE_COLUMNS;
  const [own, ...others] = ranges(columns, share);
  const done = others.map(({from, to}) => pool.run({kind: 'sweep', cells, fromColumn: from, toColumn: to}));
  sweepOrigins(table, own.from, own.to);
  await Promise.all(done);
}
