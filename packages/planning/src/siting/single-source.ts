import type {Assignment, SitingProblem} from './problem.ts';
import type {Evaluator, Solution} from './exchange.ts';
import type {Incumbent} from './branch.ts';
import {transportFrom} from './open-transport.ts';
import {searchAssignments, type Whole} from './single-source-tree.ts';

const SETS_MAX = 40; // sets of open facilities tried
const ROUNDS_MAX = 10_000; // moves of one local search

/** The best solution found, absent where there was none, and whether no better one exists. */
export interface SingleSource {
  readonly assignment: Assignment[] | undefined;
  readonly isProven: boolean;
}

/**
 * The best solution found in which one facility serves all of a customer: the open sets seen so far, cheapest first,
 * each with its split solution rounded, repaired and improved by moves and swaps; then a search of all assignments,
 * which ends only on small problems. No set can cost less than its split solution, so sets dearer than the best found
 * are not tried.
 */
export function singleSource({problem, known}: Evaluator, split: Incumbent): SingleSource {
  const all = Array.from({length: problem.facilityCount}, (_, facility) => facility).slice(0, problem.openMax);
  let found: Whole = {cost: Infinity, facilityOf: new Int32Array(0)};
  for (const {open, value} of [split, ...sorted(known), {open: all, value: -Infinity}]) {
    if ((open.length === 0 && !problem.mayLeave) || value >= found.cost) continue;
    const served = serveWhole(problem, open);
    if (served.cost < found.cost) found = served;
  }
  const {best, isProven} = searchAssignments(problem, found);
  if (best.cost === Infinity) return {assignment: undefined, isProven};
  const assignment: Assignment[] = [];
  best.facilityOf.forEach((facility, customer) => {
    if (facility >= 0) assignment.push({facility, customer, share: 1});
  });
  return {assignment, isProven};
}

function sorted(known: ReadonlyMap<string, Solution>): Solution[] {
  return [...known.values()]
    .filter(({value}) => value < Infinity)
    .sort((a, b) => a.value - b.value || (a.open.join() < b.open.join() ? -1 : 1))
    .slice(0, SETS_MAX);
}

interface Draft {
  readonly problem: SitingProblem;
  readonly open: readonly number[]; // … and -1, leaving a customer
  readonly facilityOf: Int32Array; // [customer]
  readonly room: Float64Array; // [facility]
}

function serveWhole(problem: SitingProblem, open: readonly number[]): Whole {
  const draft = rounded(problem, open);
  while (violation(draft) > 0) if (!repair(draft)) return {cost: Infinity, facilityOf: draft.facilityOf};
  for (let round = 0; round < ROUNDS_MAX && improve(draft); round++);
  const used = new Set(draft.facilityOf);
  let cost = 0;
  for (const facility of used) if (facility >= 0) cost += problem.fixedCost[facility];
  draft.facilityOf.forEach((facility, customer) => {
    cost += costOf(problem, facility, customer);
  });
  return {cost, facilityOf: draft.facilityOf};
}

function costOf({cost, unservedCost, customerCount}: SitingProblem, facility: number, customer: number): number {
  return facility < 0 ? unservedCost[customer] : cost[facility * customerCount + customer];
}

/** Each customer at the facility that serves most of it in the split solution. */
function rounded(problem: SitingProblem, open: readonly number[]): Draft {
  const {flow} = transportFrom(problem, open);
  const {demand, customerCount, capacity, mayLeave} = problem;
  const facilityOf = new Int32Array(customerCount).fill(-1);
  const most = new Float64Array(customerCount);
  const nodes = mayLeave ? [...open, -1] : open;
  const room = capacity.slice();
  for (let customer = 0; customer < customerCount; customer++) {
    facilityOf[customer] = nodes.reduce((best, each) =>
      costOf(problem, each, customer) < costOf(problem, best, customer) ? each : best,
    );
  }
  nodes.forEach((facility, node) => {
    for (const [customer, amount] of flow[node]) {
      if (amount <= most[customer]) continue;
      most[customer] = amount;
      facilityOf[customer] = facility;
    }
  });
  facilityOf.forEach((facility, customer) => {
    if (facility >= 0) room[facility] -= demand[customer];
  });
  return {problem, open: nodes, facilityOf, room};
}

/** Demand above capacity, over all facilities; rounding does not count. */
function violation({room, problem}: Draft): number {
  let sum = 0;
  room.forEach((each, facility) => {
    if (each < -1e-9 * problem.capacity[facility]) sum -= each;
  });
  return sum;
}

interface Step {
  readonly customer: number;
  readonly to: number;
  readonly other: number; // who goes the other way, or -1
  readonly relief: number; // by how much demand above capacity falls
  readonly cost: number;
}

/** The move or swap that costs least for the demand above capacity it takes away. @returns whether there is one */
function repair(draft: Draft): boolean {
  let best: Step | undefined;
  for (const step of steps(draft, (facility) => facility >= 0 && draft.room[facility] < 0)) {
    if (!(step.relief > 1e-12) || !(step.cost < Infinity)) continue;
    if (best === undefined || step.cost * best.relief < best.cost * step.relief) best = step;
  }
  if (best === undefined) return false;
  apply(draft, best);
  return true;
}

/** The first move or swap that lowers cost within capacity. @returns whether there was one */
function improve(draft: Draft): boolean {
  for (const step of steps(draft, () => true)) {
    if (
      step.relief < 0 ||
      !(step.cost < -1e-12 * costOf(draft.problem, draft.facilityOf[step.customer], step.customer))
    )
      continue;
    apply(draft, step);
    return true;
  }
  return false;
}

function* steps(draft: Draft, isSource: (facility: number) => boolean): Generator<Step> {
  const {open, facilityOf} = draft;
  for (let customer = 0; customer < facilityOf.length; customer++) {
    const from = facilityOf[customer];
    if (!isSource(from)) continue;
    for (const to of open) {
      if (to !== from) yield stepOf(draft, customer, to, -1);
    }
    for (let other = 0; other < facilityOf.length; other++) {
      const to = facilityOf[other];
      if (to !== from) yield stepOf(draft, customer, to, other);
    }
  }
}

function stepOf({problem, facilityOf, room}: Draft, customer: number, to: number, other: number): Step {
  const {demand} = problem;
  const from = facilityOf[customer];
  const moved = demand[customer] - (other < 0 ? 0 : demand[other]);
  let cost = costOf(problem, to, customer) - costOf(problem, from, customer);
  if (other >= 0) cost += costOf(problem, from, other) - costOf(problem, to, other);
  const above = (facility: number, more: number): number => (facility < 0 ? 0 : Math.max(0, more - room[facility]));
  const relief = above(from, 0) + above(to, 0) - above(from, -moved) - above(to, moved);
  return {customer, to, other, relief, cost};
}

function apply({problem, facilityOf, room}: Draft, {customer, to, other}: Step): void {
  const from = facilityOf[customer];
  const moved = problem.demand[customer] - (other < 0 ? 0 : problem.demand[other]);
  if (from >= 0) room[from] += moved;
  if (to >= 0) room[to] -= moved;
  facilityOf[customer] = to;
  if (other >= 0) facilityOf[other] = from;
}
