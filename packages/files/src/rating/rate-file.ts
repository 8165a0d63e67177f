import {basename} from 'node:path';
import {rename, rm} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import type {DuckDBConnection} from '@duckdb/node-api';
import {
  DataError,
  dayNumber,
  dimensionRuleDays,
  type ParameterSet,
  priceGrids,
  priceStretchDays,
  type Twin,
  twinZones,
  zoneOf,
} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {columnNames, readable, rejectedLines, tableSource} from '../import/shipment-source.ts';
import type {ImportNote} from '../import/report.ts';
import {sqlName, sqlText, withDuckDb} from '../parquet/duckdb.ts';
import {matchRatingColumns} from './rate-columns.ts';
import {cellExpression, measuresQuery, UNRATED} from './rate-query.ts';

/** What a file of shipments costs under each option. */
export interface RatedFile {
  readonly rows: number;
  readonly options: readonly RatedTotal[];
  readonly cheapestUsd: number; // each shipment at its cheapest option
  readonly unrated: readonly ImportNote[]; // rows without any price
}

export interface RatedTotal {
  readonly option: string; // its column is `OPTION_usd`
  readonly rated: number; // rows it has a price for
  readonly usd: number; // of them
  readonly cheapest: number; // rows it is the cheapest for; of equal ones the first counts
}

export interface RateFileOptions {
  readonly out: string; // `.parquet`, otherwise CSV
  readonly threads?: number;
}

const EARLIEST = dayNumber('2019-06-23'); // whose dimension rules are known

/**
 * Rates every shipment of a file under every option of a twin on its ship date, and writes the file again with columns
 * `zone`, `billable_lb`, `OPTION_usd` for each option, `cheapest` and `cheapest_usd`. Rows keep their order. Streams:
 * memory does not grow with the file. Prices are those of `rateParcel` in core, looked up in `priceGrids`.
 *
 * @throws DataError if the file is not there, is no table, or the disk is full; TwinError if it lacks a column
 */
export async function rateFile(
  twin: Twin,
  p: ParameterSet,
  file: string,
  {out, threads = availableParallelism()}: RateFileOptions,
): Promise<RatedFile> {
  const {source, isParquet} = tableSource(file);
  const making = `${out}.making`;
  return withDuckDb(threads, async (connection) => {
    await connection.run("SET memory_limit = '2GB'; SET preserve_insertion_order = true");
    const names = await readable(file, () => columnNames(connection, source));
    const columns = matchRatingColumns(names, basename(file));
    await storeZones(connection, twin);
    const days = priceStretchDays(twin, EARLIEST);
    const options = await storePrices(connection, twin, p, days);
    const measures = measuresQuery(source, columns, days, dimensionRuleDays.at(-1)!);
    const format = out.toLowerCase().endsWith('.parquet')
      ? '(FORMAT parquet, COMPRESSION zstd)'
      : '(FORMAT csv, HEADER)';
    try {
      await readable(file, () =>
        onDisk(out, () => connection.run(`COPY (${ratedQuery(measures, options)}) TO ${sqlText(making)} ${format}`)),
      );
      const result = await totals(connection, making, out, options);
      const lines = isParquet ? [] : await rejectedLines(connection);
      const unrated = [...(await unratedRows(connection, measures)), ...lines];
      await rename(making, out);
      return {...result, unrated};
    } finally {
      await rm(making, {force: true});
    }
  });
}

interface StoredOption {
  readonly name: string;
  readonly cell: string; // SQL
}

async function storeZones(connection: DuckDBConnection, twin: Twin): Promise<void> {
  const table = twinZones(twin);
  const zip3s = Array.from({length: 1000}, (_, i) => String(i).padStart(3, '0'));
  await connection.run('CREATE TABLE zone_rows (pair INTEGER, zone UTINYINT)');
  const appender = await connection.createAppender('zone_rows');
  for (const [o, origin] of zip3s.entries()) {
    for (const [d, destination] of zip3s.entries()) {
      appender.appendInteger(o * 1000 + d);
      const zone = zoneOf(table, origin, destination);
      if (zone === undefined) appender.appendNull();
      else appender.appendUTinyInt(zone);
      appender.endRow();
    }
  }
  appender.closeSync();
  await connection.run('CREATE TABLE zones AS SELECT list(zone ORDER BY pair) AS zones FROM zone_rows');
}

