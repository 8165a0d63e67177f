import {hash32} from '@cutover/core';
import {type Ascent, createAscent, movePrices, noteBound, type Strides} from './ascent.ts';
import {coarsen, refine} from './coarse.ts';
import {fillCuts} from './cuts.ts';
import {evaluate, type RunAssign} from './evaluate.ts';
import {
  createPaths,
  createPrices,
  createTotals,
  type Prices,
  setPrices,
  type Totals,
  type WeekProblem,
} from './problem.ts';
import {createSpace, releaseSpace, type WeekSpace} from './space.ts';
import {boundUsd, uspsPackages} from './value.ts';

const FREE_STEPS = 30;
const FREE_STRIDE = 1 / 1024; // of the range, the first from a price that is nearly right
const WIDER = 4; // times, each stride
const SAMPLE_SPAN = 20; // last steps of the prices that a plan is drawn from
const SPAN = 4; // weeks of a block
const COARSE_STRIDES = {first: 0.1, last: 0.003};
const CUT_STRIDES = {first: 0.006, last: 2e-4};
const RESTLESS = 6; // steps: a ZIP that kept its path for longer is asked only now and then
const TURN = 4; // steps in which every ZIP is asked
const FULL_TURN = 8; // steps, from one at which all are asked, so that there is a bound, to the next
const FULL_LAST = 4;

/** The prices on their way, and the best of them. */
export interface Dual {
  readonly problem: WeekProblem;
  readonly space: WeekSpace; // its prices, paths at them, and cuts
  readonly run: RunAssign;
  readonly totals: Totals; // of the paths
  readonly best: Prices; // of those before cuts: what room is worth, and what plans are eased by
  readonly boundPrices: Prices; // those of the bound
  readonly before: Uint8Array; // paths at the prices before
  readonly sample: Uint8Array; // of each ZIP, from one of the last steps
  readonly lastMove: Int32Array; // [zip], step at which its path changed
  readonly movedAt: Int32Array; // [zip * weekCount + week], last step at which its state changed
  hasCuts: boolean;
  ascent: Ascent;
  bound: number; // USD
}

export function createDual(problem: WeekProblem, strides: Strides, run: RunAssign): Dual {
  return {
    problem,
    space: createSpace(problem),
    run,
    totals: createTotals(problem),
    best: createPrices(problem),
    boundPrices: createPrices(problem),
    before: createPaths(problem),
    sample: createPaths(problem),
    lastMove: new Int32Array(problem.zipCount),
    movedAt: new Int32Array(problem.zipCount * problem.weekCount).fill(-1),
    hasCuts: false,
    ascent: createAscent(problem, strides),
    bound: -Infinity,
  };
}

/**
 * Prices that are nearly right, from a problem with fewer weeks, on which steps cost little.
 *
 * @returns USD of the best plan where nothing has a capacity
 */
export async function startDual(dual: Dual, iterations: number, run: RunAssign): Promise<number> {
  const {problem} = dual;
  if (problem.weekCount < 2 * SPAN) return solveFree(dual);
  const coarse = coarsen(problem, SPAN);
  const start = createDual(coarse, {...COARSE_STRIDES, steps: iterations}, run);
  await solveFree(start);
  const freeUsd = await solveFree(dual, start.space.prices.usps[0]);
  start.space.prices.usps.set(dual.space.prices.usps);
  for (let step = 0; step < iterations; step++) await raiseBound(start, step, iterations);
  refine(problem, coarse, start.best, dual.space.prices, SPAN);
  releaseSpace(start.space);
  return freeUsd;
}

