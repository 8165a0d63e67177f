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
import {drawnMix} from './drawn.ts';

const entryLevels: readonly EntryLevel[] = ['ddu', 'dhub', 'dscf'];

/** The price list a hand-off building enters the mail at. @throws Error if the building is no hand-off */
export function entryLevelOf(type: FacilityType): EntryLevel {
  if (type === 'ddu') return 'ddu';
  if (type === 'sdc') return 'dhub';
  if (type === 'scf') return 'dscf';
  throw new Error(`a building of type ${type} is no way into the mail; a policy's hand-off is a ddu, sdc or scf`);
}

export interface PostageUsd {
  readonly zipUsd: Float64Array; // [zip]
  readonly buildingUsd: Float64Array; // [building]
}

/**
 * What USPS is paid for the packages it delivered: for each (epoch, ZIP) the full-volume count x the mean price of the
 * classes drawn there, at the entry of the ZIP's hand-off building and the prices of the epoch's first simulated day.
 *
 * @param prices - the twin whose contract and tariffs hold; another than the outcome's to reprice it
 * @throws Error if USPS delivered in a ZIP whose policy names no hand-off building
 */
export function postageUsd(
  outcome: Outcome,
  counts: Counts,
  p: ParameterSet,
  prices: Pick<Twin, 'mix' | 'rates' | 'contract'> = outcome.twin,
): PostageUsd {
  const {twin, policy, ledger} = outcome;
  const {zipCount} = counts;
  const zipUsd = new Float64Array(zipCount);
  const buildingUsd = new Float64Array(twin.facilities.length);
  const mix = drawnMix(twin, ledger, USPS);
  const levelOf = handoffLevels(outcome);
  policy.forEach(({handoff}, epoch) => {
    const usdByLevel = entryLevels.map((entry) => handoffUsd(prices, p, firstDayOf(outcome, epoch), entry));
    for (let zip = 0; zip < zipCount; zip++) {
      const packages = counts.delivered[USPS][epoch * zipCount + zip];
      if (packages === 0) continue;
      const building = handoff[zip];
      if (building === NO_BUILDING)
        throw new Error(`USPS delivers ${twin.zips[zip].zip}, which has no hand-off building`);
      const usd = packages * mix.meanUsd(epoch, zip, usdByLevel[levelOf[building]], 0);
      zipUsd[zip] += usd;
      buildingUsd[building] += usd;
    }
  });
  return {zipUsd, buildingUsd};
}

/** The first day of an epoch that was simulated, in days since 1970-01-01: the day its prices are read at. */
export function firstDayOf({twin, ledger}: Outcome, epoch: number): number {
  return dayNumber(twin.settings.horizon.from) + Math.max(ledger.epochs[epoch].fromDay, ledger.fromDay);
}

/** Index in `entryLevels` of each building that a policy hands packages over at. [building] */
function handoffLevels({twin, policy}: Outcome): Uint8Array {
  const levels = new Uint8Array(twin.facilities.length);
  for (const {handoff} of policy) {
    for (const building of handoff) {
      if (building === NO_BUILDING) continue;
      levels[building] = entryLevels.indexOf(entryLevelOf(twin.facilities[building].facilityType));
    }
  }
  return levels;
}
