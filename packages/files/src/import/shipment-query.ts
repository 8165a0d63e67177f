import type {ClassGroup, DelivererName, MixClass} from '@cutover/core';
import {sqlName} from '../parquet/duckdb.ts';

// One pass over the file: each row is judged once, then counted in four ways at the same time (GROUPING SETS), so that
// tens of millions of rows take little memory. Lengths and weights are summed in whole thousandths: whole numbers add
// up the same in any order, on any number of threads.

/** Weight bands in pounds: up to and with each, the last has no end. Light ends at 5. */
export const WEIGHT_BANDS_LB: readonly number[] = [1, 2, 5, 10, 20, 50];
export const LIGHT_UP_TO_LB = 5;
const WEIGHT_MAX_LB = 150; // of a mix class, and of the carriers
const LENGTH_MAX_IN = 1000;
const PACKAGES_MAX = 1e9; // a row that stands for more is a typing mistake

/** Why a row did not join, in the order in which it is judged. */
const REASONS: readonly (readonly [condition: string, reason: string, example: string])[] = [
  ['zip IS NULL', 'the ZIP is neither in zips.csv nor in zip-map.csv', 'given_zip'],
  ['origin IS NULL', 'the origin is no FC of facilities.csv', 'given_origin'],
  [
    "coalesce(carrier NOT IN ('owned', 'usps', 'other'), true)",
    'the carrier is not owned, usps or other',
    'given_carrier',
  ],
  ['day IS NULL', 'the ship_date is no day', 'given_day'],
  [
    `coalesce(NOT (weight > 0 AND weight <= ${WEIGHT_MAX_LB}), true)`,
    'the weight is not above 0 to 150 lb',
    'given_weight',
  ],
  [
    `coalesce(NOT (${['l', 'w', 'h'].map(isLength).join(' AND ')}), true)`,
    'a length is not above 0 in',
    'given_lengths',
  ],
  [
    `NOT (packages >= 1 AND packages <= ${PACKAGES_MAX} AND packages = floor(packages))`,
    'packages is no whole number from 1',
    'given_packages',
  ],
  [
    'NOT (promise >= 1 AND promise <= 14 AND promise = floor(promise))',
    'promise_days is no whole number from 1 to 14',
    'given_promise',
  ],
  [
    "eligibility NOT IN ('standard', 'po_box', 'military', 'hazmat', 'oversize')",
    'the eligibility is unknown',
    'eligibility',
  ],
];

function isLength(name: string): string {
  return `${name} > 0 AND ${name} <= ${LENGTH_MAX_IN}`;
}

/** Rows that did not join for one reason; `reason` null: those that joined. */
export interface CountedReason {
  readonly reason: string | null;
  readonly rows: number;
  readonly packages: number;
  readonly example: string | null;
  readonly mended: number; // rows whose ZIP got its leading zero back
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}
export interface CountedToday {
  readonly zip: string;
  readonly classGroup: ClassGroup;
  readonly carrier: DelivererName;
  readonly packages: number;
}
export interface CountedOrigin {
  readonly zip3: string;
  readonly facilityId: string;
  readonly packages: number;
}
/** Packages alike in promise, weight band and eligibility, with their mean weight and lengths. */
export interface CountedClass {
  readonly classGroup: ClassGroup;
  readonly promiseDays: number;
  readonly band: number; // as in WEIGHT_BANDS_LB
  readonly eligibility: MixClass['eligibility'];
  readonly packages: number;
  readonly weightLb: number;
  readonly lengthIn: number;
  readonly widthIn: number;
  readonly heightIn: number;
}

/** What is asked of the counted table: kind, columns, in a fixed order of rows. */
export const countedQueries = {
  reasons:
    'SELECT reason, "rows", packages, example, mended, "firstDay", "lastDay" FROM counted WHERE kind = 0 ORDER BY ALL',
  today: 'SELECT zip, "classGroup", carrier, packages FROM counted WHERE kind = 1 ORDER BY ALL',
  origins: 'SELECT zip3, "facilityId", packages FROM counted WHERE kind = 2 ORDER BY ALL',
  classes: `SELECT "classGroup", "promiseDays", band, eligibility, packages,
    "weightLb", "lengthIn", "widthIn", "heightIn" FROM counted WHERE kind = 3 ORDER BY ALL`,
};

/**
 * Counts a source of rows into a table `counted`. Needs tables `places (given, zip)` and `origins (origin)`.
 *
 * @param column - name of a shipment column to its name in the source
 * @param promiseDays - where none is given
 */
