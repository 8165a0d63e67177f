import {createDual, type Dual, raiseBound, setPrices, startCuts, startDual, takeSample} from './dual.ts';
import {type RunAssign, runHere} from './evaluate.ts';
import {betterOf, type EaseTask, improve, type Incumbent, planOf, reach} from './incumbent.ts';
import {createPaths, createPrices, type Prices, type WeekProblem} from './problem.ts';
import {releaseSpace} from './space.ts';
import {type Closeness, isClose, isKept, missOf, overflowPackages, uspsPackages} from './value.ts';

/** When to stop: at the gaps or after so many steps, never by the clock. */
export interface SolveRule {
  readonly iterations: number; // of the prices, at most
  readonly rounds: number; // of exchanges, at most
  readonly gapMax: number; // of the value
  readonly inducedGapMax: number; // of what capacity costs
}

export const DEFAULT_RULE: SolveRule = {iterations: 320, rounds: 1, gapMax: 0.01, inducedGapMax: 0.1};

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
 * From paths of the last steps a plan is repaired that keeps to capacity, and improved by exchanges.
 *
 * @param run - on this thread, or on many: the numbers are the same
 */
export async function solveWeeks(
  problem: WeekProblem,
  rule: SolveRule = DEFAULT_RULE,
  run: RunAssign = runHere,
  onProgress: (progress: SolveProgress) => void = () => {},
): Promise<WeekSolution> {
  const {iterations} = rule;
  const cutAt = Math.round(CUT_AFTER * iterations);
  const tryAt = Math.round(TRY.after * iterations);
  const triedAt = Math.round(TRY.until * iterations);
  const dual = createDual(problem, {...STRIDES, steps: cutAt}, run);
  const freeUsd = await startDual(dual, iterations, run);
  let plan: Incumbent | undefined;
  let easing: Easing | undefined; // under way
  const close = (): Closeness => ({...rule, boundUsd: dual.bound, freeUsd});
  const isDone = (): boolean => plan !== undefined && isClose(keptValue(problem, plan), close());
  const tell = (step: number): void => {
    const valueUsd = plan === undefined ? Infinity : keptValue(problem, plan);
    onProgress({step, steps: iterations + 1, boundUsd: dual.bound, valueUsd});
  };
  let step = 0;
  for (; ; step++) {
    if (step === tryAt) easing = ease(dual, {easings: TRY.easings, rounds: 0, close: close()}, run);
    if (step === triedAt) {
      plan = await planAfter(problem, easing!);
      easing = undefined;
    }
    if (step === cutAt && !isDone()) {
      startCuts(dual, iterations - cutAt);
      easing = ease(dual, {easings: EASINGS, rounds: rule.rounds, close: close()}, run);
    }
    if (step >= iterations || isDone()) break;
    await raiseBound(dual, step, iterations);
    if (step < cutAt) takeSample(dual, step);
    tell(step + 1);
  }
  if (plan === undefined) throw new RangeError('no step after which a plan is eased');
  if (easing !== undefined) plan = betterOf(problem, plan, await planAfter(problem, easing));
  if (missOf(problem, plan.best.totals) !== 0) {
    plan = reach(problem, plan);
    plan = improve(problem, dual.best, plan.best, dual.isUnsettled, rule.rounds, close());
  }
  tell(iterations + 1);
  releaseSpace(dual.space);
  return {
    paths: plan.best.paths,
    load: plan.best.totals.load,
    prices: dual.best,
    valueUsd: plan.value,
    boundUsd: dual.bound,
    freeUsd,
    ...gapsOf(plan.value, dual.bound, freeUsd),
    iterations: step,
    rounds: easing === undefined ? 0 : rule.rounds,
    whyStopped: isDone() ? 'gap' : 'iterations',
    uspsPackages: uspsPackages(problem, plan.best.totals),
    overflowPackages: overflowPackages(problem, plan.best.totals),
    isKept: isKept(problem, plan.best.totals),
  };
}

/** A plan that is being eased beside the steps of the prices. */
interface Easing {
  readonly paths: Uint8Array;
  readonly end: Promise<unknown>;
}

/** Starts to ease what the last steps drew, at the best prices so far: copies, as the steps go on. */
function ease(dual: Dual, rest: Pick<EaseTask, 'easings' | 'rounds' | 'close'>, run: RunAssign): Easing {
  const {problem} = dual;
  const prices = createPrices(problem);
  setPrices(prices, dual.best);
  const paths = createPaths(problem);
  paths.set(dual.sample);
  const isUnsettled = new Uint8Array(new SharedArrayBuffer(problem.zipCount));
  isUnsettled.set(dual.isUnsettled);
  const end = run({kind: 'ease', problem, memory: dual.space.memory, prices, paths, isUnsettled, ...rest});
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
