import {
  dayNumber,
  type EntryLevel,
  type FacilityType,
  handoffUsd,
  NO_BUILDING,
  type Outcome,
  type ParameterSet,
  type Twin,
  USPS,
} from '@cutover/core';
import type {Counts} from './counts.ts';
import {drawnMix, meanUsd} from './drawn.ts';

export const entryLevels: readonly EntryLevel[] = ['ddu', 'dhub', 'dscf'];

/** The price list a hand-off building enters the mail at. @throws Error if the building is no hand-off */
export function entryLevelOf(type: FacilityType): EntryLevel {
  if (type === 'ddu') return 'ddu';
  if (type === 'sdc') return 'dhub';
  if (type === 'scf') return 'dscf';
  throw new Error(`a building of type ${type} is no way into the mail; a policy's hand-off is a ddu, sdc or scf`);
}

type Prices = Pick<Twin, 'mix' | 'rates' | 'modifiers' | 'contract'>;

export interface Postage {
  readonly zipUsd: Float64Array; // [zip]
  readonly buildingUsd: Float64Array; // [building]
  readonly packages: Float64Array; // [epoch][entry level][class], full volume, fractions: what other prices multiply
}

/**
 * What USPS is paid for the packages it delivered: for each (epoch, ZIP) the full-volume count x the mean price of the
 * classes drawn there, at the entry of the ZIP's hand-off building and the prices of the epoch's first simulated day.
 *
 * @throws Error if USPS delivered in a ZIP whose policy names no hand-off building
 */
export function postageOf(outcome: Outcome, counts: Counts, p: ParameterSet): Postage {
  const {twin, policy, ledger} = outcome;
  const {zipCount} = counts;
  const {classCount} = ledger;
  const zipUsd = new Float64Array(zipCount);
  const buildingUsd = new Float64Array(twin.facilities.length);
  const packages = new Float64Array(counts.epochCount * entryLevels.length * classCount);
  const mix = drawnMix(twin, ledger, USPS);
  const shares = new Float64Array(classCount);
  policy.forEach(({handoff}, epoch) => {
    const usdByLevel = pricesOn(outcome, epoch, twin, p);
    for (let zip = 0; zip < zipCount; zip++) {
      const delivered = counts.delivered[USPS][epoch * zipCount + zip];
      if (delivered === 0) continue;
      const building = handoff[zip];
      if (building === NO_BUILDING)
        throw new Error(`USPS delivers ${twin.zips[zip].zip}, which has no hand-off building`);
      const level = entryLevels.indexOf(entryLevelOf(twin.facilities[building].facilityType));
      mix.fill(epoch, zip, shares);
      const usd = delivered * meanUsd(shares, usdByLevel[level]);
      zipUsd[zip] += usd;
      buildingUsd[building] += usd;
      const to = (epoch * entryLevels.length + level) * classCount;
      for (let k = 0; k < classCount; k++) packages[to + k] += delivered * shares[k];
    }
  });
  return {zipUsd, buildingUsd, packages};
}

/** Total postage of the same packages at other prices: another parameter set, or another contract or tariff. */
export function repricedUsd(
  outcome: Outcome,
  {packages}: Pick<Postage, 'packages'>,
  p: ParameterSet,
  prices: Prices = outcome.twin,
): number {
  const {classCount, epochs} = outcome.ledger;
  let usd = 0;
  epochs.forEach((_, epoch) => {
    pricesOn(outcome, epoch, prices, p).forEach((levelUsd, level) => {
      usd += meanUsd(levelUsd, packages, (epoch * entryLevels.length + level) * classCount);
    });
  });
  return usd;
}

/** The first day of an epoch that was simulated, in days since 1970-01-01: the day its prices are read at. */
export function firstDayOf({twin, ledger}: Pick<Outcome, 'twin' | 'ledger'>, epoch: number): number {
  return dayNumber(twin.settings.horizon.from) + Math.max(ledger.epochs[epoch].fromDay, ledger.fromDay);
}

/** By entry level, each [class]. */
function pricesOn(outcome: Outcome, epoch: number, prices: Prices, p: ParameterSet): Float64Array[] {
  return entryLevels.map((entry) => handoffUsd(prices, p, firstDayOf(outcome, epoch), entry));
}
