import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '@cutover/core';
import {type ParquetTable, type ParquetValue, readParquet} from '@cutover/files';
import type {Uncertainty} from '@cutover/reporting';
import type {Cell} from '../http/quantity.ts';

/** A run's scenario, as a directory. */
export interface RunScenario {
  readonly run: string;
  readonly scenario: string;
}

/** ZIPs that have a value in a column which the map draws. */
export async function legendCells({run, scenario}: RunScenario, columns: readonly string[]): Promise<Cell[]> {
  if (columns.length === 0) return [];
  const name = zipTableOf(columns);
  const table = await readParquet(join(run, scenario, `${name}.parquet`), {columns});
  return columns.map((column) => {
    const count = table.columns[column].filter((value) => value !== null && !Number.isNaN(value)).length;
    return cell(`${scenario}/${name}.parquet`, `of ${table.rowCount} ZIPs have one`, column, count);
  });
}

/** Values of joint draws stand in a table of their own. */
function zipTableOf([column]: readonly string[]): 'zip' | 'zip_range' {
  return column.startsWith('saving_') || column === 'own_cheaper_share' ? 'zip_range' : 'zip';
}

/** Columns of one ZIP's row. @throws DataError if the table has none */
export async function zipCells({run, scenario}: RunScenario, zip: string, columns: readonly string[]): Promise<Cell[]> {
  const name = zipTableOf(columns);
  const path = join(run, scenario, `${name}.parquet`);
  if (!existsSync(path)) return [];
  const table = await readParquet(path, {columns, equal: {zip}});
  refuseEmpty(table, `${scenario}/${name}.parquet`, zip);
  return columns.map((column) => cell(`${scenario}/${name}.parquet`, zip, column, table.columns[column][0] ?? null));
}

/** Shares of the last epoch, option by option. */
export async function optionCells({run, scenario}: RunScenario, zip: string): Promise<Cell[]> {
  const table = await readParquet(join(run, scenario, 'option.parquet'), {equal: {zip}});
  refuseEmpty(table, `${scenario}/option.parquet`, zip);
  const {columns, rowCount} = table;
  const last = columns.epoch.reduce<number>((most, epoch) => Math.max(most, Number(epoch)), 0);
  const rows = Array.from({length: rowCount}, (_, row) => row).filter((row) => columns.epoch[row] === last);
  return rows.map((row) => {
    const key = ['epoch', 'zip', 'class_group', 'deliverer', 'facility_id'].map((name) => columns[name][row] ?? '–');
    return cell(`${scenario}/option.parquet`, key.join(' '), 'share_1024', columns.share_1024[row]);
  });
}

/** Columns added up over the ZIPs of a state or a segment, or of all. */
export async function groupCells(
  {run, scenario}: RunScenario,
  equal: Readonly<Record<string, string>>,
  columns: readonly string[],
): Promise<Cell[]> {
  const table = await readParquet(join(run, scenario, 'zip.parquet'), {columns, equal});
  const of = Object.values(equal).join(' ');
  refuseEmpty(table, `${scenario}/zip.parquet`, of);
  const row = table.rowCount === 1 ? `ZIP ${of}` : `${table.rowCount} ZIPs${of === '' ? '' : ` of ${of}`}, sum`;
  const isSum = (column: string): boolean => !column.endsWith('_days'); // a mean of means would say nothing
  return columns.filter(isSum).map((column) => cell(`${scenario}/zip.parquet`, row, column, sumOf(table, column)));
}

/**
 * Columns of a station: of its peak day for its peak, else added up over the days.
 *
 * @param facility - undefined: of all stations
 */
export async function stationCells(
  {run, scenario}: RunScenario,
  facility: string | undefined,
  measure: string,
  columns: readonly string[],
): Promise<Cell[]> {
  const equal = facility === undefined ? {} : {facility_id: facility};
  const table = await readParquet(join(run, scenario, 'station_day.parquet'), {columns: ['day', ...columns], equal});
  const {rowCount} = table;
  const file = `${scenario}/station_day.parquet`;
  refuseEmpty(table, file, facility ?? 'any station');
  if (measure !== 'peakShare') {
    const of = facility ?? 'all stations';
    return columns.map((column) => cell(file, `${of}, ${rowCount} rows, sum`, column, sumOf(table, column)));
  }
  const {planned} = table.columns;
  const peak = planned.reduce<number>((most, value, row) => (Number(value) > Number(planned[most]) ? row : most), 0);
  const row = `${facility} ${String(table.columns.day[peak])}`;
  return columns.map((column) => cell(file, row, column, table.columns[column][peak]));
}

/** Numbers of a JSON file, by path. @param at - where in it, as in weeks.3 */
export function jsonCells(file: string, tree: object, row: string, columns: readonly string[]): Cell[] {
  return columns.map((column) => {
    let found: unknown = tree;
    for (const key of column.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
    return cell(file, row, column, (found ?? null) as ParquetValue);
  });
}

/**
 * What the joint draws of a run say of a scenario's cost, or of its difference from the run's base scenario.
 *
 * @param driver - of the tornado; undefined: all of them together
 */
export function drawnCells({run, scenario}: RunScenario, before: RunScenario, driver: string | undefined): Cell[] {
  const path = join(run, 'uncertainty.json');
  if (!existsSync(path)) return [];
  const {scenarios, baseScenario} = JSON.parse(readFileSync(path, 'utf8')) as Pick<
    Uncertainty,
    'scenarios' | 'baseScenario'
  >;
  const of = before.run === run && before.scenario === baseScenario ? 'differenceUsd' : 'costUsd';
  const spread = scenarios.find(({name}) => name === scenario)?.[of];
  if (spread === undefined) return [];
  if (driver === undefined) return jsonCells('uncertainty.json', spread, `${scenario} ${of}`, ['base', 'p10', 'p90']);
  const found = spread.drivers.find(({name}) => name === driver);
  if (found === undefined) {
    const names = spread.drivers.map(({name}) => name).join(', ');
    throw new DataError(`uncertainty.json has no driver "${driver}"; ask for one of ${names}`);
  }
  return jsonCells('uncertainty.json', found, `${scenario} ${of} ${driver}`, ['atP10Usd', 'atP90Usd']);
}

/** @throws DataError if nothing was found */
function refuseEmpty({rowCount}: ParquetTable, file: string, wanted: string): void {
  if (rowCount === 0) throw new DataError(`${file} has no row of "${wanted}"; ask for one that the run has`);
}

export function cell(file: string, row: string, column: string, value: ParquetValue): Cell {
  return {file, row, column, value};
}

function sumOf({columns}: ParquetTable, column: string): number {
  return columns[column].reduce<number>((sum, value) => sum + Number(value ?? 0), 0);
}
