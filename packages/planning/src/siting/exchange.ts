import type {Incumbent} from './branch.ts';
import {transportFrom} from './open-transport.ts';
import type {SitingProblem} from './problem.ts';
import {knapsack, type Relaxation} from './relaxation.ts';

/** A set of facilities, evaluated. */
export interface Solution extends Incumbent {
  readonly cost: number; // what `value` is where all are served; also of a set that cannot serve all, at a penalty
  readonly price: Float64Array; // [customer], of its demand at the margin
}

/** Evaluates sets of facilities exactly, and remembers them. */
export interface Evaluator {
  readonly problem: SitingProblem;
  readonly known: Map<string, Solution>;
  work: number; // ways looked at so far, each facility of a set from each customer
}

const KNOWN_MAX = 2000;
const UNSERVED_MAX = 1e-9; // of all demand: rounding

export function createEvaluator(problem: SitingProblem): Evaluator {
  return {problem, known: new Map(), work: 0};
}

/** @param open - facilities, ascending */
export function evaluate(evaluator: Evaluator, open: readonly number[]): Solution {
  const {problem, known} = evaluator;
  const key = open.join();
  const before = known.get(key);
  if (before !== undefined) return before;
  evaluator.work += open.length * problem.customerCount;
  const {serveCost, unserved, price} = transportFrom(problem, open);
  const cost = open.reduce((sum, facility) => sum + problem.fixedCost[facility], serveCost);
  const total = problem.demand.reduce((sum, each) => sum + each, 0);
  const isFeasible = unserved <= UNSERVED_MAX * total;
  const solution = {open, cost, value: isFeasible ? cost : Infinity, price};
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, solution);
  return solution;
}

/** A set near another. */
export interface Move {
  readonly open: readonly number[];
  readonly costMin: number; // no less, by the prices of the set it starts from
}

const WORK_MAX = 3e7; // after which no set is improved further: some seconds, where many facilities open
const TRIES = 60; // moves evaluated without success before a set counts as the best near

/**
 * Adds, drops and swaps facilities while that pays. What a set with one facility more costs at least follows from the
 * prices of the set without it (duality), so only promising moves are evaluated.
 */
export function improveByExchange(evaluator: Evaluator, relaxation: Relaxation, from: Incumbent): Solution {
  let best = evaluate(evaluator, from.open);
  while (evaluator.work < WORK_MAX) {
    const better = firstBetter(evaluator, movesFrom(evaluator, relaxation, best, best.cost), best);
    if (better === undefined) return best;
    best = better;
  }
  return best;
}

function firstBetter(evaluator: Evaluator, moves: Move[], best: Solution): Solution | undefined {
  moves.sort((a, b) => a.costMin - b.costMin); // stable: equal moves stay by facility
  for (const {open, costMin} of moves.slice(0, TRIES)) {
    if (!(costMin < best.cost)) return undefined;
    const found = evaluate(evaluator, open);
    if (found.cost < best.cost - 1e-12 * best.cost) return found;
  }
  return undefined;
}

/** Sets with one facility more, less or swapped that may cost less than `below`; those with one less always. */
export function movesFrom(evaluator: Evaluator, relaxation: Relaxation, best: Solution, below: number): Move[] {
  const {problem} = evaluator;
  const moves: Move[] = [];
  const addTo = (from: Solution): void => {
    for (let facility = 0; facility < problem.facilityCount; facility++) {
      if (best.open.includes(facility)) continue;
      const gain = knapsack(problem, facility, from.price, 0, relaxation);
      const costMin = from.cost + problem.fixedCost[facility] - gain;
      if (costMin < below) moves.push({open: [...from.open, facility].sort((a, b) => a - b), costMin});
    }
  };
  if (best.open.length < problem.openMax) addTo(best);
  for (const dropped of best.open) {
    const without = evaluate(
      evaluator,
      best.open.filter((facility) => facility !== dropped),
    );
    moves.push({open: without.open, costMin: without.cost});
    addTo(without);
  }
  return moves;
}
