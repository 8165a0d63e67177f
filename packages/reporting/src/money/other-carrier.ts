import {OTHER, otherCarrierUsd, type Outcome, type ParameterSet} from '@cutover/core';
import type {Counts} from './counts.ts';
import {drawnMix} from './drawn.ts';
import {firstDayOf} from './postage.ts';

/** What other carriers are paid, FC to door: full-volume count x mean price of the classes drawn. [zip] */
export function otherCarrierUsdByZip(outcome: Outcome, counts: Counts, p: ParameterSet): Float64Array {
  const {twin, ledger} = outcome;
  const {zipCount} = counts;
  const usdByZip = new Float64Array(zipCount);
  const mix = drawnMix(twin, ledger, OTHER);
  for (let epoch = 0; epoch < counts.epochCount; epoch++) {
    const {zip3, usd} = otherCarrierUsd(twin, p, firstDayOf(outcome, epoch));
    const rowOf = new Map(zip3.map((prefix, row) => [prefix, row]));
    for (let zip = 0; zip < zipCount; zip++) {
      const packages = counts.delivered[OTHER][epoch * zipCount + zip];
      if (packages === 0) continue;
      const row = rowOf.get(twin.zips[zip].zip.slice(0, 3))!; // every ZIP3 of the twin has a row
      usdByZip[zip] += packages * mix.meanUsd(epoch, zip, usd, row * ledger.classCount);
    }
  }
  return usdByZip;
}
