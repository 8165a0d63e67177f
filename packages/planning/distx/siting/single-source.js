import { transportFrom } from "./open-transport.js";
import { searchAssignments } from "./single-source-tree.js";
const SETS_MAX = 40; // sets of open facilities tried
const ROUNDS_MAX = 10_000; // moves of one local search
/**
 * The best solution found in which one facility serves all of a customer: the open sets seen so far, cheapest first,
 * each with its split solution rounded, repaired and improved by moves and swaps; then a search of all assignments,
 * which ends only on small problems. No set can cost less than its split solution, so sets dearer than the best found
 * are not tried.
 */
export function singleSource({ problem, known }, split) {
    const all = Array.from({ length: problem.facilityCount }, (_, facility) => facility).slice(0, problem.openMax);
    let found = { cost: Infinity, facilityOf: new Int32Array(0) };
    for (const { open, value } of [split, ...sorted(known), { open: all, value: -Infinity }]) {
        if ((open.length === 0 && !problem.mayLeave) || value >= found.cost)
            continue;
        const served = serveWhole(problem, open);
        if (served.cost < found.cost)
            found = served;
    }
    const { best, isProven } = searchAssignments(problem, found);
    if (best.cost === Infinity)
        return { assignment: undefined, isProven };
    const assignment = [];
    best.facilityOf.forEach((facility, customer) => {
        if (facility >= 0)
            assignment.push({ facility, customer, share: 1 });
    });
    return { assignment, isProven };
}
function sorted(known) {
    return [...known.values()]
        .filter(({ value }) => value < Infinity)
        .sort((a, b) => a.value - b.value || (a.open.join() < b.open.join() ? -1 : 1))
        .slice(0, SETS_MAX);
}
function serveWhole(problem, open) {
    const draft = rounded(problem, open);
    while (violation(draft) > 0)
        if (!repair(draft))
            return { cost: Infinity, facilityOf: draft.facilityOf };
    for (let round = 0; round < ROUNDS_MAX && improve(draft); round++)
        ;
    const used = new Set(draft.facilityOf);
    let cost = 0;
    for (const facility of used)
        if (facility >= 0)
            cost += problem.fixedCost[facility];
    draft.facilityOf.forEach((facility, customer) => {
        cost += costOf(problem, facility, customer);
    });
    return { cost, facilityOf: draft.facilityOf };
}
function costOf({ cost, unservedCost, customerCount }, facility, customer) {
    return facility < 0 ? unservedCost[customer] : cost[facility * customerCount + customer];
}
/** Each customer at the facility that serves most of it in the split solution. */
function rounded(problem, open) {
    const { flow } = transportFrom(problem, open);
    const { demand, customerCount, capacity, mayLeave } = problem;
    const facilityOf = new Int32Array(customerCount).fill(-1);
    const most = new Float64Array(customerCount);
    const nodes = mayLeave ? [...open, -1] : open;
    const room = capacity.slice();
    for (let customer = 0; customer < customerCount; customer++) {
        facilityOf[customer] = nodes.reduce((best, each) => costOf(problem, each, customer) < costOf(problem, best, customer) ? each : best);
    }
    nodes.forEach((facility, node) => {
        for (const [customer, amount] of flow[node]) {
            if (amount <= most[customer])
                continue;
            most[customer] = amount;
            facilityOf[customer] = facility;
        }
    });
    facilityOf.forEach((facility, customer) => {
        if (facility >= 0)
            room[facility] -= demand[customer];
    });
    return { problem, open: nodes, facilityOf, room };
}
/** Demand above capacity, over all facilities; rounding does not count. */
function violation({ room, problem }) {
    let sum = 0;
    room.forEach((each, facility) => {
        if (each < -1e-9 * problem.capacity[facility])
            sum -= each;
    });
    return sum;
}
/** The move or swap that costs least for the demand above capacity it takes away. @returns whether there is one */
function repair(draft) {
    let best;
    for (const step of steps(draft, (facility) => facility >= 0 && draft.room[facility] < 0)) {
        if (!(step.relief > 1e-12) || !(step.cost < Infinity))
            continue;
        if (best === undefined || step.cost * best.relief < best.cost * step.relief)
            best = step;
    }
    if (best === undefined)
        return false;
    apply(draft, best);
    return true;
}
/** The first move or swap that lowers cost within capacity. @returns whether there was one */
function improve(draft) {
    for (const step of steps(draft, () => true)) {
        if (step.relief < 0 ||
            !(step.cost < -1e-12 * costOf(draft.problem, draft.facilityOf[step.customer], step.customer)))
            continue;
        apply(draft, step);
        return true;
    }
    return false;
}
function* steps(draft, isSource) {
    const { open, facilityOf } = draft;
    for (let customer = 0; customer < facilityOf.length; customer++) {
        const from = facilityOf[customer];
        if (!isSource(from))
            continue;
        for (const to of open) {
            if (to !== from)
                yield stepOf(draft, customer, to, -1);
        }
        for (let other = 0; other < facilityOf.length; other++) {
            const to = facilityOf[other];
            if (to !== from)
                yield stepOf(draft, customer, to, other);
        }
    }
}
function stepOf({ problem, facilityOf, room }, customer, to, other) {
    const { demand } = problem;
    const from = facilityOf[customer];
    const moved = demand[customer] - (other < 0 ? 0 : demand[other]);
    let cost = costOf(problem, to, customer) - costOf(problem, from, customer);
    if (other >= 0)
        cost += costOf(problem, from, other) - costOf(problem, to, other);
    const above = (facility, more) => (facility < 0 ? 0 : Math.max(0, more - room[facility]));
    const relief = above(from, 0) + above(to, 0) - above(from, -moved) - above(to, moved);
    return { customer, to, other, relief, cost };
}
function apply({ problem, facilityOf, room }, { customer, to, other }) {
    const from = facilityOf[customer];
    const moved = problem.demand[customer] - (other < 0 ? 0 : problem.demand[other]);
    if (from >= 0)
        room[from] += moved;
    if (to >= 0)
        room[to] -= moved;
    facilityOf[customer] = to;
    if (other >= 0)
        facilityOf[other] = from;
}
//# sourceMappingURL=single-source.js.map