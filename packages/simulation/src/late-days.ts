import {DELIVERER_COUNT, GROUP_COUNT, OTHER, OWNED, USPS} from '@cutover/core';
import {holdDays} from './block.ts';
import type {BooksInput} from './books.ts';
import {fillBounds, packagesBefore, SLOTS} from './cells.ts';
import {WAITS} from './draw.ts';
import {HOLDS, LATE_WIDTH} from './lateness.ts';
import type {VolumeBooks} from './ledger.ts';
import {cutStretches, STRETCH_FATES, STRETCHES} from './stretches.ts';

/** Books, and how late the packages of each way are on average. */
export interface LateDaysInput
  extends Pick<
    BooksInput,
    'demand' | 'fromDay' | 'dayCount' | 'zipCount' | 'stationCount' | 'epochOf' | 'position' | 'delivers'
  > {
  readonly lateRow: readonly (readonly Int32Array[])[]; // [epoch][way][zip], row of `lateDays`
  readonly lateDays: readonly Float64Array[]; // [epoch], rows of `meanLateDays`
}

/**
 * Package-days late of the days `rowFrom … rowTo - 1` at full volume: what `simulateBlock` counts, its draws replaced
 * by their means. Packages that wait at a station are late by their nights there, those of the last day by one.
 */
export function lateDaysOf(input: LateDaysInput, books: VolumeBooks, rowFrom: number, rowTo: number): number {
  const known = new Map<string, Float64Array>();
  let late = 0;
  for (let row = rowFrom; row < rowTo; row++) {
    const day = input.fromDay + row;
    const hold = [OWNED, USPS, OTHER].map((way) => holdDays(input.delivers, day, way));
    const key = [input.epochOf[day], ...hold].join(' '); // most days of an epoch hold nothing
    let daysOf = known.get(key);
    if (daysOf === undefined) known.set(key, (daysOf = slotLateDays(input, input.epochOf[day], hold)));
    late = addDay(input, books, row, daysOf, late);
    late += nightsAt(input, books, row);
  }
  return late;
}

/** Days late of each slot's packages on a day that holds each way so long. @returns `[zip * SLOTS + slot]` */
function slotLateDays({zipCount, lateDays, lateRow}: LateDaysInput, epoch: number, hold: readonly number[]) {
  const days = new Float64Array(zipCount * SLOTS);
  for (let zip = 0; zip < zipCount; zip++) {
    for (let way = 0; way < DELIVERER_COUNT; way++) {
      const at = lateRow[epoch][way][zip] * LATE_WIDTH + hold[way];
      for (let group = 0; group < GROUP_COUNT; group++) {
        days[zip * SLOTS + group * DELIVERER_COUNT + way] = lateDays[epoch][at + group * HOLDS];
      }
    }
  }
  return days;
}

// The hot loop works on locals; the sum goes on from what the days before came to, so its order is theirs.
function addDay(input: LateDaysInput, books: VolumeBooks, row: number, daysOf: Float64Array, before: number): number {
  const {volumeDemanded, volumeDivertedUsps, volumeDivertedOther, volumeOverflow, volumeWait} = books;
  const {zipCount, demand, fromDay} = input;
  const day = fromDay + row;
  const position = input.position[input.epochOf[day]];
  const [dayPackages, phase] = [demand.dayPackages[day], demand.phase[day]];
  const ends = new Float64Array(STRETCHES);
  const bound = new Float64Array(SLOTS + 1);
  let late = before;
  for (let zip = 0; zip < zipCount; zip++) {
    const cell = row * zipCount + zip;
    if (volumeDemanded[cell] === 0) continue;
    const toUsps = volumeDivertedUsps[cell] + volumeOverflow[cell];
    const waits = volumeWait[cell];
    const toOther = volumeDivertedOther[cell];
    if (waits + toUsps + toOther > 0) {
      fillBounds(demand, position, day, zip, bound);
      cutStretches(bound, waits, toUsps, toOther, ends);
      late = addStretches(bound[0], ends, daysOf, zip, late);
      continue;
    }
    let from = packagesBefore(dayPackages, position[zip * SLOTS], phase);
    for (let slot = zip * SLOTS; slot < (zip + 1) * SLOTS; slot++) {
      const to = packagesBefore(dayPackages, position[slot + 1], phase);
      late += (to - from) * daysOf[slot];
      from = to;
    }
  }
  return late;
}

function addStretches(first: number, ends: Float64Array, daysOf: Float64Array, zip: number, before: number): number {
  let late = before;
  let from = first;
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const packages = ends[stretch] - from;
    from = ends[stretch];
    const fate = STRETCH_FATES[stretch % STRETCH_FATES.length];
    if (!(packages > 0) || fate === WAITS) continue;
    const group = Math.floor(stretch / STRETCH_FATES.length);
    late += packages * daysOf[zip * SLOTS + group * DELIVERER_COUNT + fate];
  }
  return late;
}

function nightsAt({stationCount, dayCount}: LateDaysInput, books: VolumeBooks, row: number): number {
  const packages = row === dayCount - 1 ? books.stationWaits : books.stationBacklog;
  let nights = 0;
  for (let at = row * stationCount; at < (row + 1) * stationCount; at++) nights += packages[at];
  return nights;
}
