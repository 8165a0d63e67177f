import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import type {EpochPlan} from '../plan-epoch.ts';
import type {Prepared} from '../prepare.ts';

/** What each ZIP's packages cost on a mean day without a new station, of those one could take. */
export interface ZipCosts {
  readonly ownPackages: Float64Array; // [zip], from own stations as planned
  readonly uspsPackages: Float64Array; // [zip], with USPS as planned, without those only it may carry
  readonly usd: Float64Array; // [zip], of both
  readonly uspsUsd: Float64Array; // [zip], of the second, as far as it is in `usd`
  readonly rates: LastMileRates;
}

/**
 * As planned; or all own from the station of today where that is cheaper and the station has room. A target share may
 * forbid that, and a new station earns nothing by what the old one could do as well.
 */
export function zipCosts(prepared: Prepared, plan: EpochPlan): ZipCosts {
  const {world} = prepared;
  const {stemMiles, station} = plan.options;
  const costs = plannedCosts(prepared, plan);
  const room = stationRoom(prepared, plan, costs.ownPackages);
  for (let zip = 0; zip < costs.usd.length; zip++) {
    const usps = costs.uspsPackages[zip];
    const way = plan.ways.ownUsd[zip];
    const [own, stem] = [costs.ownPackages[zip], stemMiles[zip]];
    costs.usd[zip] = costs.uspsUsd[zip] + (own === 0 ? 0 : ownDayUsd(world, costs.rates, zip, own, stem, way));
    if (usps === 0 || station[zip] === NO_BUILDING || usps > room[world.stationSlot[station[zip]]]) continue;
    const allOwnUsd = ownDayUsd(world, costs.rates, zip, own + usps, stem, way);
    if (!(allOwnUsd < costs.usd[zip])) continue;
    costs.usd[zip] = allOwnUsd;
    costs.uspsUsd[zip] = 0;
  }
  return costs;
}

function plannedCosts({world, horizon}: Prepared, plan: EpochPlan): ZipCosts {
  const zipCount = world.twin.zips.length;
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
      const each = (meanDayPackages(horizon) * horizon.demand.groupShare[cell]) / SHARE_ONE;
      const usps = each * plan.policy.share[cell * DELIVERER_COUNT + USPS];
      costs.ownPackages[zip] += each * plan.policy.share[cell * DELIVERER_COUNT + OWNED];
      costs.uspsPackages[zip] += usps;
      if (usps > 0) costs.uspsUsd[zip] += usps * plan.uspsUsd[cell];
    }
  }
  return costs;
}

export function meanDayPackages({demand, dayCount}: Prepared['horizon']): number {
  return demand.dayFirst[dayCount] / dayCount;
}

/** Packages of a mean day for each of the peak day. */
export function meanOfPeak(horizon: Prepared['horizon']): number {
  return meanDayPackages(horizon) / horizon.demand.dayPackages.reduce((most, packages) => Math.max(most, packages), 1);
}

/** What each station could take beside what it is planned for. @returns `[station]`, packages of a mean day */
function stationRoom({world, horizon, capacity}: Prepared, {options}: EpochPlan, ownPackages: Float64Array) {
  const room = capacity.full.map((packages) => packages * meanOfPeak(horizon));
  ownPackages.forEach((packages, zip) => {
    const building = options.station[zip];
    if (building !== NO_BUILDING) room[world.stationSlot[building]] -= packages;
  });
  return room;
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
