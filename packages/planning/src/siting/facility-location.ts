import {type Incumbent, search, type Search} from './branch.ts';
import {createEvaluator, evaluate, improveByExchange} from './exchange.ts';
import {transportFrom} from './open-transport.ts';
import {cellProblems, limitProblems, numberProblems, refuse, sumProblems} from './check.ts';
import {
  type Assignment,
  flatten,
  leavingNothing,
  limitsFor,
  type SitingLimits,
  type SitingProblem,
  type SitingResult,
} from './problem.ts';
import {createRelaxation} from './relaxation.ts';
import {singleSource} from './single-source.ts';

/** Facilities that may open, customers to serve, and what both cost. */
export interface FacilityLocationInput extends SitingLimits {
  readonly capacity: ArrayLike<number>; // [facility], in the unit of demand; Infinity: no limit
  readonly fixedCost: ArrayLike<number>; // [facility], of opening it
  readonly demand: ArrayLike<number>; // [customer]
  readonly serveCost: ArrayLike<ArrayLike<number>>; // [facility][customer], of all of its demand; Infinity: no way
  readonly singleSource?: boolean; // true: one facility serves all of a customer
  readonly unservedCost?: ArrayLike<number>; // [customer], of leaving it; absent: all must be served
  readonly openMax?: number; // facilities that may open; absent: all
}

/**
 * Chooses facilities to open, and who serves whom, at least cost (capacitated facility location with fixed charges:
 * Lagrangian bound, exact transportation for each open set, add, drop and swap, branch and bound on what is left).
 *
 * Customers may be split between facilities unless `singleSource`. With `unservedCost`, a customer's shares add up to
 * less than 1 where leaving the rest is cheaper; its value counts the rest at that cost.
 *
 * @throws RangeError with all that is wrong: sizes that differ, numbers negative or NaN, demand, `unservedCost` or
 *   `fixedCost` that is not finite, costs whose sum is not
 */
export function solveFacilityLocation(input: FacilityLocationInput): SitingResult {
  const problem = problemOf(input);
  const limits = limitsFor(problem, input);
  const evaluator = createEvaluator(problem);
  const relaxation = createRelaxation(problem);
  const found = search(
    problem,
    {
      evaluate: (open) => evaluate(evaluator, open),
      improve: (from) => improveByExchange(evaluator, relaxation, from),
    },
    limits,
  );
  if (found.best.value === Infinity) return nothing(found);
  const {assignment, isProven} =
    input.singleSource === true
      ? singleSource(evaluator, relaxation, found)
      : {assignment: splitBest(problem, found.best), isProven: false};
  if (assignment === undefined) return nothing(isProven ? {...found, bound: Infinity} : found);
  return resultOf(problem, assignment, isProven ? {...found, bound: Infinity} : found, limits);
}

function splitBest(problem: SitingProblem, {open}: Incumbent): Assignment[] {
  const {flow} = transportFrom(problem, open);
  const {cost, demand, customerCount} = problem;
  const assignment: Assignment[] = [];
  open.forEach((facility, node) => {
    for (const [customer, amount] of flow[node]) {
      assignment.push({facility, customer, share: amount / demand[customer]});
    }
  });
  for (let customer = 0; customer < customerCount && open.length > 0; customer++) {
    if (demand[customer] > 0) continue;
    const facility = cheapestOf(problem, open, customer);
    const isLeft = problem.mayLeave && !(cost[facility * customerCount + customer] < problem.unservedCost[customer]);
    if (!isLeft) assignment.push({facility, customer, share: 1});
  }
  return assignment.sort((a, b) => a.customer - b.customer || a.facility - b.facility);
}

function cheapestOf({cost, customerCount}: SitingProblem, open: readonly number[], customer: number): number {
  const at = (facility: number): number => cost[facility * customerCount + customer];
  return open.reduce((best, facility) => (at(facility) < at(best) ? facility : best), open[0]);
}

function nothing({bound, iterations}: Search): SitingResult {
  return {value: Infinity, bound, gap: Infinity, open: [], assignment: [], iterations, stopped: 'infeasible'};
}

