import {ascend, type Ascent} from './ascent.ts';
import type {SitingLimits, SitingProblem, SitingResult} from './problem.ts';
import {CLOSED, createRelaxation, FREE, openCheapest, OPENED, relax, type Relaxation} from './relaxation.ts';

/** A set of facilities and what it costs; Infinity where it cannot serve all. */
export interface Incumbent {
  readonly open: readonly number[]; // ascending
  readonly value: number;
}

/** How a problem finds solutions; bounds are found alike for all. */
export interface Primal {
  readonly evaluate: (open: readonly number[]) => Incumbent;
  readonly improve: (from: Incumbent) => Incumbent; // never worse
}

/** What the search knows when it stops. */
export interface Search extends Pick<SitingResult, 'bound' | 'iterations' | 'stopped'> {
  readonly best: Incumbent;
}

interface Branch {
  readonly state: Uint8Array; // [facility]
  readonly price: Float64Array; // [customer]
  readonly bound: number;
  readonly facility: number; // to decide next, or -1
}

interface Progress {
  readonly problem: SitingProblem;
  readonly primal: Primal;
  readonly relaxation: Relaxation;
  readonly limits: Required<SitingLimits>;
  best: Incumbent;
  iterations: number;
  improved: number; // sets of branches
}

const ROOT_FIRST = 60; // iterations before the first improvement
const ROOT_MORE = 400;
const BRANCH_ITERATIONS = 40;
const NEAR = 1.01; // sets of branches within so much of the best are improved too …
const IMPROVED_MAX = 30; // … but no more than so many

/** Bounds by prices at the root, then in branches that open or close one facility each, the weakest bound first. */
export function search(problem: SitingProblem, primal: Primal, limits: Required<SitingLimits>): Search {
  const progress: Progress = {
    problem,
    primal,
    relaxation: createRelaxation(problem),
    limits,
    best: {open: [], value: Infinity},
    iterations: 0,
    improved: 0,
  };
  const state = new Uint8Array(problem.facilityCount);
  const first = climb(progress, state, firstPrices(problem), ROOT_FIRST);
  if (first.bound === Infinity) return {...summary(progress, Infinity), stopped: 'infeasible'};
  offer(progress, primal.improve(progress.best));
  const second = climb(progress, state, first.price, ROOT_MORE);
  offer(progress, primal.improve(rounded(progress, second.opened)));
  const root = branchOf(progress, state, second, Math.max(first.bound, second.bound));
  const bound = explore(progress, root);
  const {best} = progress;
  if (best.value === Infinity) return {...summary(progress, bound), stopped: 'infeasible'};
  const stopped = bound >= cutoff(progress) ? 'gap' : 'iterations';
  return {...summary(progress, Math.min(bound, best.value)), stopped};
}

function summary({best, iterations}: Progress, bound: number): Omit<Search, 'stopped'> {
  return {best, iterations, bound};
}

function cutoff({best, limits}: Progress): number {
  return best.value === Infinity ? Infinity : best.value - limits.gapMax * Math.abs(best.value);
}

/** The second cheapest way to serve each customer, with its part of the fixed cost: few would gain more. */
function firstPrices({facilityCount, customerCount, cost, demand, capacity, fixedCost, ...rest}: SitingProblem) {
  const total = demand.reduce((sum, each) => sum + each, 0);
  return Float64Array.from(demand, (need, customer) => {
    let [least, second] = [Infinity, Infinity];
    for (let facility = 0; facility < facilityCount; facility++) {
      const part = total > 0 ? need / Math.min(total, capacity[facility]) : 0;
      const each = cost[facility * customerCount + customer] + (part > 0 ? part * fixedCost[facility] : 0);
      if (each < least) [least, second] = [each, least];
      else if (each < second) second = each;
    }
    return Math.min(second < Infinity ? second : least, rest.unservedCost[customer]);
  });
}

/** An ascent whose relaxed sets are tried as solutions. */
function climb(progress: Progress, state: Uint8Array, price: Float64Array, iterations: number): Ascent {
  const {problem, primal, relaxation, limits} = progress;
  let since = 0;
  const ascent = ascend({
    problem,
    relaxation,
    state,
    price,
    iterations: Math.min(iterations, limits.iterationsMax - progress.iterations),
    target: () => cutoff(progress),
    onSet: (opened, isBest) => {
      if (++since % 10 !== 1 && !isBest) return;
      offer(progress, primal.evaluate(openSet(problem, opened)));
    },
  });
  progress.iterations += ascent.iterations;
  return ascent;
}

