import type {SitingProblem} from './problem.ts';

/** The cheapest way to serve all customers from a set of open facilities. */
export interface OpenTransport {
  readonly serveCost: number; // unserved customers included, at their cost
  readonly unserved: number; // demand that no open facility has room for, where all must be served; Infinity: no way
  readonly price: Float64Array; // [customer], of its demand at the margin: dual of being served
  readonly flow: readonly ReadonlyMap<number, number>[]; // [open facility, then unserved], demand by customer
}

/**
 * Serves customers from open facilities at least cost (transportation problem; successive shortest paths between
 * facilities, of which there are few, from the solution without capacities). Exact, split allowed. Made for thousands
 * of small sets of one problem, with costs and demand in any unit, fractions too; `solveTransport` takes whole mils and
 * packages of a fixed network.
 *
 * @param open - facilities, ascending
 */
export function transportFrom(problem: SitingProblem, open: readonly number[]): OpenTransport {
  const state = start(problem, open);
  for (let from = 0; from < state.nodeCount; from++) {
    for (let to = 0; to < state.nodeCount; to++) if (to !== from) updateExit(state, from, to);
  }
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
  readonly isDone: Uint8Array; // [node]
  readonly potential: Float64Array; // [node], cost of getting there as last known; no exit undercuts it
  reached: number; // potential of having found room
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
    exitCost: new Float64Array(nodeCount * nodeCount).fill(Infinity),
    exitCustomer: new Int32Array(nodeCount * nodeCount).fill(-1),
    dust: 1e-11 * total,
    distance: new Float64Array(nodeCount),
    before: new Int32Array(nodeCount),
    isDone: new Uint8Array(nodeCount),
    potential: new Float64Array(nodeCount),
    reached: 0,
  };
}

function costAt({cost, unservedCost}: SitingProblem, first: number, customer: number): number {
  return first < 0 ? unservedCost[customer] : cost[first + customer];
}

/** Finds the cheapest customer to move from one node to another. */
function updateExit({problem, first, nodeCount, flow, exitCost, exitCustomer}: State, from: number, to: number): void {
  let least = Infinity;
  let mover = -1;
  for (const customer of flow[from].keys()) {
    const each = moveCost(problem, first[from], first[to], customer);
    if (each < least || (each === least && customer < mover)) [least, mover] = [each, customer];
  }
  exitCost[from * nodeCount + to] = least;
  exitCustomer[from * nodeCount + to] = mover;
}

function moveCost(problem: SitingProblem, firstFrom: number, firstTo: number, customer: number): number {
  const {demand} = problem;
  return (costAt(problem, firstTo, customer) - costAt(problem, firstFrom, customer)) / demand[customer];
}

/** A customer that is new at a node may be the cheapest to leave it. */
function join({problem, first, nodeCount, exitCost, exitCustomer}: State, node: number, customer: number): void {
  for (let to = 0; to < nodeCount; to++) {
    if (to === node) continue;
    const at = node * nodeCount + to;
    const each = moveCost(problem, first[node], first[to], customer);
    if (each < exitCost[at] || (each === exitCost[at] && customer < exitCustomer[at])) {
      exitCost[at] = each;
      exitCustomer[at] = customer;
    }
  }
}

/** A customer that has left a node was the cheapest to leave it for some others. */
function leave(state: State, node: number, customer: number): void {
  const {nodeCount, exitCustomer} = state;
  for (let to = 0; to < nodeCount; to++) {
    if (exitCustomer[node * nodeCount + to] === customer) updateExit(state, node, to);
  }
}

/** Moves demand along the cheapest path from an overloaded node to one with room. @returns whether there was one */
function relieve(state: State): boolean {
  const {nodeCount, room, flow, exitCustomer, before} = state;
  const target = nearestRoom(state);
  if (target < 0) return false;
  let amount = room[target];
  let source = target;
  for (; before[source] >= 0; source = before[source]) {
    const from = before[source];
    amount = Math.min(amount, flow[from].get(exitCustomer[from * nodeCount + source])!);
  }
  amount = Math.min(amount, -room[source]);
  for (let to = target; before[to] >= 0; to = before[to]) {
    move(state, before[to], to, exitCustomer[before[to] * nodeCount + to], amount); // from the end: those ahead stay
  }
  room[source] += amount;
  room[target] -= amount;
  return true;
}

/**
 * The node with room that is cheapest to reach from any overloaded one, or -1 (Dijkstra on costs reduced by potentials,
 * which are raised then). Writes `before`.
 */
function nearestRoom(state: State): number {
  const {nodeCount, room, exitCost, dust, distance, before, isDone, potential} = state;
  for (let node = 0; node < nodeCount; node++) distance[node] = room[node] < -dust ? -potential[node] : Infinity;
  before.fill(-1);
  isDone.fill(0);
  let [target, least] = [-1, Infinity];
  for (;;) {
    let from = -1;
    for (let node = 0; node < nodeCount; node++) {
      if (isDone[node] === 0 && distance[node] < (from < 0 ? least : distance[from])) from = node;
    }
    if (from < 0) break;
    isDone[from] = 1;
    const toRoom = distance[from] + Math.max(0, potential[from] - state.reached);
    if (room[from] > dust && toRoom < least) [target, least] = [from, toRoom];
    for (let to = 0; to < nodeCount; to++) {
      if (isDone[to] === 1) continue;
      const reduced = exitCost[from * nodeCount + to] + potential[from] - potential[to];
      const there = distance[from] + Math.max(0, reduced); // below 0 by rounding only
      if (there < distance[to]) {
        distance[to] = there;
        before[to] = from;
      }
    }
  }
  if (target < 0) return -1;
  for (let node = 0; node < nodeCount; node++) potential[node] += Math.min(distance[node], least);
  state.reached += least;
  return target;
}

function move(state: State, from: number, to: number, customer: number, amount: number): void {
  const {flow, dust} = state;
  const left = flow[from].get(customer)! - amount;
  const before = flow[to].get(customer);
  flow[to].set(customer, (before ?? 0) + amount);
  if (before === undefined) join(state, to, customer);
  if (left > dust) {
    flow[from].set(customer, left);
    return;
  }
  flow[from].delete(customer);
  leave(state, from, customer);
}

function finish(state: State): OpenTransport {
  const {problem, first, nodeCount, flow, room} = state;
  const {demand, mayLeave, unservedCost} = problem;
  const rent = roomPrices(state);
  const price = new Float64Array(problem.customerCount);
  let serveCost = 0;
  let unserved = 0;
  for (let customer = 0; customer < price.length; customer++) {
    const takesRoom = demand[customer] > 0; // what takes none goes where there is none too
    let least = Infinity;
    for (let node = 0; node < nodeCount; node++) {
      const roomUsd = takesRoom ? demand[customer] * rent[node] : 0;
      least = Math.min(least, costAt(problem, first[node], customer) + roomUsd);
    }
    price[customer] = least;
    if (takesRoom) continue;
    serveCost += least;
    if (!mayLeave && least === unservedCost[customer]) unserved = Infinity;
  }
  for (let node = 0; node < nodeCount; node++) {
    for (const [customer, amount] of flow[node]) {
      serveCost += costAt(problem, first[node], customer) * (amount / demand[customer]);
    }
  }
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
