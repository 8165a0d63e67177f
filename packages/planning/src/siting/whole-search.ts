import {hash32} from '@cutover/core';

/** Whole customers to serve from a few nodes: a generalized assignment problem with a charge for each node in use. */
export interface WholeProblem {
  readonly nodeCount: number;
  readonly customerCount: number;
  readonly cost: Float64Array; // [node * customerCount + customer], Infinity: no way
  readonly fixedCost: Float64Array; // [node], of being used
  readonly capacity: Float64Array; // [node]
  readonly demand: Float64Array; // [customer]
}

interface Tabu {
  readonly problem: WholeProblem;
  readonly at: Int32Array; // [customer], node
  readonly room: Float64Array; // [node], capacity less load; below 0 where overloaded
  readonly users: Int32Array; // [node]
  readonly barredUntil: Int32Array; // [node * customerCount + customer], step
  readonly best: Int32Array; // [customer], node; the cheapest found within capacity
  cost: number; // of `at`, whatever its loads
  bestCost: number; // Infinity before any was found
  penalty: number; // on a unit of demand above capacity
  step: number;
  // The best move of a step: a customer, where it goes, and who comes back, or -1.
  customer: number;
  to: number;
  other: number;
}

const STEP_CELLS = 20_000; // moves weighed in a step at most; where there are more, some customers wait for the next
const CELLS_PER_STEP = 1000; // at least, of the moves to weigh in all: a step over a few costs more than its moves
const PATIENCE = 400; // steps without a better solution before the search goes back to the best
const TENURE = 6; // steps at least for which a customer may not come back, and …
const TENURE_SPAN = 10; // … how many more by chance
const PENALTY_GROWTH = 1.1; // of the penalty, in a step with overload; without, it shrinks as much

/**
 * Improves an assignment of whole customers to nodes, which may overload some: in each step the best shift of one
 * customer or swap of two that was not undone lately, at a price on overload that rises while there is any and falls
 * while there is none (tabu search with strategic oscillation). So chains of moves through full nodes are found.
 *
 * @param start - `[customer]`, node, by a way that exists
 * @param cells - moves to weigh, in all
 * @param enough - cost at which it stops
 * @returns `[customer]`, and its cost; Infinity where none within capacity was found
 * @see J. A. Díaz, E. Fernández, "A tabu search heuristic for the generalized assignment problem", Eur. J. Oper. Res.
 *   132 (2001) 22–38
 */
