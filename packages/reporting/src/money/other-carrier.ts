import {OTHER, otherCarrierUsd, otherCarrierZones, type Outcome, type ParameterSet, type Twin} from '@cutover/core';
import type {Counts} from './counts.ts';
import {drawnMix, meanUsd} from './drawn.ts';
import {firstDayOf} from './postage.ts';

export interface OtherCarrierCost {
  readonly zipUsd: Float64Array; // [zip]
  readonly zip3: readonly string[];
  readonly packages: Float64Array; // [epoch][zip3][class], full volume, fractions: what other prices multiply
}

/** What other carriers are paid, FC to door: full-volume count x mean price of the classes drawn. */
export function otherCarrierCost(outcome: Outcome, counts: Counts, p: ParameterSet): OtherCarrierCost {
  const {twin, ledger} = outcome;
  const {zipCount} = counts;
  const {classCount} = ledger;
  const zipUsd = new Float64Array(zipCount);
  let zip3s: readonly string[] = [];
  let priced = new Float64Array(0);
  const mix = drawnMix(twin, ledger, OTHER);
  const shares = new Float64Array(classCount);
  const zones = otherCarrierZones(twin);
  for (let epoch = 0; epoch < counts.epochCount; epoch++) {
    const {zip3, usd} = otherCarrierUsd(twin, p, firstDayOf(outcome, epoch), zones);
    if (epoch === 0) priced = new Float64Array(counts.epochCount * zip3.length * classCount);
    zip3s = zip3;
    const rowOf = new Map(zip3.map((prefix, row) => [prefix, row]));
    for (let zip = 0; zip < zipCount; zip++) {
      const packages = counts.delivered[OTHER][epoch * zipCount + zip];
      if (packages === 0) continue;
      const row = rowOf.get(twin.zips[zip].zip.slice(0, 3))!; // every ZIP3 of the twin has one
      mix.fill(epoch, zip, shares);
      zipUsd[zip] += packages * meanUsd(shares, usd, row * classCount);
      const to = (epoch * zip3.length + row) * classCount;
      for (let k = 0; k < classCount; k++) priced[to + k] += packages * shares[k];
    }
  }
  return {zipUsd, zip3: zip3s, packages: priced};
}

/** How much dearer all other-carrier prices are at `p` than at `base`: discount and fuel are factors on every price. */
export function otherCarrierFactor(twin: Twin, day: number, p: ParameterSet, base: ParameterSet): number {
  const zips = twin.zips.slice(0, 1);
  const origins = twin.origins.filter(({zip3}) => zip3 === zips[0]?.zip.slice(0, 3));
  const firstUsd = (at: ParameterSet) => otherCarrierUsd({...twin, zips, origins}, at, day).usd[0];
  return firstUsd(p) / firstUsd(base);
}
