import {type Contract, type Parameter, type ParameterSet, resolveParameters, triangularQuantile} from '@cutover/core';

/** A joint draw: which share of its distribution each number has below it; NaN for a number at its base. */
export type Shares = (name: string) => number;

export const atBase: Shares = () => NaN;

/** One number alone, the rest at base. */
export function alone(name: string, share: number): Shares {
  return (each) => (each === name ? share : NaN);
}

/** Parameters as drawn; all segments of a name move together. The contract's ranges stay at base. */
export function drawnParameters(rows: readonly Parameter[], shares: Shares): ParameterSet {
  return resolveParameters(
    rows.map((row) => {
      const share = shares(row.name);
      return Number.isNaN(share) ? row : {...row, base: triangularQuantile(row, share)};
    }),
  );
}

/** A parameter without segments as drawn. @returns NaN if the twin has none */
export function drawnValue(rows: readonly Parameter[], name: string, shares: Shares): number {
  const row = rows.find((each) => each.name === name && each.segment === undefined);
  return row === undefined ? NaN : triangularQuantile(row, shares(name));
}

export const USPS_PACKAGES = 'usps_base_packages';
export const USPS_REVENUE = 'usps_base_revenue_usd';

/** Revenue over volume, against that of the base: what the contract's prices are multiplied by. */
export function derivedPriceFactor(rows: readonly Parameter[], shares: Shares): number {
  const priceUsd = (at: Shares) => drawnValue(rows, USPS_REVENUE, at) / drawnValue(rows, USPS_PACKAGES, at);
  return priceUsd(shares) / priceUsd(atBase);
}

export type ContractPrice = Contract['prices'][number];
