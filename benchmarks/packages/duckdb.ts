// The same packages in SQL. Tables lie in lists of one row and are read by place: of the forms tried (joins on small
// tables, sums in the query, lists) this is the fastest.
import {DELIVERER_COUNT} from '@cutover/core';
import {DAYS_SPAN} from '@cutover/simulation';
import {type DuckDBConnection, DuckDBInstance, type DuckDBResultReader} from '@duckdb/node-api';
import {CLASS_SPAN, type PackageInstance, PROMISE_SPAN, RANGE_COLUMNS} from './instance.ts';
import {createTotals, type Totals} from './totals.ts';

const ORIGIN_SPAN = 1024; // origins of a network, at most

// Threads take turns by groups of rows. By its own measure (122,880) the ranges would be three such turns for all; and
// with ranges as long as they come, a group of a large city's would be a tenth of all packages.
const ROW_GROUP = 4096;
const RANGE_PACKAGES_MAX = 512;

// Lists are read by place, the first is 1. Narrow types keep them in the cache.
const LISTS = {classes: 'INTEGER', origins: 'USMALLINT', delays: 'TINYINT', transits: 'TINYINT'} as const;

// `packageBits` of core, step by step. A product of two 32-bit numbers fits into 64 bits as both are below 2^32 and
// the factors below 2^31.4; what is kept of it are the low 32.
const BITS = `
  SELECT *, xor(mixed, mixed >> 15) AS bits FROM (
  SELECT * EXCLUDE (step2), (xor(step2, step2 >> 15) * 1935289751) & 4294967295 AS mixed FROM (
  SELECT * EXCLUDE (step1), (xor(step1, step1 >> 16) * 569420461 + keyHigh) & 4294967295 AS step2 FROM (
  SELECT * EXCLUDE (rank), xor((rank * 2654435761) & 4294967295, keyLow) AS step1 FROM (
  SELECT *, unnest(range(rankFrom, rankTo)) AS rank FROM ranges))))`;

const DRAWN = `
  SELECT *, classes[classAt + (bits & 4095)] AS word, origins[originAt + ((bits >> 12) & 1023)] AS origin,
    delays[delayAt + (bits >> 22)] + hold AS later FROM (${BITS}), tables`;

// One key for origins, and one for classes and days of a cell: days late and all else add up from these, as in the
// simulation.
const KEYS = `
  SELECT bits, way * ${ORIGIN_SPAN} + origin AS originKey, ((cell * 2 + waits) * ${PROMISE_SPAN} +
    (word & ${PROMISE_SPAN - 1})) * ${DAYS_SPAN} + transits[transitAt + (word >> 10) + origin] + later AS dayKey
  FROM (${DRAWN})`;

const COUNTS = `
  SELECT originKey, dayKey, count(*) AS packages, bit_xor(bits) AS xored, sum(bits) AS summed
  FROM (${KEYS}) GROUP BY GROUPING SETS ((originKey), (dayKey))`;

/** A database with the instance in memory, on its own threads. */
export async function openDuckDb(instance: PackageInstance, threads: number): Promise<() => Promise<() => Totals>> {
  const database = await DuckDBInstance.create(':memory:', {threads: String(threads)});
  const connection = await database.connect();
  await connection.run(`ATTACH ':memory:' AS small (ROW_GROUP_SIZE ${ROW_GROUP})`);
  await connection.run('USE small');
  await load(connection, instance);
  return async () => {
    const result = await connection.runAndReadAll(COUNTS);
    return () => totalsOf(instance, result);
  };
}

async function load(connection: DuckDBConnection, instance: PackageInstance): Promise<void> {
  await connection.run(`CREATE TABLE given (${RANGE_COLUMNS.map((name) => `${name} BIGINT`).join(', ')})`);
  const appender = await connection.createAppender('given');
  for (let range = 0; range < instance.ranges.cell.length; range++) {
    for (const name of RANGE_COLUMNS) appender.appendBigInt(BigInt(instance.ranges[name][range]));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`
    CREATE TABLE ranges AS SELECT cell::INTEGER AS cell, (cell % ${DELIVERER_COUNT})::INTEGER AS way,
      waits::INTEGER AS waits, hold::INTEGER AS hold, keyLow, keyHigh,
      cutFrom AS rankFrom, least(cutFrom + ${RANGE_PACKAGES_MAX}, rankTo) AS rankTo,
      classAt + 1 AS classAt, originAt + 1 AS originAt, delayAt + 1 AS delayAt, transitAt + 1 AS transitAt
    FROM (SELECT *, unnest(range(rankFrom, rankTo, ${RANGE_PACKAGES_MAX})) AS cutFrom FROM given)`);
  const names = Object.keys(LISTS) as (keyof typeof LISTS)[];
  for (const name of names) {
    await connection.run(`CREATE TABLE rows_${name} (place INTEGER, value INTEGER)`);
    const rows = await connection.createAppender(`rows_${name}`);
    instance[name].forEach((value, place) => {
      rows.appendInteger(place);
      rows.appendInteger(value);
      rows.endRow();
    });
    rows.closeSync();
  }
  const lists = names.map((name) => `(SELECT list(value::${LISTS[name]} ORDER BY place) FROM rows_${name}) AS ${name}`);
  await connection.run(`CREATE TABLE tables AS SELECT ${lists.join(', ')}`);
}

function totalsOf(instance: PackageInstance, result: DuckDBResultReader): Totals {
  const totals = createTotals(instance);
  for (const [originKey, dayKey, count, xored, summed] of result.getRows()) {
    const packages = Number(count);
    if (originKey === null) {
      addDays(totals, instance.classCount, Number(dayKey), packages);
      continue;
    }
    const key = Number(originKey);
    totals.byOrigin[Math.floor(key / ORIGIN_SPAN) * instance.originCount + (key % ORIGIN_SPAN)] += packages;
    totals.xor = (totals.xor ^ Number(xored)) >>> 0;
    totals.sum = (totals.sum + Number((summed as bigint) % 2n ** 32n)) % 2 ** 32;
  }
  return totals;
}

function addDays(totals: Totals, classCount: number, dayKey: number, packages: number): void {
  const days = dayKey % DAYS_SPAN;
  const word = Math.floor(dayKey / DAYS_SPAN) % PROMISE_SPAN;
  const late = days - Math.floor(word / CLASS_SPAN);
  const cell = Math.floor(dayKey / DAYS_SPAN / PROMISE_SPAN / 2);
  const waits = Math.floor(dayKey / DAYS_SPAN / PROMISE_SPAN) % 2;
  const way = cell % DELIVERER_COUNT;
  totals.byClass[cell * classCount + (word % CLASS_SPAN)] += packages;
  totals.transitDays[cell] += days * packages;
  totals.byTransit[way * DAYS_SPAN + days] += packages;
  if (waits === 1) return;
  totals.byLateness[way * DAYS_SPAN + Math.max(0, late)] += packages;
  if (late > 0) totals.latePackages[cell] += packages;
}
