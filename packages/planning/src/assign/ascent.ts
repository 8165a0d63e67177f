import {type Cuts, cutRoom} from './cuts.ts';
import {createPrices, type Prices, type Totals, type WeekProblem} from './problem.ts';
import {missOf, uspsPackages, zipWeekPackages} from './value.ts';

/** How far a price may go in a step, as a share of what a package beyond capacity costs: from `first` to `last`. */
export interface Strides {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
}

/** The way prices go, and how far the bound has come. */
export interface Ascent {
  readonly mean: Prices; // of misses, as shares of what there is, averaged over the steps
  readonly square: Prices; // of their squares
  readonly strides: Strides;
  step: number;
  best: number; // USD, bound
}

const KEEP = 0.9; // of the mean before
const KEEP_SQUARE = 0.95; // of the square before
const LEAST_MISS = 1e-3; // below it a miss is no reason for a whole stride
const USPS_STRIDE = 0.5; // of a station's: all ZIPs feel the price
const MISS_MAX = 3;
const CHANGE_STRIDE = 0.65; // of a package's, for each that a ZIP has in a week: a change moves so many

export function createAscent(problem: WeekProblem, strides: Strides): Ascent {
  return {mean: createPrices(problem), square: createPrices(problem), strides, step: 0, best: -Infinity};
}

/** Takes note of the bound at the prices. Returns whether it is the best so far. */
export function noteBound(ascent: Ascent, bound: number): boolean {
  const isBest = bound > ascent.best;
  if (isBest) ascent.best = bound;
  return isBest;
}

/**
 * Moves prices up where more is asked than there is, and down where less: each by a stride that shrinks from step to
 * step, times its mean miss over the root of its mean square, so that a price that swings goes slowly and one that
 * is far off fast (D. P. Kingma, J. Ba, "Adam", ICLR 2015). Misses are shares of the room: small stations move as fast
 * as large ones.
 */
export function movePrices(problem: WeekProblem, totals: Totals, prices: Prices, ascent: Ascent, cuts?: Cuts): void {
  const {stationCount, weekCount, capacity, otherMax, switchesMax, arrivalsMax, overflowUsd} = problem;
  const {mean, square} = ascent;
  const {first, last, steps} = ascent.strides;
  const stride = overflowUsd * (last + (first - last) * Math.max(0, 1 - ascent.step / steps) ** 2);
  const perChange = CHANGE_STRIDE * zipWeekPackages(problem);
  ascent.step++;
  const move = (name: keyof Prices, at: number, miss: number, unit: number, low: number, high: number): void => {
    const way = stride * unit * turn(mean[name], square[name], at, miss, ascent.step);
    prices[name][at] = Math.max(low, Math.min(high, prices[name][at] + way));
  };
  for (let at = 0; at < stationCount * weekCount; at++) {
    const miss = missOfRoom(totals.load[at], capacity[at]);
    if (miss > 0 || prices.station[at] > 0) move('station', at, miss, 1, 0, overflowUsd - prices.cut[at]);
    if (cuts === undefined || cuts.spare[at] < 0 || capacity[at] === 0) continue;
    const cutMiss = Math.min(MISS_MAX, (totals.cut[at] - cutRoom(problem, cuts, at)) / capacity[at]);
    move('cut', at, cutMiss, 1, 0, overflowUsd - prices.station[at]);
  }
  for (let week = 0; week < weekCount; week++) {
    const isLimited = otherMax[week] < Infinity; // else the price stays 0, and blocks have no other limit to move
    if (isLimited) move('other', week, missOfRoom(totals.other[week], otherMax[week]), 1, 0, overflowUsd);
    if (switchesMax[week] === Infinity) continue;
    move('switching', week, missOfRoom(totals.switches[week], switchesMax[week]), perChange, 0, Infinity);
  }
  for (let at = 0; at < arrivalsMax.length; at++) {
    move('arriving', at, missOfRoom(totals.arrivals[at], arrivalsMax[at]), perChange, 0, Infinity);
  }
  const [low, high] = uspsRange(problem);
  move('usps', 0, uspsMiss(problem, totals, prices.usps[0]), USPS_STRIDE, low, high);
}

/** The part of a stride that a price goes, about from -1 to 1; notes the miss. */
function turn(mean: Float64Array, square: Float64Array, at: number, miss: number, step: number): number {
  mean[at] = KEEP * mean[at] + (1 - KEEP) * miss;
  square[at] = KEEP_SQUARE * square[at] + (1 - KEEP_SQUARE) * miss * miss;
  const unbiased = mean[at] / (1 - KEEP ** step);
  return unbiased / (Math.sqrt(square[at] / (1 - KEEP_SQUARE ** step)) + LEAST_MISS);
}

function missOfRoom(asked: number, there: number): number {
  if (there > 0) return Math.min(MISS_MAX, asked / there - 1);
  return asked > 0 ? 1 : 0;
}

function uspsRange({target, overflowUsd}: WeekProblem): [number, number] {
  return target.rule === 'fee' ? [-target.usd, 0] : [-overflowUsd, overflowUsd];
}

/** By how much of its limit the USPS volume misses it. */
function uspsMiss(problem: WeekProblem, totals: Totals, price: number): number {
  const {target} = problem;
  if (target.rule === 'none') return 0;
  if (target.rule === 'within' && price === 0) return Math.min(MISS_MAX, missOf(problem, totals));
  const limit = target.rule === 'fee' ? target.promised : price > 0 ? target.max : target.min;
  return missOfRoom(uspsPackages(problem, totals), limit);
}
