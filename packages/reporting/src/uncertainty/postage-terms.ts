import {
  CONTRACT_PRICE,
  CONTRACT_SHORTFALL,
  type Contract,
  type Outcome,
  type ParameterSet,
  triangularQuantile,
  type Twin,
} from '@cutover/core';
import {repricedUsd} from '../money/postage.ts';
import type {Priced} from '../money/price.ts';
import {promised} from '../money/shortfall.ts';
import {atEnd} from '../range/basis.ts';
import {type ContractPrice, derivedPriceFactor, drawnValue, type Shares} from './shares.ts';

const UPLIFT = 'parcel_select_uplift';
type Three = readonly [low: number, base: number, high: number];

/**
 * Postage and shortfall of a finished run as sums that are quick to draw: packages of each contract row, and list
 * postage at the low, base and high uplift, straight in between (it is: the uplift is a percentage).
 */
export interface PostageTerms {
  readonly twin: Twin;
  readonly isPriceDerived: boolean; // from revenue and volume
  readonly contractPackages: readonly number[]; // by row of the contract's prices
  readonly listUsd: Three; // of what the contract does not price
  readonly allAtListUsd: Three; // of everything; 0 unless the contract rebills at list
  readonly promisedPackages: number;
  readonly deliveredPackages: number;
}

export function postageTerms(outcome: Outcome, priced: Priced, isPriceDerived: boolean): PostageTerms {
  const {twin} = outcome;
  const {contract} = twin;
  const at = (p: ParameterSet, changed: Contract | null) =>
    repricedUsd(outcome, {packages: priced.rated.usps}, p, {...twin, contract: changed});
  const upliftEnds = (changed: Contract | null): Three => {
    const end = (pick: 'low' | 'high') => at(atEnd(priced.parameters, twin.parameters, UPLIFT, pick), changed);
    return [end('low'), at(priced.parameters, changed), end('high')];
  };
  const listUsd = upliftEnds(contract === null ? null : atPrices(contract, () => 0));
  const common = {twin, isPriceDerived, listUsd};
  if (contract === null) {
    return {...common, contractPackages: [], allAtListUsd: [0, 0, 0], promisedPackages: 0, deliveredPackages: 0};
  }
  const {promisedPackages, deliveredPackages} = promised(outcome, priced.counts, contract);
  return {
    ...common,
    contractPackages: contract.prices.map(
      (_, row) =>
        at(
          priced.parameters,
          atPrices(contract, (each) => (each === row ? 1 : 0)),
        ) - listUsd[1],
    ),
    allAtListUsd: contract.shortfall.rule === 'listPrice' ? upliftEnds(null) : [0, 0, 0],
    promisedPackages,
    deliveredPackages,
  };
}

function atPrices(contract: Contract, usdOf: (row: number) => number): Contract {
  const flat = (usd: number): ContractPrice['usdPerPackage'] => ({low: usd, base: usd, high: usd});
  return {...contract, prices: contract.prices.map((price, row) => ({...price, usdPerPackage: flat(usdOf(row))}))};
}

/** Postage of a draw, for the packages of the run. */
export function postageUsd({twin, isPriceDerived, contractPackages, listUsd}: PostageTerms, shares: Shares): number {
  let usd = alongUplift(twin, listUsd, shares);
  const factor = isPriceDerived ? derivedPriceFactor(twin.parameters, shares) : 1;
  contractPackages.forEach((packages, row) => {
    const range = twin.contract!.prices[row].usdPerPackage;
    usd += packages * (isPriceDerived ? factor * range.base : triangularQuantile(range, shares(CONTRACT_PRICE)));
  });
  return usd;
}

/** Postage and the contract's shortfall charge of a draw, for `volumeFactor` times the packages. */
export function mailUsd(terms: PostageTerms, shares: Shares, volumeFactor: number): number {
  const {twin, promisedPackages, deliveredPackages} = terms;
  const usd = postageUsd(terms, shares);
  const missing = promisedPackages - volumeFactor * deliveredPackages;
  const rule = twin.contract?.shortfall;
  if (rule === undefined || rule.rule === 'none' || missing <= 0) return volumeFactor * usd;
  if (rule.rule === 'fee') {
    return volumeFactor * usd + missing * triangularQuantile(rule.usdPerMissingPackage, shares(CONTRACT_SHORTFALL));
  }
  return volumeFactor * Math.max(usd, alongUplift(twin, terms.allAtListUsd, shares));
}

function alongUplift({parameters}: Twin, [atLow, atBase, atHigh]: Three, shares: Shares): number {
  const row = parameters.find(({name}) => name === UPLIFT);
  const uplift = drawnValue(parameters, UPLIFT, shares);
  if (row === undefined || !(uplift !== row.base)) return atBase;
  if (uplift < row.base) return atLow + ((uplift - row.low) / (row.base - row.low)) * (atBase - atLow);
  return atBase + ((uplift - row.base) / (row.high - row.base)) * (atHigh - atBase);
}
