import {existsSync} from 'node:fs';
import {basename} from 'node:path';
import type {DuckDBConnection} from '@duckdb/node-api';
import {DataError, type Twin} from '@cutover/core';
import {sqlText, withDuckDb} from '../parquet/duckdb.ts';
import {matchColumns} from './shipment-columns.ts';
import {
  countQuery,
  type CountedClass,
  type CountedOrigin,
  countedQueries,
  type CountedReason,
  type CountedToday,
} from './shipment-query.ts';
import type {ImportNote} from './report.ts';

export interface CountedShipments {
  readonly reasons: readonly CountedReason[];
  readonly today: readonly CountedToday[];
  readonly origins: readonly CountedOrigin[];
  readonly classes: readonly CountedClass[];
  readonly unreadable: readonly ImportNote[]; // lines of a CSV that are no rows
}

export interface Joining {
  readonly twin: Twin;
  readonly zipMap: ReadonlyMap<string, string>; // PO-box and unique ZIPs to those of zips.csv
  readonly promiseDays: number; // where a shipment has none
  readonly threads: number;
}

/**
 * Counts the shipments of a file in the four ways a twin needs them.
 *
 * @param file - Parquet by its extension `.parquet`, otherwise CSV (also `.csv.gz`)
 * @throws DataError if the file is not there or no table; TwinError if it lacks a column
 */
export async function countShipments(file: string, joining: Joining): Promise<CountedShipments> {
  const {source, isParquet} = tableSource(file);
  return withDuckDb(joining.threads, async (connection) => {
    await storePlaces(connection, joining);
    const names = await readable(file, () => columnNames(connection, source));
    const query = countQuery(source, matchColumns(names, basename(file)), joining.promiseDays);
    await readable(file, () => connection.run(query));
    const rows = async <Row>(sql: string) =>
      (await connection.runAndReadAll(sql)).getRowObjects() as unknown as readonly Row[];
    return {
      reasons: await rows<CountedReason>(countedQueries.reasons),
      today: await rows<CountedToday>(countedQueries.today),
      origins: await rows<CountedOrigin>(countedQueries.origins),
      classes: await rows<CountedClass>(countedQueries.classes),
      unreadable: isParquet ? [] : await rejectedLines(connection),
    };
  });
}

/** A file as DuckDB reads it: Parquet by its extension, otherwise CSV of text. @throws DataError if it is not there */
export function tableSource(file: string): {source: string; isParquet: boolean} {
  if (!existsSync(file)) throw new DataError(`there is no file "${file}"; check the path`);
  const isParquet = file.toLowerCase().endsWith('.parquet');
  const source = isParquet
    ? `read_parquet(${sqlText(file)})`
    : `read_csv(${sqlText(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
        strict_mode = true, null_padding = false, store_rejects = true, rejects_limit = 0)`;
  return {source, isParquet};
}

export async function columnNames(connection: DuckDBConnection, source: string): Promise<string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  return described.getRows().map(([name]) => String(name));
}

/** DuckDB's errors about a file go on for many lines; the first says it. */
export async function readable<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DataError(`"${file}" could not be read: ${line}; give a CSV with a header line, or Parquet`, {
      cause: error,
    });
  }
}

async function storePlaces(connection: DuckDBConnection, {twin, zipMap}: Joining): Promise<void> {
  const own = new Set(twin.zips.map(({zip}) => zip));
  const mapped = [...zipMap].filter(([given, zip]) => !own.has(given) && own.has(zip));
  await connection.run('CREATE TABLE places (given VARCHAR, zip VARCHAR); CREATE TABLE origins (origin VARCHAR)');
  const places = await connection.createAppender('places');
  for (const [given, zip] of [...[...own].map((zip) => [zip, zip]), ...mapped]) {
    places.appendVarchar(given);
    places.appendVarchar(zip);
    places.endRow();
  }
  places.closeSync();
  const origins = await connection.createAppender('origins');
  for (const {facilityId, facilityType} of twin.facilities) {
    if (facilityType !== 'fc') continue;
    origins.appendVarchar(facilityId);
    origins.endRow();
  }
  origins.closeSync();
}

export async function rejectedLines(connection: DuckDBConnection): Promise<ImportNote[]> {
  const reader = await connection.runAndReadAll(`
    SELECT CAST(count(DISTINCT line) AS DOUBLE), min(line), arg_min(csv_line, line) FROM reject_errors`);
  const [count, line, text] = reader.getRows()[0] as [number, bigint | null, string | null];
  if (count === 0) return [];
  return [{reason: 'the line has too many or too few cells', count, example: `line ${line}: ${text?.slice(0, 80)}`}];
}
