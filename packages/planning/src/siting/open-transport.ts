import type {SitingProblem} from './problem.ts';

/** The cheapest way to serve all customers from a set of open facilities. */
export interface OpenTransport {
  readonly serveCost: number; // unserved customers included, at their cost
  readonly unserved: number; // demand that no open facility has room for, where all must be served
  readonly price: Float64Array; // [customer], of its demand at the margin: dual of being served
  readonly flow: readonly ReadonlyMap<number, number>[]; // [open facility, then unserved], demand by customer
}

/**
 * Serves customers from open facilities at least cost (transportation problem; successive shortest paths between
 * facilities, of which there are few, from the solution without capacities). Exact, split allowed.
 *
 * @param open - facilities, ascending
 */
export function transportFrom(problem: SitingProblem, open: readonly number[]): OpenTransport {
  const state = start(problem, open);
  for (let node = 0; node <= open.length; node++) updateExits(state, node);
  while (relieve(state));
  return finish(state);
}

interface State {
  readonly problem: SitingProblem;
  readonly first: Int32Array; // [node], row of its costs in `cost`; the last node leaves customers unserved
  readonly nodeCount: number;
  readonly flow: Map<number, number>[]; // [node], demand by customer
  readonly room: Float64Array; // [node], capacity less load; below 0 where overloaded
  readonly exitCost: Float64Array; // [node * nodeCount + node], per unit moved from one to the other
  readonly exitCustomer: Int32Array; // … and who moves
  readonly dust: number; // demand too small to matter
  readonly distance: Float64Array; // [node]
  readonly before: Int32Array; // [node]
}

function start(problem: SitingProblem, open: readonly number[]): State {
  const {customerCount, demand, capacity} = problem;
  const nodeCount = open.length + 1;
  const first = Int32Array.from({length: nodeCount}, (_, k) => (k < open.length ? open[k] * customerCount : -1));
  const room = Float64Array.from(first, (_, k) => (k < open.length ? capacity[open[k]] : Infinity));
  const flow = Array.from(first, () => new Map<number, number>());
  let total = 0;
  for (let customer = 0; customer < customerCount; customer++) {
    let best = nodeCount - 1;
    for (let node = 0; node < nodeCount - 1; node++) {
      if (costAt(problem, first[node], customer) < costAt(problem, first[best], customer)) best = node;
    }
    if (demand[customer] === 0) continue; // takes no room: it stays where it is cheapest
    flow[best].set(customer, demand[customer]);
    room[best] -= demand[customer];
    total += demand[customer];
  }
  return {
    problem,
    first,
    nodeCount,
    flow,
    room,
    exitCost: new Float64Array(nodeCount * nodeCount),
    exitCustomer: new Int32Array(nodeCount * nodeCount),
    dust: 1e-11 * total,
    distance: new Float64Array(nodeCount),
    before: new Int32Array(nodeCount),
  };
}

function costAt({cost, unservedCost}: SitingProblem, first: number, customer: number): number {
  return first < 0 ? unservedCost[customer] : cost[first + customer];
}

/** The cheapest customer to move from a node to each other one. */
function updateExits({problem, first, nodeCount, flow, exitCost, exitCustomer}: State, from: number): void {
  const row = from * nodeCount;
  exitCost.fill(Infinity, row, row + nodeCount);
  for (const customer of flow[from].keys()) {
    const here = costAt(problem, first[from], customer);
    const demand = problem.demand[customer];
    for (let node = 0; node < nodeCount; node++) {
      const each = (costAt(problem, first[node], customer) - here) / demand;
      if (each < exitCost[row + node] || (each === exitCost[row + node] && customer < exitCustomer[row + node])) {
        exitCost[row + node] = each;
        exitCustomer[row + node] = customer;
      }
    }
  }
  exitCost[row + from] = Infinity;
}

