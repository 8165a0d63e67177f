import {DELIVERER_COUNT, hash32, type Ledger, packageBits} from '@cutover/core';
import {type BlockResult, DAYS_SPAN} from '@cutover/simulation';
import {CLASS_SPAN, type PackageInstance, PROMISE_SPAN} from './instance.ts';

/** What every program must count of an instance; whole packages. */
export interface Totals {
  readonly byClass: Float64Array; // [cell * classCount + class]
  readonly transitDays: Float64Array; // [cell], summed over packages
  readonly latePackages: Float64Array; // [cell], of those that do not wait
  readonly byOrigin: Float64Array; // [way * originCount + origin]
  readonly byTransit: Float64Array; // [way * DAYS_SPAN + days]
  readonly byLateness: Float64Array; // [way * DAYS_SPAN + days late], of those that do not wait
  xor: number; // of the random bits of all packages
  sum: number; // of them, modulo 2^32
}

export function createTotals({cellCount, classCount, originCount}: PackageInstance): Totals {
  return {
    byClass: new Float64Array(cellCount * classCount),
    transitDays: new Float64Array(cellCount),
    latePackages: new Float64Array(cellCount),
    byOrigin: new Float64Array(DELIVERER_COUNT * originCount),
    byTransit: new Float64Array(DELIVERER_COUNT * DAYS_SPAN),
    byLateness: new Float64Array(DELIVERER_COUNT * DAYS_SPAN),
    xor: 0,
    sum: 0,
  };
}

/** Counts the packages one by one, as plainly as can be: what the others are checked against. */
export function countPlainly(instance: PackageInstance): Totals {
  const {ranges, classes, origins, delays, transits, classCount, originCount} = instance;
  const totals = createTotals(instance);
  for (let range = 0; range < ranges.cell.length; range++) {
    const cell = ranges.cell[range];
    const way = cell % DELIVERER_COUNT;
    const isCounted = 1 - ranges.waits[range];
    for (let rank = ranges.rankFrom[range]; rank < ranges.rankTo[range]; rank++) {
      const bits = packageBits(ranges.keyLow[range] | 0, ranges.keyHigh[range] | 0, rank);
      const word = classes[ranges.classAt[range] + (bits & 4095)];
      const origin = origins[ranges.originAt[range] + ((bits >>> 12) & 1023)];
      const promise = Math.floor(word / CLASS_SPAN) % (PROMISE_SPAN / CLASS_SPAN);
      const transit = transits[ranges.transitAt[range] + Math.floor(word / PROMISE_SPAN) + origin];
      const days = transit + delays[ranges.delayAt[range] + (bits >>> 22)] + ranges.hold[range];
      const late = Math.max(0, days - promise);
      totals.byClass[cell * classCount + (word % CLASS_SPAN)]++;
      totals.transitDays[cell] += days;
      totals.byOrigin[way * originCount + origin]++;
      totals.byTransit[way * DAYS_SPAN + days]++;
      totals.byLateness[way * DAYS_SPAN + late] += isCounted;
      totals.latePackages[cell] += late > 0 ? isCounted : 0;
      totals.xor = (totals.xor ^ bits) >>> 0;
      totals.sum = (totals.sum + bits) % 2 ** 32;
    }
  }
  return totals;
}

/** 16 hex digits of all numbers in order. */
export function totalsDigest(totals: Totals): string {
  const {byClass, transitDays, latePackages, byOrigin, byTransit, byLateness, xor, sum} = totals;
  return digest([byClass, transitDays, latePackages, byOrigin, byTransit, byLateness, [xor, sum]]);
}

/** The same of those that the simulation's blocks count too; it counts packages that wait late when they leave. */
export function sharedDigest({byClass, byOrigin, byTransit, xor, sum}: Totals): string {
  return digest([byClass, byOrigin, byTransit, [xor, sum]]);
}

function digest(numbers: readonly (readonly number[] | Float64Array)[]): string {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (const array of numbers) {
    for (const value of array) {
      high = hash32(high ^ (value % 2 ** 32));
      low = hash32(low + (value % 2 ** 32)) ^ Math.floor(value / 2 ** 32);
    }
  }
  return [high, low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** What blocks of the simulation counted of an instance's ZIPs; days and lateness of cells are left zero. */
export function totalsOfBlocks(instance: PackageInstance, blocks: readonly BlockResult[], ledger: Ledger): Totals {
  const {classCount, cellCount} = instance;
  const totals = createTotals(instance);
  for (let cell = 0; cell < cellCount; cell++) {
    const from = drawnAt(instance, cell, ledger);
    totals.byClass.set(ledger.drawnClass.subarray(from, from + classCount), cell * classCount);
  }
  for (const {tally, xor, sum} of blocks) {
    tally.originCount.forEach((count, at) => (totals.byOrigin[at] += count));
    tally.transitHistogram.forEach((count, at) => (totals.byTransit[at] += count));
    totals.xor = (totals.xor ^ xor) >>> 0;
    totals.sum = (totals.sum + (sum >>> 0)) % 2 ** 32;
  }
  return totals;
}

/** Where the ledger keeps the classes of a cell. */
function drawnAt({zips, classCount}: PackageInstance, cell: number, {zipCount}: Ledger): number {
  const way = cell % DELIVERER_COUNT;
  const place = Math.floor(cell / DELIVERER_COUNT) % zips.length;
  const epoch = Math.floor(cell / DELIVERER_COUNT / zips.length);
  return ((epoch * zipCount + zips[place]) * DELIVERER_COUNT + way) * classCount;
}

/**
 * Holds the totals against what the simulation counted of the same ZIPs: classes by epoch, ZIP and way; days on the way
 * and late packages by ZIP and way, where no package of the ZIP waited at a station (the ledger adds the days waited).
 *
 * @returns how many numbers were compared
 * @throws Error naming the first that differs
 */
export function checkAgainstLedger(instance: PackageInstance, totals: Totals, ledger: Ledger): number {
  const {zips, classCount, cellCount} = instance;
  const epochs = cellCount / zips.length / DELIVERER_COUNT;
  let compared = 0;
  const check = (what: string, found: number, expected: number): void => {
    compared++;
    if (found !== expected) throw new Error(`${what}: the peer counts ${found}, the simulation ${expected}`);
  };
  zips.forEach((zip, place) => {
    for (let way = 0; way < DELIVERER_COUNT; way++) {
      let [transitDays, latePackages] = [0, 0];
      for (let epoch = 0; epoch < epochs; epoch++) {
        const cell = (epoch * zips.length + place) * DELIVERER_COUNT + way;
        const from = drawnAt(instance, cell, ledger);
        for (let drawn = 0; drawn < classCount; drawn++) {
          const expected = ledger.drawnClass[from + drawn];
          check(`class ${drawn}, way ${way}, ZIP ${zip}`, totals.byClass[cell * classCount + drawn], expected);
        }
        transitDays += totals.transitDays[cell];
        latePackages += totals.latePackages[cell];
      }
      if (waits(ledger, zip)) continue;
      const at = zip * DELIVERER_COUNT + way;
      check(`days on the way, way ${way}, ZIP ${zip}`, transitDays % 2 ** 32, ledger.transitDays[at]);
      check(`late packages, way ${way}, ZIP ${zip}`, latePackages, ledger.latePackages[at]);
    }
  });
  return compared;
}

function waits({volumeWait, dayCount, zipCount}: Ledger, zip: number): boolean {
  for (let row = 0; row < dayCount; row++) if (volumeWait[row * zipCount + zip] > 0) return true;
  return false;
}
