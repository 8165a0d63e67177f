import {DELIVERER_COUNT, GROUP_COUNT, type LastMileDays, lastMileDaysUsd, OTHER, OWNED, USPS} from '@cutover/core';
import {HOLDS, LATE_WIDTH} from '@cutover/simulation';
import type {CostScene, CostSegment} from './cost-scene.ts';
import {costRates, type CostRates, type Hold, mailRow, meanUsd, sumOf} from './week-cost.ts';

/** Costs of weeks as arrays, to price the states of one ZIP after the other. */
export interface StateRates extends Pick<CostRates, 'scene' | 'lastMile' | 'lateDayUsd'> {
  readonly packages: Float64Array; // [week], national
  readonly days: Float64Array; // [week]
  readonly segmentOf: Uint16Array; // [week]
  readonly heldShare: readonly Float64Array[]; // [way][week * held + days held], of the week's packages; held: most + 1
  readonly lates: Lates;
  readonly road: LastMileDays & {count: number};
}

/** Mean days late of the ways of the ZIP, market and slot asked last: its states share them. */
interface Lates {
  zip: number;
  market: number;
  slot: number;
  readonly mail: Float64Array; // [group * weekCount + week]
  readonly other: Float64Array;
  readonly own: Float64Array;
  readonly sum: Float64Array; // [week], scratch
}

const NONE = -2; // -1: no slot

export function stateRates(scene: CostScene): StateRates {
  const rates = costRates(scene);
  const {lastMile, lateDayUsd} = rates;
  const {weeks, segments} = scene;
  const numbers = (width = 1) => new Float64Array(weeks.length * width);
  return {
    ...{scene, lastMile, lateDayUsd},
    lates: {
      ...{zip: NONE, market: NONE, slot: NONE, sum: numbers()},
      ...{mail: numbers(GROUP_COUNT), other: numbers(GROUP_COUNT), own: numbers(GROUP_COUNT)},
    },
    heldShare: Array.from({length: DELIVERER_COUNT}, (_, way) => heldShares(rates.weeks.map(({holds}) => holds[way]))),
    road: {packages: numbers(), stops: numbers(), usd: numbers(), count: 0},
    packages: Float64Array.from(rates.weeks, ({packages}) => packages),
    days: Float64Array.from(weeks, ({fromDay, toDay}) => toDay - fromDay),
    segmentOf: Uint16Array.from(weeks, ({fromDay}) => segments.findIndex(({epoch}) => fromDay < epoch.toDay)),
  };
}

/** Shares of a way's packages by week and days held, up to the longest of any week. */
function heldShares(holds: readonly (readonly Hold[])[]): Float64Array {
  const held = 1 + Math.max(0, ...holds.flat().map(({days}) => days));
  const shares = new Float64Array(holds.length * held);
  holds.forEach((ofWeek, week) => {
    for (const {days, share} of ofWeek) shares[week * held + days] = share;
  });
  return shares;
}

/** A state of a ZIP: who comes from where, and carries what. */
export interface StateWays {
  readonly zip: number;
  readonly slot: number; // of `world.service`, -1: no station
  readonly weight: readonly Float64Array[]; // [way][group], of the national volume
}

/** Weeks that states are priced for: the same in each call. */
export interface PricedWeeks {
  readonly weeks: readonly number[]; // in order
  readonly isOpen: Uint8Array; // [week], 0: the state is closed then
}

/**
 * The sum of what `costWeek` says of some weeks, in less time: ask for a ZIP's states one after the other.
 *
 * @param usd - overwritten at `first + week`: Infinity where the state is closed, or packages have no way
 */
