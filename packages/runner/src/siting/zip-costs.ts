import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import type {EpochPlan} from '../plan-epoch.ts';
import type {Prepared} from '../prepare.ts';

/** What each ZIP's packages cost on a mean day as planned, of those a new station could take. */
export interface ZipCosts {
  readonly ownPackages: Float64Array; // [zip], from own stations now
  readonly uspsPackages: Float64Array; // [zip], with USPS now, without those only it may carry
  readonly usd: Float64Array; // [zip], of both
  readonly uspsUsd: Float64Array; // [zip], of the second
  readonly rates: LastMileRates;
}

export function zipCosts({world, horizon}: Prepared, plan: EpochPlan): ZipCosts {
  const zipCount = world.twin.zips.length;
  const meanDayPackages = horizon.demand.dayFirst[horizon.dayCount] / horizon.dayCount;
  const costs: ZipCosts = {
    ownPackages: new Float64Array(zipCount),
    uspsPackages: new Float64Array(zipCount),
    usd: new Float64Array(zipCount),
    uspsUsd: new Float64Array(zipCount),
    rates: lastMileRates(world.p, world.cubeFt3),
  };
  for (let zip = 0; zip < zipCount; zip++) {
    for (let group = 0; group < GROUP_COUNT - 1; group++) {
      const cell = zip * GROUP_COUNT + group;
      const each = (meanDayPackages * horizon.demand.groupShare[cell]) / SHARE_ONE;
      const usps = each * plan.policy.share[cell * DELIVERER_COUNT + USPS];
      costs.ownPackages[zip] += each * plan.policy.share[cell * DELIVERER_COUNT + OWNED];
      costs.uspsPackages[zip] += usps;
      if (usps > 0) costs.uspsUsd[zip] += usps * plan.uspsUsd[cell];
    }
    const own = costs.ownPackages[zip];
    const ownUsd =
      own === 0 ? 0 : ownDayUsd(world, costs.rates, zip, own, plan.options.stemMiles[zip], plan.ways.ownUsd[zip]);
    costs.usd[zip] = ownUsd + costs.uspsUsd[zip];
  }
  return costs;
}

const work = new Float64Array(3); // scratch

/** Own vans in a ZIP on one day: the road, and the way to the station with its handling. */
export function ownDayUsd(
  {segment, areaSqMi}: Pick<Prepared['world'], 'segment' | 'areaSqMi'>,
  rates: LastMileRates,
  zip: number,
  packages: number,
  stemMiles: number,
  wayUsd: number,
): number {
  lastMileWork(rates, segment[zip], packages, areaSqMi[zip], stemMiles, work);
  return lastMileUsd(rates, work[0], work[1], work[2]) + packages * wayUsd;
}
