import {createSteps, movePrices} from './ascent.ts';
import {type Evaluate, evaluateHere} from './evaluate.ts';
import {createPaths, createPrices, type Prices, type WeekProblem} from './problem.ts';
import {exchange, listNeighbours} from './improve.ts';
import {createInsertion, type Draft, draftOf, leaningUsd, reinsertAll} from './repair.ts';
import {boundUsd, isKept, overflowPackages, planUsd, uspsPackages} from './value.ts';

export interface SolveRule {
  readonly iterations: number; // at most, of the prices
  readonly gapMax: number; // stops when the gap is no more
  readonly inducedGapMax: number; // and that of what capacity costs
}

export const DEFAULT_RULE: SolveRule = {iterations: 150, gapMax: 0.01, inducedGapMax: 0.1};

/** What is known so far. */
export interface SolveProgress {
  readonly iteration: number;
  readonly boundUsd: number;
  readonly valueUsd: number; // Infinity: no plan yet
}

export interface WeekSolution {
  readonly paths: Uint8Array; // [zip * weekCount + week], state of the ZIP
  readonly prices: Prices; // those of the bound
  readonly valueUsd: number;
  readonly boundUsd: number;
  readonly freeUsd: number; // the best plan found without limits of capacity
  readonly gap: number; // (value - bound) / value
  readonly gapOfCapacityInduced: number; // (value - bound) / (value - free)
  readonly iterations: number;
  readonly whyStopped: 'gap' | 'iterations';
  readonly uspsPackages: number;
  readonly overflowPackages: number;
  readonly isKept: boolean;
}

const FREE_STEPS = 24;
const REPAIR_EVERY = 50;

/**
 * Plans every ZIP and week at once (Lagrangian relaxation): prices on stations, weeks and the USPS volume take the
 * nation apart into ZIPs, each of which finds its cheapest path alone; their sum is a bound that no plan can beat.
 * From the paths at the best prices a plan is repaired that keeps to capacity, and improved ZIP by ZIP.
 *
 * @param evaluate - on this thread, or on many: the numbers are the same
 */
export async function solveWeeks(
  problem: WeekProblem,
  rule: SolveRule = DEFAULT_RULE,
  evaluate: Evaluate = evaluateHere(problem),
  onProgress: (progress: SolveProgress) => void = () => {},
): Promise<WeekSolution> {
  const prices = createPrices(problem);
  const paths = createPaths(problem);
  const freeUsd = await solveFree(problem, prices, paths, evaluate);
  const best = {bound: -Infinity, value: Infinity, prices: copyPrices(prices), draft: undefined as Draft | undefined};
  const isOpenQuestion = new Uint8Array(problem.zipCount);
  const before = paths.slice();
  const steps = createSteps(problem);
  steps.usps[0] = 0.02;
  let iteration = 0;
  for (; iteration < rule.iterations; iteration++) {
    const totals = await evaluate(prices, paths);
    const bound = boundUsd(problem, prices, totals);
    if (bound > best.bound) {
      best.bound = bound;
      setPrices(best.prices, prices);
    }
    if (iteration > 5) for (let i = 0; i < paths.length; i++) if (paths[i] !== before[i]) isOpenQuestion[(i / problem.weekCount) | 0] = 1;
    before.set(paths);
    if ((iteration + 1) % REPAIR_EVERY === 0) improve(problem, best, paths, isOpenQuestion);
    if (isClose(best, freeUsd, rule)) break;
    onProgress({iteration, boundUsd: best.bound, valueUsd: best.value});
    movePrices(problem, totals, prices, steps);
  }
  const draft = best.draft!;
  return {
    paths: draft.paths,
    prices: best.prices,
    valueUsd: best.value,
    boundUsd: best.bound,
    freeUsd,
    gap: (best.value - best.bound) / best.value,
    gapOfCapacityInduced: (best.value - best.bound) / (best.value - freeUsd),
    iterations: iteration,
    whyStopped: iteration < rule.iterations ? 'gap' : 'iterations',
    uspsPackages: uspsPackages(problem, draft.totals),
    overflowPackages: overflowPackages(problem, draft.totals),
    isKept: isKept(problem, draft.totals),
  };
}

interface Best {
  bound: number;
  value: number;
  readonly prices: Prices;
  draft: Draft | undefined;
}

function isClose({bound, value}: Best, freeUsd: number, {gapMax, inducedGapMax}: SolveRule): boolean {
  return value - bound <= gapMax * value && value - bound <= inducedGapMax * (value - freeUsd);
}

/**
 * Bisects the USPS price with all capacity for free.
 *
 * @returns the cost of the plan that meets the target; where whole ZIPs cannot, the bound on it
 */
async function solveFree(problem: WeekProblem, prices: Prices, paths: Uint8Array, evaluate: Evaluate): Promise<number> {
  const {target, overflowUsd} = problem;
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

/** Repairs the paths at hand into a plan, improves it, and keeps it if it is the best. */
function improve(problem: WeekProblem, best: Best, paths: Uint8Array, isOpenQuestion: Uint8Array): void {
  const draft = draftOf(problem, paths.slice());
  const {target} = problem;
  const uspsAim = target.rule === 'within' ? (target.min + target.max) / 2 : target.promised;
  const lean = {uspsAim, uspsUsd: best.prices.usps[0], uspsGainUsd: 10, priceShare: 1};
  const show = (i: unknown, insertion: Parameters<typeof leaningUsd>[0]) =>
    console.error(i, planUsd(problem, draft.totals), leaningUsd(insertion), overflowPackages(problem, draft.totals), draft.uspsPackages / uspsAim - 1, isKept(problem, draft.totals));
  [1, 1, 0.5, 0, 0].forEach((priceShare, i) => {
    const insertion = createInsertion(problem, best.prices, draft, {...lean, priceShare, uspsGainUsd: 10 * 2 ** i});
    reinsertAll(insertion, i % 2 === 0);
    show(i, insertion);
  });
  const neighbours = listNeighbours({problem}, isOpenQuestion);
  console.error('open', isOpenQuestion.reduce((a, b) => a + b), neighbours.zip.length);
  const t0 = performance.now();
  for (let round = 0; round < 12; round++) {
    const insertion = createInsertion(problem, best.prices, draft, {...lean, priceShare: 0, uspsGainUsd: 1000});
    const saved = exchange(insertion, neighbours, round, 40);
    show('round ' + saved + ' ' + (performance.now() - t0), insertion);
    if (planUsd(problem, draft.totals) < best.value && isKept(problem, draft.totals)) {
      best.value = planUsd(problem, draft.totals);
      best.draft = draftOf(problem, draft.paths.slice());
    }
  }
}

function copyPrices({station, other, switching, usps}: Prices): Prices {
  return {station: station.slice(), other: other.slice(), switching: switching.slice(), usps: usps.slice()};
}

function setPrices(to: Prices, from: Prices): void {
  for (const name of Object.keys(to) as (keyof Prices)[]) to[name].set(from[name]);
}

