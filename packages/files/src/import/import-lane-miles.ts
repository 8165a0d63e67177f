import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {
  type Issue,
  type Lane,
  type LaneMiles,
  laneMilesTable,
  laneTable,
  laneTables,
  type LaneTables,
  resolveParameters,
  type Twin,
  TwinError,
} from '@cutover/core';
import {type ReadTable, readTable} from '../csv/table.ts';
import {csvText} from '../csv/write.ts';
import {onDisk} from '../disk/disk.ts';
import {lanesWithEnds, unknownIds} from '../twin/known.ts';
import {shortcuts} from '../twin/network-rules.ts';
import {buildingsOf} from './import-network.ts';
import {type NotJoined, notJoined, type TwinFile} from './report.ts';

/** How a number of some lanes changed: after less before. */
export interface Change {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export interface LaneMilesReport {
  readonly rows: number;
  readonly lanes: number; // that took miles from a row
  readonly pairs: {readonly bothWays: number; readonly oneWay: number}; // pairs of buildings with such lanes
  readonly miles: Change | null; // of these lanes; null: there are none
  readonly hours: Change | null;
  readonly notJoined: readonly NotJoined[]; // rows without a lane, lanes without a row, lanes by air
}

export interface LaneMilesOptions {
  /** A row counts for the way back too, where the file has no row of its own for it. */
  readonly bothWays?: boolean;
}

/**
 * Gives a twin's lanes the road miles and hours of a file in the place of circuity and speed. Every lane from a row's
 * origin to its destination takes them, but for lanes by air, which fly the great circle. A row without hours leaves a
 * lane's own; where it has none they follow from the new miles.
 *
 * @throws DataError if the file is not there
 * @throws TwinError with every problem of every row: cells, unknown buildings, pairs given twice, roads shorter than
 *   the straight line
 */
export async function importLaneMiles(
  base: Twin,
  path: string,
  {bothWays = false}: LaneMilesOptions = {},
): Promise<TwinFile<LaneMilesReport> & {readonly twin: Twin}> {
  const rows = wholeRows(base, await readRows(path));
  const given = new Map(rows.map((row) => [pairOf(row), row]));
  const rowOf = (lane: Lane): LaneMiles | undefined => {
    const own = given.get(pairOf(lane));
    return own ?? (bothWays ? given.get(pairOf(wayBack(lane))) : undefined);
  };
  const lanes = base.lanes.map((lane) => {
    const row = lane.mode === 'air' ? undefined : rowOf(lane);
    return row === undefined ? lane : withMiles(lane, row);
  });
  const changed = lanes.flatMap((lane, i) => (lane === base.lanes[i] ? [] : [i]));
  const twin = {...base, lanes};
  const p = resolveParameters(base.parameters);
  const [before, after] = [laneTables(base, p), laneTables(twin, p)];
  const change = (field: 'miles' | 'minutes', units: number) => changeOf(changed, before, after, field, units);
  const report: LaneMilesReport = {
    rows: rows.length,
    lanes: changed.length,
    pairs: countPairs(changed.map((i) => lanes[i])),
    miles: change('miles', 1),
    hours: change('minutes', 60),
    notJoined: [
      ...notJoined('rows without a lane', rowsWithoutLane(rows, base.lanes, bothWays)),
      ...notJoined('lanes by air between these buildings, which fly straight', idsOf(base.lanes, 'air', rowOf)),
      ...notJoined(
        'lanes by road that no row covers',
        idsOf(base.lanes, 'road', (lane) => !rowOf(lane)),
      ),
    ],
  };
  return {twin, file: laneTable.file, text: csvText(laneTable, lanes), report};
}

async function readRows(path: string): Promise<ReadTable<LaneMiles>> {
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  return readTable(laneMilesTable, text, basename(path));
}

/** @throws TwinError with everything that is wrong with the rows */
function wholeRows(base: Twin, table: ReadTable<LaneMiles>): readonly LaneMiles[] {
  const {file, rows, lines} = table;
  const buildings = buildingsOf(base);
  const roads = rows.map((row) => ({...row, mode: 'truck' as const})); // what the road of a truck must be
  const issues: Issue[] = [
    ...table.issues,
    ...unknownIds('unknown-node', table, 'originId', 'origin_id', buildings),
    ...unknownIds('unknown-node', table, 'destinationId', 'destination_id', buildings),
    ...shortcuts(file, lanesWithEnds({rows: roads, lines}, buildings), 'drop the row'),
  ];
  if (issues.length > 0) throw new TwinError(issues);
  return rows as readonly LaneMiles[];
}

type Pair = Pick<Lane, 'originId' | 'destinationId'>;

function pairOf({originId, destinationId}: Pair): string {
  return `${originId}>${destinationId}`;
}

function wayBack({originId, destinationId}: Pair): Pair {
  return {originId: destinationId, destinationId: originId};
}

function withMiles(lane: Lane, {roadMiles, hours}: LaneMiles): Lane {
  return {...lane, roadMiles, ...(hours === undefined ? {} : {transitHours: hours})};
}

function changeOf(
  rows: readonly number[],
  before: LaneTables,
  after: LaneTables,
  field: 'miles' | 'minutes',
  units: number,
): Change | null {
  if (rows.length === 0) return null;
  let [sum, min, max] = [0, Infinity, -Infinity];
  for (const row of rows) {
    const change = (after[field][row] - before[field][row]) / units;
    sum += change;
    min = Math.min(min, change);
    max = Math.max(max, change);
  }
  return {mean: sum / rows.length, min, max};
}

function countPairs(lanes: readonly Lane[]): LaneMilesReport['pairs'] {
  const directed = new Map(lanes.map((lane) => [pairOf(lane), lane]));
  const withBack = [...directed.values()].filter((lane) => directed.has(pairOf(wayBack(lane)))).length;
  return {bothWays: withBack / 2, oneWay: directed.size - withBack};
}

function rowsWithoutLane(rows: readonly LaneMiles[], lanes: readonly Lane[], bothWays: boolean): string[] {
  const byRoad = new Set(lanes.filter(({mode}) => mode !== 'air').map(pairOf));
  return rows.filter((row) => !byRoad.has(pairOf(row)) && !(bothWays && byRoad.has(pairOf(wayBack(row))))).map(pairOf);
}

function idsOf(lanes: readonly Lane[], by: 'air' | 'road', isMeant: (lane: Lane) => unknown): string[] {
  return lanes.filter((lane) => (lane.mode === 'air') === (by === 'air') && isMeant(lane)).map(({laneId}) => laneId);
}
