import {sharedFloat64} from '@cutover/core';
import {type DrawTables, type Odds, oddsOf} from '@cutover/simulation';

/** How late packages are on average, for the ways of a network that were asked for so far. */
export interface LateTable {
  readonly odds: Odds;
  readonly rowOf: Map<number, number>; // by market and row of `transit`
  days: Float64Array; // [row * LATE_WIDTH + …] as `meanLateDays` writes them; a longer one as more are asked for
}

export function createLateTable(tables: DrawTables): LateTable {
  return {odds: oddsOf(tables), rowOf: new Map(), days: sharedFloat64(0)};
}
