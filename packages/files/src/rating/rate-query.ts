import {type GridEdges, gridShape, isoDate, type PriceGrid} from '@cutover/core';

/** Columns of a file of shipments, name here to expression in SQL. */
export type RatingColumns = Readonly<
  Record<'day' | 'origin' | 'zip' | 'weight' | 'length' | 'width' | 'height', string>
>;

/** Why a row has no price at all, in the order in which it is judged. */
export const UNRATED: readonly (readonly [condition: string, reason: string])[] = [
  ["coalesce(day < DATE '2019-06-23', true)", 'the ship_date is no day, or before 2019-06-23'],
  ['zip3 IS NULL', 'the ZIP is no five digits'],
  ['coalesce(NOT (weight > 0), true)', 'the weight is not above 0'],
  ['coalesce(NOT (least(length, width, height) > 0), true)', 'a side is not above 0'],
];

/**
 * What is read off each shipment: its stretch of days, zone, and the measures that tariffs look at, by the same rules
 * as `measureParcel` in core.
 *
 * @param stretchDays - first days of the stretches, ascending
 * @param finerDay - from this day on sides round up and the divisor is 139, before it they round to the nearest, 166
 */
export function measuresQuery(
  source: string,
  columns: RatingColumns,
  stretchDays: readonly number[],
  finerDay: number,
) {
  const stretch = stretchDays.map((day, i) => `WHEN day >= DATE '${isoDate(day)}' THEN ${i}`).reverse();
  const isFiner = `day >= DATE '${isoDate(finerDay)}'`;
  const side = (name: string) => `CASE WHEN ${isFiner} THEN ceil(${name}) ELSE round(${name}) END AS ${name}_in`;
  return `
    SELECT *, CASE ${stretch.join(' ')} END AS stretch,
      CASE WHEN heaviest < 1 THEN least(999, greatest(1, ceil(heaviest * 1000 - 1e-6))) / 1000 ELSE ceil(heaviest) END
        AS billable
    FROM (SELECT *, greatest(weight, CASE WHEN in3 > 1728 THEN in3 / (CASE WHEN ${isFiner} THEN 139 ELSE 166 END) ELSE 0
        END) AS heaviest, in3 / 1728 AS volume_ft3,
        longest + 2 * (length_in + width_in + height_in - longest) AS girth
      FROM (SELECT *, length_in * width_in * height_in AS in3, greatest(length_in, width_in, height_in) AS longest
        FROM (SELECT *, ${side('length')}, ${side('width')}, ${side('height')}
          FROM (SELECT given, ${judged()} AS reason, day, weight, length, width, height, origin3 * 1000 + zip3 AS pair
            FROM (${typed(source, columns)})))))`;
}

function judged(): string {
  return `CASE ${UNRATED.map(([condition], i) => `WHEN ${condition} THEN ${i}`).join(' ')} END`;
}

function typed(source: string, {day, origin, zip, weight, length, width, height}: RatingColumns): string {
  const zip3 = (text: string) =>
    `TRY_CAST(regexp_extract(trim(CAST(${text} AS VARCHAR)), '^([0-9]{3})([0-9]{2}(-[0-9]{4})?)?$', 1) AS INTEGER)`;
  const number = (name: string) => `TRY_CAST(${name} AS DOUBLE)`;
  return `SELECT shipments AS given, TRY_CAST(${day} AS DATE) AS day, ${zip3(origin)} AS origin3, ${zip3(zip)} AS zip3,
    ${number(weight)} AS weight, ${number(length)} AS length, ${number(width)} AS width, ${number(height)} AS height
    FROM ${source} AS shipments`;
}

/** Place of a shipment in an option's grid, as SQL; NULL where it has none. */
export function cellExpression({edges, zones}: Pick<PriceGrid, 'edges' | 'zones'>): string {
  const shape = gridShape(edges);
  const axes = [
    weightExpression(edges),
    bandExpression('weight', edges.actualLb),
    bandExpression('longest', edges.lengthIn),
    bandExpression('volume_ft3', edges.volumeFt3),
    bandExpression('girth', edges.lengthPlusGirthIn),
  ];
  const zone = zones.length === 1 ? '0' : 'zone - 1';
  const place = axes.reduce(
    (sum, axis, i) => `(${sum}) * ${shape[i]} + ${axis}`,
    `stretch * ${zones.length} + ${zone}`,
  );
  return `CASE WHEN reason IS NULL THEN ${place} END`;
}

function weightExpression({weightLb, clampsWeight}: GridEdges): string {
  const below = weightLb.filter((lb) => lb < 1);
  const pounds = weightLb.length - below.length;
  const steps = below.map((lb, i) => `WHEN billable <= ${lb} THEN ${i}`).join(' ');
  const beyond = clampsWeight ? String(weightLb.length - 1) : 'NULL';
  const whole = `${below.length} + CAST(greatest(ceil(billable), 1) AS INTEGER) - 1`;
  return `(CASE ${steps} WHEN billable > ${pounds} THEN ${beyond} ELSE ${whole} END)`;
}

function bandExpression(measure: string, edges: readonly number[]): string {
  if (edges.length === 0) return '0';
  return `(CASE ${edges.map((edge, i) => `WHEN ${measure} <= ${edge} THEN ${i}`).join(' ')} ELSE ${edges.length} END)`;
}
