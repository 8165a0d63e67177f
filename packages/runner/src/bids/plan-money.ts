import {answersOn, type Facility, GROUP_COUNT, isoDate, NO_BUILDING, wonPrices} from '@cutover/core';
import type {WeekProblem} from '@cutover/planning';
import {openDays} from '@cutover/reporting';
import {changeCost, changeRates} from '../weeks/change-cost.ts';
import {buildProblem} from '../weeks/problem.ts';
import {lateUsd} from '../weeks/week-cost.ts';
import {eachCarried} from './carried.ts';
import {entryUsd, least, type OpenPlan, todayPaths} from './scene.ts';

/** One week of a plan in dollars, beside the same week as today. */
export interface PlanWeekUsd {
  readonly from: string;
  readonly days: number;
  readonly runUsd: number;
  readonly todayUsd: number;
  readonly fixedUsd: number; // of buildings the plan opens, less that of those it closes
  readonly dualUsd: number;
  readonly hireUsd: number;
  readonly switchUsd: number;
  readonly penaltyUsd: number; // below 0: staying would pay more
}

/**
 * What is paid in the weeks of a plan: all that it decides. Buildings that stand either way cost the same, so their
 * fixed cost is no part, and nobody pays for days late, whatever they are worth to the plan.
 *
 * @param today - the same without any bid; absent: the plan has none
 * @param built - buildings of staying as today; absent: those of the plan
 */
export function planWeekUsd(
  plan: OpenPlan,
  today: OpenPlan = plan,
  built: readonly Facility[] = plan.scene.twin.facilities,
): PlanWeekUsd[] {
  const {scene, bids} = plan;
  const {problem, paths, days} = bids;
  const stay = todayProblem(today);
  const shortfall = planShortfall(plan, today);
  const penaltyUsd = shortfall.usd - shortfall.todayUsd;
  const last = problem.weekCount - 1;
  const [late, lateToday] = [lateUsd(scene, paths), lateUsd(today.scene, todayPaths(stay))];
  return scene.weeks.map(({fromDay, toDay}, week) => {
    const sums = {runUsd: -late[week], todayUsd: -lateToday[week], dualUsd: 0, hireUsd: 0, switchUsd: 0};
    for (let zip = 0; zip < problem.zipCount; zip++) {
      const at = zip * problem.weekCount + week;
      const before = week === 0 ? problem.start[zip] : paths[at - 1];
      sums.runUsd += stateUsd(problem, zip, week, paths[at]);
      sums.todayUsd += stateUsd(stay, zip, week, stay.start[zip]);
      if (paths[at] !== before) addChange(plan, zip, before, paths[at], sums);
    }
    const [first, end] = [scene.horizon.firstDay + fromDay, scene.horizon.firstDay + toDay];
    const fixedUsd = standingUsd(scene.twin.facilities, first, end) - standingUsd(built, first, end);
    return {from: isoDate(first), days: days[week], ...sums, fixedUsd, penaltyUsd: week === last ? penaltyUsd : 0};
  });
}

function standingUsd(facilities: readonly Facility[], fromDay: number, toDay: number): number {
  return facilities.reduce((sum, each) => sum + each.fixedUsdPerDay * openDays(each, fromDay, toDay), 0);
}

/** The same weeks where nothing has to leave: a scenario may end today's way, and is still held against it. */
function todayProblem({scene}: OpenPlan): WeekProblem {
  return buildProblem({...scene, twin: {...scene.twin, target: {uspsKept: 1}}}, {});
}

function stateUsd({firstState, weekCount, weekUsd}: WeekProblem, zip: number, week: number, s: number): number {
  return weekUsd[(firstState[zip] + s) * weekCount + week];
}

function addChange(
  {scene, bids: {problem}}: OpenPlan,
  zip: number,
  before: number,
  after: number,
  sums: {dualUsd: number; hireUsd: number; switchUsd: number},
): void {
  const state = problem.firstState[zip] + after;
  const {switchUsd, hireUsd, dualUsd} = changeCost(scene, changeRates(scene.world), zip, state, problem.load[state]);
  sums.switchUsd += switchUsd;
  sums.dualUsd += problem.leaveUsd[problem.firstState[zip] + before] + dualUsd;
  sums.hireUsd += hireUsd;
}

const DAYS_PER_YEAR = 365;

