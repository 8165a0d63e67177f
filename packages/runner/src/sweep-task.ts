import {type CostTable, type SweepCells, sweepOrigins} from '@cutover/core';
import {type Pool, ranges} from './pool.ts';

/** Origins to sweep, as columns of a table. The arrays are shared, nothing is copied. */
export interface SweepTask {
  readonly kind: 'sweep';
  readonly cells: SweepCells;
  readonly fromColumn: number;
  readonly toColumn: number;
}

const CACHE_LINE_COLUMNS = 16; // threads that meet within a line would wait for each other

/** Finds the cheapest ways of a table on all threads. */
export async function sweepOnPool(pool: Pool, table: CostTable): Promise<void> {
  const {sweep: _topology, origins: _origins, ...cells} = table;
  const share = Math.ceil(table.columns / CACHE_LINE_COLUMNS / pool.threads) * CACHE_LINE_COLUMNS;
  await Promise.all(
    ranges(table.columns, share).map(({from, to}) => pool.run({kind: 'sweep', cells, fromColumn: from, toColumn: to})),
  );
}

/** Finds those of some columns on this thread. */
export function sweepColumns({cells, fromColumn, toColumn}: SweepTask): void {
  sweepOrigins(cells, fromColumn, toColumn);
}