/** A list of prices for each option: stretch by stretch, each in the order of its grid. */
async function storePrices(
  connection: DuckDBConnection,
  twin: Twin,
  p: ParameterSet,
  days: readonly number[],
): Promise<StoredOption[]> {
  const grids = days.map((day) => priceGrids(twin, p, day));
  await connection.run('CREATE TABLE price_rows (option INTEGER, cell INTEGER, usd DOUBLE)');
  const appender = await connection.createAppender('price_rows');
  grids[0].forEach((first, option) => {
    grids.forEach((ofDay, stretch) => {
      ofDay[option].usd.forEach((usd, i) => {
        appender.appendInteger(option);
        appender.appendInteger(stretch * first.usd.length + i);
        if (Number.isNaN(usd)) appender.appendNull();
        else appender.appendDouble(usd);
        appender.endRow();
      });
    });
  });
  appender.closeSync();
  await connection.run(
    'CREATE TABLE prices AS SELECT option, list(usd ORDER BY cell) AS usd FROM price_rows GROUP BY 1',
  );
  return grids[0].map((grid) => ({name: grid.option.name, cell: cellExpression(grid)}));
}

function ratedQuery(measures: string, options: readonly StoredOption[]): string {
  const usd = options.map(({name}) => sqlName(`${name}_usd`));
  const prices = options.map(({cell}, i) => {
    return `(SELECT usd FROM prices WHERE option = ${i})[${cell} + 1] AS ${usd[i]}`;
  });
  const cheapest = options.map(({name}, i) => `WHEN ${usd[i]} = cheapest_usd THEN ${sqlText(name)}`).join(' ');
  return `
    SELECT given.*, zone, billable AS billable_lb, ${usd.join(', ')}, CASE ${cheapest} END AS cheapest, cheapest_usd
    FROM (SELECT *, least(${usd.join(', ')}) AS cheapest_usd
      FROM (SELECT *, ${prices.join(', ')}
        FROM (SELECT *, (SELECT zones FROM zones)[pair + 1] AS zone FROM (${measures}))))`;
}

async function totals(
  connection: DuckDBConnection,
  made: string,
  out: string,
  options: readonly StoredOption[],
): Promise<Omit<RatedFile, 'unrated'>> {
  const isParquet = out.toLowerCase().endsWith('.parquet');
  const source = isParquet ? `read_parquet(${sqlText(made)})` : `read_csv(${sqlText(made)}, header = true)`;
  const parts = options.flatMap(({name}) => {
    const usd = sqlName(`${name}_usd`);
    const isCheapest = `count(*) FILTER (WHERE cheapest = ${sqlText(name)})`;
    return [`count(${usd})`, `coalesce(sum(CAST(${usd} AS DECIMAL(18, 6))), 0)`, isCheapest];
  });
  const all = ['count(*)', 'coalesce(sum(CAST(cheapest_usd AS DECIMAL(18, 6))), 0)', ...parts];
  const casts = all.map((each) => `CAST(${each} AS DOUBLE)`);
  const reader = await connection.runAndReadAll(`SELECT ${casts.join(', ')} FROM ${source}`);
  const [rows, cheapestUsd, ...numbers] = reader.getRows()[0] as number[];
  const totalsOf = options.map(({name}, i) => {
    const [rated, usd, cheapest] = numbers.slice(3 * i, 3 * i + 3);
    return {option: name, rated, usd, cheapest};
  });
  return {rows, cheapestUsd, options: totalsOf};
}

async function unratedRows(connection: DuckDBConnection, measures: string): Promise<ImportNote[]> {
  const reader = await connection.runAndReadAll(`
    SELECT reason, CAST(count(*) AS DOUBLE), any_value(CAST(given AS VARCHAR)) FROM (${measures})
    WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 1`);
  return reader.getRows().map(([reason, count, example]) => {
    if (typeof reason !== 'number') throw new DataError('the reasons of rows without a price could not be read');
    return {reason: UNRATED[reason][1], count: Number(count), example: String(example)};
  });
}