/** Moves demand along the cheapest path from an overloaded node to one with room. @returns whether there was one */
function relieve(state: State): boolean {
  const {nodeCount, room, flow, exitCustomer, dust, distance, before} = state;
  for (let node = 0; node < nodeCount; node++) distance[node] = room[node] < -dust ? 0 : Infinity;
  before.fill(-1);
  shortenAll(state);
  let target = -1;
  for (let node = 0; node < nodeCount; node++) {
    if (room[node] > dust && (target < 0 || distance[node] < distance[target])) target = node;
  }
  if (target < 0 || distance[target] === Infinity) return false;
  let amount = room[target];
  let source = target;
  for (; before[source] >= 0; source = before[source]) {
    const from = before[source];
    amount = Math.min(amount, flow[from].get(exitCustomer[from * nodeCount + source])!);
  }
  amount = Math.min(amount, -room[source]);
  const path = [];
  for (let to = target; before[to] >= 0; to = before[to]) path.push(to);
  for (const to of path) move(state, before[to], to, exitCustomer[before[to] * nodeCount + to], amount);
  room[source] += amount;
  room[target] -= amount;
  updateExits(state, source);
  for (const node of path) updateExits(state, node);
  return true;
}

/** Shortest paths to every node (Bellman–Ford: exits of a used path may be negative, circles are not). */
function shortenAll({nodeCount, exitCost, distance, before}: State): void {
  for (let round = 0, isDone = false; !isDone && round < nodeCount; round++) {
    isDone = true;
    for (let from = 0; from < nodeCount; from++) {
      if (distance[from] === Infinity) continue;
      for (let to = 0; to < nodeCount; to++) {
        const there = distance[from] + exitCost[from * nodeCount + to];
        if (there < distance[to] && !isBefore(before, to, from)) {
          distance[to] = there;
          before[to] = from;
          isDone = false;
        }
      }
    }
  }
}

/** Whether a node is on the path found to another: a circle of rounding errors is no way out. */
function isBefore(before: Int32Array, node: number, other: number): boolean {
  for (let at = other; at >= 0; at = before[at]) if (at === node) return true;
  return false;
}

function move({flow, dust}: State, from: number, to: number, customer: number, amount: number): void {
  const left = flow[from].get(customer)! - amount;
  if (left > dust) flow[from].set(customer, left);
  else flow[from].delete(customer);
  flow[to].set(customer, (flow[to].get(customer) ?? 0) + amount);
}

function finish(state: State): OpenTransport {
  const {problem, first, nodeCount, flow, room} = state;
  const {demand, mayLeave} = problem;
  const rent = roomPrices(state);
  const price = new Float64Array(problem.customerCount);
  let serveCost = 0;
  for (let customer = 0; customer < price.length; customer++) {
    let least = Infinity;
    for (let node = 0; node < nodeCount; node++) {
      least = Math.min(least, costAt(problem, first[node], customer) + demand[customer] * rent[node]);
    }
    price[customer] = least;
    if (demand[customer] === 0) serveCost += least;
  }
  for (let node = 0; node < nodeCount; node++) {
    for (const [customer, amount] of flow[node]) {
      serveCost += costAt(problem, first[node], customer) * (amount / demand[customer]);
    }
  }
  let unserved = 0;
  if (!mayLeave) for (const amount of flow[nodeCount - 1].values()) unserved += amount;
  for (const each of room) if (each < -state.dust) unserved -= each;
  return {serveCost, unserved, price, flow};
}

/** What one more unit of room is worth at each node: the cheapest path from it to a node with room. */
function roomPrices({nodeCount, room, exitCost, dust}: State): Float64Array {
  const rent = Float64Array.from(room, (each) => (each > dust ? 0 : Infinity));
  for (let round = 0, isDone = false; !isDone && round < nodeCount; round++) {
    isDone = true;
    for (let from = 0; from < nodeCount; from++) {
      for (let to = 0; to < nodeCount; to++) {
        const each = Math.max(0, exitCost[from * nodeCount + to] + rent[to]);
        if (each < rent[from]) {
          rent[from] = each;
          isDone = false;
        }
      }
    }
  }
  return rent;
}