export function priceState(
  rates: StateRates,
  {zip, slot, weight}: StateWays,
  {weeks, isOpen}: PricedWeeks,
  usd: Float64Array,
  first: number,
): void {
  const {scene, lateDayUsd, packages, days, segmentOf, road} = rates;
  const [own, usps, other] = weight;
  const lateDays = sumLates(latesOf(rates, zip, slot, weeks), weight);
  const owned = sumOf(own);
  if (owned > 0) priceRoad(rates, zip, slot, weeks, isOpen, owned);
  let [known, slotUsd, uspsUsd, otherUsd] = [-1, 0, 0, 0];
  for (let i = 0, open = 0; i < weeks.length; i++) {
    const week = weeks[i];
    usd[first + week] = Infinity;
    if (isOpen[week] === 0) continue;
    if (segmentOf[week] !== known) {
      known = segmentOf[week];
      const segment = scene.segments[known];
      slotUsd = slot < 0 ? 0 : segment.slotUsd[slot];
      uspsUsd = meanUsd(usps, segment.uspsUsd, zip * GROUP_COUNT);
      otherUsd = meanUsd(other, segment.otherUsd, scene.world.marketOf[zip] * GROUP_COUNT);
    }
    const all = packages[week];
    const ownUsd = owned > 0 ? all * owned * slotUsd + days[week] * road.usd[open] : 0;
    const total = ownUsd + all * uspsUsd + all * otherUsd + lateDayUsd * all * lateDays[week];
    if (total < Infinity) usd[first + week] = total; // a NaN loses
    open++;
  }
}

/** As `lateDaysOf`, in the same order, for all weeks at once: no week waits for another. @returns `[week]` */
function sumLates({own, mail, other, sum}: Lates, weight: readonly Float64Array[]): Float64Array {
  const weekCount = sum.length;
  const add = (days: Float64Array, from: number, share: number): void => {
    if (share > 0) for (let week = 0; week < weekCount; week++) sum[week] += share * days[from + week];
  };
  sum.fill(0);
  for (let group = 0; group < GROUP_COUNT; group++) {
    add(own, group * weekCount, weight[OWNED][group]);
    add(mail, group * weekCount, weight[USPS][group]);
    add(other, group * weekCount, weight[OTHER][group]);
  }
  return sum;
}

/** Own last mile of the weeks in which a state is open, a mean day each: `road.usd`, in their order. */
function priceRoad(
  {scene: {world}, lastMile, packages, days, road}: StateRates,
  zip: number,
  slot: number,
  weeks: readonly number[],
  isOpen: Uint8Array,
  owned: number,
): void {
  let count = 0;
  for (let i = 0; i < weeks.length; i++) {
    const week = weeks[i];
    if (isOpen[week] === 1) road.packages[count++] = (owned * packages[week]) / days[week];
  }
  road.count = count;
  lastMileDaysUsd(lastMile, world.segment[zip], road, world.areaSqMi[zip], world.service.stemMiles[slot]);
}

/** Mean days late of the ways of a ZIP and a slot in some weeks, those already found left as they are. */
function latesOf(rates: StateRates, zip: number, slot: number, asked: readonly number[]): Lates {
  const {scene, lates} = rates;
  const market = scene.world.marketOf[zip];
  if (zip !== lates.zip) fillLates(rates, asked, lates.mail, USPS, (segment) => mailRow(segment, zip));
  if (market !== lates.market) fillLates(rates, asked, lates.other, OTHER, ({late}) => late.other[market]);
  if (slot !== lates.slot && slot >= 0) fillLates(rates, asked, lates.own, OWNED, ({late}) => late.slot[slot]);
  lates.zip = zip;
  lates.market = market;
  lates.slot = slot;
  return lates;
}

function fillLates(
  {scene: {segments}, segmentOf, heldShare, packages}: StateRates,
  asked: readonly number[],
  into: Float64Array,
  way: number,
  rowOf: (segment: CostSegment) => number,
): void {
  const weekCount = packages.length;
  const share = heldShare[way];
  const heldMax = share.length / weekCount; // days, and none
  let [known, days, at] = [-1, segments[0].late.table.days, 0];
  for (let i = 0; i < asked.length; i++) {
    const week = asked[i];
    if (segmentOf[week] !== known) {
      known = segmentOf[week];
      days = segments[known].late.table.days;
      at = rowOf(segments[known]) * LATE_WIDTH;
    }
    for (let group = 0; group < GROUP_COUNT; group++) {
      let late = 0;
      for (let held = 0; held < heldMax; held++) late += share[week * heldMax + held] * days[at + group * HOLDS + held];
      into[group * weekCount + week] = late;
    }
  }
}
