import {hash32} from '@cutover/core';
import {easingPasses} from './anneal.ts';
import {type Ascent, createAscent, movePrices, noteBound, type Strides} from './ascent.ts';
import {coarsen, refine} from './coarse.ts';
import {createCuts, type Cuts} from './cuts.ts';
import {chunkedEvaluate, type Evaluate, type RunChunk, runHere} from './evaluate.ts';
import {createPaths, createPrices, type Prices, type WeekProblem} from './problem.ts';
import {betterOf, improve, type Incumbent, reach, repair} from './incumbent.ts';
import {boundUsd, isKept, overflowPackages, uspsPackages} from './value.ts';

/** When to stop: at the gaps or after so many steps, never by the clock. */
export interface SolveRule {
  readonly iterations: number; // of the prices, at most
  readonly rounds: number; // of exchanges, at most
  readonly gapMax: number; // of the value
  readonly inducedGapMax: number; // of what capacity costs
}

export const DEFAULT_RULE: SolveRule = {iterations: 160, rounds: 1, gapMax: 0.01, inducedGapMax: 0.1};

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
const FREE_STEPS = 30;
const SAMPLE_SPAN = 20; // last steps of the prices that a plan is drawn from
const SPAN = 4; // weeks of a block
const COARSE_STRIDES = {first: 0.1, last: 0.003};
const STRIDES = {first: 0.03, last: 2e-4};
const CUT_STRIDES = {first: 0.006, last: 2e-4};
const CUT_AFTER = 0.5; // of the steps: prices have come to rest, and it shows who is where
const EASINGS = [
  {after: CUT_AFTER, narrowing: 16}, // of the steps: a plan may be close to the bound by then
  {after: 1, narrowing: 150}, // from the plan before
];
const RESTLESS = 6; // steps: a ZIP that kept its path for longer is asked only now and then
const TURN = 4; // steps in which every ZIP is asked
const FULL_TURN = 8; // steps, from one at which all are asked, so that there is a bound, to the next
const FULL_LAST = 4;
const SETTLED_AFTER = 5; // steps: until then ZIPs move because prices are far off

/**
 * Plans every ZIP and week at once (Lagrangian relaxation): prices on stations, weeks and the USPS volume take the
 * nation apart into ZIPs, each of which finds its cheapest path alone; their sum is a bound that no plan can beat.
 * From paths of the last steps a plan is repaired that keeps to capacity, and improved by exchanges.
 *
 * @param runChunk - on this thread, or on many: the numbers are the same
 */
export async function solveWeeks(
  problem: WeekProblem,
  rule: SolveRule = DEFAULT_RULE,
  runChunk: RunChunk = runHere,
  onProgress: (progress: SolveProgress) => void = () => {},
): Promise<WeekSolution> {
  const evaluate = chunkedEvaluate(problem, runChunk);
  const cutAt = Math.round(CUT_AFTER * rule.iterations);
  const dual = createDual(problem, {...STRIDES, steps: cutAt});
  const freeUsd = await solveFree(problem, dual, evaluate);
  await startCoarse(problem, dual, runChunk, rule.iterations);
  const easing = EASINGS.reduce((sum, {narrowing}) => sum + easingPasses(narrowing), 0);
  const steps = rule.iterations + easing + 1 + rule.rounds;
  let [done, step, rounds, valueUsd] = [0, 0, 0, Infinity];
  const tell = (value: number): void => {
    valueUsd = Math.min(valueUsd, value);
    onProgress({step: ++done, steps, boundUsd: dual.bound, valueUsd});
  };
  let plan: Incumbent | undefined;
  const isDone = (): boolean => plan !== undefined && isClose(problem, plan, dual.bound, freeUsd, rule);
  for (const {after, narrowing} of EASINGS) {
    for (; step < after * rule.iterations && !isDone(); step++) {
      if (step === cutAt) startCuts(problem, dual, rule.iterations - cutAt);
      await raiseBound(problem, dual, evaluate, step, rule.iterations);
      if (plan === undefined) sampleFrom(problem, dual, step);
      tell(Infinity);
    }
    if (isDone()) break;
    const from = plan?.best.paths ?? dual.sample;
    plan = betterOf(problem, plan, repair(problem, dual.best, from, dual.isUnsettled, narrowing, tell));
  }
  if (plan === undefined) throw new RangeError('no step after which a plan is eased');
  plan = reach(problem, plan);
  tell(isKept(problem, plan.best.totals) ? plan.value : Infinity);
  while (rounds < rule.rounds && !isDone()) {
    improve(problem, dual.best, plan, rounds++);
    tell(isKept(problem, plan.best.totals) ? plan.value : Infinity);
  }
  return {
    paths: plan.best.paths,
    load: plan.best.totals.load,
    prices: dual.best,
    valueUsd: plan.value,
    boundUsd: dual.bound,
    freeUsd,
    ...gapsOf(plan.value, dual.bound, freeUsd),
    iterations: step,
    rounds,
    whyStopped: isDone() ? 'gap' : 'iterations',
    uspsPackages: uspsPackages(problem, plan.best.totals),
    overflowPackages: overflowPackages(problem, plan.best.totals),
    isKept: isKept(problem, plan.best.totals),
  };
}

