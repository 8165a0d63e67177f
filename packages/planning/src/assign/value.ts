import {type Cuts, cutRoom} from './cuts.ts';
import {LOAD_ONE, type Prices, type Totals, type UspsTarget, type WeekCosts, type WeekProblem} from './problem.ts';

/** The dual value: no plan costs less, whatever the prices. */
export function boundUsd(problem: WeekProblem, prices: Prices, totals: Totals, cuts?: Cuts): number {
  const {weekCount, packages, otherMax, switchesMax} = problem;
  let credit = roomUsd(problem, prices, cuts);
  for (let week = 0; week < weekCount; week++) {
    credit += (prices.other[week] * packages[week] * otherMax[week]) / LOAD_ONE;
    if (prices.switching[week] > 0) credit += prices.switching[week] * switchesMax[week];
  }
  for (let at = 0; at < problem.arrivalsMax.length; at++) {
    if (prices.arriving[at] > 0) credit += prices.arriving[at] * problem.arrivalsMax[at];
  }
  return totals.usd[0] - credit - prices.usps[0] * uspsLimit(problem.target, prices.usps[0]);
}

/** What all room of stations is worth at prices. */
export function roomUsd(problem: WeekCosts, prices: Prices, cuts?: Cuts): number {
  const {stationCount, weekCount, packages, capacity} = problem;
  let sum = 0;
  for (let at = 0; at < stationCount * weekCount; at++) {
    sum += (prices.station[at] * packages[at % weekCount] * capacity[at]) / LOAD_ONE;
    if (cuts === undefined || prices.cut[at] === 0) continue;
    sum += (prices.cut[at] * packages[at % weekCount] * cutRoom(problem, cuts, at)) / LOAD_ONE;
  }
  return sum;
}

/** The packages that a USPS price is measured against: where its slope turns. */
function uspsLimit(target: UspsTarget, price: number): number {
  if (target.rule === 'none') return 0;
  if (target.rule === 'fee') return target.promised;
  return price > 0 ? target.max : target.min;
}

/** Packages that a ZIP has in a week, on the mean. */
export function zipWeekPackages({zipCount, weekCount, packages}: WeekCosts): number {
  return packages.reduce((sum, each) => sum + each, 0) / Math.max(1, zipCount * weekCount);
}

/** Packages by USPS over all weeks. */
export function uspsPackages({weekCount, packages}: WeekProblem, totals: Totals): number {
  let sum = 0;
  for (let week = 0; week < weekCount; week++) sum += (totals.usps[week] * packages[week]) / LOAD_ONE;
  return sum;
}

/** Packages planned beyond what stations and other carriers can take. */
export function overflowPackages(problem: WeekProblem, totals: Totals): number {
  const {stationCount, weekCount, packages, capacity, otherMax} = problem;
  let sum = 0;
  for (let at = 0; at < stationCount * weekCount; at++) {
    sum += (Math.max(0, totals.load[at] - capacity[at]) * packages[at % weekCount]) / LOAD_ONE;
  }
  for (let week = 0; week < weekCount; week++) {
    sum += (Math.max(0, totals.other[week] - otherMax[week]) * packages[week]) / LOAD_ONE;
  }
  return sum;
}

/** What a plan costs: its weeks and changes, what goes beyond capacity, and what the contract misses. */
export function planUsd(problem: WeekProblem, totals: Totals): number {
  const {target} = problem;
  const missing = target.rule === 'fee' ? Math.max(0, target.promised - uspsPackages(problem, totals)) : 0;
  const fee = target.rule === 'fee' ? target.usd * missing : 0;
  return totals.usd[1] + problem.overflowUsd * overflowPackages(problem, totals) + fee;
}

/** Whether a plan keeps what has no price: the limits on USPS volume and on changes (none in a frozen week). */
export function isKept(problem: WeekProblem, totals: Totals): boolean {
  return (
    missOf(problem, totals) === 0 &&
    problem.switchesMax.every((most, week) => totals.switches[week] <= (problem.isFrozen[week] === 1 ? 0 : most)) &&
    problem.arrivalsMax.every((most, at) => totals.arrivals[at] <= most)
  );
}

/** Whether so many may change, and no more: whoever is past it has to move at last. */
export function hasChangeLimits({switchesMax, arrivalsMax}: WeekCosts): boolean {
  return arrivalsMax.length > 0 || switchesMax.some((most) => most < Infinity);
}

/** By how much of it the USPS volume misses the nearest limit, above 0: too much. */
export function missOf(problem: WeekProblem, totals: Totals): number {
  const {target} = problem;
  if (target.rule !== 'within') return 0;
  const usps = uspsPackages(problem, totals);
  const nearest = Math.min(target.max, Math.max(target.min, usps));
  if (nearest === 0) return usps > 0 ? Infinity : 0; // nothing is to stay
  return usps / nearest - 1;
}

/** When a plan is near enough to the bound. */
export interface Closeness {
  readonly boundUsd: number;
  readonly freeUsd: number; // where nothing has a capacity
  readonly gapMax: number; // of the value
  readonly inducedGapMax: number; // of what capacity costs
}

/** @param valueUsd - of a plan that keeps its limits; Infinity: of one that does not */
export function isClose(valueUsd: number, {boundUsd, freeUsd, gapMax, inducedGapMax}: Closeness): boolean {
  const gapUsd = valueUsd - boundUsd;
  return valueUsd < Infinity && gapUsd <= gapMax * valueUsd && gapUsd <= inducedGapMax * (valueUsd - freeUsd);
}
