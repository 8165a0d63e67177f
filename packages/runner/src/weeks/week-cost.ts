import {
  DELIVERER_COUNT,
  type Epoch,
  GROUP_COUNT,
  type LastMileRates,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  OTHER,
  OWNED,
  SHARE_ONE,
  USPS,
  value,
} from '@cutover/core';
import {holdDays, HOLDS, LATE_WIDTH} from '@cutover/simulation';
import type {Horizon} from '../horizon.ts';
import type {Segment} from './segment.ts';
import type {World} from '../world.ts';
import type {CostScene, CostSegment} from './cost-scene.ts';
import {weekPackages} from './weeks.ts';
import {zipShares} from './zip-shares.ts';

/** What the packages of a ZIP cost in a week, in USD. The last is a stated price, no payment. */
export interface WeekCost {
  way: number; // linehaul and handling to the own station
  road: number; // own last mile
  usps: number; // all in
  other: number; // other carriers, all in
  late: number; // days late that are to be expected, at `late_day_usd`
}

/** All that costs of weeks are read from, with scratch. */
export interface CostRates {
  readonly scene: CostScene;
  readonly lastMile: LastMileRates;
  readonly lateDayUsd: number;
  readonly weeks: readonly CostWeek[];
  readonly work: Float64Array;
  readonly cost: WeekCost; // overwritten by each call
}

interface CostWeek {
  readonly segment: CostSegment;
  readonly packages: number; // national
  readonly days: number;
  readonly holds: readonly (readonly Hold[])[]; // [way]
}

/** Packages that come so many days before a delivery day. */
export interface Hold {
  readonly days: number;
  readonly share: number; // of the week's
}

export function costRates(scene: CostScene): CostRates {
  const {world, horizon, weeks, segments} = scene;
  return {
    scene,
    lastMile: lastMileRates(world.p, world.cubeFt3),
    lateDayUsd: value(world.p, 'late_day_usd'),
    weeks: weeks.map((week) => ({
      segment: segments.find(({epoch}) => week.fromDay < epoch.toDay)!,
      packages: weekPackages(horizon, week),
      days: week.toDay - week.fromDay,
      holds: Array.from({length: DELIVERER_COUNT}, (_, way) => holdsOf(horizon, week, way)),
    })),
    work: new Float64Array(3),
    cost: {way: 0, road: 0, usps: 0, other: 0, late: 0},
  };
}

function holdsOf({demand, delivers}: Horizon, {fromDay, toDay}: Epoch, way: number): Hold[] {
  const packages = new Float64Array(HOLDS);
  for (let day = fromDay; day < toDay; day++) packages[holdDays(delivers, day, way)] += demand.dayPackages[day];
  const all = packages.reduce((sum, each) => sum + each, 0);
  return [...packages].flatMap((each, days) => (each > 0 ? [{days, share: each / all}] : []));
}

/**
 * What a ZIP's packages cost in a week: ways, road, postage, other carriers and lateness, on its mean day.
 *
 * @param slot - of `world.service` that own vans come from; read only where they carry something
 * @param weight - `[way][group]`, packages as shares of the national volume
 * @param volume - times the packages of that week
 * @returns the same record each time; NaN where packages have no way
 */
export function costWeek(
  rates: CostRates,
  zip: number,
  slot: number,
  week: number,
  weight: readonly Float64Array[],
  volume = 1,
): WeekCost {
  const {scene, lastMile, lateDayUsd, weeks, work, cost} = rates;
  const {world} = scene;
  const {segment, packages, days} = weeks[week];
  const all = volume * packages;
  const [owned] = weight.map(sumOf);
  cost.way = 0;
  cost.road = 0;
  cost.usps = all * meanUsd(weight[USPS], segment.uspsUsd, zip * GROUP_COUNT);
  cost.other = all * meanUsd(weight[OTHER], segment.otherUsd, world.marketOf[zip] * GROUP_COUNT);
  cost.late = lateDayUsd * all * lateDaysOf(rates, zip, slot, week, weight);
  if (!(owned > 0)) return cost;
  const [miles, packagesADay] = [world.service.stemMiles[slot], (owned * all) / days];
  lastMileWork(lastMile, world.segment[zip], packagesADay, world.areaSqMi[zip], miles, work);
  cost.way = all * owned * segment.slotUsd[slot];
  cost.road = days * lastMileUsd(lastMile, work[0], work[1], work[2]);
  return cost;
}

