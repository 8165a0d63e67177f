import {
  DataError,
  dayNumber,
  DELIVERER_COUNT,
  GROUP_COUNT,
  NO_BUILDING,
  type PriceRow,
  SHARE_ONE,
  sharedFloat64,
  USPS,
  withoutBids,
} from '@cutover/core';
import {
  type BidScene,
  createPaths,
  createPrices,
  entryPostageUsd,
  LOAD_ONE,
  type Prices,
  type WeekProblem,
} from '@cutover/planning';
import type {Pool} from '../pool.ts';
import type {NamedTwin} from '../prepare.ts';
import type {PlannedPolicy} from '../weeks/execute.ts';
import {withHeadroom} from '../weeks/headroom.ts';
import {buildProblem} from '../weeks/problem.ts';
import type {WeekRule} from '../weeks/week-rule.ts';
import type {WeekScene} from '../weeks/week-scene.ts';
import {weekScene} from '../weeks/plan-weeks.ts';
import {stateShare, STAYS} from '../weeks/states.ts';
import {enteredAt} from './carried.ts';
import {type SegmentEntry, segmentEntry} from './entry.ts';

/** A plan as it was written. */
export interface WrittenPlan {
  readonly policy: PlannedPolicy;
  readonly prices: readonly PriceRow[];
  readonly uspsUsd: number; // what a package less with USPS is worth to the volume target
  readonly weekPrices: readonly {readonly switchUsdPerZip: number; readonly otherUsdPerPackage: number}[]; // [week]
  readonly rule: WeekRule; // that it was made with
}

/** A plan that is open for bids: what it decided, and every way into the mail. */
export interface OpenPlan {
  readonly scene: WeekScene;
  readonly entries: readonly SegmentEntry[]; // [segment]
  readonly bids: BidScene;
  readonly entered: readonly Int32Array[]; // [segment][zip], building where the plan's packages enter at its volumes
}

/** Prices every way again, and lays the plan on it. @throws DataError if the plan does not fit the twin */
export function openPlan(pool: Pool, named: NamedTwin, seed: number, plan: WrittenPlan): Promise<OpenPlan> {
  return openLaid(pool, named, seed, plan);
}

/** A plan to lay on a scene; without policy every ZIP goes as today. */
type LaidPlan = Omit<WrittenPlan, 'policy'> & Partial<Pick<WrittenPlan, 'policy'>>;

async function openLaid(pool: Pool, named: NamedTwin, seed: number, plan: LaidPlan): Promise<OpenPlan> {
  const entries: SegmentEntry[] = [];
  const scene = await weekScene(
    pool,
    named,
    seed,
    (network, horizon, segment) => {
      entries.push(segmentEntry(named.twin, network, horizon, segment));
    },
    plan.rule.splitParts,
  );
  const {roomy: problem} = withHeadroom(scene, buildProblem(scene, plan.rule));
  const bids = bidScene(scene, problem, entries, plan);
  const ways = entries.map(({contract}) => contract);
  return {scene, entries, bids, entered: enteredAt(bids, ways)};
}

/** Today's way of every ZIP at today's prices, without any bid: what a plan is held against. */
export function openToday(pool: Pool, named: NamedTwin, seed: number): Promise<OpenPlan> {
  const asToday = {prices: [], uspsUsd: 0, weekPrices: [], rule: {}};
  return openLaid(pool, {...named, twin: withoutBids(named.twin)}, seed, asToday);
}

/** Where every ZIP stays as it goes today. @returns `[zip * weekCount + week]` */
export function todayPaths(problem: WeekProblem): Uint8Array {
  const {zipCount, weekCount, start} = problem;
  const paths = createPaths(problem);
  for (let zip = 0; zip < zipCount; zip++) paths.fill(start[zip], zip * weekCount, (zip + 1) * weekCount);
  return paths;
}

function bidScene(scene: WeekScene, problem: WeekProblem, entries: readonly SegmentEntry[], plan: LaidPlan): BidScene {
  const {weeks, segments} = scene;
  const shares = stateShares(scene);
  return {
    problem,
    prices: pricesOf(scene, problem, plan),
    paths: plan.policy === undefined ? todayPaths(problem) : pathsOf(scene, problem, shares, plan.policy),
    segmentOf: Int32Array.from(weeks, ({fromDay}) => segments.findIndex(({epoch}) => fromDay < epoch.toDay)),
    days: Float64Array.from(weeks, ({fromDay, toDay}) => toDay - fromDay),
    usps: uspsWeights(scene, shares),
    ...cellPrices(entries, problem.zipCount),
  };
}

/** `[state * GROUP_COUNT * DELIVERER_COUNT]`, in 1/SHARE_ONE: the shares each state stands for. */
function stateShares({states, horizon, world, segments}: WeekScene): Uint16Array {
  const width = GROUP_COUNT * DELIVERER_COUNT;
  const shares = new Uint16Array(states.slot.length * width);
  const {firstSlot} = world.service;
  for (let zip = 0; zip + 1 < states.firstState.length; zip++) {
    const isNear = firstSlot[zip] < firstSlot[zip + 1];
    const hasUsps = !Number.isNaN(segments[0].uspsUsd[zip * GROUP_COUNT]);
    for (let state = states.firstState[zip]; state < states.firstState[zip + 1]; state++) {
      const way = {hasStation: states.slot[state] >= 0, isNear, hasUsps};
      for (let group = 0; group < GROUP_COUNT; group++) {
        const level = group < GROUP_COUNT - 1 ? states.level[2 * state + group] : STAYS;
        const at = state * width + group * DELIVERER_COUNT;
        stateShare(horizon, zip * GROUP_COUNT + group, level, way, shares.subarray(at, at + DELIVERER_COUNT));
      }
    }
  }
  return shares;
}