function resultOf(
  problem: SitingProblem,
  assignment: Assignment[],
  search: Search,
  {gapMax}: Required<SitingLimits>,
): SitingResult {
  const open = [...new Set(assignment.map(({facility}) => facility))].sort((a, b) => a - b);
  const value = valueOf(problem, open, assignment);
  const bound = Math.min(search.bound, value); // above it where the solution is proven best, or by rounding
  const gap = value === bound ? 0 : (value - bound) / value;
  return {
    value,
    bound,
    gap,
    open,
    assignment,
    iterations: search.iterations,
    stopped: gap <= gapMax * (1 + 1e-6) ? 'gap' : 'iterations',
  };
}

function valueOf(problem: SitingProblem, open: readonly number[], assignment: readonly Assignment[]): number {
  const {cost, fixedCost, customerCount, unservedCost, mayLeave} = problem;
  let value = open.reduce((sum, facility) => sum + fixedCost[facility], 0);
  const left = new Float64Array(customerCount).fill(1);
  for (const {facility, customer, share} of assignment) {
    value += share * cost[facility * customerCount + customer];
    left[customer] -= share;
  }
  if (mayLeave) for (let j = 0; j < customerCount; j++) if (left[j] > SHARE_DUST) value += left[j] * unservedCost[j];
  return value;
}

const SHARE_DUST = 1e-9; // of a customer: rounding

function problemOf(input: FacilityLocationInput): SitingProblem {
  const facilityCount = input.capacity.length;
  const customerCount = input.demand.length;
  const found = limitProblems(input);
  const numbers = (name: 'capacity' | 'demand' | 'fixedCost' | 'unservedCost', length: number, most?: number) => {
    found.push(...numberProblems(name, input[name]!, length, most));
    return Float64Array.from(input[name]!);
  };
  const capacity = numbers('capacity', facilityCount, Infinity);
  const demand = numbers('demand', customerCount);
  const fixedCost = numbers('fixedCost', facilityCount);
  if (input.serveCost.length !== facilityCount) {
    found.push(`serveCost has ${input.serveCost.length} rows but there are ${facilityCount} facilities`);
  }
  found.push(...cellProblems('serveCost', input.serveCost, customerCount));
  const mayLeave = input.unservedCost !== undefined;
  const given = mayLeave ? numbers('unservedCost', customerCount) : undefined;
  const openMax = Math.min(facilityCount, input.openMax ?? facilityCount);
  if (!(Number.isInteger(openMax) && openMax >= 0)) {
    found.push(`openMax is ${input.openMax}; it must be a whole number, 0 or above`);
  }
  refuse(found);
  const cost = flatten(input.serveCost, customerCount);
  if (input.singleSource === true) closeTooSmall(cost, demand, capacity);
  const all = leavingNothing(cost, fixedCost, customerCount, given);
  const unservedCost = given ?? all;
  refuse(sumProblems('demand', demand));
  const openMin = mayLeave ? 0 : fewest(capacity, demand);
  const sizes = {facilityCount, customerCount, openMin, openMax, mayLeave};
  return {...sizes, cost, demand, capacity, fixedCost, unservedCost};
}

/** A facility that cannot hold all of a customer is no way for it. */
function closeTooSmall(cost: Float64Array, demand: Float64Array, capacity: Float64Array): void {
  for (let at = 0; at < cost.length; at++) {
    const room = capacity[Math.floor(at / demand.length)];
    if (demand[at % demand.length] > room * (1 + 1e-9)) cost[at] = Infinity;
  }
}

/** How many of the largest facilities hold all demand; more than there are where none do. */
function fewest(capacity: Float64Array, demand: Float64Array): number {
  let need = demand.reduce((sum, each) => sum + each, 0) * (1 - 1e-12); // rounding closes nothing
  let count = 0;
  const largest = capacity.toSorted((a, b) => b - a);
  while (need > 0 && count <= largest.length) need -= largest[count++] ?? 0;
  return Math.max(count, demand.length > 0 ? 1 : 0);
}
