/**
 * How a column is filled: `integer` Int32Array, `count` Uint32Array, `whole` Float64Array of whole numbers, `double`
 * Float64Array (NaN: there is none), `date` Int32Array of days since 1970-01-01, `text` Int32Array of places in
 * `texts` (-1: none). Names are snake_case, with the unit where there is one.
 */
export type TableColumn =
  | {readonly name: string; readonly type: 'integer' | 'count' | 'whole' | 'double' | 'date'}
  | {readonly name: string; readonly type: 'text'; readonly texts: readonly string[]};

export type TableVector = Int32Array | Uint32Array | Float64Array;

/** A table that is read a range of rows at a time, so that twelve million rows never stand in memory at once. */
export interface TableSource {
  readonly name: string; // as in `zip_day`
  readonly rowCount: number;
  readonly columns: readonly TableColumn[];
  /** Writes rows `firstRow … firstRow + count - 1` of column k into `vectors[k][0 … count - 1]`. */
  fill(firstRow: number, count: number, vectors: readonly TableVector[]): void;
}

/** One column and its number (or place in `texts`) in a row. */
export type ColumnReader = TableColumn & {readonly read: (row: number) => number};

/** Makes a table of readers; `order[i]` is the row of the readers that comes i-th. */
export function tableOf(name: string, order: ArrayLike<number>, readers: readonly ColumnReader[]): TableSource {
  return {
    name,
    rowCount: order.length,
    columns: readers.map(({read: _, ...column}) => column),
    fill(firstRow, count, vectors) {
      readers.forEach(({read}, k) => {
        const vector = vectors[k];
        for (let i = 0; i < count; i++) vector[i] = read(order[firstRow + i]);
      });
    },
  };
}

export function text(name: string, texts: readonly string[], read: (row: number) => number): ColumnReader {
  return {name, type: 'text', texts, read};
}

export function count(name: string, read: (row: number) => number): ColumnReader {
  return {name, type: 'count', read};
}

export function whole(name: string, read: (row: number) => number): ColumnReader {
  return {name, type: 'whole', read};
}

export function double(name: string, read: (row: number) => number): ColumnReader {
  return {name, type: 'double', read};
}

/** Rows in the order of their key, by code unit, as the readers of a run directory expect. */
export function sortedRows(keys: readonly string[], rows: Iterable<number> = keys.keys()): Int32Array {
  return Int32Array.from(rows).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
}

/** The distinct values of a text column in order, and the place of each row's value. */
export function distinct(values: readonly string[]): {readonly texts: readonly string[]; readonly places: Int32Array} {
  const texts = [...new Set(values)].sort();
  const placeOf = new Map(texts.map((value, place) => [value, place]));
  return {texts, places: Int32Array.from(values, (value) => placeOf.get(value)!)};
}
