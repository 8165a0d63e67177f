import {closeSync, openSync, readFileSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {
  type BidRow,
  bidTable,
  classGroups,
  dayNumber,
  GROUP_COUNT,
  policyTable,
  priceTable,
  SHARE_ONE,
  type Table,
  type Twin,
  TwinError,
  type WaveRow,
  waveTable,
} from '@cutover/core';
import {diskError, parseTable} from '@cutover/files';
import {groupShares} from '@cutover/reporting';
import * as z from 'zod';
import {encodeFrame} from '../api/frame.ts';

/** What the page says of `plan.json`. */
export const PlanFacts = z.object({
  twin: z.string(),
  scenario: z.string(),
  valueUsd: z.number(),
  boundUsd: z.number(),
  uspsPackages: z.number(),
  plan: z.object({overflowPackages: z.number()}),
  verdict: z.object({savingUsd: z.number(), gapUsd: z.number(), isBetter: z.boolean()}),
  weeks: z
    .array(
      z.object({
        ...{from: z.string(), zipsChanged: z.number(), packages: z.number(), switchUsdPerZip: z.number()},
        otherUsdPerPackage: z.number().optional(),
        simulated: z.object({demanded: z.number(), delivered: z.number(), waiting: z.number()}),
      }),
    )
    .min(1),
});
export type PlanFacts = z.infer<typeof PlanFacts>;

/** Whether a file begins as `cutover bid --out` writes it. @throws DataError if it may not be read */
export function isBidBook(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  try {
    return headOf(path).startsWith('unit,unit_type,tender,');
  } catch (error) {
    throw diskError(path, error) ?? error;
  }
}

function headOf(path: string): string {
  const head = Buffer.alloc(64);
  const file = openSync(path, 'r');
  try {
    return head.toString('utf8', 0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** @throws TwinError with every row that does not fit */
export function bidRows(path: string): readonly BidRow[] {
  return rowsAt(bidTable, path);
}

/** @throws TwinError with every row that does not fit */
export function waveRowsAt(plan: string): readonly WaveRow[] {
  return rowsAt(waveTable, join(plan, waveTable.file));
}

/** Waves and stations' loads of a plan. */
export interface PlanTables {
  readonly waves: readonly WaveRow[];
  readonly stations: readonly string[];
  readonly loadPackagesPerDay: readonly number[]; // [week][station], own packages on the week's mean day
  readonly isFull: readonly boolean[]; // [week][station]: room has a price that week (`prices.csv`)
}

/** @param twin - with the plan's scenario */
export function planTables(path: string, facts: PlanFacts, twin: Twin): PlanTables {
  const [waves, prices] = [waveRowsAt(path), rowsAt(priceTable, join(path, 'prices.csv'))];
  const changes = readChanges(path, twin);
  const stations = namesOf(changes, 'stationId');
  const full = new Set(prices.flatMap((row) => (row.usdPerPackageADay > 0 ? [`${row.week} ${row.facilityId}`] : [])));
  return {
    waves,
    stations,
    loadPackagesPerDay: [...loadsOf(changes, facts, stations, twin)].map(Math.round),
    isFull: facts.weeks.flatMap(({from}) => stations.map((id) => full.has(`${from} ${id}`))),
  };
}

/** A week's packages x the ZIP's part of demand x what own vans carry of it, by station. [week][station] */
function loadsOf(changes: readonly ZipChange[], {weeks}: PlanFacts, stations: readonly string[], twin: Twin) {
  const rowOf = rowsByZip(twin);
  const demand = new Float64Array(twin.zips.length);
  for (const {zip, packagesPerYear} of twin.demand) demand[rowOf.get(zip)!] = packagesPerYear;
  const all = demand.reduce((sum, packages) => sum + packages, 0);
  const placeOf = new Map(stations.map((id, place) => [id, place]));
  const own = new Float64Array(twin.zips.length); // packages a year, as things stand
  const station = new Int32Array(twin.zips.length).fill(-1);
  const loads = new Float64Array(weeks.length * stations.length);
  let next = 0;
  weeks.forEach(({from, packages}, week) => {
    const end = weeks[week + 1]?.from;
    for (; next < changes.length && (end === undefined || changes[next].from < end); next++) {
      const {zip, owned, stationId} = changes[next];
      own[zip] = owned * demand[zip];
      station[zip] = placeOf.get(stationId) ?? -1;
    }
    const dayCount = (end === undefined ? dayNumber(twin.settings.horizon.to) + 1 : dayNumber(end)) - dayNumber(from);
    station.forEach((place, zip) => {
      if (place >= 0) loads[week * stations.length + place] += (own[zip] / all) * (packages / dayCount);
    });
  });
  return loads;
}

/**
 * Who carries each ZIP from which week on, as a list of changes: shares of the ZIP's packages over its class groups.
 *
 * @param twin - with the plan's scenario
 */
export function planZips(path: string, {weeks}: PlanFacts, twin: Twin): Uint8Array<ArrayBuffer> {
  const rowOf = rowsByZip(twin);
  const changes = readChanges(path, twin);
  const weekAt = (from: string): number =>
    Math.max(
      0,
      weeks.findLastIndex((week) => week.from <= from),
    );
  const waveWeek = new Float32Array(twin.zips.length).fill(Number.NaN); // the first one, from 1
  for (const {week, zips} of waveRowsAt(path)) {
    for (const zip of zips.split(' ')) {
      const row = rowOf.get(zip);
      if (row !== undefined) waveWeek[row] = Math.min(1 + weekAt(week), waveWeek[row] || Infinity);
    }
  }
  const [stations, handoffs] = [namesOf(changes, 'stationId'), namesOf(changes, 'handoffId')];
  return encodeFrame(
    {stations, handoffs},
    {
      waveWeek,
      changeWeek: Int32Array.from(changes, ({from}) => weekAt(from)),
      changeZip: Int32Array.from(changes, ({zip}) => zip),
      ownedShare: Float32Array.from(changes, ({owned}) => owned),
      uspsShare: Float32Array.from(changes, ({usps}) => usps),
      otherShare: Float32Array.from(changes, ({other}) => other),
      station: Int32Array.from(changes, ({stationId}) => stations.indexOf(stationId)),
      handoff: Int32Array.from(changes, ({handoffId}) => handoffs.indexOf(handoffId)),
    },
  );
}

interface ZipChange {
  readonly from: string;
  readonly zip: number;
  readonly stationId: string; // '' for none
  readonly handoffId: string;
  owned: number;
  usps: number;
  other: number;
}

function rowsByZip({zips}: Twin): Map<string, number> {
  return new Map(zips.map(({zip}, row) => [zip, row]));
}

/** One change for each day and ZIP, in the order of days. */
function readChanges(path: string, twin: Twin): ZipChange[] {
  const [rowOf, groupShare] = [rowsByZip(twin), groupShares(twin)];
  const found = new Map<string, ZipChange>();
  const rows = rowsAt(policyTable, join(path, 'policy.csv'));
  for (const {from, zip: code, classGroup, owned, usps, other, stationId = '', handoffId = ''} of rows) {
    const zip = rowOf.get(code);
    if (zip === undefined) continue;
    const key = `${from} ${code}`;
    const change = found.get(key) ?? {from, zip, stationId, handoffId, owned: 0, usps: 0, other: 0};
    found.set(key, change);
    const share = groupShare[zip * GROUP_COUNT + classGroups.indexOf(classGroup)] / SHARE_ONE;
    change.owned += owned * share;
    change.usps += usps * share;
    change.other += other * share;
  }
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.zip - b.zip));
}

function namesOf(changes: readonly ZipChange[], which: 'stationId' | 'handoffId'): string[] {
  return [...new Set(changes.map((change) => change[which]))].filter((id) => id !== '').sort();
}

function rowsAt<Row>(table: Table<Row>, path: string): readonly Row[] {
  const {rows, issues} = parseTable(table, readFileSync(path, 'utf8'), path);
  if (issues.length > 0) throw new TwinError(issues);
  return rows;
}
