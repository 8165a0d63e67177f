import {DELIVERER_COUNT} from '@cutover/core';
import type {BooksInput} from './books.ts';
import {packagesBefore, SLOTS} from './cells.ts';
import type {VolumeBooks} from './ledger.ts';

/**
 * Fills in what the policy plans for the days `rowFrom … rowTo - 1`: `volumeDemanded`, and `volumeOwned`, `volumeUsps`,
 * `volumeOther` and `stationPlanned` as if every station had room. Days know nothing of each other here, so threads may
 * take some each; `runBooks` then goes through them in order.
 */
export function planDays(input: BooksInput, ledger: VolumeBooks, rowFrom: number, rowTo: number): void {
  const {zipCount, stationCount} = input;
  for (let row = rowFrom; row < rowTo; row++) {
    const day = input.fromDay + row;
    const epoch = input.epochOf[day];
    const position = input.position[epoch];
    const stationOf = input.stationOf[epoch];
    const dayPackages = input.demand.dayPackages[day];
    const phase = input.demand.phase[day];
    let before = 0;
    for (let zip = 0; zip < zipCount; zip++) {
      const first = before;
      let owned = 0;
      let usps = 0;
      for (let slot = zip * SLOTS; slot < (zip + 1) * SLOTS; slot += DELIVERER_COUNT) {
        const afterOwned = packagesBefore(dayPackages, position[slot + 1], phase);
        const afterUsps = packagesBefore(dayPackages, position[slot + 2], phase);
        owned += afterOwned - before;
        usps += afterUsps - afterOwned;
        before = packagesBefore(dayPackages, position[slot + DELIVERER_COUNT], phase);
      }
      const cell = row * zipCount + zip;
      ledger.volumeDemanded[cell] = before - first;
      ledger.volumeOwned[cell] = owned;
      ledger.volumeUsps[cell] = usps;
      ledger.volumeOther[cell] = before - first - owned - usps;
      if (stationOf[zip] >= 0) ledger.stationPlanned[row * stationCount + stationOf[zip]] += owned;
    }
  }
}
