import type {SharedMemory} from '@cutover/core';
import {anneal, copyTotals} from './anneal.ts';
import {createTotals, type Prices, type WeekProblem} from './problem.ts';
import {reachTarget} from './reach-target.ts';
import {byRegret, createInsertion, type Draft, draftOf, reinsertAll} from './repair.ts';
import {openSpace, type SoftSpace} from './space.ts';
import {USPS_PACKAGES} from './space-layout.ts';
import {isKept, missOf, planUsd} from './value.ts';

/** A plan, and what it costs. */
export interface Incumbent {
  readonly best: Draft;
  readonly value: number; // USD, of `best`
}

/** A plan to be eased to capacity and improved: what one thread does while others raise the bound. */
export interface EaseTask {
  readonly kind: 'ease';
  readonly problem: WeekProblem;
  readonly memory: SharedMemory; // of the space
  readonly prices: Prices;
  readonly paths: Uint8Array; // near the best prices, or of a plan; overwritten
  readonly easings: readonly number[]; // one after another, passes as `anneal` takes them
}

const FIRST_SHIFT_USD = 0.1;
const SETTLE_PASSES = 16;

/** Makes a plan of paths near the best prices, or a better one of a plan. */
export function easePlan({problem, memory, prices, paths, easings}: EaseTask): void {
  const space = openSpace(memory);
  const draft = draftOf(problem, paths.slice());
  for (const narrowing of easings) {
    anneal(space, problem, prices, draft, narrowing);
    settle(problem, prices, draft);
  }
  paths.set(draft.paths);
}

export function planOf(problem: WeekProblem, paths: Uint8Array): Incumbent {
  const best = draftOf(problem, paths);
  return {best, value: planUsd(problem, best.totals)};
}

/** The plan on a space, as it is eased: its dollars were added up on the way, to the last digits but a few. */
export function planOn(problem: WeekProblem, {paths, totals, scalars}: SoftSpace): Incumbent {
  const best = {paths: paths.slice(), totals: createTotals(problem), uspsPackages: scalars[USPS_PACKAGES]};
  copyTotals(best.totals, totals);
  return {best, value: planUsd(problem, best.totals)};
}

/** The plan to go on with: one that keeps the limits before one that does not, then the cheaper, then the first. */
export function betterOf(problem: WeekProblem, first: Incumbent, second: Incumbent): Incumbent {
  const [a, b] = [first, second].map(({best}) => isKept(problem, best.totals));
  if (a !== b) return a ? first : second;
  return second.value < first.value ? second : first;
}

/** A plan that misses its USPS target, brought to it from where it is or from staying as at the start, if it can be. */
export function reach(problem: WeekProblem, plan: Incumbent): Incumbent {
  if (missOf(problem, plan.best.totals) === 0) return plan;
  const {zipCount, weekCount, start} = problem;
  const stay = plan.best.paths.map((_, at) => start[Math.floor(at / weekCount)]);
  let found = plan;
  for (const paths of zipCount === 0 ? [] : [plan.best.paths.slice(), stay]) {
    const draft = draftOf(problem, paths);
    if (draft.totals.usd[1] === Infinity) continue; // today's way ends
    reachTarget(problem, draft);
    found = nearerOf(problem, found, {best: draft, value: planUsd(problem, draft.totals)});
  }
  return found;
}

function nearerOf(problem: WeekProblem, first: Incumbent, second: Incumbent): Incumbent {
  const [a, b] = [first, second].map(({best}) => Math.abs(missOf(problem, best.totals)));
  if (a === b) return betterOf(problem, first, second);
  return b < a ? second : first;
}

/**
 * Moves a draft to its USPS target. ZIPs that change sides for little come first: the USPS price moves away from its
 * own, pass by pass, until the volume is within its limits, and back in smaller steps where a large ZIP went past them.
 */
export function settle(problem: WeekProblem, prices: Prices, draft: Draft): void {
  let shift = FIRST_SHIFT_USD;
  let before = 0;
  let order: Int32Array | undefined; // that of the first pass on this side of the target
  for (let pass = 0; pass < SETTLE_PASSES; pass++) {
    const side = Math.sign(missOf(problem, draft.totals));
    if (side === 0) return;
    shift *= before === 0 ? 1 : side === before ? 2 : 0.25;
    const isPast = (): boolean => Math.sign(missOf(problem, draft.totals)) !== side;
    const insertion = createInsertion(problem, prices, draft, prices.usps[0] + side * shift);
    if (order === undefined || side !== before) order = byRegret(insertion);
    before = side;
    reinsertAll(insertion, order, isPast);
  }
}
