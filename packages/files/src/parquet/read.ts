import {DataError} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {sqlName, sqlText, withDuckDb} from './duckdb.ts';

export type ParquetValue = string | number | boolean | null;

/** Columns of a Parquet file: numbers as numbers (exact to 2^53), dates as ISO text, absent as null. */
export interface ParquetTable {
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, readonly ParquetValue[]>>;
}

export interface ParquetSelection {
  readonly columns?: readonly string[]; // absent: all
  readonly equal?: Readonly<Record<string, string | number>>; // rows where these columns have these values
}

/**
 * Reads a Parquet file, rows in the order of the file.
 *
 * @throws DataError if there is no such file, it may not be read, or it is not whole
 */
export async function readParquet(path: string, selection: ParquetSelection = {}): Promise<ParquetTable> {
  const reading = onDisk(path, () =>
    withDuckDb(1, async (connection) => {
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`);
      const types = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
      const names = selection.columns ?? [...types.keys()];
      const equal = Object.entries(selection.equal ?? {});
      const where = equal.map(([name], i) => `${sqlName(name)} = $${i + 1}`).join(' AND ');
      const reader = await connection.runAndReadAll(
        `SELECT ${names.map((name) => plainColumn(name, types.get(name))).join(', ')}
         FROM read_parquet(${sqlText(path)}) ${where === '' ? '' : `WHERE ${where}`}`,
        equal.map(([, value]) => value),
      );
      const columns = reader.getColumns() as ParquetValue[][];
      return {
        rowCount: reader.currentRowCount,
        columns: Object.fromEntries(names.map((name, k) => [name, columns[k] ?? []])),
      };
    }),
  );
  return reading.catch((error: Error) => {
    if (!BROKEN.test(error.message)) throw error;
    throw new DataError(`"${path}" is no whole Parquet file; make it again`, {cause: error});
  });
}

// What DuckDB says of bytes it cannot read.
const BROKEN = /^(Invalid|Serialization|IO|TProtocolException)( Input)?( Error)?: /;

function plainColumn(name: string, type: string | undefined): string {
  const column = sqlName(name);
  if (type === 'VARCHAR' || type === 'BOOLEAN' || type === undefined) return column;
  return `CAST(${column} AS ${type === 'DATE' ? 'VARCHAR' : 'DOUBLE'}) AS ${column}`;
}
