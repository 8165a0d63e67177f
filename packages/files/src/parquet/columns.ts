import type {ParquetColumn, ParquetSource, ParquetVector} from './write.ts';

/** A column with its values at hand. */
export type ValueColumn =
  | {readonly name: string; readonly type: 'text'; readonly values: readonly (string | null)[]}
  | {
      readonly name: string;
      readonly type: 'integer' | 'count' | 'whole' | 'double' | 'date'; // date: days since 1970
      readonly values: ArrayLike<number>;
    };

/** A source of rows from whole columns. @throws RangeError if the columns are not equally long */
export function sourceOf(columns: readonly ValueColumn[]): ParquetSource {
  const rowCount = columns[0]?.values.length ?? 0;
  for (const {name, values} of columns) {
    if (values.length !== rowCount) throw new RangeError(`column ${name} has ${values.length} rows, not ${rowCount}`);
  }
  const coded = columns.map((column) => (column.type === 'text' ? codeTexts(column) : {column, values: column.values}));
  return {
    columns: coded.map(({column}) => column),
    rowCount,
    fill: (firstRow, count, vectors) => {
      coded.forEach(({values}, k) => copyRange(values, firstRow, count, vectors[k]));
    },
  };
}

function codeTexts({name, values}: Extract<ValueColumn, {type: 'text'}>): {column: ParquetColumn; values: Int32Array} {
  const place = new Map<string, number>();
  const codes = Int32Array.from(values, (text) => {
    if (text === null) return -1;
    const known = place.get(text);
    if (known === undefined) place.set(text, place.size);
    return known ?? place.size - 1;
  });
  return {column: {name, type: 'text', texts: [...place.keys()]}, values: codes};
}

function copyRange(values: ArrayLike<number>, first: number, count: number, vector: ParquetVector): void {
  for (let i = 0; i < count; i++) vector[i] = values[first + i]!;
}
