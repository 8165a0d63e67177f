import {createPrices, LOAD_ONE, type Prices, type Totals, type WeekProblem} from './problem.ts';
import {missOf, uspsPackages} from './value.ts';

/** The way prices go, how far, and how that has fared. */
export interface Ascent {
  readonly direction: Prices; // misses, as shares of what there is, averaged over the steps
  reach: number; // by how much of the bound the next step hopes to raise it
  first: number; // USD, bound at the first prices
  best: number; // USD, bound
  sinceBest: number; // steps
  streak: number; // steps in a row that raised the bound
  isFirst: boolean;
}

const FIRST_REACH = 0.01;
const REACH_MIN = 1e-6; // below it nothing is left to gain
const KEEP = 0.85; // of the direction before
const PATIENCE = 6; // steps without a better bound before the reach is cut
const SHRINK = 0.6;
const STREAK = 4;
const GROW = 1.5;
const MISS_MAX = 3;
const NORM_SHARE = 0.01; // where misses cancel each other their mean is small, which is no reason for a long step
const SWITCH_UNIT_USD = 1000; // a ZIP's change against a package, so that their prices move alike

export function createAscent(problem: WeekProblem): Ascent {
  return {
    ...{direction: createPrices(problem), reach: FIRST_REACH, first: -Infinity, best: -Infinity},
    ...{sinceBest: 0, streak: 0, isFirst: true},
  };
}

/** Takes note of the bound at the prices. Returns whether it is the best so far. */
export function noteBound(ascent: Ascent, bound: number): boolean {
  const isBest = bound > ascent.best;
  if (ascent.first === -Infinity) ascent.first = bound;
  ascent.streak = isBest ? ascent.streak + 1 : 0;
  ascent.sinceBest = isBest ? 0 : ascent.sinceBest + 1;
  if (isBest) ascent.best = bound;
  if (ascent.streak === STREAK) {
    ascent.streak = 0;
    ascent.reach *= GROW;
  }
  if (ascent.sinceBest === PATIENCE) {
    ascent.sinceBest = 0;
    ascent.reach = ascent.reach * SHRINK;
  }
  return isBest;
}

/** Whether the bound has come as far as it will. */
export function hasArrived({reach}: Ascent): boolean {
  return reach < REACH_MIN;
}

/**
 * Moves prices up where more is asked than there is, and down where less: a subgradient step with a smoothed direction
 * and the length of B. T. Polyak ("Minimization of unsmooth functionals", 1969), with the hoped-for rise of the bound
 * in the place of the unknown optimum. Misses are weighed by the room they are a share of, so that small stations move
 * as fast as large ones.
 */
export function movePrices(problem: WeekProblem, totals: Totals, prices: Prices, ascent: Ascent): void {
  const {stationCount, weekCount, capacity, otherMax, switchesMax, packages, overflowUsd} = problem;
  const {direction, isFirst} = ascent;
  const norm = {smooth: 0, rough: 0}; // of the direction, and of the misses themselves
  const add = (way: number, miss: number, weight: number): void => {
    norm.smooth += weight * way * way;
    norm.rough += way === 0 ? 0 : weight * miss * miss;
  };
  for (let at = 0; at < stationCount * weekCount; at++) {
    const miss = missOfRoom(totals.load[at], capacity[at]);
    const way = turn(direction.station, at, miss, prices.station[at], 0, overflowUsd, isFirst);
    add(way, miss, (packages[at % weekCount] * capacity[at]) / LOAD_ONE);
  }
  for (let week = 0; week < weekCount; week++) {
    const miss = missOfRoom(totals.other[week], otherMax[week]);
    const way = turn(direction.other, week, miss, prices.other[week], 0, overflowUsd, isFirst);
    add(way, miss, (packages[week] * otherMax[week]) / LOAD_ONE);
    if (switchesMax[week] === Infinity) continue;
    const wanted = missOfRoom(totals.switches[week], switchesMax[week]);
    const slow = turn(direction.switching, week, wanted, prices.switching[week], 0, Infinity, isFirst);
    add(slow, wanted, switchesMax[week] * SWITCH_UNIT_USD);
  }
  const {arrivalsMax} = problem;
  for (let at = 0; at < arrivalsMax.length; at++) {
    const wanted = missOfRoom(totals.arrivals[at], arrivalsMax[at]);
    const way = turn(direction.arriving, at, wanted, prices.arriving[at], 0, Infinity, isFirst);
    add(way, wanted, arrivalsMax[at] * SWITCH_UNIT_USD);
  }
  const [low, high] = uspsRange(problem);
  const {miss, of} = uspsMiss(problem, totals, prices.usps[0]);
  const way = turn(direction.usps, 0, miss, prices.usps[0], low, high, isFirst);
  add(way, miss, of);
  ascent.isFirst = false;
  const length = Math.max(norm.smooth, NORM_SHARE * norm.rough);
  if (!(length > 0)) return;
  const step = (ascent.reach * Math.abs(ascent.best)) / length;
  moveAll(prices.station, direction.station, step, 0, overflowUsd);
  moveAll(prices.other, direction.other, step, 0, overflowUsd);
  moveAll(prices.switching, direction.switching, step * SWITCH_UNIT_USD, 0, Infinity);
  moveAll(prices.arriving, direction.arriving, step * SWITCH_UNIT_USD, 0, Infinity);
  moveAll(prices.usps, direction.usps, step, low, high);
}

/** Turns one direction towards a miss; none where the price is at its end already. */
function turn(
  direction: Float64Array,
  at: number,
  miss: number,
  price: number,
  low: number,
  high: number,
  isFirst: boolean,
): number {
  const way = isFirst ? miss : KEEP * direction[at] + (1 - KEEP) * miss;
  direction[at] = way;
  return (price <= low && way < 0) || (price >= high && way > 0) ? 0 : way;
}

function moveAll(prices: Float64Array, direction: Float64Array, step: number, low: number, high: number): void {
  for (let at = 0; at < prices.length; at++) {
    if (direction[at] !== 0) prices[at] = Math.max(low, Math.min(high, prices[at] + step * direction[at]));
  }
}

function missOfRoom(asked: number, there: number): number {
  if (there > 0) return Math.min(MISS_MAX, asked / there - 1);
  return asked > 0 ? 1 : 0;
}

function uspsRange({target, overflowUsd}: WeekProblem): [number, number] {
  return target.rule === 'fee' ? [-target.usd, 0] : [-overflowUsd, overflowUsd];
}

/** By how much of its limit the USPS volume misses it, and the limit in packages. */
function uspsMiss(problem: WeekProblem, totals: Totals, price: number): {miss: number; of: number} {
  const {target} = problem;
  if (target.rule === 'none') return {miss: 0, of: 0};
  const usps = uspsPackages(problem, totals);
  if (target.rule === 'within' && price === 0) return {miss: missOf(problem, totals), of: target.max};
  const limit = target.rule === 'fee' ? target.promised : price > 0 ? target.max : target.min;
  return {miss: limit === 0 ? 0 : Math.min(MISS_MAX, usps / limit - 1), of: limit};
}
