import {availableParallelism} from 'node:os';
import {
  classGroups,
  DataError,
  dayNumber,
  type DelivererName,
  type Demand,
  isoDate,
  type Origin,
  type Today,
  type Twin,
} from '@cutover/core';
import {mixClasses} from './mix-classes.ts';
import type {ImportNote} from './report.ts';
import type {CountedOrigin, CountedToday} from './shipment-query.ts';
import {type CountedShipments, countShipments} from './shipment-source.ts';

export interface ShipmentReport {
  readonly rows: number; // that joined
  readonly joined: number; // packages; the sum of demand.csv
  readonly firstDay: string;
  readonly lastDay: string;
  readonly notJoined: readonly ImportNote[];
  readonly mended: readonly ImportNote[];
  readonly remarks: readonly string[]; // what of the twin does not fit these shipments, and what to do
}

export interface ShipmentOptions {
  readonly zipMap?: ReadonlyMap<string, string>; // PO-box and unique ZIPs to those of the twin, as in zip-map.csv
  readonly threads?: number;
}

/**
 * Replaces what a twin says of demand by a year of real shipments, CSV or Parquet (columns: `shipmentColumns`).
 *
 * demand.csv and today.csv are the counts, to the package; mix.csv has a class for each promise, weight band and
 * eligibility; origins.csv the FCs of each ZIP3 (a ZIP3 without shipments keeps its own). Light is up to 5 lb; PO boxes
 * and military addresses that USPS delivered are the floor. `baseYear` becomes the year of the middle day. Season,
 * network, contract and parameters stay: a promise of packages in contracts.yaml may want your own number.
 *
 * @throws DataError if there is no such file, or nothing in it joins; TwinError if it lacks a column
 */
export async function importShipments(
  base: Twin,
  file: string,
  {zipMap = new Map(), threads = availableParallelism()}: ShipmentOptions = {},
): Promise<{twin: Twin; report: ShipmentReport}> {
  const joining = {twin: base, zipMap, promiseDays: commonPromise(base), threads};
  const counted = await countShipments(file, joining);
  const today = todayRows(base, counted.today);
  const report = {...reportOf(counted, file), remarks: remarksOn(base, today)};
  const middle = isoDate(Math.floor((dayNumber(report.firstDay) + dayNumber(report.lastDay)) / 2));
  const twin: Twin = {
    ...base,
    settings: {...base.settings, baseYear: Number(middle.slice(0, 4))},
    demand: demandRows(base, today),
    today,
    mix: mixClasses(counted.classes, base.mix),
    origins: originRows(base, counted.origins),
  };
  return {twin, report};
}

/** Numbers of the twin that were made for other volumes than these. */
function remarksOn({contract, parameters}: Twin, today: readonly Today[]): string[] {
  const sum = (carrier: DelivererName) => today.reduce((total, row) => total + row[carrier], 0);
  const [usps, other] = [sum('usps'), sum('other')];
  const remarks: string[] = [];
  if (contract !== null && contract.promisePackagesPerYear > usps) {
    remarks.push(
      `contracts.yaml promises USPS ${contract.promisePackagesPerYear} packages a year, these shipments gave it ` +
        `${usps}: a run would charge the shortfall; set promisePackagesPerYear to your own`,
    );
  }
  const remaining = parameters.find(({name}) => name === 'other_base_remaining')?.base ?? 1;
  if (remaining < 1 && other > 0) {
    remarks.push(
      `other_base_remaining of parameters.csv is ${remaining}: own vans take over the rest of the ${other} ` +
        'packages of other carriers; set it to 1 if these carriers stay',
    );
  }
  return remarks;
}

function reportOf({reasons, unreadable}: CountedShipments, file: string): Omit<ShipmentReport, 'remarks'> {
  const notJoined = [
    ...unreadable,
    ...reasons.flatMap(({reason, rows, example}) =>
      reason === null ? [] : [{reason, count: rows, example: example ?? 'a blank cell'}],
    ),
  ];
  const joined = reasons.find(({reason}) => reason === null);
  if (!joined?.firstDay || !joined.lastDay) {
    const most = notJoined.reduce<ImportNote | null>((a, b) => (a === null || b.count > a.count ? b : a), null);
    const why = most === null ? 'it has no rows' : `${most.count} rows: ${most.reason}, as "${most.example}"`;
    throw new DataError(`no shipment of "${file}" joins the twin; ${why}`);
  }
  const {rows, packages, firstDay, lastDay, mended} = joined;
  const lostZero = {reason: 'the ZIP had lost its leading zero', count: mended, example: 'read as five digits'};
  return {rows, joined: packages, firstDay, lastDay, notJoined, mended: mended === 0 ? [] : [lostZero]};
}

/** The promise of the largest share of packages. */
function commonPromise({mix, today}: Twin): number {
  const packagesOf = new Map(classGroups.map((group) => [group, 0]));
  for (const {classGroup, owned, usps, other} of today) {
    packagesOf.set(classGroup, packagesOf.get(classGroup)! + owned + usps + other);
  }
  const byPromise = new Map<number, number>();
  for (const {promiseDays, classGroup, share} of mix) {
    byPromise.set(promiseDays, (byPromise.get(promiseDays) ?? 0) + share * packagesOf.get(classGroup)!);
  }
  return [...byPromise].reduce((most, next) => (next[1] > most[1] ? next : most), [2, -1])[0];
}

/** A row for every ZIP and group, also without packages. */
function todayRows(base: Twin, counted: readonly CountedToday[]): Today[] {
  const packagesOf = new Map<string, number>();
  for (const {zip, classGroup, carrier, packages} of counted) {
    packagesOf.set(`${zip} ${classGroup} ${carrier}`, packages);
  }
  return base.zips.flatMap(({zip}) =>
    classGroups.map((classGroup): Today => {
      const by = (carrier: DelivererName) => packagesOf.get(`${zip} ${classGroup} ${carrier}`) ?? 0;
      return {zip, classGroup, owned: by('owned'), usps: by('usps'), other: by('other')};
    }),
  );
}

function demandRows(base: Twin, today: readonly Today[]): Demand[] {
  const packagesOf = new Map<string, number>();
  for (const {zip, owned, usps, other} of today) packagesOf.set(zip, (packagesOf.get(zip) ?? 0) + owned + usps + other);
  return base.zips.map(({zip}) => ({zip, packagesPerYear: packagesOf.get(zip)!}));
}

function originRows(base: Twin, shipped: readonly CountedOrigin[]): Origin[] {
  const known = new Set(shipped.map(({zip3}) => zip3));
  return [...shipped, ...base.origins.filter(({zip3}) => !known.has(zip3))];
}