function uspsWeights({states, horizon}: WeekScene, shares: Uint16Array): Float64Array {
  const weights = sharedFloat64(states.slot.length * GROUP_COUNT);
  for (let zip = 0; zip + 1 < states.firstState.length; zip++) {
    for (let at = states.firstState[zip] * GROUP_COUNT; at < states.firstState[zip + 1] * GROUP_COUNT; at++) {
      const weight = horizon.demand.groupShare[zip * GROUP_COUNT + (at % GROUP_COUNT)];
      weights[at] = (LOAD_ONE * weight * shares[at * DELIVERER_COUNT + USPS]) / SHARE_ONE;
    }
  }
  return weights;
}

function pathsOf(scene: WeekScene, problem: WeekProblem, shares: Uint16Array, {changes}: PlannedPolicy): Uint8Array {
  const {states, weeks, world} = scene;
  const {weekCount, zipCount} = problem;
  const width = GROUP_COUNT * DELIVERER_COUNT;
  const paths = createPaths(problem);
  const isSet = new Uint8Array(zipCount);
  for (const {day, zip, station, share} of changes) {
    const week = weeks.findIndex(({toDay}) => day < toDay);
    let found = -1;
    for (let state = states.firstState[zip]; state < states.firstState[zip + 1] && found < 0; state++) {
      const slot = states.slot[state];
      if ((slot < 0 ? NO_BUILDING : world.service.building[slot]) !== station) continue;
      if (share.every((each, i) => each === shares[state * width + i])) found = state - states.firstState[zip];
    }
    if (found < 0 || week < 0) throw noState(scene, zip);
    paths.fill(found, zip * weekCount + week, (zip + 1) * weekCount);
    if (week === 0) isSet[zip] = 1;
  }
  const unset = isSet.indexOf(0);
  if (unset >= 0) throw noState(scene, unset);
  return paths;
}

function noState({world}: WeekScene, zip: number): DataError {
  return new DataError(
    `policy.csv gives ZIP ${world.twin.zips[zip].zip} no way that a plan of this twin can have; plan again`,
  );
}

function pricesOf(
  {world, horizon, weeks}: WeekScene,
  problem: WeekProblem,
  {prices, uspsUsd, weekPrices}: LaidPlan,
): Prices {
  const made = createPrices(problem);
  weekPrices.forEach(({switchUsdPerZip, otherUsdPerPackage}, week) => {
    made.switching[week] = switchUsdPerZip;
    made.other[week] = otherUsdPerPackage;
  });
  made.usps[0] = uspsUsd;
  const slotOf = new Map(world.stations.map((row, slot) => [world.twin.facilities[row].facilityId, slot]));
  for (const {week: from, facilityId, usdPerPackageADay} of prices) {
    const week = weeks.findIndex(({fromDay}) => horizon.firstDay + fromDay === dayNumber(from));
    const station = slotOf.get(facilityId);
    if (week < 0 || station === undefined) {
      throw new DataError(`prices.csv has ${from} ${facilityId}, no week or station of this twin; plan again`);
    }
    made.station[station * problem.weekCount + week] = usdPerPackageADay / (weeks[week].toDay - weeks[week].fromDay);
  }
  return made;
}

/** What a package costs in each cell of the scene. */
function cellPrices(entries: readonly SegmentEntry[], zipCount: number) {
  const width = zipCount * GROUP_COUNT;
  const cells = (): Float64Array => sharedFloat64(entries.length * width);
  const made = {planUsd: cells(), postageUsd: cells(), listUsd: cells(), otherUsd: cells()};
  entries.forEach((entry, segment) => {
    const {contract, planned, lateUsd} = entry;
    for (let at = 0; at < width; at++) {
      const zip = Math.floor(at / GROUP_COUNT);
      const cell = segment * width + at;
      const isUnit = planned.building[zip] === contract.unit[zip];
      made.postageUsd[cell] = entryPostageUsd(contract, planned.building[zip], at % GROUP_COUNT);
      made.planUsd[cell] = planned.uspsUsd[at] + (isUnit ? lateUsd.unit : lateUsd.scf)[at];
      made.otherUsd[cell] = entry.otherUsd[at] + lateUsd.other[at];
      made.listUsd[cell] = least(weighedUsd(entry, 'list', true, at), weighedUsd(entry, 'list', false, at));
    }
  });
  return made;
}

/** All in, by a ZIP's unit or its SCF; NaN where there is no way. */
export function entryUsd(entry: SegmentEntry, price: 'contract' | 'list', atUnit: boolean, at: number): number {
  const {unit, scf, unitWayUsd, scfWayUsd} = entry[price];
  const zip = Math.floor(at / GROUP_COUNT);
  const building = atUnit ? unit[zip] : scf[zip];
  if (building < 0) return Number.NaN;
  const wayUsd = atUnit ? unitWayUsd[zip] + entry.planned.dropUsdPerPackage[building] : scfWayUsd[zip];
  return wayUsd + entryPostageUsd(entry[price], building, at % GROUP_COUNT);
}

/** The same with what is late on the way at its price, as a plan weighs it. */
export function weighedUsd(entry: SegmentEntry, price: 'contract' | 'list', atUnit: boolean, at: number): number {
  return entryUsd(entry, price, atUnit, at) + (atUnit ? entry.lateUsd.unit : entry.lateUsd.scf)[at];
}

/** The lesser of ways; one that is NaN is none. */
export function least(...ways: readonly number[]): number {
  return ways.reduce((best, usd) => (usd < best ? usd : best), Infinity);
}
