import {offerValue, type OfferValue, plannedVolume, prepareGroups, type SolveRule} from '@cutover/planning';
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
  plan: OpenPlan,
  level: Exclude<BidLevel, 'unit'>,
  {usdPerPackage, promiseShare, termWeeks = Infinity}: GroupAsk,
  rule?: SolveRule,
  onGroup: (done: number, all: number) => void = () => {},
): Promise<GroupOfferRow[]> {
  const {bids} = plan;
  const groups = bidGroups(plan, level);
  const prepared = prepareGroups(bids);
  const toWeek = Math.min(termWeeks, bids.problem.weekCount);
  const days = bids.days.subarray(0, toWeek).reduce((sum, each) => sum + each, 0);
  const rows: GroupOfferRow[] = [];
  for (const [group, zips] of groups.zips.entries()) {
    const term = {zips, fromWeek: 0, toWeek};
    const promisedPackages = promiseShare * plannedVolume(bids, term).packages;
    const {packages, ...value} = await offerValue(prepared, term, {usdPerPackage, promisedPackages}, rule);
    const perDay = {packagesPerDay: packages / days, promisedPerDay: promisedPackages / days};
    rows.push({unit: groups.names[group], ...perDay, ...value});
    onGroup(rows.length, groups.names.length);
  }
  return rows;
}
