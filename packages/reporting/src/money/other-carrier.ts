import {OTHER, otherCarrierUsd, type Outcome, type ParameterSet, type Twin} from '@cutover/core';
import type {Counts} from './counts.ts';
import {drawnMix, meanUsd} from './drawn.ts';
import {firstDayOf} from './postage.ts';

/** What other carriers are paid, FC to door: full-volume count x mean price of the classes drawn. [zip] */
export function otherCarrierUsdByZip(outcome: Outcome, counts: Counts, p: ParameterSet): Float64Array {
  const {twin, ledger} = outcome;
  const {zipCount} = counts;
  const usdByZip = new Float64Array(zipCount);
  const mix = drawnMix(twin, ledger, OTHER);
  const shares = new Float64Array(ledger.classCount);
  for (let epoch = 0; epoch < counts.epochCount; epoch++) {
    const {zip3, usd} = otherCarrierUsd(twin, p, firstDayOf(outcome, epoch));
    const rowOf = new Map(zip3.map((prefix, row) => [prefix, row]));
    for (let zip = 0; zip < zipCount; zip++) {
      const packages = counts.delivered[OTHER][epoch * zipCount + zip];
      if (packages === 0) continue;
      const row = rowOf.get(twin.zips[zip].zip.slice(0, 3))!; // every ZIP3 of the twin has one
      mix.fill(epoch, zip, shares);
      usdByZip[zip] += packages * meanUsd(shares, usd, row * ledger.classCount);
    }
  }
  return usdByZip;
}

/** How much dearer all other-carrier prices are at `p` than at `base`: discount and fuel are factors on every price. */
export function otherCarrierFactor(twin: Twin, day: number, p: ParameterSet, base: ParameterSet): number {
  const zips = twin.zips.slice(0, 1);
  const origins = twin.origins.filter(({zip3}) => zip3 === zips[0]?.zip.slice(0, 3));
  const firstUsd = (at: ParameterSet) => otherCarrierUsd({...twin, zips, origins}, at, day).usd[0];
  return firstUsd(p) / firstUsd(base);
}
