import {DataError} from '@cutover/core';

/** A number that a spreadsheet works out again; `result` is shown until it does. */
export interface Formula {
  readonly formula: string; // without the equals sign
  readonly result: number;
}

export type Cell = string | number | null | Formula;

/** How cells are shown. A `date` is ISO text; a `share` is 0 to 1; `usd` shows cents, `rate` three decimals. */
export type CellFormat = 'text' | 'whole' | 'usd' | 'rate' | 'share' | 'date' | 'number';

export interface SheetColumn {
  readonly head: string;
  readonly width: number; // characters
  readonly format: CellFormat;
}

/** One sheet of a workbook; rows are made as they are written, so that none of them stay. */
export interface Sheet {
  readonly name: string; // at most 31 characters
  readonly columns: readonly SheetColumn[];
  readonly rowCount: number;
  readonly rows: () => Iterable<readonly Cell[]>; // a cell for each column
}

/** The columns of one table of a run directory. */
export type RunTable = Readonly<Record<string, readonly (string | number | boolean | null)[]>>;

/** @throws DataError if the table, of an older run, has no such column */
export function columnOf(table: RunTable, name: string): RunTable[string] {
  const column = table[name];
  if (column === undefined) throw new DataError(`a table of the run has no column ${name}; run again, then export`);
  return column;
}

/** The letters of a column, 0 is A. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