function offer(progress: Progress, found: Incumbent): boolean {
  if (!(found.value < progress.best.value)) return false;
  progress.best = found;
  return true;
}

/** Facilities a relaxed solution opens, wholly or in part. */
function openSet({facilityCount, openMax}: SitingProblem, opened: Float64Array): number[] {
  const all = Array.from({length: facilityCount}, (_, facility) => facility).filter((facility) => opened[facility] > 0);
  if (all.length <= openMax) return all;
  return all
    .sort((a, b) => opened[b] - opened[a] || a - b)
    .slice(0, openMax)
    .sort((a, b) => a - b);
}

/** As many facilities as the relaxed solutions open on the mean, those that are open most. */
function rounded({problem, primal}: Progress, opened: Float64Array): Incumbent {
  const count = Math.round(opened.reduce((sum, each) => sum + each, 0));
  const byShare = Array.from(opened, (_, facility) => facility).sort((a, b) => opened[b] - opened[a] || a - b);
  const open = byShare.slice(0, Math.min(problem.openMax, Math.max(1, problem.openMin, count)));
  return primal.evaluate(open.sort((a, b) => a - b));
}

function branchOf(progress: Progress, state: Uint8Array, {price, opened}: Ascent, bound: number): Branch {
  const {problem, relaxation} = progress;
  const fixed = state.slice();
  const atPrice = relax(problem, price, fixed, relaxation);
  fixAll(progress, fixed, atPrice);
  let facility = -1;
  for (let each = 0; each < fixed.length; each++) {
    if (fixed[each] !== FREE) continue;
    if (facility < 0 || Math.abs(opened[each] - 0.5) < Math.abs(opened[facility] - 0.5)) facility = each;
  }
  return {state: fixed, price, bound, facility};
}

/** Fixes each facility whose other state is worse than the best solution at the prices just evaluated. */
function fixAll(progress: Progress, state: Uint8Array, bound: number): void {
  const {problem, relaxation} = progress;
  const {reducedCost} = relaxation;
  const base = bound - openCheapest(problem, state, relaxation);
  const wasOpen = relaxation.opened.slice();
  const limit = cutoff(progress);
  for (let facility = 0; facility < state.length; facility++) {
    if (state[facility] !== FREE || (wasOpen[facility] > 0 && wasOpen[facility] < 1)) continue;
    const cost = reducedCost[facility];
    if (wasOpen[facility] === 1) {
      state[facility] = CLOSED;
      reducedCost[facility] = Infinity;
    } else state[facility] = OPENED;
    const other = base + openCheapest(problem, state, relaxation);
    reducedCost[facility] = cost;
    state[facility] = other < limit ? FREE : wasOpen[facility] === 1 ? OPENED : CLOSED;
  }
}

/** @returns the weakest bound of what is left */
function explore(progress: Progress, root: Branch): number {
  const {limits, primal} = progress;
  const branches = [root];
  for (;;) {
    const at = weakest(branches);
    const branch = branches[at];
    if (branch === undefined) return cutoff(progress); // every branch was left at it or above
    if (branch.bound >= cutoff(progress) || progress.iterations >= limits.iterationsMax) return branch.bound;
    branches.splice(at, 1);
    if (branch.facility < 0) {
      offer(progress, primal.evaluate(openSet(progress.problem, openedIn(branch))));
      continue;
    }
    for (const decision of [OPENED, CLOSED]) {
      const state = branch.state.slice();
      state[branch.facility] = decision;
      if (count(state, OPENED) > progress.problem.openMax) continue;
      const ascent = climb(progress, state, branch.price, BRANCH_ITERATIONS);
      const bound = Math.max(branch.bound, ascent.bound);
      if (bound >= cutoff(progress)) continue;
      const near = rounded(progress, ascent.opened);
      if (near.value < NEAR * progress.best.value && progress.improved++ < IMPROVED_MAX) {
        offer(progress, primal.improve(near));
      }
      branches.push(branchOf(progress, state, ascent, bound));
    }
  }
}

function openedIn({state}: Branch): Float64Array {
  return Float64Array.from(state, (each) => (each === OPENED ? 1 : 0));
}

function weakest(branches: readonly Branch[]): number {
  let at = 0;
  for (let k = 1; k < branches.length; k++) if (branches[k].bound < branches[at].bound) at = k;
  return at;
}

function count(state: Uint8Array, wanted: number): number {
  return state.reduce((sum, each) => sum + (each === wanted ? 1 : 0), 0);
}
