import {assignKernel} from './kernel.ts';
import type {Prices, Totals, WeekProblem} from './problem.ts';
import type {Draft} from './repair.ts';
import {changeUsd, createSoftScratch, moveZip, roomSlope} from './soft.ts';
import type {WeekSpace} from './space.ts';
import {
  BAND,
  CHANGE_OVER_USD,
  IS_TARGETED,
  OTHER_BAND,
  USPS_AIM,
  USPS_GAIN_USD,
  USPS_PACKAGES,
  USPS_USD,
} from './space-layout.ts';
import {hasChangeLimits, zipWeekPackages} from './value.ts';

// Wide at first, so that ZIPs feel each other before they collide; then narrower each pass; sharp at last.
const WIDE = [1, 0.6, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
const NARROWEST = 0.01; // of the last wide band
const SHARP_PASSES = 2;

const LEARN = 0.3; // of the way to the price that the plan shows
const SOFT_USPS_GAIN_USD = 300;
export const SHARP_USPS_GAIN_USD = 3000;
const OVER_SHARE = 0.005; // of what a ZIP's week beyond capacity costs: a change past its limit
const FULL_PASSES = 2;
const RESTLESS = 3; // passes
const TURN = 6; // passes in which every ZIP is asked
const AIM = 0.25; // of the range of the USPS volume, from its cheaper end

/**
 * Eases a plan to capacity (graduated optimization; the prices move as in the method of multipliers). Instead of a kink
 * at capacity a package costs more and more within a band around it: nothing below, the price at capacity,
 * `overflowUsd` above. ZIP by ZIP takes its cheapest path beside all others; after each pass a price moves towards what
 * a package more costs, and the band narrows, until the cost is that of the plan.
 *
 * @param space - of the problem: what is eased, on this thread alone
 * @param draft - overwritten
 * @param narrowing - passes in which the band narrows: the more, the better the plan
 */
export function anneal(space: WeekSpace, problem: WeekProblem, prices: Prices, draft: Draft, narrowing: number): void {
  const {soft} = space;
  const {scalars} = soft;
  place(space, problem, prices, draft);
  const move = moverOn(space);
  const lastMove = new Int32Array(problem.zipCount).fill(-TURN); // [zip], pass
  const bands = [...WIDE];
  const narrower = NARROWEST ** (1 / narrowing);
  for (let pass = 0; pass < narrowing; pass++) bands.push(bands[bands.length - 1] * narrower);
  bands.forEach((band, pass) => {
    scalars[BAND] = band;
    moveAll(move, lastMove, pass, pass < FULL_PASSES);
    learn(space);
  });
  scalars[BAND] = 0;
  soft.switching.fill(0);
  soft.arriving.fill(0);
  if (scalars[USPS_GAIN_USD] > 0) scalars[USPS_GAIN_USD] = SHARP_USPS_GAIN_USD;
  for (let pass = 0; pass < SHARP_PASSES; pass++) {
    moveAll(move, lastMove, bands.length + pass, pass === 0 && hasChangeLimits(problem));
  }
  draft.paths.set(soft.paths);
  copyTotals(draft.totals, soft.totals);
  draft.uspsPackages = scalars[USPS_PACKAGES];
}

/**
 * Puts a plan on the space. What it is eased towards: prices that learn from it, and how far from its edge a limit is
 * felt.
 */
export function place({soft}: WeekSpace, problem: WeekProblem, prices: Prices, draft: Draft): void {
  const {target} = problem;
  const uspsUsd = prices.usps[0];
  const [cheap, dear] =
    target.rule === 'within' ? (uspsUsd > 0 ? [target.max, target.min] : [target.min, target.max]) : [1, 1];
  soft.station.set(prices.station.subarray(0, soft.station.length));
  soft.other.set(prices.other);
  soft.switching.set(prices.switching);
  soft.arriving.set(prices.arriving);
  soft.paths.set(draft.paths);
  copyTotals(soft.totals, draft.totals);
  soft.scalars[USPS_USD] = uspsUsd;
  soft.scalars[USPS_GAIN_USD] = target.rule === 'within' ? SOFT_USPS_GAIN_USD : 0;
  soft.scalars[USPS_AIM] = Math.max(1, cheap + AIM * (dear - cheap));
  soft.scalars[USPS_PACKAGES] = draft.uspsPackages;
  soft.scalars[IS_TARGETED] = target.rule === 'none' ? 0 : 1;
  soft.scalars[CHANGE_OVER_USD] = OVER_SHARE * problem.overflowUsd * zipWeekPackages(problem);
}

export function copyTotals(to: Totals, from: Totals): void {
  for (const name of Object.keys(to) as (keyof Totals)[]) to[name].set(from[name]);
}

/** Moves a ZIP, if that saves anything. @returns USD saved */
type Move = (zip: number) => number;

export function moverOn(space: WeekSpace): Move {
  const kernel = assignKernel(space.memory);
  if (kernel !== undefined) return (zip) => kernel.moveZip(zip);
  const scratch = createSoftScratch(space);
  return (zip) => moveZip(space, scratch, zip);
}

/** Moves those ZIPs that moved of late, and every few passes the others. */
function moveAll(move: Move, lastMove: Int32Array, pass: number, isFull: boolean): void {
  for (let zip = 0; zip < lastMove.length; zip++) {
    const isIdle = !isFull && pass - lastMove[zip] > RESTLESS && (zip + pass) % TURN !== 0;
    if (!isIdle && move(zip) > 0) lastMove[zip] = pass;
  }
}

function learn({problem, soft}: WeekSpace): void {
  const {weekCount, capacity, otherMax, switchesMax, arrivalsMax, overflowUsd} = problem;
  const {station, other, switching, arriving, scalars} = soft;
  const {load, other: given, switches, arrivals} = soft.totals;
  const band = scalars[BAND];
  const most = overflowUsd * weekCount * zipWeekPackages(problem); // where a limit cannot be kept no price is enough
  for (let at = 0; at < station.length; at++) {
    const slope = roomSlope(load[at] - capacity[at], band * capacity[at], station[at], overflowUsd);
    station[at] += LEARN * (slope - station[at]);
  }
  for (let week = 0; week < weekCount; week++) {
    const width = OTHER_BAND * band * otherMax[week];
    const slope = roomSlope(given[week] - otherMax[week], width, other[week], overflowUsd);
    other[week] += LEARN * (slope - other[week]);
    const usd = changeUsd(scalars, switches[week], switchesMax[week], switching[week]);
    switching[week] = Math.min(most, switching[week] + LEARN * (usd - switching[week]));
  }
  for (let at = 0; at < arriving.length; at++) {
    const usd = changeUsd(scalars, arrivals[at], arrivalsMax[at], arriving[at]);
    arriving[at] = Math.min(most, arriving[at] + LEARN * (usd - arriving[at]));
  }
  const aim = scalars[USPS_AIM];
  scalars[USPS_USD] += (LEARN * scalars[USPS_GAIN_USD] * (scalars[USPS_PACKAGES] - aim)) / aim;
}