/** The same for one of them, over the plan's days. */
function shortfallUsd(plan: OpenPlan, paths: Uint8Array): number {
  const {
    scene: {twin, world},
    entries,
    bids,
  } = plan;
  const {contract} = twin;
  if (contract === null || contract.shortfall.rule === 'none') return 0;
  const days = bids.days.reduce((sum, each) => sum + each, 0);
  let [packages, toListUsd] = [0, 0];
  const isWon = wonBySegment(plan);
  eachCarried(bids, paths, (carried, cell, zip, segment) => {
    packages += carried;
    if (isWon[segment](entries[segment].planned.building[zip])) return; // billed by its own terms
    const at = cell - segment * bids.problem.zipCount * GROUP_COUNT;
    const [byUnit, byScf] = [true, false].map((atUnit) => entryUsd(entries[segment], 'list', atUnit, at));
    toListUsd += carried * Math.max(0, least(byUnit, byScf) - entries[segment].planned.uspsUsd[at]);
  });
  const missing = (contract.promisePackagesPerYear * days) / DAYS_PER_YEAR - packages;
  if (missing <= 0) return 0;
  if (contract.shortfall.rule === 'listPrice') return toListUsd;
  return missing * contract.shortfall.usdPerMissingPackage[world.p.contractShortfall];
}

/** What the contract charges for volume that does not come, by a plan and as today: revenue of the Postal Service. */
export function planShortfall(
  plan: OpenPlan,
  today: OpenPlan = plan,
): {readonly usd: number; readonly todayUsd: number} {
  return {
    usd: shortfallUsd(plan, plan.bids.paths),
    todayUsd: shortfallUsd(today, todayPaths(today.bids.problem)),
  };
}

/** Whether a building's price is one won by a bid. @returns `[segment]` */
function wonBySegment({scene: {twin, horizon, segments}}: OpenPlan): ((building: number) => boolean)[] {
  return segments.map(({epoch}) => {
    const answers = answersOn(twin, horizon.firstDay + epoch.fromDay);
    return (building) => answers.get(twin.facilities[building].facilityId)?.usdPerPackage !== undefined;
  });
}

/** Packages and postage at one hand-off node. */
export interface UnitVolume {
  readonly unit: string;
  readonly packages: number;
  readonly revenueUsd: number;
  readonly todayPackages: number;
  readonly todayRevenueUsd: number;
  readonly wonUsdPerPackage?: number; // price won by a bid; absent: the contract's or list
  readonly wonPackages?: number; // that pay it; the others came before or after its term
}

/**
 * What USPS carries from each node, as planned and as today, in the order of buildings.
 *
 * @param today - the same without any bid; absent: the plan has none
 */
export function unitVolumes(plan: OpenPlan, today: OpenPlan = plan): UnitVolume[] {
  const {facilities} = plan.scene.twin;
  const sums = new Float64Array(4 * facilities.length);
  const wonPackages = new Float64Array(facilities.length);
  const isWon = wonBySegment(plan);
  const addAll = ({bids, entries}: OpenPlan, paths: Uint8Array, column: number): void =>
    eachCarried(bids, paths, (packages, cell, zip, segment) => {
      const building = entries[segment].planned.building[zip];
      if (building === NO_BUILDING) return;
      sums[4 * building + column] += packages;
      sums[4 * building + column + 1] += packages * bids.postageUsd[cell];
    });
  eachCarried(plan.bids, plan.bids.paths, (packages, _, zip, segment) => {
    const building = plan.entries[segment].planned.building[zip];
    if (building !== NO_BUILDING && isWon[segment](building)) wonPackages[building] += packages;
  });
  addAll(plan, plan.bids.paths, 0);
  addAll(today, todayPaths(today.bids.problem), 2);
  const won = wonPrices(plan.scene.twin);
  return facilities.flatMap(({facilityId}, building) => {
    const [packages, revenueUsd, todayPackages, todayRevenueUsd] = sums.subarray(4 * building, 4 * building + 4);
    const unit = {unit: facilityId, packages, revenueUsd, todayPackages, todayRevenueUsd};
    const usd = won.get(facilityId);
    if (packages === 0 && todayPackages === 0) return [];
    return [usd === undefined ? unit : {...unit, wonUsdPerPackage: usd, wonPackages: wonPackages[building]}];
  });
}
