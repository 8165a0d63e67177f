// A plan as `cutover plan` writes it and `cutover bid` reads it, without the disk.
import {policyChanges, priceRows, type WeekPlan, type WeekRule, type WrittenPlan} from '@cutover/runner';

export function writtenPlan(plan: WeekPlan, rule: WeekRule = {}): WrittenPlan {
  const {usps, switching, other} = plan.solution.prices;
  return {
    policy: policyChanges(plan),
    prices: priceRows(plan),
    uspsUsd: usps[0],
    weekPrices: Array.from(switching, (usd, week) => ({switchUsdPerZip: usd, otherUsdPerPackage: other[week]})),
    rule,
  };
}
