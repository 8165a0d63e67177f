import {DELIVERER_COUNT, OTHER, OWNED, USPS} from '@cutover/core';
import {holdDays} from './block.ts';
import type {BooksInput} from './books.ts';
import {fillBounds, SLOTS} from './cells.ts';
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
  const bound = new Float64Array(SLOTS + 1);
  const ends = new Float64Array(STRETCHES);
  let late = 0;
  for (let row = rowFrom; row < rowTo; row++) {
    const day = input.fromDay + row;
    const epoch = input.epochOf[day];
    const position = input.position[epoch];
    const table = input.lateDays[epoch];
    const rowOf = input.lateRow[epoch];
    const hold = [OWNED, USPS, OTHER].map((way) => holdDays(input.delivers, day, way));
    for (let zip = 0; zip < input.zipCount; zip++) {
      const cell = row * input.zipCount + zip;
      if (books.volumeDemanded[cell] === 0) continue;
      fillBounds(input.demand, position, day, zip, bound);
      const toUsps = books.volumeDivertedUsps[cell] + books.volumeOverflow[cell];
      const waits = books.volumeWait[cell];
      const toOther = books.volumeDivertedOther[cell];
      if (waits + toUsps + toOther === 0) {
        for (let slot = 0; slot < SLOTS; slot++) {
          const packages = bound[slot + 1] - bound[slot];
          const way = slot % DELIVERER_COUNT;
          const at = rowOf[way][zip] * LATE_WIDTH + ((slot / DELIVERER_COUNT) | 0) * HOLDS + hold[way];
          if (packages > 0) late += packages * table[at];
        }
        continue;
      }
      cutStretches(bound, waits, toUsps, toOther, ends);
      let from = bound[0];
      for (let stretch = 0; stretch < STRETCHES; stretch++) {
        const packages = ends[stretch] - from;
        from = ends[stretch];
        const fate = STRETCH_FATES[stretch % STRETCH_FATES.length];
        if (!(packages > 0) || fate === WAITS) continue;
        const group = Math.floor(stretch / STRETCH_FATES.length);
        late += packages * table[rowOf[fate][zip] * LATE_WIDTH + group * HOLDS + hold[fate]];
      }
    }
    late += nightsAt(input, books, row);
  }
  return late;
}

function nightsAt({stationCount, dayCount}: LateDaysInput, books: VolumeBooks, row: number): number {
  const packages = row === dayCount - 1 ? books.stationWaits : books.stationBacklog;
  let nights = 0;
  for (let at = row * stationCount; at < (row + 1) * stationCount; at++) nights += packages[at];
  return nights;
}