export function sumOf(weight: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < GROUP_COUNT; group++) sum += weight[group];
  return sum;
}

export function meanUsd(weight: Float64Array, usd: Float64Array, at: number): number {
  let sum = 0;
  for (let group = 0; group < GROUP_COUNT; group++) if (weight[group] > 0) sum += weight[group] * usd[at + group];
  return sum;
}

/** Days late that a ZIP's packages are to expect in a week, times their weight. */
function lateDaysOf(
  {scene: {world}, weeks}: CostRates,
  zip: number,
  slot: number,
  week: number,
  [own, usps, other]: readonly Float64Array[],
): number {
  const {segment, holds} = weeks[week];
  const {late} = segment;
  const {days} = late.table;
  let sum = 0;
  for (let group = 0; group < GROUP_COUNT; group++) {
    if (own[group] > 0) sum += own[group] * meanLate(days, late.slot[slot], group, holds[OWNED]);
    if (usps[group] > 0) sum += usps[group] * meanLate(days, mailRow(segment, zip), group, holds[USPS]);
    if (other[group] > 0) sum += other[group] * meanLate(days, late.other[world.marketOf[zip]], group, holds[OTHER]);
  }
  return sum;
}

/** The row of the way into the mail that a ZIP's packages go. */
export function mailRow({late, handoff, entry}: CostSegment, zip: number): number {
  return handoff[zip] === entry.unit[zip] ? late.unit[zip] : late.scf[zip];
}

function meanLate(days: Float64Array, row: number, group: number, holds: readonly Hold[]): number {
  const at = row * LATE_WIDTH + group * HOLDS;
  let late = 0;
  for (let i = 0; i < holds.length; i++) late += holds[i].share * days[at + holds[i].days];
  return late;
}

/** What is late on the ways into the mail and by other carriers, at its price. Each `[zip * GROUP_COUNT + group]`. */
export interface EntryLateUsd {
  readonly unit: Float64Array;
  readonly scf: Float64Array;
  readonly other: Float64Array;
}

/** The same over all days of a segment, per package. */
export function entryLateUsd({p, marketOf}: World, horizon: Horizon, {epoch, late}: Segment): EntryLateUsd {
  const lateDayUsd = value(p, 'late_day_usd');
  const of = (rows: Int32Array, way: number): Float64Array => {
    const holds = holdsOf(horizon, epoch, way);
    return Float64Array.from({length: rows.length * GROUP_COUNT}, (_, cell) => {
      return lateDayUsd * meanLate(late.table.days, rows[Math.floor(cell / GROUP_COUNT)], cell % GROUP_COUNT, holds);
    });
  };
  const byMarket = Int32Array.from(marketOf, (market) => late.other[market]);
  return {unit: of(late.unit, USPS), scf: of(late.scf, USPS), other: of(byMarket, OTHER)};
}

/** What is late in a plan, at its price, in the same sums. @param paths - `[zip * weekCount + week]`, states */
export function lateUsd(scene: CostScene, paths: Uint8Array): Float64Array {
  const {states, weeks} = scene;
  const rates = costRates(scene);
  const usd = new Float64Array(weeks.length);
  for (let zip = 0; zip + 1 < states.firstState.length; zip++) {
    let known = -1;
    let weight: readonly Float64Array[] = [];
    for (let week = 0; week < weeks.length; week++) {
      const state = states.firstState[zip] + paths[zip * weeks.length + week];
      if (state !== known) weight = stateWeights(scene, zip, state);
      known = state;
      const lateDays = lateDaysOf(rates, zip, states.slot[state], week, weight);
      usd[week] += rates.lateDayUsd * rates.weeks[week].packages * lateDays;
    }
  }
  return usd;
}

/** Who carries what of a ZIP in a state, as shares of the national volume. @returns `[way][group]` */
export function stateWeights(scene: CostScene, zip: number, state: number): Float64Array[] {
  const {groupShare} = scene.horizon.demand;
  const share = zipShares(scene, zip, state);
  return Array.from({length: DELIVERER_COUNT}, (_, way) =>
    Float64Array.from({length: GROUP_COUNT}, (_, group) => {
      return (groupShare[zip * GROUP_COUNT + group] * share[group * DELIVERER_COUNT + way]) / SHARE_ONE;
    }),
  );
}

export function totalUsd({way, road, usps, other, late}: WeekCost): number {
  return way + road + usps + other + late;
}
