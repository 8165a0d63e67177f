import {sqlName} from '../parquet/duckdb.ts';
import type {ActualColumn, ActualTable} from './columns.ts';

// A table of books in three steps, each a table of DuckDB: `given` (cells as text and as what they mean), `judged`
// (joined to the twin, with the first thing that is wrong with each row), `netted` (duplicates dropped, bills netted).

/** How bills of one id are netted: the last one is the whole cost, or each is a part of it. */
export type Rebills = 'replace' | 'add';

/** A column of `netted`, for each column of the table: what it holds in numbers. */
export function valueOf({name, kind}: ActualColumn): string {
  return kind === 'zip' || kind === 'building' || kind === 'lane' ? `${name}_row` : `${name}_value`;
}

/** Needs tables `places (given, place)`, `buildings (given, place)` and `lanes (given, pair, place)`. */
export function judgedQuery(table: ActualTable, source: string, matched: ReadonlyMap<string, string>): string {
  const cells = table.columns.map((column) => {
    const given = matched.get(column.name);
    const cell = given === undefined ? 'NULL::VARCHAR' : `nullif(trim(CAST(s.${sqlName(given)} AS VARCHAR)), '')`;
    return `${cell} AS ${column.name}`;
  });
  const joins = table.columns.flatMap((column) => joinOf(column));
  const rows = table.columns.filter(isJoined).map(({name}) => `${name}_joined.place AS ${name}_row`);
  const faults = table.columns.flatMap((column) => faultOf(table, column));
  return `
  CREATE TABLE judged AS
  WITH cells AS (SELECT ${cells.join(', ')} FROM ${source} s),
  given AS (SELECT *, ${table.columns.map(meaning).join(',\n    ')} FROM cells),
  joined AS (SELECT given.*${rows.map((row) => `, ${row}`).join('')} FROM given ${joins.join(' ')})
  SELECT *, CASE ${faults.map(({condition}, i) => `WHEN ${condition} THEN ${i}`).join(' ')} END AS fault,
    CASE ${faults.map(({reason}, i) => `WHEN fault = ${i} THEN '${reason}'`).join(' ')} END AS reason,
    CASE ${faults.map(({column}, i) => `WHEN fault = ${i} THEN ${column}`).join(' ')} END AS example
  FROM joined`;
}

/**
 * Drops duplicates and nets bills. Rows of one id with the same bill are one; of bills with different days or costs the
 * later stands (`replace`) or all are added to the last (`add`). Bills of which none is later are `unclear`. Without an
 * id equal rows are one too, but for shipments: two packages may well be alike.
 */
export function nettedQuery(table: ActualTable, rebills: Rebills): string {
  const names = table.columns.map(({name}) => name);
  const hasCost = names.includes('cost_usd');
  const cost = hasCost ? 'cost_usd_value' : 'NULL::DOUBLE';
  const alike = table.name === 'actuals' ? 'line' : names.join(', ');
  const total = rebills === 'add' ? 'sum(CAST(round(cost * 1e6) AS HUGEINT)) / 1e6' : 'arg_max(cost, age)';
  return `
  CREATE TABLE netted AS
  WITH good AS (SELECT *, rowid AS line, ${table.id} AS id, ${cost} AS cost FROM judged WHERE fault IS NULL),
  bills AS (
    SELECT id, billed_on_value AS billed, cost, max(line) AS line, count(*) AS copies,
      coalesce(billed_on_value, -1000000) * 10000000000 + max(line) AS age
    FROM good WHERE id IS NOT NULL GROUP BY id, billed_on_value, cost
  ),
  named AS (
    SELECT max_by(line, age) AS line, ${total} AS cost, CAST(sum(copies) - count(*) AS DOUBLE) AS duplicates,
      count(*) - 1 AS rebills,
      ${rebills === 'add' ? 'false' : 'count(*) > count(DISTINCT coalesce(billed, -1))'} AS unclear
    FROM bills GROUP BY id
  ),
  unnamed AS (
    SELECT min(line) AS line, arg_min(cost, line) AS cost, CAST(count(*) - 1 AS DOUBLE) AS duplicates, 0 AS rebills,
      false AS unclear
    FROM good WHERE id IS NULL GROUP BY ${alike}
  ),
  kept AS (SELECT * FROM named UNION ALL SELECT * FROM unnamed)
  SELECT judged.* EXCLUDE (fault, reason, example${hasCost ? ', cost_usd_value' : ''}), kept.* EXCLUDE (line, cost)
    ${hasCost ? ', kept.cost AS cost_usd_value' : ''}
  FROM judged JOIN kept ON judged.rowid = kept.line ORDER BY judged.rowid`;
}

