import type {Prices, Totals, WeekProblem} from './problem.ts';
import {missOf, uspsPackages} from './value.ts';

/** How far each price moves next time, and which way it moved last. */
export interface Steps {
  readonly station: Float64Array; // [stationCount * weekCount], USD a package
  readonly stationSlope: Float64Array;
  readonly other: Float64Array; // [week]
  readonly otherSlope: Float64Array;
  readonly switching: Float64Array; // [week], USD a ZIP
  readonly switchingSlope: Float64Array;
  readonly usps: Float64Array; // [1]
  readonly uspsSlope: Float64Array;
}

const FIRST_STEP_USD = 0.25;
const FIRST_SWITCH_USD = 1000;
const GROW = 1.2;
const SHRINK = 0.5;
const STEP_MAX_USD = 4;
const STEP_MIN_USD = 1e-4;
const FULL_MISS = 0.05; // from here on a step is a whole one

export function createSteps({stationCount, weekCount}: WeekProblem): Steps {
  const filled = (length: number, usd: number) => new Float64Array(length).fill(usd);
  const cells = stationCount * weekCount;
  return {
    station: filled(cells, FIRST_STEP_USD),
    stationSlope: filled(cells, 0),
    other: filled(weekCount, FIRST_STEP_USD),
    otherSlope: filled(weekCount, 0),
    switching: filled(weekCount, FIRST_SWITCH_USD),
    switchingSlope: filled(weekCount, 0),
    usps: filled(1, FIRST_STEP_USD),
    uspsSlope: filled(1, 0),
  };
}

/**
 * Moves every price along its slope: up where more is asked than there is. A step grows while the slope keeps its sign
 * and shrinks when it turns, price by price (M. Riedmiller and H. Braun, "A direct adaptive method for faster
 * backpropagation learning: the RPROP algorithm", 1993), and is cut short near the balance.
 */
export function movePrices(problem: WeekProblem, totals: Totals, prices: Prices, steps: Steps): void {
  const {stationCount, weekCount, capacity, otherMax, switchesMax, overflowUsd, target} = problem;
  for (let at = 0; at < stationCount * weekCount; at++) {
    const miss = shortOf(totals.load[at], capacity[at]);
    prices.station[at] = moved(prices.station[at], miss, steps.station, steps.stationSlope, at, 0, overflowUsd);
  }
  for (let week = 0; week < weekCount; week++) {
    const miss = shortOf(totals.other[week], otherMax[week]);
    prices.other[week] = moved(prices.other[week], miss, steps.other, steps.otherSlope, week, 0, overflowUsd);
    if (switchesMax[week] === Infinity) continue;
    const wanted = shortOf(totals.switches[week], switchesMax[week]);
    const {switching, switchingSlope} = steps;
    prices.switching[week] = moved(prices.switching[week], wanted, switching, switchingSlope, week, 0, Infinity, 1e5);
  }
  const [low, high] = target.rule === 'fee' ? [-target.usd, 0] : [-overflowUsd, overflowUsd];
  prices.usps[0] = moved(prices.usps[0], uspsSlope(problem, totals), steps.usps, steps.uspsSlope, 0, low, high);
}

function uspsSlope(problem: WeekProblem, totals: Totals): number {
  const {target} = problem;
  if (target.rule !== 'fee') return missOf(problem, totals);
  return target.promised === 0 ? 0 : uspsPackages(problem, totals) / target.promised - 1;
}

function shortOf(asked: number, there: number): number {
  if (there > 0) return asked / there - 1;
  return asked > 0 ? 1 : 0;
}

function moved(
  price: number,
  miss: number,
  step: Float64Array,
  slope: Float64Array,
  at: number,
  low: number,
  high: number,
  stepMax = STEP_MAX_USD,
): number {
  if (miss === 0 || (price === low && miss < 0)) return price;
  if (slope[at] * miss > 0) step[at] = Math.min(stepMax, step[at] * GROW);
  else if (slope[at] * miss < 0) step[at] = Math.max(STEP_MIN_USD, step[at] * SHRINK);
  slope[at] = miss;
  const part = Math.max(-1, Math.min(1, miss / FULL_MISS));
  return Math.max(low, Math.min(high, price + step[at] * part));
}
