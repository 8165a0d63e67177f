import {
  answersOn,
  DataError,
  dayNumber,
  type EntryLevel,
  type FacilityType,
  handoffUsd,
  NO_BUILDING,
  type Outcome,
  type ParameterSet,
  type Twin,
  USPS,
  wonPrices,
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

type Prices = Pick<Twin, 'mix' | 'rates' | 'modifiers' | 'contract' | 'won'>;

/** Names of postal prices: the entry levels, then each hand-off with a price of its own, won by a bid. */
export function postageKeys(twin: Pick<Twin, 'won'>): readonly string[] {
  return [...entryLevels, ...wonPrices(twin).keys()];
}

/** What the packages of a postal price pay on a day. @returns `[class]` */
export function postageUsd(prices: Prices, p: ParameterSet, day: number, key: string): Float64Array {
  const level = entryLevels.find((each) => each === key);
  if (level !== undefined) return handoffUsd(prices, p, day, level);
  const usd = wonPrices(prices).get(key);
  if (usd === undefined) throw new DataError(`no bid won has a price for "${key}"; run again`);
  return new Float64Array(prices.mix.length).fill(usd);
}

/** Which postal price each building has on a day. @returns `[building]`, place among `postageKeys` */
function keyOfBuilding(twin: Twin, day: number): (building: number) => number {
  const {facilities} = twin;
  const answers = answersOn(twin, day);
  const places = new Map(postageKeys(twin).map((key, place) => [key, place]));
  return (building) => {
    const {facilityId, facilityType} = facilities[building];
    const isWon = answers.get(facilityId)?.usdPerPackage !== undefined;
    return isWon ? places.get(facilityId)! : entryLevels.indexOf(entryLevelOf(facilityType));
  };
}

export interface Postage {
  readonly zipUsd: Float64Array; // [zip]
  readonly buildingUsd: Float64Array; // [building]
  readonly packages: Float64Array; // [epoch][postal price][class], full volume, fractions: what other prices multiply
}

/**
 * What USPS is paid for the packages it delivered: for each (epoch, ZIP) the full-volume count x the mean price of the
 * classes drawn there, at the ZIP's hand-off building (the price won there, or that of its entry level), on the epoch's
 * first simulated day.
 *
 * @throws Error if USPS delivered in a ZIP whose policy names no hand-off building
 */
export function postageOf(outcome: Outcome, counts: Counts, p: ParameterSet): Postage {
  const {twin, policy, ledger} = outcome;
  const {zipCount} = counts;
  const {classCount} = ledger;
  const zipUsd = new Float64Array(zipCount);
  const buildingUsd = new Float64Array(twin.facilities.length);
  const keyCount = postageKeys(twin).length;
  const packages = new Float64Array(counts.epochCount * keyCount * classCount);
  const mix = drawnMix(twin, ledger, USPS);
  const shares = new Float64Array(classCount);
  policy.forEach(({handoff}, epoch) => {
    const usdByKey = pricesOn(outcome, epoch, twin, p);
    const keyOf = keyOfBuilding(twin, firstDayOf(outcome, epoch));
    for (let zip = 0; zip < zipCount; zip++) {
      const delivered = counts.delivered[USPS][epoch * zipCount + zip];
      if (delivered === 0) continue;
      const building = handoff[zip];
      if (building === NO_BUILDING)
        throw new Error(`USPS delivers ${twin.zips[zip].zip}, which has no hand-off building`);
      const key = keyOf(building);
      mix.fill(epoch, zip, shares);
      const usd = delivered * meanUsd(shares, usdByKey[key]);
      zipUsd[zip] += usd;
      buildingUsd[building] += usd;
      const to = (epoch * keyCount + key) * classCount;
      for (let k = 0; k < classCount; k++) packages[to + k] += delivered * shares[k];
    }
  });
  return {zipUsd, buildingUsd, packages};
}

/**
 * Total postage of the same packages at other prices: another parameter set, or another contract or tariff. Bids won
 * are those of the outcome.
 */
export function repricedUsd(
  outcome: Outcome,
  {packages}: Pick<Postage, 'packages'>,
  p: ParameterSet,
  prices: Prices = outcome.twin,
): number {
  const {classCount, epochs} = outcome.ledger;
  let usd = 0;
  epochs.forEach((_, epoch) => {
    const usdByKey = pricesOn(outcome, epoch, prices, p);
    usdByKey.forEach((keyUsd, key) => {
      usd += meanUsd(keyUsd, packages, (epoch * usdByKey.length + key) * classCount);
    });
  });
  return usd;
}

/** The first day of an epoch that was simulated, in days since 1970-01-01: the day its prices are read at. */
export function firstDayOf({twin, ledger}: Pick<Outcome, 'twin' | 'ledger'>, epoch: number): number {
  return dayNumber(twin.settings.horizon.from) + Math.max(ledger.epochs[epoch].fromDay, ledger.fromDay);
}

/** By postal price, each [class]. */
function pricesOn(outcome: Outcome, epoch: number, prices: Prices, p: ParameterSet): Float64Array[] {
  return postageKeys(prices).map((key) => postageUsd(prices, p, firstDayOf(outcome, epoch), key));
}
