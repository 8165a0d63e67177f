import {availableParallelism} from 'node:os';
import {
  type Actuals,
  DataError,
  type HandlingActuals,
  type LinehaulActuals,
  type RouteActuals,
  type Twin,
} from '@cutover/core';
import {type ActualTable, actualTables} from './columns.ts';
import {type ActualsReport, type Loading, numberColumns, withActuals} from './load-table.ts';
import {noShipments, readShipments} from './shipments.ts';
import type {Rebills} from './table-query.ts';

/** Files of a shipper's books, CSV or Parquet. */
export type ActualFiles = Readonly<Partial<Record<ActualTable['name'], string | undefined>>>;

export interface ActualsOptions {
  readonly zipMap?: ReadonlyMap<string, string>; // PO-box and unique ZIPs to those of the twin, as in zip-map.csv
  readonly rebills?: Rebills; // absent: the last bill of a shipment is its whole cost
  readonly threads?: number;
  readonly cutDays?: readonly number[]; // days since 1970-01-01 on which groups of shipments begin anew, as weeks do
}

/**
 * Reads books into what `@cutover/core` calibrates with (columns: `actualTables`). Shipments are summed in DuckDB and
 * leave it in groups; routes, linehaul and handling leave it row by row.
 *
 * @param twin - as its inputs say, without a calibration laid over it
 * @throws DataError if a file is not there, or no row of any joins; TwinError if one lacks a column
 */
export async function readActuals(
  twin: Twin,
  files: ActualFiles,
  {zipMap = new Map(), rebills = 'replace', threads = availableParallelism(), cutDays = []}: ActualsOptions = {},
): Promise<{actuals: Actuals; reports: readonly ActualsReport[]}> {
  const loading = {twin, zipMap, rebills, threads, cutDays};
  const shipped = files.actuals === undefined ? null : await readShipments(files.actuals, loading);
  const routes = await readRows('routes', files.routes, loading);
  const linehaul = await readRows('linehaul', files.linehaul, loading);
  const handling = await readRows('handling', files.handling, loading);
  const {days, shipmentCount, shipments, shipmentPrices, prices} = shipped ?? noShipments;
  const tables = {
    routes: routesOf(routes.columns),
    linehaul: linehaulOf(linehaul.columns),
    handling: handlingOf(handling.columns),
  };
  const span = [...days, ...[tables.routes, tables.linehaul, tables.handling].flatMap(({day}) => ends(day))];
  const reports = [shipped?.report, routes.report, linehaul.report, handling.report].flatMap((report) => report ?? []);
  if (span.length === 0) throw new DataError(`no row of the actuals joins the twin; ${worst(reports)}`);
  const actuals = {
    ...{fromDay: Math.min(...span), toDay: Math.max(...span), shipmentCount},
    ...{shipments, shipmentPrices, prices, ...tables},
  };
  return {actuals, reports};
}

type Columns = readonly Float64Array[];

const COLUMNS = {
  routes:
    'date_value, zip_row, facility_id_row, routes_value, stops_value, packages_value, hours_value, miles_value, ' +
    'stem_miles_value, paid_hours_value, cost_usd_value',
  linehaul: 'date_value, lane_id_row, trips_value, miles_value, cost_usd_value',
  handling: 'date_value, facility_id_row, packages_value, cost_usd_value',
};

async function readRows(
  name: keyof typeof COLUMNS,
  file: string | undefined,
  loading: Loading,
): Promise<{columns: Columns; report: ActualsReport | null}> {
  if (file === undefined) return {columns: [], report: null};
  const table = actualTables.find((each) => each.name === name)!;
  const {result, report} = await withActuals(table, file, loading, (connection) =>
    numberColumns(connection, `SELECT ${COLUMNS[name]} FROM netted ORDER BY ALL`),
  );
  return {columns: result, report};
}

const none = new Float64Array(0);

function routesOf(columns: Columns): RouteActuals {
  const [day, zip, facility, routes, stops, packages] = columns;
  const [hours, miles, stemMiles, paidHours, costUsd] = columns.slice(6);
  return {
    ...{day: whole(day), zip: whole(zip), facility: whole(facility)},
    ...{routes: routes ?? none, stops: stops ?? none, packages: packages ?? none, hours: hours ?? none},
    ...{miles: miles ?? none, stemMiles: stemMiles ?? none, paidHours: paidHours ?? none, costUsd: costUsd ?? none},
  };
}

function linehaulOf([day, lane, trips = none, miles = none, costUsd = none]: Columns): LinehaulActuals {
  return {day: whole(day), lane: whole(lane), trips, miles, costUsd};
}

function handlingOf([day, facility, packages = none, costUsd = none]: Columns): HandlingActuals {
  return {day: whole(day), facility: whole(facility), packages, costUsd};
}

function whole(column: Float64Array | undefined): Int32Array {
  return Int32Array.from(column ?? none);
}

function ends(day: Int32Array): number[] {
  if (day.length === 0) return [];
  return [day.reduce((least, each) => Math.min(least, each)), day.reduce((most, each) => Math.max(most, each))];
}

function worst(reports: readonly ActualsReport[]): string {
  const notes = reports.flatMap(({file, leftOut}) => leftOut.map((note) => ({file, ...note})));
  const most = notes.reduce<(typeof notes)[number] | null>((a, b) => (a === null || b.count > a.count ? b : a), null);
  if (most === null) return 'give a file with rows';
  return `${most.count} rows of "${most.file}": ${most.reason}, as "${most.example}"`;
}
