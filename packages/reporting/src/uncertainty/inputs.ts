import {CONTRACT_PRICE, CONTRACT_SHORTFALL, rangedBesideParameters, type Twin} from '@cutover/core';
import {influences} from '../range/influences.ts';
import {USPS_PACKAGES, USPS_REVENUE} from './shares.ts';

/** One number that joint draws vary. */
export interface UncertainInput {
  readonly name: string;
  readonly label: string;
  readonly method: 'repriced' | 'replanned'; // replanned: between runs of their own at the ends of its range
}

const replannedLabels: Readonly<Record<string, string>> = {
  [USPS_PACKAGES]: 'USPS volume of the base year',
  capacity_headroom: 'Capacity of stations',
};

/** Revenue and volume are both drawn, so their quotient, the contract's price, is not; one fitted to books stays. */
export function isPriceDerived(base: Twin, replanned: readonly string[]): boolean {
  const hasRevenue = base.parameters.some(({name}) => name === USPS_REVENUE);
  return hasRevenue && base.calibration === undefined && replanned.includes(USPS_PACKAGES);
}

/** Everything that has a range in some scenario. @param replanned - names that other runs are at hand for */
export function uncertainInputs(
  twins: readonly Twin[],
  replanned: readonly string[],
  priceIsDerived: boolean,
): UncertainInput[] {
  const repriced = influences.map(({name, label}) => ({name, label, method: 'repriced' as const}));
  const revenue = {name: USPS_REVENUE, label: 'USPS revenue of the base year', method: 'repriced' as const};
  return [
    ...replanned.map((name) => ({name, label: replannedLabels[name] ?? name, method: 'replanned' as const})),
    ...(priceIsDerived ? [revenue] : []),
    ...repriced.filter(({name}) => !(priceIsDerived && name === CONTRACT_PRICE)),
  ].filter(({name}) => twins.some((twin) => hasRange(twin, name)));
}

function hasRange({parameters, contract}: Twin, name: string): boolean {
  const isWide = ({low, high}: {readonly low: number; readonly high: number}) => low < high;
  if (name === CONTRACT_PRICE) return contract?.prices.some(({usdPerPackage}) => isWide(usdPerPackage)) ?? false;
  if (name === CONTRACT_SHORTFALL) {
    return contract?.shortfall.rule === 'fee' && isWide(contract.shortfall.usdPerMissingPackage);
  }
  if (rangedBesideParameters.includes(name)) return true;
  return parameters.some((row) => row.name === name && isWide(row));
}
