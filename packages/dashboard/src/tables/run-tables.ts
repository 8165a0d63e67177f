import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {type ParquetTable, readParquet} from '@cutover/files';
import {encodeFrame} from '../api/frame.ts';

const ZIP_COLUMNS = [
  ...['zip', 'station_id', 'handoff_id', 'uncovered'],
  ...['volume_demanded', 'volume_owned', 'volume_usps', 'volume_other'],
  ...['own_linehaul_usd', 'own_sort_usd', 'last_mile_usd', 'usps_linehaul_usd', 'usps_sort_usd', 'postage_usd'],
  ...['other_carrier_usd', 'break_even_usps_usd'],
  ...['owned_transit_days', 'usps_transit_days', 'other_transit_days'],
  ...['owned_late_share', 'usps_late_share', 'other_late_share'],
];

/** What the map shows of a finished run: per ZIP, in the order of `zips`. NaN: there is none. */
export async function runZips(run: string, scenario: string): Promise<Uint8Array<ArrayBuffer>> {
  const {columns} = await readParquet(join(run, scenario, 'zip.parquet'), {columns: ZIP_COLUMNS});
  const number = (name: string): Float32Array =>
    Float32Array.from(columns[name], (value) => Number(value ?? Number.NaN));
  const sum = (names: readonly string[]) => sumOf(names.map(number));
  const [demanded, owned, usps, other] = ['demanded', 'owned', 'usps', 'other'].map((way) => number(`volume_${way}`));
  const delivered = sumOf([owned, usps, other]);
  const ownUsd = ratio(sum(['own_linehaul_usd', 'own_sort_usd', 'last_mile_usd']), owned);
  const uspsUsd = ratio(sum(['usps_linehaul_usd', 'usps_sort_usd', 'postage_usd']), usps);
  const breakEvenUsd = number('break_even_usps_usd');
  const priceUsd = ratio(number('postage_usd'), usps);
  const ways = [owned, usps, other];
  const mean = (column: string) =>
    ratio(sumOf(['owned', 'usps', 'other'].map((way, k) => product(number(`${way}_${column}`), ways[k]))), delivered);
  const stations = places(columns.station_id);
  const handoffs = places(columns.handoff_id);
  const ranges = await zipRanges(run, scenario);
  return encodeFrame(
    {zips: columns.zip, stations: stations.names, handoffs: handoffs.names},
    {
      ...{demanded, ownedShare: ratio(owned, delivered), uspsShare: ratio(usps, delivered)},
      ...{otherShare: ratio(other, delivered), ownUsd, uspsUsd, breakEvenUsd},
      otherUsd: ratio(number('other_carrier_usd'), other),
      savingUsd: priceUsd.map((usd, zip) => usd - breakEvenUsd[zip]),
      transitDays: mean('transit_days'),
      lateShare: mean('late_share'),
      uncovered: Uint8Array.from(columns.uncovered, Number),
      ...{station: stations.place, handoff: handoffs.place},
      ...ranges,
    },
  );
}

/** Ranges of ZIPs under joint draws, in the order of `zip.parquet`; nothing where the run drew none. */
async function zipRanges(run: string, scenario: string): Promise<Readonly<Record<string, Float32Array>>> {
  const path = join(run, scenario, 'zip_range.parquet');
  if (!existsSync(path)) return {};
  const {columns} = await readParquet(path);
  const number = (name: string): Float32Array => Float32Array.from(columns[name], (value) => Number(value ?? NaN));
  return {
    savingP10Usd: number('saving_p10_usd'),
    savingP50Usd: number('saving_p50_usd'),
    savingP90Usd: number('saving_p90_usd'),
    ownCheaperShare: number('own_cheaper_share'),
  };
}

function sumOf(columns: readonly Float32Array[]): Float32Array {
  return columns[0].map((_, row) => columns.reduce((sum, column) => sum + (column[row] || 0), 0)); // NaN: none
}

function product(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, row) => value * b[row]);
}

function ratio(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, row) => (b[row] > 0 ? value / b[row] : Number.NaN));
}

