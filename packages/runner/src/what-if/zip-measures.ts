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
import type {PricedEpoch} from './planned-cost.ts';

/** What a map shows of each ZIP in the horizon's last epoch. NaN: a ZIP has no such way, or no package. */
export interface ZipMeasures {
  readonly ownedShare: Float32Array; // [zip], of its packages
  readonly uspsShare: Float32Array;
  readonly otherShare: Float32Array;
  readonly ownUsd: Float32Array; // [zip], per package, all but those only USPS can carry by own vans on a mean day
  readonly uspsUsd: Float32Array; // [zip], per package, the same packages: postage and the way to the hand-off
  readonly savingUsd: Float32Array; // [zip], per package: USPS minus own, above 0 where own vans are cheaper
  readonly breakEvenUsd: Float32Array; // [zip], per package: the postage at which both cost the same
  readonly otherUsd: Float32Array; // [zip], per package, the same packages: another carrier's price
  readonly transitDays: Float32Array; // [zip], order ready to door, mean of all packages
  readonly dayPackages: Float32Array; // [zip], of a mean day of the horizon, all of them
  readonly station: Int32Array; // [zip], building, or NO_BUILDING
  readonly handoff: Int32Array; // [zip], building, or NO_BUILDING
}

const USPS_ONLY = GROUP_COUNT - 1;

type Kept = 'ownedShare' | 'uspsShare' | 'otherShare' | 'otherUsd' | 'dayPackages';

/** Of these, what no postal price moves; [zip]. */
export interface OwnMeasures extends Pick<ZipMeasures, Kept> {
  readonly packages: Float64Array; // of a mean day, but for those only USPS can carry
  readonly ownUsd: Float64Array; // as in ZipMeasures, not yet rounded
}

/** @param meanDayPackages - of the nation, over the whole horizon */
export function ownMeasures(draft: Draft, priced: PricedEpoch, meanDayPackages: number): OwnMeasures {
  const {groupShare} = draft.horizon.demand;
  const zipCount = priced.handoffs.building.length;
  const float = () => new Float32Array(zipCount).fill(Number.NaN);
  const measures: OwnMeasures = {
    ...{ownedShare: float(), uspsShare: float(), otherShare: float()},
    ...{otherUsd: float(), dayPackages: new Float32Array(zipCount)},
    ...{packages: new Float64Array(zipCount), ownUsd: new Float64Array(zipCount).fill(Number.NaN)},
  };
  for (let zip = 0; zip < zipCount; zip++) {
    fillShares(draft, priced, zip, measures);
    for (let group = 0; group < USPS_ONLY; group++) {
      measures.packages[zip] += groupShare[zip * GROUP_COUNT + group] * meanDayPackages;
    }
    const uspsOnly = groupShare[zip * GROUP_COUNT + USPS_ONLY] * meanDayPackages;
    measures.dayPackages[zip] = measures.packages[zip] + uspsOnly;
    fillOther(draft, priced, zip, meanDayPackages, measures);
    fillOwn(draft, priced, zip, measures);
  }
  return measures;
}

function fillShares({horizon}: Draft, {draft}: PricedEpoch, zip: number, measures: OwnMeasures): void {
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

function fillOther(
  {horizon, world}: Draft,
  {known}: PricedEpoch,
  zip: number,
  meanDayPackages: number,
  {packages, otherUsd}: OwnMeasures,
): void {
  if (packages[zip] === 0) return;
  let usd = 0;
  for (let group = 0; group < USPS_ONLY; group++) {
    const price = known.otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    usd += horizon.demand.groupShare[zip * GROUP_COUNT + group] * meanDayPackages * price;
  }
  otherUsd[zip] = usd / packages[zip];
}

const work = new Float64Array(3); // scratch

function fillOwn({world}: Draft, {rates, draft}: PricedEpoch, zip: number, {packages, ownUsd}: OwnMeasures): void {
  const {station, stemMiles} = draft.offer.options;
  if (packages[zip] === 0 || station[zip] === NO_BUILDING) return;
  lastMileWork(rates, world.segment[zip], packages[zip], world.areaSqMi[zip], stemMiles[zip], work);
  const roadUsd = lastMileUsd(rates, work[0], work[1], work[2]);
  ownUsd[zip] = roadUsd / packages[zip] + draft.offer.ways.station.costUsd[zip];
}

/** @param own - of the same epoch and day @param transitDays - `[zip]`, of the same epoch */
export function zipMeasures(
  {horizon}: Draft,
  priced: PricedEpoch,
  meanDayPackages: number,
  {packages, ownUsd, ...kept}: OwnMeasures,
  transitDays: Float64Array,
): ZipMeasures {
  const {options, ways} = priced.draft.offer;
  const {building} = priced.handoffs;
  const {priceOf, postageUsd} = priced.draft.decision.entryInput;
  const {groupShare} = horizon.demand;
  const float = () => new Float32Array(building.length).fill(Number.NaN);
  const measures: ZipMeasures = {
    ...{...kept, ownUsd: Float32Array.from(ownUsd), uspsUsd: float(), savingUsd: float(), breakEvenUsd: float()},
    transitDays: Float32Array.from(transitDays),
    ...{station: options.station, handoff: building},
  };
  const {uspsUsd, savingUsd, breakEvenUsd} = measures;
  for (let zip = 0; zip < building.length; zip++) {
    if (building[zip] === NO_BUILDING || packages[zip] === 0) continue;
    const mail = building[zip] === options.unit[zip] ? ways.unit : ways.scf;
    let priceUsd = 0;
    for (let group = 0; group < USPS_ONLY; group++) {
      const postage = postageUsd[priceOf[building[zip]] * GROUP_COUNT + group];
      priceUsd += groupShare[zip * GROUP_COUNT + group] * meanDayPackages * postage;
    }
    const usd = mail.costUsd[zip] + priceUsd / packages[zip];
    uspsUsd[zip] = usd;
    savingUsd[zip] = usd - ownUsd[zip];
    breakEvenUsd[zip] = ownUsd[zip] - mail.costUsd[zip];
  }
  return measures;
}
