import {
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTableFunction,
  type DuckDBType,
  type DuckDBVector,
  INTEGER,
  UINTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import {onDisk} from '../disk/disk.ts';
import {sqlName, sqlText, withDuckDb} from './duckdb.ts';

/**
 * How a column is filled and stored: `integer` Int32Array, `count` Uint32Array, `whole` Float64Array of whole numbers
 * (stored as BIGINT), `double` Float64Array, `date` Int32Array of days since 1970, `text` Int32Array of places in
 * `texts` (-1: none).
 */
export type ParquetColumn =
  | {readonly name: string; readonly type: 'integer' | 'count' | 'whole' | 'double' | 'date'}
  | {readonly name: string; readonly type: 'text'; readonly texts: readonly string[]};

export type ParquetVector = Int32Array | Uint32Array | Float64Array;

/** A table that is asked for its rows some 2,000 at a time, so that it never stands in memory a second time. */
export interface ParquetSource {
  readonly columns: readonly ParquetColumn[];
  readonly rowCount: number;
  /** Writes rows `firstRow … firstRow + count - 1` to `vectors[column][0 … count - 1]`. */
  fill(firstRow: number, count: number, vectors: readonly ParquetVector[]): void;
}

const duckTypes: Readonly<Record<ParquetColumn['type'], DuckDBType>> = {
  integer: INTEGER,
  count: UINTEGER,
  whole: DOUBLE,
  double: DOUBLE,
  date: DATE,
  text: INTEGER,
};

const COMPRESSION = 'COMPRESSION zstd, COMPRESSION_LEVEL 1'; // level 3 writes 1% less and takes a sixth longer
const ROWS_AT_ONCE = 2048; // DuckDB's vector size

/**
 * Writes a Parquet file (zstd), rows in the order given; equal input gives equal bytes.
 *
 * @throws DataError if the disk is full or refuses
 */
export async function writeParquet(path: string, source: ParquetSource): Promise<void> {
  await onDisk(path, () => storeParquet(path, source));
}

/** The same, with errors of the disk as they come: for callers who know the file under another name. */
export async function storeParquet(path: string, source: ParquetSource): Promise<void> {
  const select = source.columns.map(selectColumn).join(', ');
  const failures: unknown[] = [];
  await withDuckDb(1, async (connection) => {
    await storeTexts(connection, source.columns);
    connection.registerTableFunction(rowsFunction(source, failures));
    try {
      await connection.run(
        `COPY (SELECT ${select} FROM source()) TO ${sqlText(path)} (FORMAT parquet, ${COMPRESSION})`,
      );
    } catch (error) {
      throw failures[0] ?? error; // what the caller threw, not DuckDB's text of it
    }
  });
}

/** The texts of all text columns, so that rows carry places only: 33,000 ZIPs a day are not 33,000 strings a day. */
async function storeTexts(connection: DuckDBConnection, columns: readonly ParquetColumn[]): Promise<void> {
  await connection.run('CREATE TABLE texts (col INTEGER, place INTEGER, txt VARCHAR)');
  const appender = await connection.createAppender('texts');
  columns.forEach((column, k) => {
    const texts = column.type === 'text' ? column.texts : [];
    for (let first = 0; first < texts.length; first += ROWS_AT_ONCE) {
      const some = texts.slice(first, first + ROWS_AT_ONCE);
      const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, VARCHAR]);
      chunk.setColumns([some.map(() => k), some.map((_, i) => first + i), some]);
      appender.appendDataChunk(chunk);
    }
  });
  appender.closeSync();
}

// A list in SQL counts from 1 and has NULL beyond its ends. A lookup in a list keeps the rows' order; a join need not.
function selectColumn(column: ParquetColumn, k: number): string {
  const name = sqlName(column.name);
  if (column.type === 'whole') return `CAST(${name} AS BIGINT) AS ${name}`;
  if (column.type !== 'text') return name;
  return `(SELECT list(txt ORDER BY place) FROM texts WHERE col = ${k})[${name} + 1] AS ${name}`;
}

function rowsFunction(source: ParquetSource, failures: unknown[]): DuckDBTableFunction {
  return DuckDBTableFunction.create({
    name: 'source',
    bindFunction: (info) => {
      for (const {name, type} of source.columns) info.addResultColumn(name, duckTypes[type]);
      info.setCardinality(source.rowCount, true);
    },
    initFunction: (info) => {
      info.setMaxThreads(1);
      info.setInitData({nextRow: 0});
    },
    mainFunction: (info, chunk) => {
      const progress = info.initData as {nextRow: number};
      const count = Math.min(ROWS_AT_ONCE, source.rowCount - progress.nextRow);
      chunk.rowCount = count;
      if (count === 0) return;
      const vectors = source.columns.map((_, k) => chunk.getColumnVector(k));
      try {
        source.fill(progress.nextRow, count, vectors.map(itemsOf));
      } catch (error) {
        failures.push(error);
        info.setError('the source of the rows threw');
      }
      for (const vector of vectors) vector.flush();
      progress.nextRow += count;
    },
  });
}

/** The array a vector stands on. It is private in the types; an item at a time would take ten times as long. */
function itemsOf(vector: DuckDBVector): ParquetVector {
  return (vector as unknown as {items: ParquetVector}).items;
}