function meaning({name, kind, choices, absent}: ActualColumn): string {
  switch (kind) {
    case 'day':
      return `datediff('day', DATE '1970-01-01', coalesce(TRY_CAST(${name} AS DATE),
        CAST(TRY_CAST(${name} AS TIMESTAMP) AS DATE), CAST(try_strptime(${name}, '%m/%d/%Y') AS DATE)))
        AS ${name}_value`;
    case 'zip':
      return `regexp_replace(${name}, '(\\.0+|-\\d{4})$', '') AS ${name}_plain,
        CASE WHEN regexp_full_match(${name}_plain, '\\d{3,4}') THEN lpad(${name}_plain, 5, '0')
          ELSE ${name}_plain END AS ${name}_key`;
    case 'choice':
      return `CASE lower(${name}) ${choices!.map((choice, i) => `WHEN '${choice}' THEN ${i}`).join(' ')} END
        AS ${name}_value`;
    case 'above0':
    case 'from0':
    case 'money':
      return `CASE WHEN ${name} IS NULL THEN ${absent ?? 'NULL'} ELSE TRY_CAST(${name} AS DOUBLE) END
        AS ${name}_value`;
    case 'building':
    case 'lane':
    case 'text':
      return `${name} AS ${name}_key`;
  }
}

function isJoined({kind}: ActualColumn): boolean {
  return kind === 'zip' || kind === 'building' || kind === 'lane';
}

function joinOf({name, kind}: ActualColumn): string[] {
  const join = (list: string, key: string) => [
    `LEFT JOIN ${list} ${name}_joined ON ${name}_joined.given = given.${key}`,
  ];
  if (kind === 'zip') return join('places', `${name}_key`);
  if (kind === 'building') return join('buildings', `${name}_key`);
  if (kind !== 'lane') return [];
  const pair = `${name}_joined.given = coalesce(given.${name}, given.origin_id || '>' || given.destination_id)`;
  return [`LEFT JOIN lanes ${name}_joined ON ${pair}`];
}

interface Fault {
  readonly condition: string;
  readonly reason: string;
  readonly column: string; // whose text is shown
}

/** What can be wrong with a column of a row. */
function faultOf(table: ActualTable, column: ActualColumn): Fault[] {
  const {name, kind, required, choices} = column;
  const fault = (condition: string, reason: string): Fault => ({condition, reason, column: name});
  const unread = required ? `${name}_value IS NULL` : `${name} IS NOT NULL AND ${name}_value IS NULL`;
  const unlisted = required ? `${name}_row IS NULL` : `${name} IS NOT NULL AND ${name}_row IS NULL`;
  switch (kind) {
    case 'day':
      return [fault(unread, `${name} is no day`)];
    case 'zip':
      return [fault(unlisted, `${name} is neither in zips.csv nor in zip-map.csv`)];
    case 'building':
      return [fault(unlisted, `${name} is not in facilities.csv`)];
    case 'lane':
      return [fault(`${name}_row IS NULL`, 'the lane is not in lanes.csv')];
    case 'choice':
      return [fault(unread, `${name} is not ${choices!.join(', ')}`)];
    case 'above0':
      return [fault(`${unread} OR NOT isfinite(${name}_value) OR ${name}_value <= 0`, `${name} is no number above 0`)];
    case 'from0':
      return [fault(`${unread} OR NOT isfinite(${name}_value) OR ${name}_value < 0`, `${name} is no number from 0 on`)];
    case 'money':
      return [fault(moneyFault(table, name, required), `${name} is no amount of money`)];
    case 'text':
      return [];
  }
}

/** Own packages need no cost: their routes have it. */
function moneyFault(table: ActualTable, name: string, required: boolean): string {
  const isMissing = table.name === 'actuals' ? `${name} IS NULL AND carrier_value <> 0` : `${name} IS NULL`;
  const unread = `(${name} IS NOT NULL AND (${name}_value IS NULL OR NOT isfinite(${name}_value)))`;
  return required ? `(${isMissing}) OR ${unread}` : unread;
}