export function countQuery(source: string, column: ReadonlyMap<string, string>, promiseDays: number): string {
  const bands = WEIGHT_BANDS_LB.map((upTo, band) => `WHEN weight <= ${upTo} THEN ${band}`).join(' ');
  const mean = (name: string, as: string) =>
    `CAST(sum(n * CAST(round(CASE WHEN ok THEN ${name} ELSE 0 END * 1000) AS BIGINT)) AS DOUBLE)
       / nullif(CAST(sum(n) AS DOUBLE), 0) / 1000 AS "${as}"`;
  return `
  CREATE TABLE counted AS WITH given AS (${givenCells(source, column, promiseDays)}),
  judged AS (
    SELECT given.*, places.zip AS zip, origins.origin AS origin,
      CASE ${REASONS.map(([condition], i) => `WHEN ${condition} THEN ${i}`).join(' ')} END AS fault
    FROM given LEFT JOIN places ON places.given = full_zip LEFT JOIN origins ON origins.origin = given_origin
  ),
  joined AS (
    SELECT fault IS NULL AS ok,
      CASE fault ${REASONS.map(([, reason], i) => `WHEN ${i} THEN '${reason}'`).join(' ')} END AS reason,
      CASE fault ${REASONS.map(([, , example], i) => `WHEN ${i} THEN ${example}`).join(' ')} END AS example,
      CASE WHEN ok THEN CAST(packages AS BIGINT) ELSE 0 END AS n,
      zip, zip[1:3] AS zip3, origin, carrier, day, plain_zip <> full_zip AS mended,
      CASE WHEN eligibility IN ('po_box', 'military') AND carrier = 'usps' THEN 'usps_only'
           WHEN weight <= ${LIGHT_UP_TO_LB} THEN 'light' ELSE 'heavy' END AS class_group,
      promise, CASE ${bands} ELSE ${WEIGHT_BANDS_LB.length} END AS band, eligibility, weight, l, w, h
    FROM judged
  )
  SELECT
    CASE WHEN GROUPING(reason) = 0 THEN 0 WHEN GROUPING(zip) = 0 THEN 1
         WHEN GROUPING(origin) = 0 THEN 2 ELSE 3 END AS kind,
    CAST(count(*) AS DOUBLE) AS "rows", CAST(sum(n) AS DOUBLE) AS packages, reason, min(example) AS example,
    CAST(count(*) FILTER (ok AND mended) AS DOUBLE) AS mended,
    CAST(min(day) FILTER (ok) AS VARCHAR) AS "firstDay", CAST(max(day) FILTER (ok) AS VARCHAR) AS "lastDay",
    zip, carrier, class_group AS "classGroup", zip3, origin AS "facilityId",
    promise AS "promiseDays", CAST(band AS DOUBLE) AS band, eligibility,
    ${mean('weight', 'weightLb')}, ${mean('l', 'lengthIn')}, ${mean('w', 'widthIn')}, ${mean('h', 'heightIn')}
  FROM joined
  GROUP BY GROUPING SETS (
    (ok, reason), (ok, zip, class_group, carrier), (ok, zip3, origin), (ok, class_group, promise, band, eligibility)
  )
  HAVING ok OR GROUPING(reason) = 0`;
}

/** Cells as text and as what they mean; NULL where they mean nothing. */
function givenCells(source: string, column: ReadonlyMap<string, string>, promiseDays: number): string {
  const cell = (name: string) => {
    const given = column.get(name);
    return given === undefined ? 'NULL' : `nullif(trim(CAST(s.${sqlName(given)} AS VARCHAR)), '')`;
  };
  const number = (name: string) => `TRY_CAST(${cell(name)} AS DOUBLE)`;
  const optional = (name: string, absent: number) =>
    `CASE WHEN ${cell(name)} IS NULL THEN ${absent} ELSE coalesce(${number(name)}, 0) END`;
  return `
    SELECT
      ${cell('zip')} AS given_zip,
      regexp_replace(given_zip, '(\\.0+|-\\d{4})$', '') AS plain_zip,
      CASE WHEN regexp_full_match(plain_zip, '\\d{3,4}') THEN lpad(plain_zip, 5, '0') ELSE plain_zip END AS full_zip,
      ${cell('origin_id')} AS given_origin,
      ${cell('carrier')} AS given_carrier, lower(given_carrier) AS carrier,
      ${cell('ship_date')} AS given_day,
      coalesce(
        TRY_CAST(given_day AS DATE),
        CAST(TRY_CAST(given_day AS TIMESTAMP) AS DATE),
        CAST(try_strptime(given_day, '%m/%d/%Y') AS DATE)
      ) AS day,
      ${number('weight_lb')} AS weight, ${cell('weight_lb')} AS given_weight,
      ${number('length_in')} AS l, ${number('width_in')} AS w, ${number('height_in')} AS h,
      concat_ws(' x ', ${cell('length_in')}, ${cell('width_in')}, ${cell('height_in')}) AS given_lengths,
      ${optional('packages', 1)} AS packages, ${cell('packages')} AS given_packages,
      ${optional('promise_days', promiseDays)} AS promise, ${cell('promise_days')} AS given_promise,
      coalesce(lower(${cell('eligibility')}), 'standard') AS eligibility
    FROM ${source} s`;
}