export function searchWhole(
  problem: WholeProblem,
  start: Int32Array,
  cells: number,
  enough: number,
): {cost: number; at: Int32Array} {
  const tabu = tabuFrom(problem, start);
  const {nodeCount, customerCount} = problem;
  const perCustomer = nodeCount + customerCount / 2;
  const looked = Math.max(1, Math.min(customerCount, Math.floor(STEP_CELLS / perCustomer)));
  const steps = Math.ceil(cells / Math.max(CELLS_PER_STEP, looked * perCustomer));
  const scale = tabu.penalty;
  let [since, first] = [0, 0];
  keepBest(tabu);
  for (; tabu.step < steps && tabu.bestCost > enough; tabu.step++) {
    const isMoved = findMove(tabu, first, looked);
    first = (first + looked) % customerCount;
    if (isMoved) applyMove(tabu);
    const over = overload(tabu);
    tabu.penalty = clamp(tabu.penalty * (over > 0 ? PENALTY_GROWTH : 1 / PENALTY_GROWTH), scale / 1e6, scale * 1e6);
    since = over === 0 && keepBest(tabu) ? 0 : since + 1;
    if (since < PATIENCE || tabu.bestCost === Infinity) continue;
    since = 0;
    restart(tabu, tabu.best);
  }
  return {cost: tabu.bestCost, at: tabu.best};
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function tabuFrom(problem: WholeProblem, start: Int32Array): Tabu {
  const {nodeCount, customerCount, demand, fixedCost} = problem;
  const tabu: Tabu = {
    problem,
    at: start.slice(),
    room: new Float64Array(nodeCount),
    users: new Int32Array(nodeCount),
    barredUntil: new Int32Array(nodeCount * customerCount),
    best: start.slice(),
    cost: 0,
    bestCost: Infinity,
    penalty: 0,
    step: 0,
    customer: -1,
    to: -1,
    other: -1,
  };
  restart(tabu, start);
  const total = demand.reduce((sum, each) => sum + each, 0);
  const usd = tabu.cost + fixedCost.reduce((sum, each) => sum + each, 0);
  tabu.penalty = total > 0 ? usd / total : 0;
  return tabu;
}

function restart(tabu: Tabu, from: Int32Array): void {
  const {problem, at, room, users} = tabu;
  at.set(from);
  room.set(problem.capacity);
  users.fill(0);
  tabu.cost = 0;
  for (let customer = 0; customer < at.length; customer++) {
    const node = at[customer];
    room[node] -= problem.demand[customer];
    if (users[node]++ === 0) tabu.cost += problem.fixedCost[node];
    tabu.cost += problem.cost[node * problem.customerCount + customer];
  }
}

/** Keeps the present assignment if it is the cheapest, counted afresh: sums of moves round. @returns whether it is */
function keepBest(tabu: Tabu): boolean {
  if (!(tabu.cost < tabu.bestCost * (1 - 1e-12))) return false;
  restart(tabu, tabu.at);
  if (overload(tabu) > 0 || !(tabu.cost < tabu.bestCost)) return false;
  tabu.bestCost = tabu.cost;
  tabu.best.set(tabu.at);
  return true;
}

function overload({problem, room}: Tabu): number {
  let sum = 0;
  for (let node = 0; node < room.length; node++) sum += over(problem, node, room[node]);
  return sum;
}

/** Demand above capacity; rounding does not count. */
function over({capacity}: WholeProblem, node: number, room: number): number {
  return room < -1e-9 * capacity[node] ? -room : 0;
}

/** Writes the best move of some customers, from `first` on, to `tabu`. @returns whether there is one */
function findMove(tabu: Tabu, first: number, looked: number): boolean {
  const {problem, at, room, users, barredUntil, penalty, step} = tabu;
  const {nodeCount, customerCount, cost, fixedCost, demand} = problem;
  const above = overload(tabu);
  const goal = tabu.bestCost * (1 - 1e-12) - tabu.cost; // below it lies a new best
  let best = Infinity;
  for (let k = 0; k < looked; k++) {
    const customer = (first + k) % customerCount;
    const from = at[customer];
    const need = demand[customer];
    const now = cost[from * customerCount + customer];
    const leaving = users[from] === 1 ? fixedCost[from] : 0;
    const before = over(problem, from, room[from]);
    const relief = before - over(problem, from, room[from] + need);
    for (let to = 0; to < nodeCount; to++) {
      if (to === from) continue;
      const more = cost[to * customerCount + customer] - now - leaving + (users[to] === 0 ? fixedCost[to] : 0);
      const change = over(problem, to, room[to] - need) - over(problem, to, room[to]) - relief;
      const total = more + penalty * change;
      if (!(total < best)) continue;
      const isBarred = barredUntil[to * customerCount + customer] > step;
      if (isBarred && !(more < goal && above + change <= 0)) continue;
      best = total;
      [tabu.customer, tabu.to, tabu.other] = [customer, to, -1];
    }
    for (let other = 0; other < customerCount; other++) {
      const to = at[other];
      if (to === from || (other < customer && looked === customerCount)) continue;
      const more =
        cost[to * customerCount + customer] -
        now +
        cost[from * customerCount + other] -
        cost[to * customerCount + other];
      if (!(more - penalty * above < best)) continue;
      const moved = need - demand[other];
      const change =
        over(problem, to, room[to] - moved) -
        over(problem, to, room[to]) +
        over(problem, from, room[from] + moved) -
        before;
      const total = more + penalty * change;
      if (!(total < best)) continue;
      const isBarred =
        barredUntil[to * customerCount + customer] > step || barredUntil[from * customerCount + other] > step;
      if (isBarred && !(more < goal && above + change <= 0)) continue;
      best = total;
      [tabu.customer, tabu.to, tabu.other] = [customer, to, other];
    }
  }
  return best < Infinity;
}

function applyMove(tabu: Tabu): void {
  const {at, customer, to, other} = tabu;
  const from = at[customer];
  place(tabu, customer, to);
  if (other >= 0) place(tabu, other, from);
}

function place(tabu: Tabu, customer: number, to: number): void {
  const {problem, at, room, users, barredUntil, step} = tabu;
  const {customerCount, cost, fixedCost, demand} = problem;
  const from = at[customer];
  barredUntil[from * customerCount + customer] = step + TENURE + (hash32(step * 31 + customer) % TENURE_SPAN);
  room[from] += demand[customer];
  room[to] -= demand[customer];
  if (--users[from] === 0) tabu.cost -= fixedCost[from];
  if (users[to]++ === 0) tabu.cost += fixedCost[to];
  tabu.cost += cost[to * customerCount + customer] - cost[from * customerCount + customer];
  at[customer] = to;
}
