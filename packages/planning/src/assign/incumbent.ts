import type {SharedMemory} from '@cutover/core';
import {anneal} from './anneal.ts';
import {exchange, listNeighbours} from './improve.ts';
import type {Prices, WeekProblem} from './problem.ts';
import {reachTarget} from './reach-target.ts';
import {byRegret, createInsertion, type Draft, draftOf, type Lean, reinsertAll} from './repair.ts';
import {openSpace} from './space.ts';
import {type Closeness, isClose, isKept, missOf, planUsd} from './value.ts';

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
  readonly isUnsettled: Uint8Array; // [zip], shared; those that are moved are noted too
  readonly easings: readonly number[]; // one after another, passes as `anneal` takes them
  readonly rounds: number; // of exchanges, at most
  readonly close: Closeness;
}

const GAIN_USD = 1000;
const FIRST_SHIFT_USD = 0.1;
const SETTLE_PASSES = 16;
const TRIES = 12; // exchanges at a station, each round

/** Makes a plan of paths near the best prices, or a better one of a plan. */
export function easePlan({problem, memory, prices, paths, isUnsettled, easings, rounds, close}: EaseTask): void {
  const space = openSpace(memory);
  const draft = draftOf(problem, paths.slice());
  for (const narrowing of easings) {
    anneal(space, problem, prices, draft, narrowing);
    settle(problem, prices, draft);
    for (let i = 0; i < paths.length; i++) {
      if (paths[i] !== draft.paths[i]) isUnsettled[Math.floor(i / problem.weekCount)] = 1;
    }
    paths.set(draft.paths);
  }
  paths.set(improve(problem, prices, draft, isUnsettled, rounds, close).best.paths);
}

export function planOf(problem: WeekProblem, paths: Uint8Array): Incumbent {
  const best = draftOf(problem, paths);
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

/** Rounds of exchanges. What is found counts once it keeps to the limits. @param draft - overwritten */
export function improve(
  problem: WeekProblem,
  prices: Prices,
  draft: Draft,
  isUnsettled: Uint8Array,
  rounds: number,
  close: Closeness,
): Incumbent {
  const neighbours = listNeighbours(problem, isUnsettled);
  let plan: Incumbent = {best: copyOf(draft), value: planUsd(problem, draft.totals)};
  const isDone = (): boolean => isKept(problem, plan.best.totals) && isClose(plan.value, close);
  for (let round = 0; round < rounds && !isDone(); round++) {
    exchange(createInsertion(problem, prices, draft, leanOf(problem, prices, GAIN_USD, 0)), neighbours, round, TRIES);
    settle(problem, prices, draft);
    if (!isKept(problem, draft.totals)) continue;
    plan = betterOf(problem, plan, {best: copyOf(draft), value: planUsd(problem, draft.totals)});
  }
  return plan;
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
    const lean = {...leanOf(problem, prices, 0, 0), uspsUsd: prices.usps[0] + side * shift};
    const isPast = (): boolean => Math.sign(missOf(problem, draft.totals)) !== side;
    const insertion = createInsertion(problem, prices, draft, lean);
    if (order === undefined || side !== before) order = byRegret(insertion);
    before = side;
    reinsertAll(insertion, order, isPast);
  }
}

function leanOf({target}: WeekProblem, prices: Prices, uspsGainUsd: number, priceShare: number): Lean {
  const uspsUsd = prices.usps[0];
  if (target.rule !== 'within') return {uspsAim: 1, uspsUsd, uspsGainUsd: 0, priceShare};
  return {uspsAim: Math.max(1, (target.min + target.max) / 2), uspsUsd, uspsGainUsd, priceShare};
}

function copyOf({paths, totals, uspsPackages}: Draft): Draft {
  const {usd, load, cut, other, switches, arrivals, usps} = totals;
  return {
    paths: paths.slice(),
    totals: {
      usd: usd.slice(),
      load: load.slice(),
      cut: cut.slice(),
      other: other.slice(),
      switches: switches.slice(),
      arrivals: arrivals.slice(),
      usps: usps.slice(),
    },
    uspsPackages,
  };
}
