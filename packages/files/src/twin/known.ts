import {type Facility, type Issue, type Lane, meantText, type Zip} from '@cutover/core';
import type {ReadTable} from '../csv/table.ts';
import type {ReadTwin} from './read-directory.ts';

/** A twin directory as read, with the two id columns that most rules look things up in. */
export interface Checked extends ReadTwin {
  readonly buildings: Known<Facility>;
  readonly zipCodes: Known<Zip>;
  readonly lanesWithEnds: readonly LaneWithEnds[];
}

/** A lane whose two buildings are known. */
export interface LaneWithEnds {
  readonly lane: Partial<Lane>;
  readonly row: number; // line of the file
  readonly ends: readonly [Partial<Facility>, Partial<Facility>];
}

/** What must hold between rows and files: one rule, silent about cells that could not be read. */
export type Rule = (twin: Checked) => Iterable<Issue>;

export function withKnownPlaces(twin: ReadTwin): Checked {
  const buildings = knownIds(twin.tables.facilities, 'facilityId', 'facility_id', 'building');
  return {
    ...twin,
    buildings,
    zipCodes: knownIds(twin.tables.zips, 'zip', 'zip', 'ZIP'),
    lanesWithEnds: lanesWithEnds(twin.tables.lanes, buildings),
  };
}

type LaneEnds = Pick<ReadTable<Lane>, 'rows' | 'lines'>;

/** Lanes that name an unknown building are left out: another rule speaks of them. */
export function lanesWithEnds(lanes: LaneEnds, {rowOf}: Known<Facility>): LaneWithEnds[] {
  return lanes.rows.flatMap((lane, i) => {
    const origin = rowOf.get(lane.originId ?? '');
    const destination = rowOf.get(lane.destinationId ?? '');
    if (origin === undefined || destination === undefined) return [];
    return [{lane, row: lanes.lines[i], ends: [origin, destination]}];
  });
}

/** The ids a table has, for rows of other tables to name. */
export interface Known<Row> {
  readonly table: ReadTable<Row>;
  readonly field: keyof Row & string;
  readonly column: string; // as in `facility_id`
  readonly what: string; // as in `building`
  readonly rowOf: ReadonlyMap<string, Partial<Row>>;
}

const SUGGESTED_MAX = 20; // looking for a likely id among 60,000 takes a while; a few are enough to see the pattern

export function knownIds<Row>(
  table: ReadTable<Row>,
  field: keyof Row & string,
  column: string,
  what: string,
): Known<Row> {
  const rowOf = new Map<string, Partial<Row>>();
  for (const row of table.rows) {
    const id = row[field];
    if (typeof id === 'string' && !rowOf.has(id)) rowOf.set(id, row);
  }
  return {table, field, column, what, rowOf};
}

/** Whether an id is missing for sure: not when its column is gone, nor when a row that could not be read has it. */
export function isUnknown<Row>(known: Known<Row>, id: string): boolean {
  return !known.rowOf.has(id) && !known.table.missing.has(known.field) && !known.table.unread.has(id);
}

/** Rows of `table` whose `field` names something that `known` does not have. */
export function* unknownIds<Row, Target>(
  rule: string,
  table: ReadTable<Row>,
  field: keyof Row & string,
  column: string,
  known: Known<Target>,
): Generator<Issue> {
  let suggested = 0;
  for (let i = 0; i < table.rows.length; i++) {
    const id = table.rows[i][field];
    if (typeof id !== 'string' || !isUnknown(known, id)) continue;
    const meant = suggested++ < SUGGESTED_MAX ? meantText(id, known.rowOf.keys()) : '';
    yield {
      rule,
      file: table.file,
      row: table.lines[i],
      column,
      found: `"${id}"`,
      expected: `a ${known.column} of ${known.table.file}`,
      fix: `${meant}correct it, or add the ${known.what} to ${known.table.file}`,
    };
  }
}
