import {type Incumbent, search} from './branch.ts';
import {cellProblems, limitProblems, refuse} from './check.ts';
import {interchange, nearestSum} from './interchange.ts';
import {
  flatten,
  leavingNothing,
  limitsFor,
  type SitingLimits,
  type SitingProblem,
  type SitingResult,
} from './problem.ts';

/** How far facilities are from customers, and how many shall open. */
export interface PMedianInput extends SitingLimits {
  readonly distance: ArrayLike<ArrayLike<number>>; // [facility][customer], by demand if that differs; Infinity: no way
  readonly p: number; // facilities to open
}

/**
 * Opens `p` facilities so that the sum of distances from customers to their nearest one is least (p-median: Lagrangian
 * bound, interchange, branch and bound on what is left).
 *
 * Where no `p` facilities reach every customer there is no solution: value Infinity, stopped `infeasible`.
 *
 * @throws RangeError with all that is wrong: rows that differ in length, distances negative or NaN, `p` not a whole
 *   number from 1 to the number of facilities
 */
export function solvePMedian(input: PMedianInput): SitingResult {
  const problem = problemOf(input);
  const {cost, customerCount} = problem;
  const limits = limitsFor(problem, input);
  const evaluate = (open: readonly number[]): Incumbent => ({open, value: nearestSum(cost, customerCount, open)});
  const improve = ({open}: Incumbent): Incumbent => evaluate(interchange(cost, customerCount, open));
  const {best, ...found} = search(problem, {evaluate, improve}, limits);
  const {open, value} = best;
  if (value >= farthest(problem)) {
    const bound = found.bound >= farthest(problem) * (1 - limits.gapMax) ? Infinity : found.bound;
    return {...found, value: Infinity, bound, gap: Infinity, open: [], assignment: [], stopped: 'infeasible'};
  }
  const bound = Math.min(found.bound, value);
  const gap = value === bound ? 0 : (value - bound) / value;
  return {...found, value, bound, gap, open: [...open], assignment: assignmentOf(problem, open)};
}

/** What stands for a customer out of reach: beyond any solution that reaches all. */
function farthest({unservedCost}: SitingProblem): number {
  return unservedCost.length === 0 ? Infinity : unservedCost[0];
}

function assignmentOf({cost, customerCount}: SitingProblem, open: readonly number[]): SitingResult['assignment'] {
  return Array.from({length: customerCount}, (_, customer) => {
    const at = (facility: number): number => cost[facility * customerCount + customer];
    return {facility: open.reduce((best, each) => (at(each) < at(best) ? each : best)), customer, share: 1};
  });
}

function problemOf(input: PMedianInput): SitingProblem {
  const {distance, p} = input;
  const facilityCount = distance.length;
  refuse(facilityCount > 0 ? [] : ['distance has no rows; give one for each facility']);
  const found = limitProblems(input);
  if (!(Number.isInteger(p) && p >= 1 && p <= facilityCount)) {
    found.push(`p is ${p}; it must be a whole number from 1 to ${facilityCount}, the number of facilities`);
  }
  const customerCount = distance[0]?.length ?? 0;
  refuse([...found, ...cellProblems('distance', distance, customerCount)]);
  const cost = flatten(distance, customerCount);
  const fixedCost = new Float64Array(facilityCount);
  const unservedCost = leavingNothing(cost, fixedCost, customerCount);
  for (let at = 0; at < cost.length; at++) cost[at] = Math.min(cost[at], unservedCost[at % customerCount]);
  return {
    facilityCount,
    customerCount,
    cost,
    demand: new Float64Array(customerCount), // takes no room
    capacity: new Float64Array(facilityCount).fill(Infinity),
    fixedCost,
    unservedCost,
    mayLeave: false,
    openMin: p,
    openMax: p,
  };
}
