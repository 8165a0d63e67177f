import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readParquet} from '@cutover/files';
import {
  type GroupDifference,
  groupDifferences,
  largestMovers,
  type Spread,
  type Uncertainty,
  type ZipFigures,
} from '@cutover/reporting';
import {encodeFrame} from '../api/frame.ts';
import {plannedFigures, type PlannedSide} from './planned-side.ts';
import {type RunStation, runStations} from './run-tables.ts';

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
  readonly slower: readonly GroupDifference[]; // ZIPs, the slowest first
  readonly slowerCount: number; // ZIPs that get slower by more than SAME_DAYS
  readonly fasterCount: number;
  readonly weeks: {readonly before: WeekTotals; readonly after: WeekTotals};
  readonly stations: readonly StationDifference[]; // the largest change first
  readonly uspsPackages: {readonly before: number; readonly after: number}; // carried, full volume
  readonly tornado: Tornado | null; // null: `after` has no joint draws
  readonly zips: Uint8Array<ArrayBuffer>; // frame: usd and transitDays, after minus before, in the order of ZIPs
}

/** All stations together, by whole week of the run; ramps are in the capacity. */
export interface WeekTotals {
  readonly packages: readonly number[];
  readonly capacity: readonly number[];
}

/** A station of either run. Packages of a mean day, planned; a station that a run has not is at 0 there. */
export interface StationDifference {
  readonly facilityId: string;
  readonly beforePackages: number;
  readonly afterPackages: number;
  readonly overflowPackages: number; // of all days, after minus before
}

/** What moves a number most under joint draws: each input alone at its P10 and P90. */
export interface Tornado extends Omit<Spread, 'p50'> {
  readonly of: string; // in words
  readonly samples: number;
}

const SAME_DAYS = 0.005; // a difference that the page shows as 0.00
const DRIVERS_SHOWN = 12;

export async function compareTables({before, after}: {before: Side; after: Side}): Promise<ComparedTables> {
  const [was, is] = [await figuresOf(before), await figuresOf(after)];
  const zips = groupDifferences(was, is, ({zip}) => zip);
  const [wasAt, isAt] = [await stationsOf(before), await stationsOf(after)];
  const uspsPackages = (figures: readonly ZipFigures[]): number =>
    figures.reduce((sum, zip) => sum + zip.uspsPackages, 0);
  return {
    segments: groupDifferences(was, is, ({segment}) => segment),
    states: groupDifferences(was, is, ({state}) => state),
    movers: largestMovers(zips, MOVERS),
    slower: [...zips]
      .filter(({transitDays}) => transitDays > SAME_DAYS)
      .sort((a, b) => b.transitDays - a.transitDays || (a.name < b.name ? -1 : 1))
      .slice(0, MOVERS),
    slowerCount: zips.filter(({transitDays}) => transitDays > SAME_DAYS).length,
    fasterCount: zips.filter(({transitDays}) => transitDays < -SAME_DAYS).length,
    weeks: {before: weekTotals(wasAt), after: weekTotals(isAt)},
    stations: stationDifferences(wasAt, isAt),
    uspsPackages: {before: uspsPackages(was), after: uspsPackages(is)},
    tornado: tornadoOf(before, after),
    zips: encodeFrame(
      {zips: zips.map(({name}) => name)},
      {
        differenceUsd: Float32Array.from(zips, ({beforeUsd, afterUsd}) => afterUsd - beforeUsd),
        differenceDays: Float32Array.from(zips, ({transitDays}) => transitDays),
      },
    ),
  };
}

async function stationsOf(side: Side): Promise<readonly RunStation[]> {
  return 'run' in side ? runStations(side.run, side.scenario) : side.stations;
}

function weekTotals(stations: readonly RunStation[]): WeekTotals {
  const sum = (read: 'weekPackages' | 'weekCapacity'): number[] =>
    (stations[0]?.[read] ?? []).map((_, week) => stations.reduce((all, station) => all + station[read][week], 0));
  return {packages: sum('weekPackages'), capacity: sum('weekCapacity')};
}

function stationDifferences(was: readonly RunStation[], is: readonly RunStation[]): StationDifference[] {
  const [before, after] = [was, is].map((stations) => new Map(stations.map((each) => [each.facilityId, each])));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const change = ({beforePackages, afterPackages}: StationDifference): number =>
    Math.abs(afterPackages - beforePackages);
  return ids
    .map((facilityId) => {
      const [from, to] = [before.get(facilityId), after.get(facilityId)];
      return {
        ...{facilityId, beforePackages: from?.meanPackages ?? 0, afterPackages: to?.meanPackages ?? 0},
        overflowPackages: (to?.overflowPackages ?? 0) - (from?.overflowPackages ?? 0),
      };
    })
    .sort((a, b) => change(b) - change(a));
}

/** Of the difference where both are of one run and `before` is its base scenario, else of the cost of `after`. */
function tornadoOf(before: Side, after: Side): Tornado | null {
  if (!('run' in after)) return null;
  const path = join(after.run, 'uncertainty.json');
  if (!existsSync(path)) return null;
  const {scenarios, samples, baseScenario} = JSON.parse(readFileSync(path, 'utf8')) as Uncertainty;
  const found = scenarios.find(({name}) => name === after.scenario);
  if (found === undefined) return null;
  const isDifference = 'run' in before && before.run === after.run && before.scenario === baseScenario;
  const spread = isDifference ? found.differenceUsd : found.costUsd;
  if (spread === undefined) return null;
  const of = isDifference ? `Cost of ${after.scenario} less ${before.scenario}` : `Cost of ${after.scenario}`;
  const {base, p10, p90, drivers} = spread;
  return {of, samples, base, p10, p90, drivers: drivers.slice(0, DRIVERS_SHOWN)};
}

/** What is compared: a scenario of a run, or one that is planned only. */
export type Side = RunTables | PlannedSide;

export interface RunTables {
  readonly run: string; // directory
  readonly scenario: string;
}

async function figuresOf(side: Side): Promise<readonly ZipFigures[]> {
  return 'run' in side ? runFigures(side) : plannedFigures(side);
}

async function runFigures({run, scenario}: RunTables): Promise<ZipFigures[]> {
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