/** What a plan may be above the best; rounding is nothing, where capacity costs nothing too. */
function gapsOf(value: number, bound: number, freeUsd: number) {
  if (Math.abs(value - bound) <= ROUNDING * Math.abs(value)) return {gap: 0, gapOfCapacityInduced: 0};
  return {gap: (value - bound) / value, gapOfCapacityInduced: (value - bound) / (value - freeUsd)};
}

// A few steps on a problem with fewer weeks cost little and find most of the prices.
async function startCoarse(problem: WeekProblem, dual: Dual, runChunk: RunChunk, iterations: number): Promise<void> {
  if (problem.weekCount < 2 * SPAN) return;
  const coarse = coarsen(problem, SPAN);
  const start = createDual(coarse, {...COARSE_STRIDES, steps: iterations});
  start.prices.usps.set(dual.prices.usps);
  const evaluate = chunkedEvaluate(coarse, runChunk);
  for (let step = 0; step < iterations; step++) await raiseBound(coarse, start, evaluate, step, iterations);
  refine(problem, coarse, start.best, dual.prices, SPAN);
}

/** The prices on their way, and the best of them. */
interface Dual {
  readonly prices: Prices;
  readonly paths: Uint8Array; // at those prices
  readonly before: Uint8Array; // at the prices before
  readonly sample: Uint8Array; // of each ZIP, from one of the last steps
  readonly isUnsettled: Uint8Array; // [zip], its path changed while prices were near
  readonly lastMove: Int32Array; // [zip], step at which its path changed
  readonly steady: Uint8Array; // [zip * weekCount + week], steps since its state changed, at most 255
  readonly isResting: Uint8Array; // [zip]
  ascent: Ascent;
  readonly best: Prices; // of those before cuts: what room is worth, and what plans are eased by
  cuts: Cuts | undefined;
  bound: number;
}

function createDual(problem: WeekProblem, strides: Strides): Dual {
  return {
    prices: createPrices(problem),
    paths: createPaths(problem),
    before: createPaths(problem),
    sample: createPaths(problem),
    isUnsettled: new Uint8Array(problem.zipCount),
    lastMove: new Int32Array(problem.zipCount),
    steady: new Uint8Array(problem.zipCount * problem.weekCount),
    isResting: new Uint8Array(new SharedArrayBuffer(problem.zipCount)),
    ascent: createAscent(problem, strides),
    best: createPrices(problem),
    cuts: undefined,
    bound: -Infinity,
  };
}

