import {type OfferValue, plannedVolume, prepareGroups, type SolveRule} from '@cutover/planning';
import type {Pool} from '../pool.ts';
import {solveOnPool} from './solve-on-pool.ts';
import {bidGroups, type BidLevel} from './groups.ts';
import type {OpenPlan} from './scene.ts';

/** A bid for each group of a level: price x volume promise x term. */
export interface GroupAsk {
  readonly usdPerPackage: number;
  readonly promiseShare: number; // of the planned volume
  readonly termWeeks?: number; // from the first week on; absent: all
}

export interface GroupOfferRow extends Omit<OfferValue, 'packages'> {
  readonly unit: string;
  readonly packagesPerDay: number; // by USPS with the bid, mean day of the term
  readonly promisedPerDay: number;
}

/** @param onGroup - told how many groups are solved, of all */
export async function groupOffers(
  pool: Pool,
  plan: OpenPlan,
  level: Exclude<BidLevel, 'unit'>,
  {usdPerPackage, promiseShare, termWeeks = Infinity}: GroupAsk,
  rule?: SolveRule,
  onGroup: (done: number, all: number) => void = () => {},
): Promise<GroupOfferRow[]> {
  const {bids} = plan;
  const groups = bidGroups(plan, level);
  const toWeek = Math.min(termWeeks, bids.problem.weekCount);
  const days = bids.days.subarray(0, toWeek).reduce((sum, each) => sum + each, 0);
  const work = groups.zips.map((zips) => {
    const term = {zips, fromWeek: 0, toWeek};
    return {term, offer: {usdPerPackage, promisedPackages: promiseShare * plannedVolume(bids, term).packages}};
  });
  const task = {scene: prepareGroups(bids), work, rule};
  const values = await solveOnPool(pool, task, (done) => onGroup(done, work.length));
  return (values as OfferValue[]).map(({packages, ...value}, group) => {
    const promisedPerDay = work[group].offer.promisedPackages / days;
    return {unit: groups.names[group], packagesPerDay: packages / days, promisedPerDay, ...value};
  });
}
