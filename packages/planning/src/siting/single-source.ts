import type {Search} from './branch.ts';
import {type Evaluator, evaluate, movesFrom, type Solution} from './exchange.ts';
import {transportFrom} from './open-transport.ts';
import type {Assignment, SitingProblem} from './problem.ts';
import type {Relaxation} from './relaxation.ts';
import {searchAssignments, type Whole} from './single-source-tree.ts';
import {searchWhole, type WholeProblem} from './whole-search.ts';

const SETS_FIRST = 40; // sets of open facilities tried, of those the split problem saw
const SETS_NEAR = 120; // sets near the best tried, in all
const NEAR_EVALUATED = 400; // split solutions of sets near the best, in all
const CELLS = 600_000; // moves weighed for a set
const CELLS_LAST = 12_000_000; // … and for each of the best
const ROUNDING = 1e-9; // of a cost: nothing to gain
const LAST = 3; // sets searched longer

/** The best solution found, absent where there was none, and whether no better one exists. */
export interface SingleSource {
  readonly assignment: Assignment[] | undefined;
  readonly isProven: boolean;
}

interface Tried extends Whole {
  readonly open: readonly number[];
}

interface Trials {
  readonly evaluator: Evaluator;
  readonly seen: Set<string>; // sets, searched or not worth it
  best: Tried[]; // cheapest first, LAST at most
}

/**
 * The best solution found in which one facility serves all of a customer: the open sets seen so far, cheapest first,
 * each from its split solution rounded, by `searchWhole`; then sets that differ from the best one by a facility or two;
 * then the best sets for longer; then a search of all assignments, which ends only on small problems. No set can cost
 * less than its split solution, so sets dearer than the best found are not tried.
 */
export function singleSource(
  evaluator: Evaluator,
  relaxation: Relaxation,
  {best: split, bound}: Pick<Search, 'best' | 'bound'>,
): SingleSource {
  const {problem, known} = evaluator;
  const all = Array.from({length: problem.facilityCount}, (_, facility) => facility).slice(0, problem.openMax);
  const trials: Trials = {evaluator, seen: new Set(), best: []};
  for (const {open, value} of [split, ...sorted(known), {open: all, value: -Infinity}]) {
    if (value < costOfBest(trials)) tryWhole(trials, open, CELLS);
  }
  const isBest = (): boolean => costOfBest(trials) <= bound * (1 + ROUNDING);
  if (!isBest()) tryNear(trials, relaxation);
  for (const {open} of [...trials.best]) if (!isBest()) tryWhole(trials, open, CELLS_LAST);
  if (!isBest()) tryNear(trials, relaxation);
  const found = trials.best.at(0) ?? {cost: Infinity, facilityOf: new Int32Array(0)};
  const {best, isProven} = searchAssignments(problem, found);
  if (best.cost === Infinity) return {assignment: undefined, isProven};
  const assignment: Assignment[] = [];
  best.facilityOf.forEach((facility, customer) => {
    if (facility >= 0) assignment.push({facility, customer, share: 1});
  });
  return {assignment, isProven};
}

function costOfBest({best}: Trials): number {
  return best.at(0)?.cost ?? Infinity;
}

function sorted(known: ReadonlyMap<string, Solution>): Solution[] {
  return [...known.values()]
    .filter(({value}) => value < Infinity)
    .sort((a, b) => a.value - b.value || (a.open.join() < b.open.join() ? -1 : 1))
    .slice(0, SETS_FIRST);
}

/** Goes to a cheaper set near the best one while there is one. */
function tryNear(trials: Trials, relaxation: Relaxation): void {
  const {evaluator, seen} = trials;
  let [tried, evaluated] = [0, 0];
  for (let isBetter = trials.best.length > 0; isBetter; ) {
    isBetter = false;
    const [from] = trials.best;
    const used = [...new Set(from.facilityOf)].filter((facility) => facility >= 0).sort((a, b) => a - b);
    const moves = movesFrom(evaluator, relaxation, evaluate(evaluator, used), from.cost);
    moves.sort((a, b) => a.costMin - b.costMin);
    for (const {open, costMin} of moves) {
      if (costMin >= from.cost || evaluated >= NEAR_EVALUATED || tried >= SETS_NEAR) break;
      if (seen.has(open.join())) continue;
      evaluated++;
      if (evaluate(evaluator, open).value >= from.cost) continue;
      tried++;
      tryWhole(trials, open, CELLS);
      isBetter = costOfBest(trials) < from.cost;
      if (isBetter) break;
    }
  }
}

function tryWhole({evaluator, seen, best}: Trials, open: readonly number[], cells: number): void {
  const {problem} = evaluator;
  seen.add(open.join());
  if (open.length === 0 && !problem.mayLeave) return;
  const nodes = problem.mayLeave ? [...open, -1] : open;
  const start = rounded(problem, open, nodes);
  const whole = wholeOf(problem, nodes);
  if (start.some((node, customer) => whole.cost[node * problem.customerCount + customer] === Infinity)) return;
  const {cost, at} = searchWhole(whole, start, cells, evaluate(evaluator, open).cost * (1 + ROUNDING));
  if (cost === Infinity) return;
  best.push({open, cost, facilityOf: at.map((node) => nodes[node])});
  best.sort((a, b) => a.cost - b.cost); // stable: of equals the first found stays first
  best.splice(LAST);
}

function wholeOf(problem: SitingProblem, nodes: readonly number[]): WholeProblem {
  const {customerCount, demand, unservedCost} = problem;
  const cost = new Float64Array(nodes.length * customerCount);
  nodes.forEach((facility, node) => {
    const first = facility * customerCount;
    const row = facility < 0 ? unservedCost : problem.cost.subarray(first, first + customerCount);
    cost.set(row, node * customerCount);
  });
  return {
    nodeCount: nodes.length,
    customerCount,
    cost,
    demand,
    fixedCost: Float64Array.from(nodes, (facility) => (facility < 0 ? 0 : problem.fixedCost[facility])),
    capacity: Float64Array.from(nodes, (facility) => (facility < 0 ? Infinity : problem.capacity[facility])),
  };
}

/**
 * Each customer at the facility that serves most of it in the split solution.
 *
 * @returns `[customer]`, place in `nodes`
 */
function rounded(problem: SitingProblem, open: readonly number[], nodes: readonly number[]): Int32Array {
  const {cost, unservedCost, customerCount} = problem;
  const costOf = (facility: number, customer: number): number =>
    facility < 0 ? unservedCost[customer] : cost[facility * customerCount + customer];
  const at = new Int32Array(customerCount);
  const most = new Float64Array(customerCount);
  for (let customer = 0; customer < customerCount; customer++) {
    for (let node = 1; node < nodes.length; node++) {
      if (costOf(nodes[node], customer) < costOf(nodes[at[customer]], customer)) at[customer] = node;
    }
  }
  const {flow} = transportFrom(problem, open);
  for (let node = 0; node < nodes.length; node++) {
    for (const [customer, amount] of flow[node]) {
      if (amount <= most[customer]) continue;
      most[customer] = amount;
      at[customer] = node;
    }
  }
  return at;
}
