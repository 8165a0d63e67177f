import {createDual, type Dual, raiseBound, startCuts, startDual, takeSample} from './dual.ts';
import {type RunAssign, runHere} from './evaluate.ts';
import {betterOf, type EaseTask, type Incumbent, planOf, reach} from './incumbent.ts';
import {polish, ROUND_STEPS, type Watch} from './polish.ts';
import {createPaths, createPrices, type Prices, setPrices, type WeekProblem} from './problem.ts';
import {releaseSpace} from './space.ts';
import {isClose, isKept, overflowPackages, uspsPackages} from './value.ts';

/** When to stop: at the gaps or after so many steps, never by the clock. */
export interface SolveRule {
  readonly iterations: number; // of the prices, at most
  readonly rounds: number; // of stations drawn anew and split, at most
  readonly gapMax: number; // of the value
  readonly inducedGapMax: number; // of what capacity costs
}

export const DEFAULT_RULE: SolveRule = {iterations: 320, rounds: 24, gapMax: 0.01, inducedGapMax: 0.1};

/** What is known so far. */
export interface SolveProgress {
  readonly step: number; // of `steps`
  readonly steps: number;
  readonly boundUsd: number;
  readonly valueUsd: number; // Infinity: no plan yet
}

export interface WeekSolution {
  readonly paths: Uint8Array; // [zip * weekCount + week], state of the ZIP
  readonly load: Float64Array; // [station * weekCount + week], in 1/LOAD_ONE
  readonly prices: Prices; // of the bound before cuts
  readonly valueUsd: number;
  readonly boundUsd: number;
  readonly freeUsd: number; // of the best plan found where nothing has a capacity
  readonly gap: number; // (value - bound) / value
  readonly gapOfCapacityInduced: number; // (value - bound) / (value - free)
  readonly iterations: number;
  readonly rounds: number;
  readonly whyStopped: 'gap' | 'iterations';
  readonly uspsPackages: number;
  readonly overflowPackages: number;
  readonly isKept: boolean; // limits on USPS volume and on changes
}

const ROUNDING = 1e-12;
const STRIDES = {first: 0.03, last: 2e-4};
const CUT_AFTER = 0.5; // of the steps: prices have come to rest, and it shows who is where
const TRY = {after: 0.12, until: 0.2, easings: [16]}; // of the steps: where capacity costs much a plan is close soon
const EASINGS = [16, 320]; // passes, each from the plan before

/**
 * Plans every ZIP and week at once (Lagrangian relaxation): prices on stations, weeks and the USPS volume take the
 * nation apart into ZIPs, each of which finds its cheapest path alone; their sum is a bound that no plan can beat.
 * Paths of the last steps are eased to a plan that keeps to capacity; then plan and bound are polished, station by
 * station, until they are near enough.
 *
 * @param run - on this thread, or on many: the numbers are the same
 */
export async function solveWeeks(
  problem: WeekProblem,
  rule: SolveRule = DEFAULT_RULE,
  run: RunAssign = runHere,
  onProgress: (progress: SolveProgress) => void = () => {},
): Promise<WeekSolution> {
  const {iterations, rounds} = rule;
  const dual = createDual(problem, {...STRIDES, steps: Math.round(CUT_AFTER * iterations)}, run);
  const freeUsd = await startDual(dual, iterations, run);
  const solving: Solving = {
    ...{dual, iterations, run},
    isDone: (plan) => isClose(keptValue(problem, plan), {...rule, boundUsd: dual.bound, freeUsd}),
    tell: (step, plan) => {
      const valueUsd = plan === undefined ? Infinity : keptValue(problem, plan);
      onProgress({step, steps: iterations + ROUND_STEPS * rounds, boundUsd: dual.bound, valueUsd});
    },
  };
  const stepped = await stepPrices(solving);
  const polished = await polish(dual, reach(problem, stepped.plan), rounds, solving);
  const {best, value} = polished.plan;
  solving.tell(iterations + ROUND_STEPS * rounds, polished.plan);
  releaseSpace(dual.space);
  return {
    paths: best.paths,
    load: best.totals.load,
    prices: dual.best,
    valueUsd: value,
    boundUsd: dual.bound,
    freeUsd,
    ...gapsOf(value, dual.bound, freeUsd),
    iterations: stepped.steps,
    rounds: polished.rounds,
    whyStopped: solving.isDone(polished.plan) ? 'gap' : 'iterations',
    uspsPackages: uspsPackages(problem, best.totals),
    overflowPackages: overflowPackages(problem, best.totals),
    isKept: isKept(problem, best.totals),
  };
}

/** A solve that is under way. */
interface Solving extends Watch {
  readonly dual: Dual;
  readonly iterations: number;
  readonly run: RunAssign;
}

/** Raises the bound step by step, and eases plans beside it, until the plan is near enough or the steps are done. */
async function stepPrices({dual, iterations, run, isDone, tell}: Solving): Promise<{plan: Incumbent; steps: number}> {
  const {problem} = dual;
  const cutAt = Math.round(CUT_AFTER * iterations);
  const tryAt = Math.round(TRY.after * iterations);
  const triedAt = Math.round(TRY.until * iterations);
  let plan: Incumbent | undefined;
  let easing: Easing | undefined; // under way
  let step = 0;
  for (; ; step++) {
    if (step === tryAt) easing = ease(dual, TRY.easings, run);
    if (step === triedAt) {
      plan = await planAfter(problem, easing!);
      easing = undefined;
    }
    const isNear = plan !== undefined && isDone(plan);
    if (step === cutAt && !isNear) {
      startCuts(dual, iterations - cutAt);
      easing = ease(dual, EASINGS, run);
    }
    if (step >= iterations || isNear) break;
    await raiseBound(dual, step, iterations);
    if (step < cutAt) takeSample(dual, step);
    tell(step + 1, plan);
  }
  if (plan === undefined) throw new RangeError('no step after which a plan is eased');
  if (easing !== undefined) plan = betterOf(problem, plan, await planAfter(problem, easing));
  return {plan, steps: step};
}

/** A plan that is being eased beside the steps of the prices. */
interface Easing {
  readonly paths: Uint8Array;
  readonly end: Promise<unknown>;
}

/** Starts to ease what the last steps drew, at the best prices so far: copies, as the steps go on. */
function ease(dual: Dual, easings: EaseTask['easings'], run: RunAssign): Easing {
  const {problem} = dual;
  const prices = createPrices(problem);
  setPrices(prices, dual.best);
  const paths = createPaths(problem);
  paths.set(dual.sample);
  const end = run({kind: 'ease', problem, memory: dual.space.memory, prices, paths, easings});
  end.catch(() => {}); // told where it is waited for
  return {paths, end};
}

async function planAfter(problem: WeekProblem, {paths, end}: Easing): Promise<Incumbent> {
  await end;
  return planOf(problem, paths.slice());
}

/** What a plan costs; Infinity if it misses its limits: it may cost less than any that keeps them. */
function keptValue(problem: WeekProblem, {value, best}: Incumbent): number {
  return isKept(problem, best.totals) ? value : Infinity;
}

/** What a plan may be above the best; rounding is nothing, where capacity costs nothing too. */
function gapsOf(value: number, bound: number, freeUsd: number) {
  if (Math.abs(value - bound) <= ROUNDING * Math.abs(value)) return {gap: 0, gapOfCapacityInduced: 0};
  return {gap: (value - bound) / value, gapOfCapacityInduced: (value - bound) / (value - freeUsd)};
}
