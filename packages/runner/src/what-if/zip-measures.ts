import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  OTHER,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import type {Draft} from './draft.ts';
import {mailWay, postageUsd, type PricedEpoch} from './planned-cost.ts';

/** What a map shows of each ZIP in the horizon's last epoch. NaN: a ZIP has no such way, or no package. */
export interface ZipMeasures {
  readonly ownedShare: Float32Array; // [zip], of its packages
  readonly uspsShare: Float32Array;
  readonly otherShare: Float32Array;
  readonly ownUsd: Float32Array; // [zip], per package, all but those only USPS can carry by own vans on a mean day
  readonly uspsUsd: Float32Array; // [zip], per package, the same packages: postage and the way to the hand-off
  readonly savingUsd: Float32Array; // [zip], per package: USPS minus own, above 0 where own vans are cheaper
  readonly breakEvenUsd: Float32Array; // [zip], per package: the postage at which both cost the same
  readonly ownHours: Float32Array; // [zip], order ready to the station
  readonly uspsHours: Float32Array; // [zip], order ready to the hand-off
  readonly station: Int32Array; // [zip], building, or NO_BUILDING
  readonly handoff: Int32Array; // [zip], building, or NO_BUILDING
}

const USPS_ONLY = GROUP_COUNT - 1;

/** @param meanDayPackages - of the nation, over the whole horizon */
export function zipMeasures(draft: Draft, priced: PricedEpoch, meanDayPackages: number): ZipMeasures {
  const zipCount = priced.handoffs.building.length;
  const float = () => new Float32Array(zipCount).fill(Number.NaN);
  const measures: ZipMeasures = {
    ...{ownedShare: float(), uspsShare: float(), otherShare: float()},
    ...{ownUsd: float(), uspsUsd: float(), savingUsd: float(), breakEvenUsd: float()},
    ...{ownHours: Float32Array.from(priced.draft.offer.ways.station.hours), uspsHours: float()},
    ...{station: priced.draft.offer.options.station, handoff: priced.handoffs.building},
  };
  for (let zip = 0; zip < zipCount; zip++) {
    fillShares(draft, priced, zip, measures);
    fillPrices(draft, priced, zip, meanDayPackages, measures);
  }
  return measures;
}

function fillShares({horizon}: Draft, {draft}: PricedEpoch, zip: number, measures: ZipMeasures): void {
  const {share} = draft.decision.merit;
  const {groupShare} = horizon.demand;
  let all = 0;
  const by = [0, 0, 0];
  for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
    all += groupShare[cell];
    for (let way = 0; way < DELIVERER_COUNT; way++) {
      by[way] += (groupShare[cell] * share[cell * DELIVERER_COUNT + way]) / SHARE_ONE;
    }
  }
  if (all === 0) return;
  measures.ownedShare[zip] = by[OWNED] / all;
  measures.uspsShare[zip] = by[USPS] / all;
  measures.otherShare[zip] = by[OTHER] / all;
}

function fillPrices(
  {horizon, world}: Draft,
  priced: PricedEpoch,
  zip: number,
  meanDayPackages: number,
  measures: ZipMeasures,
): void {
  const {rates, draft, handoffs} = priced;
  const hasMail = handoffs.building[zip] !== NO_BUILDING;
  const mail = mailWay(priced, zip);
  if (hasMail) measures.uspsHours[zip] = mail.hours[zip];
  let packages = 0;
  let priceUsd = 0;
  for (let group = 0; group < USPS_ONLY; group++) {
    const weight = horizon.demand.groupShare[zip * GROUP_COUNT + group];
    packages += weight * meanDayPackages;
    if (hasMail) priceUsd += weight * meanDayPackages * postageUsd(priced, zip, group);
  }
  if (packages === 0) return;
  const {station, stemMiles} = draft.offer.options;
  let ownUsd = Number.NaN;
  if (station[zip] !== NO_BUILDING) {
    const work = new Float64Array(3);
    lastMileWork(rates, world.segment[zip], packages, world.areaSqMi[zip], stemMiles[zip], work);
    ownUsd = lastMileUsd(rates, work[0], work[1], work[2]) / packages + draft.offer.ways.station.costUsd[zip];
  }
  const mailUsd = hasMail ? mail.costUsd[zip] : Number.NaN;
  const uspsUsd = mailUsd + priceUsd / packages;
  measures.ownUsd[zip] = ownUsd;
  measures.uspsUsd[zip] = uspsUsd;
  measures.savingUsd[zip] = uspsUsd - ownUsd;
  measures.breakEvenUsd[zip] = ownUsd - mailUsd;
}
