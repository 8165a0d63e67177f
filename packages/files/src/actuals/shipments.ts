import type {DuckDBConnection} from '@duckdb/node-api';
import {
  LIST_PRICE,
  type PriceActuals,
  priceShipments,
  priceStretches,
  resolveParameters,
  type ShipmentGroups,
  type ShipmentPrices,
} from '@cutover/core';
import {actualTables} from './columns.ts';
import {type ActualsReport, type Loading, numberColumns, withActuals} from './load-table.ts';

/** Shipments summed: alike ones as groups, and what was paid over what the twin prices, by price and day. */
export interface ReadShipments {
  readonly shipments: ShipmentGroups;
  readonly shipmentPrices: ShipmentPrices;
  readonly prices: PriceActuals;
  readonly days: readonly number[]; // first and last; empty without shipments
  readonly shipmentCount: number;
}

const empty = new Int32Array(0);
const none = new Float64Array(0);

export const noShipments: ReadShipments = {
  shipments: {
    ...{day: empty, zip: empty, origin: empty, carrier: empty, entry: empty},
    ...{weightLb: none, cubeFt3: none, packages: none, costUsd: none, timedPackages: none, latePackages: none},
  },
  shipmentPrices: {price: empty, routedUsd: none, mixUsd: none},
  prices: {day: empty, price: empty, packages: none, ratio: none},
  days: [],
  shipmentCount: 0,
};

const OUTLIER = 4.685; // standard deviations, by the median absolute deviation
const ALIKE_SHARE = 0.02; // a price paid to the cent has no deviation: what is this near is no outlier
const OWN_CUBE_FT3_MAX = 5.8; // the largest near-cube that is not oversize by length and girth

export async function readShipments(
  file: string,
  loading: Loading,
): Promise<ReadShipments & {readonly report: ActualsReport}> {
  const {result, report} = await withActuals(actualTables[0], file, loading, async (connection) => {
    const days = await daysSpan(connection);
    if (days.length === 0) return noShipments;
    const shipments = await groupsOf(connection, loading, days[0]);
    const {twin} = loading;
    const shipmentPrices = priceShipments(twin, resolveParameters(twin.parameters), shipments);
    await storePrices(connection, shipmentPrices);
    const shipmentCount = Math.round(shipments.packages.reduce((sum, packages) => sum + packages, 0));
    return {shipments, shipmentPrices, prices: await pricesOf(connection), days, shipmentCount};
  });
  return {...result, report};
}

async function daysSpan(connection: DuckDBConnection): Promise<number[]> {
  const [first, last] = await numberColumns(
    connection,
    'SELECT min(ship_date_value), max(ship_date_value) FROM netted',
  );
  return Number.isNaN(first[0]) ? [] : [first[0], last[0]];
}

const KEYS = 'day, zip, origin, carrier, entry, weight, cube';

/** Groups in a table `alike`, in the order of its rows. Whole pounds and tenths of a cubic foot are all that bills. */
async function groupsOf(
  connection: DuckDBConnection,
  {twin, cutDays}: Loading,
  firstDay: number,
): Promise<ShipmentGroups> {
  const stretch = [...priceStretches(twin), ...cutDays]
    .filter((day) => day > firstDay)
    .sort((a, b) => b - a)
    .map((day) => `WHEN ship_date_value >= ${day} THEN ${day}`);
  const dayOf = stretch.length === 0 ? String(firstDay) : `CASE ${stretch.join(' ')} ELSE ${firstDay} END`;
  await connection.run(`
    CREATE TABLE keyed AS SELECT ${dayOf} AS day, zip_row AS zip, origin_id_row AS origin, carrier_value AS carrier,
      coalesce(entry_value, -1) AS entry, ceil(weight_lb_value) AS weight,
      CASE WHEN cube_ft3_value > 1 THEN least(ceil(cube_ft3_value * 10) / 10, ${OWN_CUBE_FT3_MAX}) ELSE 0 END AS cube,
      ship_date_value AS shipped, packages_value AS packages, cost_usd_value AS usd,
      CASE WHEN transit_days_value + promise_days_value IS NOT NULL THEN packages_value ELSE 0 END AS timed,
      CASE WHEN transit_days_value > promise_days_value THEN packages_value ELSE 0 END AS late FROM netted;
    CREATE TABLE alike AS SELECT ${KEYS}, ${['packages', 'usd', 'timed', 'late'].map(exactSum).join(', ')}
    FROM keyed GROUP BY ALL ORDER BY ${KEYS}`);
  const columns = await numberColumns(
    connection,
    `SELECT ${KEYS}, packages, usd, timed, late FROM alike ORDER BY rowid`,
  );
  const [day, zip, origin, carrier, entry] = columns.map((column) => Int32Array.from(column));
  const [weightLb, cubeFt3, packages, costUsd, timedPackages, latePackages] = columns.slice(5);
  return {day, zip, origin, carrier, entry, weightLb, cubeFt3, packages, costUsd, timedPackages, latePackages};
}

/** Whole millionths, so that rows in any order have the same sum. */
function exactSum(column: string): string {
  return `CAST(sum(CAST(round(${column} * 1e6) AS HUGEINT)) AS DOUBLE) / 1e6 AS ${column}`;
}

async function storePrices(connection: DuckDBConnection, {price, routedUsd}: ShipmentPrices): Promise<void> {
  await connection.run('CREATE TABLE priced (price INTEGER, model DOUBLE)');
  const appender = await connection.createAppender('priced');
  for (let group = 0; group < price.length; group++) {
    appender.appendInteger(price[group]);
    appender.appendDouble(routedUsd[group]);
    appender.endRow();
  }
  appender.closeSync();
}

/** One pass for the middle of each price, one for its spread, one for the sums of what is no outlier. */
async function pricesOf(connection: DuckDBConnection): Promise<PriceActuals> {
  await connection.run(`
    CREATE TABLE ratios AS SELECT price, shipped, packages, usd / (packages * model) AS ratio
    FROM keyed JOIN (SELECT alike.* EXCLUDE (packages, usd, timed, late), price, model FROM alike JOIN priced
      ON alike.rowid = priced.rowid WHERE price <> ${LIST_PRICE} AND model > 0) USING (${KEYS});
    CREATE TABLE middles AS SELECT price, median(ratio) AS middle FROM ratios GROUP BY price;
    CREATE TABLE spreads AS SELECT price, middle, 1.4826 * median(abs(ratio - middle)) AS spread
      FROM ratios JOIN middles USING (price) GROUP BY price, middle`);
  const [price, day, packages, ratio] = await numberColumns(
    connection,
    `SELECT price, shipped, CAST(sum(CAST(round(packages * 1e6) AS HUGEINT)) AS DOUBLE) / 1e6,
       CAST(sum(CAST(round(packages * ratio * 1e9) AS HUGEINT)) AS DOUBLE) / 1e9
     FROM ratios JOIN spreads USING (price)
     WHERE abs(ratio - middle) <= greatest(${OUTLIER} * spread, ${ALIKE_SHARE} * middle)
     GROUP BY price, shipped ORDER BY price, shipped`,
  );
  return {price: Int32Array.from(price), day: Int32Array.from(day), packages, ratio};
}
