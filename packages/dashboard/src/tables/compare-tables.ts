import {join} from 'node:path';
import {readParquet} from '@cutover/files';
import {type GroupDifference, groupDifferences, largestMovers, type ZipFigures} from '@cutover/reporting';
import {encodeFrame} from '../api/frame.ts';

const MOVERS = 10;
const USD_COLUMNS = [
  ...['own_linehaul_usd', 'own_sort_usd', 'last_mile_usd', 'usps_linehaul_usd', 'usps_sort_usd', 'postage_usd'],
  'other_carrier_usd',
];
const WAYS = ['owned', 'usps', 'other'];

/** Two scenarios, ZIP by ZIP and added up. */
export interface ComparedTables {
  readonly segments: readonly GroupDifference[];
  readonly states: readonly GroupDifference[];
  readonly movers: readonly GroupDifference[]; // ZIPs
  readonly zips: Uint8Array<ArrayBuffer>; // frame: usd and transitDays, after minus before, in the order of ZIPs
}

export async function compareTables({before, after}: {before: RunTables; after: RunTables}): Promise<ComparedTables> {
  const [was, is] = [await figuresOf(before), await figuresOf(after)];
  const zips = groupDifferences(was, is, ({zip}) => zip);
  return {
    segments: groupDifferences(was, is, ({segment}) => segment),
    states: groupDifferences(was, is, ({state}) => state),
    movers: largestMovers(zips, MOVERS),
    zips: encodeFrame(
      {zips: zips.map(({name}) => name)},
      {
        differenceUsd: Float32Array.from(zips, ({beforeUsd, afterUsd}) => afterUsd - beforeUsd),
        differenceDays: Float32Array.from(zips, ({transitDays}) => transitDays),
      },
    ),
  };
}

export interface RunTables {
  readonly run: string; // directory
  readonly scenario: string;
}

async function figuresOf({run, scenario}: RunTables): Promise<ZipFigures[]> {
  const columns = ['zip', 'state', 'segment', ...USD_COLUMNS];
  for (const way of WAYS) columns.push(`volume_${way}`, `${way}_transit_days`);
  const {columns: table, rowCount} = await readParquet(join(run, scenario, 'zip.parquet'), {columns});
  const at = (name: string, row: number): number => Number(table[name][row] ?? 0); // no such way: nothing of it
  return Array.from({length: rowCount}, (_, row) => {
    const packages = WAYS.reduce((sum, way) => sum + at(`volume_${way}`, row), 0);
    const days = WAYS.reduce((sum, way) => sum + at(`volume_${way}`, row) * at(`${way}_transit_days`, row), 0);
    return {
      ...{zip: String(table.zip[row]), state: String(table.state[row]), segment: String(table.segment[row])},
      usd: USD_COLUMNS.reduce((sum, name) => sum + at(name, row), 0),
      ...{ownedPackages: at('volume_owned', row), uspsPackages: at('volume_usps', row), packages},
      transitDays: days / packages,
    };
  });
}
