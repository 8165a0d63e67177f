import type {CostTable} from '@cutover/core';
import {type Pool, ranges} from './pool.ts';

const CACHE_LINE_COLUMNS = 16; // threads that meet within a line would wait for each other

/** Finds the cheapest ways of a table on all threads. */
export async function sweepOnPool(pool: Pool, table: CostTable): Promise<void> {
  const {memory, firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn, fresh, columns, slotMask} = table;
  const topology = {firstNode, partNode, nodePart, firstIn, inTail, inKey, startColumn};
  const cells = {...topology, memory, cells: table.cells, fresh, columns, slotMask};
  const share = Math.ceil(columns / CACHE_LINE_COLUMNS / pool.threads) * CACHE_LINE_COLUMNS;
  await Promise.all(
    ranges(columns, share).map(({from, to}) => pool.run({kind: 'sweep', cells, fromColumn: from, toColumn: to})),
  );
}