async function raiseBound(
  problem: WeekProblem,
  dual: Dual,
  evaluate: Evaluate,
  step: number,
  steps: number,
): Promise<void> {
  const {lastMove, isResting} = dual;
  const isFull = step <= RESTLESS || (step + 1) % FULL_TURN === 0 || step >= steps - FULL_LAST;
  for (let zip = 0; zip < problem.zipCount; zip++) {
    isResting[zip] = !isFull && step - lastMove[zip] > RESTLESS && (zip + step) % TURN !== 0 ? 1 : 0;
  }
  const totals = await evaluate(dual.prices, dual.paths, isResting, dual.cuts);
  if (isFull) {
    const bound = boundUsd(problem, dual.prices, totals, dual.cuts);
    if (noteBound(dual.ascent, bound)) {
      dual.bound = bound;
      if (dual.cuts === undefined) setPrices(dual.best, dual.prices);
    }
  }
  for (let at = 0; at < dual.paths.length; at++) {
    if (dual.paths[at] === dual.before[at]) {
      if (dual.steady[at] < 255) dual.steady[at]++;
      continue;
    }
    dual.steady[at] = 0;
    const zip = Math.floor(at / problem.weekCount);
    lastMove[zip] = step;
    if (step > SETTLED_AFTER) dual.isUnsettled[zip] = 1;
  }
  dual.before.set(dual.paths);
  movePrices(problem, totals, dual.prices, dual.ascent, dual.cuts);
}

/** From here on prices of cuts lift the bound: stations' prices give way to them, in short strides. */
function startCuts(problem: WeekProblem, dual: Dual, steps: number): void {
  dual.cuts = createCuts(problem, dual.prices, dual.paths, dual.steady);
  dual.ascent = {...createAscent(problem, {...CUT_STRIDES, steps}), best: dual.bound};
}

// The last steps swing around the best prices, and on average keep to capacity: ZIPs drawn from all of them nearly do.
function sampleFrom({zipCount, weekCount}: WeekProblem, {paths, sample}: Dual, step: number): void {
  for (let zip = 0; zip < zipCount; zip++) {
    if (step >= SAMPLE_SPAN && hash32(zip) % SAMPLE_SPAN !== step % SAMPLE_SPAN) continue;
    sample.set(paths.subarray(zip * weekCount, (zip + 1) * weekCount), zip * weekCount);
  }
}

/** A plan that misses its target may cost less than any that keeps it: its gap says nothing. */
function isClose(
  problem: WeekProblem,
  {value, best}: Incumbent,
  bound: number,
  freeUsd: number,
  {gapMax, inducedGapMax}: SolveRule,
): boolean {
  if (!isKept(problem, best.totals)) return false;
  return value - bound <= gapMax * value && value - bound <= inducedGapMax * (value - freeUsd);
}

/**
 * Bisects the USPS price with all capacity for free.
 *
 * @returns the cost of the plan that meets the target; where whole ZIPs cannot, the bound on it
 */
async function solveFree(problem: WeekProblem, {prices, paths}: Dual, evaluate: Evaluate): Promise<number> {
  const {target, overflowUsd} = problem;
  if (target.rule === 'none') return (await evaluate(prices, paths)).usd[1];
  let [low, high] = target.rule === 'fee' ? [-target.usd, 0] : [-overflowUsd, overflowUsd];
  let bound = -Infinity;
  for (let step = 0; step < FREE_STEPS; step++) {
    prices.usps[0] = (low + high) / 2;
    const totals = await evaluate(prices, paths);
    bound = Math.max(bound, boundUsd(problem, prices, totals));
    const usps = uspsPackages(problem, totals);
    if (target.rule === 'within' && usps >= target.min && usps <= target.max) return totals.usd[1];
    if (usps > (target.rule === 'within' ? target.max : target.promised)) low = prices.usps[0];
    else high = prices.usps[0];
  }
  return bound;
}

function setPrices(to: Prices, from: Prices): void {
  for (const name of Object.keys(to) as (keyof Prices)[]) to[name].set(from[name]);
}