/** One step of the prices. */
export async function raiseBound(dual: Dual, step: number, steps: number): Promise<void> {
  const {problem, space, lastMove, totals, hasCuts} = dual;
  const {prices, isResting} = space;
  const isFull = step <= RESTLESS || (step + 1) % FULL_TURN === 0 || step >= steps - FULL_LAST;
  if (isFull) isResting.fill(0);
  else rest(lastMove, isResting, step);
  await evaluate(space, dual.run, hasCuts, totals);
  const cuts = hasCuts ? space.cuts : undefined;
  if (isFull) {
    const bound = boundUsd(problem, prices, totals, cuts);
    if (noteBound(dual.ascent, bound)) {
      dual.bound = bound;
      setPrices(dual.boundPrices, prices);
      if (!hasCuts) setPrices(dual.best, prices);
    }
  }
  noteMoves(dual, step);
  movePrices(problem, totals, prices, dual.ascent, cuts);
}

/** ZIPs that kept their path for some steps rest, all but those whose turn it is. */
function rest(lastMove: Int32Array, isResting: Uint8Array, step: number): void {
  const turn = (TURN - (step % TURN)) % TURN;
  for (let zip = 0; zip < lastMove.length; zip++) {
    isResting[zip] = step - lastMove[zip] > RESTLESS && zip % TURN !== turn ? 1 : 0;
  }
}

function noteMoves({problem, space, before, movedAt, lastMove}: Dual, step: number): void {
  const {paths, isResting} = space;
  const {zipCount, weekCount} = problem;
  for (let zip = 0; zip < zipCount; zip++) {
    if (isResting[zip] === 1) continue;
    for (let at = zip * weekCount; at < (zip + 1) * weekCount; at++) {
      if (paths[at] === before[at]) continue;
      movedAt[at] = step;
      before[at] = paths[at];
      lastMove[zip] = step;
    }
  }
}

/** From here on prices of cuts lift the bound: stations' prices give way to them, in short strides. */
export function startCuts(dual: Dual, steps: number): void {
  const {cuts, prices, paths} = dual.space;
  fillCuts(cuts, dual.problem, prices, paths, dual.movedAt);
  dual.hasCuts = true;
  dual.ascent = {...createAscent(dual.problem, {...CUT_STRIDES, steps}), best: dual.bound};
}

/** The last steps swing around the best prices, and on average keep to capacity: ZIPs drawn from all nearly do. */
export function takeSample({problem, space, sample}: Dual, step: number): void {
  const {zipCount, weekCount} = problem;
  for (let zip = 0; zip < zipCount; zip++) {
    if (step >= SAMPLE_SPAN && hash32(zip) % SAMPLE_SPAN !== step % SAMPLE_SPAN) continue;
    sample.set(space.paths.subarray(zip * weekCount, (zip + 1) * weekCount), zip * weekCount);
  }
}

/**
 * Bisects the USPS price with all capacity for free.
 *
 * @param from - a price that is nearly right
 * @returns the cost of the plan that meets the target; where whole ZIPs cannot, the bound on it
 */
async function solveFree({problem, space, run, totals}: Dual, from?: number): Promise<number> {
  const {target, overflowUsd} = problem;
  const {prices} = space;
  if (target.rule === 'none') {
    await evaluate(space, run, false, totals);
    return totals.usd[1];
  }
  const [lowest, highest] = target.rule === 'fee' ? [-target.usd, 0] : [-overflowUsd, overflowUsd];
  let [low, high, bound] = [lowest, highest, -Infinity];
  let stride = FREE_STRIDE * (highest - lowest);
  prices.usps[0] = from ?? (low + high) / 2;
  for (let step = 0; step < FREE_STEPS; step++) {
    await evaluate(space, run, false, totals);
    bound = Math.max(bound, boundUsd(problem, prices, totals));
    const usps = uspsPackages(problem, totals);
    if (target.rule === 'within' && usps >= target.min && usps <= target.max) return totals.usd[1];
    const isTooMuch = usps > (target.rule === 'within' ? target.max : target.promised);
    if (isTooMuch) low = prices.usps[0];
    else high = prices.usps[0];
    if (from === undefined || (low > lowest && high < highest)) prices.usps[0] = (low + high) / 2;
    else prices.usps[0] = isTooMuch ? Math.min(high, low + stride) : Math.max(low, high - stride);
    stride *= WIDER;
  }
  return bound;
}
