import {type SweepCells, sweepOrigins} from '@cutover/core';

/** Origins to sweep, as columns of a table. The arrays are shared, nothing is copied. */
export interface SweepTask {
  readonly kind: 'sweep';
  readonly cells: SweepCells;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** Finds the cheapest ways of some columns on this thread. */
export function sweepColumns({cells, fromColumn, toColumn}: SweepTask): void {
  sweepOrigins(cells, fromColumn, toColumn);
}
