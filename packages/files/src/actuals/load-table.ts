import {basename} from 'node:path';
import type {DuckDBConnection} from '@duckdb/node-api';
import type {Twin} from '@cutover/core';
import type {ImportNote} from '../import/report.ts';
import {columnNames, readable, rejectedLines, tableSource} from '../import/shipment-source.ts';
import {withDuckDb} from '../parquet/duckdb.ts';
import {type ActualTable, matchActuals} from './columns.ts';
import {judgedQuery, nettedQuery, type Rebills} from './table-query.ts';

/** What became of the rows of a file. */
export interface ActualsReport {
  readonly table: ActualTable['name'];
  readonly file: string;
  readonly rows: number; // that count
  readonly duplicates: number; // dropped
  readonly rebills: number; // netted into the row they belong to
  readonly leftOut: readonly ImportNote[];
}

export interface Loading {
  readonly twin: Twin;
  readonly zipMap: ReadonlyMap<string, string>; // PO-box and unique ZIPs to those of zips.csv
  readonly rebills: Rebills;
  readonly threads: number;
  readonly cutDays: readonly number[]; // on which groups of shipments end too
}

/**
 * Reads a file of books into a table `netted` of a DuckDB of its own, and works on it.
 *
 * @throws DataError if the file is not there or no table; TwinError if it lacks a column
 */
export async function withActuals<Result>(
  table: ActualTable,
  file: string,
  loading: Loading,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<{result: Result; report: ActualsReport}> {
  const {source, isParquet} = tableSource(file);
  return withDuckDb(loading.threads, async (connection) => {
    await storeKnown(connection, loading);
    const names = await readable(file, () => columnNames(connection, source));
    const matched = matchActuals(table, names, basename(file));
    await readable(file, () => connection.run(judgedQuery(table, source, matched)));
    await connection.run(nettedQuery(table, loading.rebills));
    const unread = isParquet ? [] : await rejectedLines(connection);
    const report = await reportOf(connection, table, file, unread);
    await connection.run('DELETE FROM netted WHERE unclear');
    return {result: await work(connection), report};
  });
}

/** The columns of a query, numbers all, chunk by chunk; NULL is NaN. */
export async function numberColumns(connection: DuckDBConnection, sql: string): Promise<Float64Array[]> {
  const result = await connection.stream(sql);
  const width = result.columnCount;
  const columns = Array.from({length: width}, () => new Float64Array(1024));
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let k = 0; k < width; k++) {
      if (columns[k].length < rows + chunk.rowCount) columns[k] = grown(columns[k], rows + chunk.rowCount);
      const vector = chunk.getColumnVector(k);
      for (let row = 0; row < chunk.rowCount; row++) {
        const value = vector.getItem(row);
        columns[k][rows + row] = value === null ? NaN : Number(value);
      }
    }
    rows += chunk.rowCount;
  }
  return columns.map((column) => column.slice(0, rows));
}

function grown(column: Float64Array, rows: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(rows, 2 * column.length));
  larger.set(column);
  return larger;
}

async function storeKnown(connection: DuckDBConnection, {twin, zipMap}: Loading): Promise<void> {
  const zipRow = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const mapped = [...zipMap].flatMap(([given, zip]): [string, number][] => {
    const row = zipRow.get(zip);
    return row === undefined || zipRow.has(given) ? [] : [[given, row]];
  });
  const lanes = new Map<string, number>();
  twin.lanes.forEach(({laneId}, row) => lanes.set(laneId, row));
  twin.lanes.forEach(({originId, destinationId, mode}, row) => {
    const pair = `${originId}>${destinationId}`;
    if (mode !== 'mail' && !lanes.has(pair)) lanes.set(pair, row);
  });
  await store(connection, 'places', [...zipRow, ...mapped]);
  await store(
    connection,
    'buildings',
    twin.facilities.map(({facilityId}, row) => [facilityId, row]),
  );
  await store(connection, 'lanes', [...lanes]);
}

async function store(
  connection: DuckDBConnection,
  name: string,
  rows: readonly (readonly [given: string, place: number])[],
): Promise<void> {
  await connection.run(`CREATE TABLE ${name} (given VARCHAR, place INTEGER)`);
  const appender = await connection.createAppender(name);
  for (const [given, place] of rows) {
    appender.appendVarchar(given);
    appender.appendInteger(place);
    appender.endRow();
  }
  appender.closeSync();
}

async function reportOf(
  connection: DuckDBConnection,
  table: ActualTable,
  file: string,
  unread: readonly ImportNote[],
): Promise<ActualsReport> {
  const totals = await connection.runAndReadAll(`
    SELECT CAST(count(*) FILTER (NOT unclear) AS DOUBLE), coalesce(sum(duplicates), 0),
      CAST(coalesce(sum(rebills) FILTER (NOT unclear), 0) AS DOUBLE),
      CAST(count(*) FILTER (unclear) AS DOUBLE), min(${table.id}) FILTER (unclear) FROM netted`);
  const [rows, duplicates, rebills, unclear, id] = totals.getRows()[0] as [number, number, number, number, string];
  const faults = await connection.runAndReadAll(`
    SELECT reason, CAST(count(*) AS DOUBLE), min(example) FROM judged WHERE fault IS NOT NULL GROUP BY reason
    ORDER BY reason`);
  const leftOut = (faults.getRows() as [string, number, string | null][]).map(([reason, count, example]) => ({
    ...{reason, count, example: example ?? 'a blank cell'},
  }));
  const unclearNote = {reason: `billed more than once and no billed_on says which is later`, count: unclear};
  return {
    ...{table: table.name, file, rows, duplicates, rebills},
    leftOut: [...unread, ...leftOut, ...(unclear > 0 ? [{...unclearNote, example: id}] : [])],
  };
}