function places(values: ParquetTable['columns'][string]): {names: string[]; place: Int32Array} {
  const names = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  const placeOf = new Map(names.map((name, place) => [name, place]));
  return {names, place: Int32Array.from(values, (value) => (value === null ? -1 : placeOf.get(String(value))!))};
}

/** A station over the simulated days. */
export interface RunStation {
  readonly facilityId: string;
  readonly meanPackages: number; // a day, planned
  readonly peakPackages: number;
  readonly peakCapacity: number; // on the day of `peakPackages`
  readonly overflowPackages: number; // all days: turned away, moved on or left waiting
  readonly weekPackages: readonly number[]; // delivered, by whole week
  readonly weekCapacity: readonly number[];
}

export async function runStations(run: string, scenario: string): Promise<RunStation[]> {
  const names = ['facility_id', 'planned', 'delivered', 'overflow', 'capacity'];
  const {columns, rowCount} = await readParquet(join(run, scenario, 'station_day.parquet'), {columns: names});
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < rowCount; row++) {
    const id = String(columns.facility_id[row]);
    const rows = rowsOf.get(id);
    if (rows === undefined) rowsOf.set(id, [row]);
    else rows.push(row);
  }
  return [...rowsOf].map(([facilityId, rows]) => {
    const days = (name: string): number[] => rows.map((row) => Number(columns[name][row]));
    const [planned, delivered] = [days('planned'), days('delivered')];
    return stationOfDays(facilityId, {planned, delivered, overflow: days('overflow'), capacity: days('capacity')});
  });
}

/** A station, day by day. */
interface StationDays {
  readonly planned: ArrayLike<number>;
  readonly delivered: ArrayLike<number>;
  readonly overflow: ArrayLike<number>;
  readonly capacity: ArrayLike<number>;
}

export function stationOfDays(facilityId: string, {planned, delivered, overflow, capacity}: StationDays): RunStation {
  const days = Array.from({length: planned.length}, (_, day) => day);
  const peak = days.reduce((most, day) => (planned[day] > planned[most] ? day : most), 0);
  const total = (of: ArrayLike<number>, some = days): number => some.reduce((sum, day) => sum + of[day], 0);
  const weekly = (of: ArrayLike<number>): number[] =>
    Array.from({length: Math.max(1, Math.floor(days.length / 7))}, (_, week) =>
      total(of, days.slice(7 * week, 7 * (week + 1))),
    );
  return {
    facilityId,
    meanPackages: Math.round(total(planned) / days.length),
    peakPackages: planned[peak],
    peakCapacity: capacity[peak],
    overflowPackages: total(overflow),
    weekPackages: weekly(delivered),
    weekCapacity: weekly(capacity),
  };
}

/** Where packages enter the mail. */
export interface RunHandoff {
  readonly facilityId: string;
  readonly packages: number; // all days
  readonly postageUsd: number;
}

export async function runHandoffs(run: string, scenario: string): Promise<RunHandoff[]> {
  const {columns, rowCount} = await readParquet(join(run, scenario, 'handoff.parquet'));
  return Array.from({length: rowCount}, (_, row) => ({
    facilityId: String(columns.facility_id[row]),
    packages: Number(columns.packages[row]),
    postageUsd: Number(columns.postage_usd[row]),
  }));
}

/** One ZIP of a run: its row and its options. */
export async function runZip(run: string, scenario: string, zip: string): Promise<RunZip> {
  const equal = {zip};
  const [row, options] = await Promise.all([
    readParquet(join(run, scenario, 'zip.parquet'), {equal}),
    readParquet(join(run, scenario, 'option.parquet'), {equal}),
  ]);
  return {row: rowsOfTable(row)[0] ?? null, options: rowsOfTable(options)};
}

export interface RunZip {
  readonly row: Readonly<Record<string, string | number | boolean | null>> | null;
  readonly options: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

function rowsOfTable({rowCount, columns}: ParquetTable): RunZip['options'] {
  const names = Object.keys(columns);
  return Array.from({length: rowCount}, (_, row) =>
    Object.fromEntries(names.map((name) => [name, columns[name][row]])),
  );
}
