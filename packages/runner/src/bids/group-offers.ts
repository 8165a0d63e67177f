import type {OfferRow} from '@cutover/core';
import {type OfferValue, plannedVolume, prepareGroups, type SolveRule} from '@cutover/planning';
import type {Pool} from '../pool.ts';
import {solveOnPool} from './solve-on-pool.ts';
import {bidGroups, type BidLevel} from './groups.ts';
import type {OpenPlan} from './scene.ts';

/** Bids for each group of a level: prices x volume promise x term. */
export interface GroupAsk {
  readonly usdPerPackage: readonly number[];
  readonly promiseShare: number; // of the planned volume
  readonly termWeeks?: number; // from the first week on; absent: all
}

/** @param onGroup - told how many groups are solved, of all */
export async function groupOffers(
  pool: Pool,
  plan: OpenPlan,
  level: Exclude<BidLevel, 'unit'>,
  {usdPerPackage, promiseShare, termWeeks = Infinity}: GroupAsk,
  rule?: SolveRule,
  onGroup: (done: number, all: number) => void = () => {},
): Promise<OfferRow[]> {
  const {bids} = plan;
  const groups = bidGroups(plan, level);
  const toWeek = Math.min(termWeeks, bids.problem.weekCount);
  const days = bids.days.subarray(0, toWeek).reduce((sum, each) => sum + each, 0);
  const prices = [...new Set(usdPerPackage)].sort((a, b) => b - a);
  const promised = groups.zips.map((zips) => promiseShare * plannedVolume(bids, {zips, fromWeek: 0, toWeek}).packages);
  const work = groups.zips.map((zips, group) => {
    const offers = prices.map((usd) => ({usdPerPackage: usd, promisedPackages: promised[group]}));
    return {term: {zips, fromWeek: 0, toWeek}, offers};
  });
  const task = {scene: prepareGroups(bids), work, rule};
  const values = (await solveOnPool(pool, task, (done) => onGroup(done, work.length))) as (readonly OfferValue[])[];
  return values.flatMap((each, group) => offerRows(groups.names[group], prices, promised[group], each, days));
}

/** Rows of one group, the highest price first: each beside the one before shows what more volume is worth. */
function offerRows(
  unit: string,
  prices: readonly number[],
  promised: number,
  values: readonly OfferValue[],
  days: number,
): OfferRow[] {
  const paidFor = (at: number): number => Math.max(values[at].packages, promised);
  const worthUsd = (at: number): number => values[at].boundUsd + prices[at] * paidFor(at); // with the price left out
  return values.map(({packages, ...value}, at) => {
    const more = at === 0 ? packages : packages - values[at - 1].packages;
    const moreUsd = at === 0 ? worthUsd(0) : worthUsd(at) - worthUsd(at - 1);
    return {
      ...{unit, usdPerPackage: prices[at], promisedPerDay: promised / days, packagesPerDay: packages / days},
      ...(packages > 0 ? {walkAwayUsd: worthUsd(at) / packages} : {}),
      ...(more > 0 ? {marginalUsd: moreUsd / more} : {}),
      ...value,
    };
  });
}
