/** What a facility is in a branch of the search. */
export const [FREE, CLOSED, OPENED] = [0, 1, 2];
export function createRelaxation({ facilityCount, customerCount }) {
    return {
        reducedCost: new Float64Array(facilityCount),
        opened: new Float64Array(facilityCount),
        served: new Float64Array(customerCount),
        order: new Int32Array(facilityCount),
        item: new Int32Array(customerCount),
        ratio: new Float64Array(customerCount),
        amount: new Float64Array(customerCount),
    };
}
/**
 * Lower bound on every solution, from prices: each customer pays its price to be served once, each facility serves
 * whom it gains by within its capacity (continuous knapsack), and those open that gain, or that are needed so that
 * capacity covers demand (Lagrangian relaxation of demand, with the aggregate capacity as a surrogate constraint).
 *
 * @param price - `[customer]`, at most `unservedCost` where a customer may stay unserved
 * @param state - `[facility]`, FREE, CLOSED or OPENED
 * @param relaxation - overwritten
 * @see J. E. Beasley, "Lagrangean heuristics for location problems", Eur. J. Oper. Res. 65 (1993) 383–399
 */
export function relax(problem, price, state, relaxation) {
    const { facilityCount, fixedCost } = problem;
    const { reducedCost, opened, served } = relaxation;
    for (let facility = 0; facility < facilityCount; facility++) {
        if (state[facility] === CLOSED)
            reducedCost[facility] = Infinity;
        else
            reducedCost[facility] = fixedCost[facility] - knapsack(problem, facility, price, 0, relaxation);
    }
    let bound = openCheapest(problem, state, relaxation);
    served.fill(0);
    for (let facility = 0; facility < facilityCount; facility++) {
        if (opened[facility] > 0)
            knapsack(problem, facility, price, opened[facility], relaxation);
    }
    for (let customer = 0; customer < price.length; customer++)
        bound += price[customer];
    return bound;
}
/**
 * What a facility gains at most by serving within its capacity, fixed cost aside.
 *
 * @param weight - added to `served` for each customer it serves wholly; 0: none is
 */
export function knapsack({ cost, demand, capacity, customerCount }, facility, price, weight, { item, ratio, amount, served }) {
    const first = facility * customerCount;
    const limit = capacity[facility];
    let count = 0;
    let gain = 0;
    let load = 0;
    for (let customer = 0; customer < customerCount; customer++) {
        const each = price[customer] - cost[first + customer];
        if (!(each > 0))
            continue;
        item[count] = customer;
        amount[count++] = each;
        gain += each;
        load += demand[customer];
    }
    if (load <= limit) {
        if (weight > 0)
            for (let k = 0; k < count; k++)
                served[item[k]] += weight;
        return gain;
    }
    for (let k = 0; k < count; k++)
        ratio[k] = amount[k] / demand[item[k]]; // no demand: Infinity, the first to fit
    return fill(demand, limit, count, weight, { item, ratio, amount, served });
}
/** Takes items by gain per demand until the knapsack is full, without sorting more than it must (weighted select). */
function fill(demand, limit, count, weight, { item, ratio, amount, served }) {
    let [from, to, room, gain] = [0, count, limit, 0];
    while (from < to) {
        const pivot = middle(ratio[from], ratio[(from + to) >> 1], ratio[to - 1]);
        let [above, at, load, value] = [from, from, 0, 0];
        for (let end = to; at < end;) {
            if (ratio[at] > pivot) {
                load += demand[item[at]];
                value += amount[at];
                exchange(item, ratio, amount, at++, above++);
            }
            else if (ratio[at] < pivot)
                exchange(item, ratio, amount, at, --end);
            else
                at++;
        }
        if (load > room) {
            to = above;
            continue;
        }
        room -= load;
        gain += value;
        if (weight > 0)
            for (let k = from; k < above; k++)
                served[item[k]] += weight;
        for (let k = above; k < at; k++) {
            const need = demand[item[k]];
            const share = need <= room ? 1 : room / need;
            room -= share * need;
            gain += share * amount[k];
            if (weight > 0)
                served[item[k]] += weight * share;
            if (share < 1)
                return gain;
        }
        from = at;
    }
    return gain;
}
function middle(a, b, c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
function exchange(item, ratio, amount, a, b) {
    const [i, r, v] = [item[a], ratio[a], amount[a]];
    item[a] = item[b];
    ratio[a] = ratio[b];
    amount[a] = amount[b];
    item[b] = i;
    ratio[b] = r;
    amount[b] = v;
}
/** The cheapest set to open: by number, or by capacity where that says more. Writes `opened`; returns its cost. */
export function openCheapest(problem, state, relaxation) {
    const { reducedCost, opened, order } = relaxation;
    order.forEach((_, k) => {
        order[k] = k;
    });
    const rank = (a) => (state[a] === OPENED ? -Infinity : reducedCost[a]);
    order.sort((a, b) => rank(a) - rank(b) || a - b || 0);
    const byNumber = openByNumber(problem, state, relaxation);
    if (problem.mayLeave)
        return byNumber;
    const byCapacity = openByCapacity(problem, state, relaxation, false);
    if (byCapacity <= byNumber)
        return byNumber;
    opened.fill(0);
    return openByCapacity(problem, state, relaxation, true);
}
function openByNumber({ openMin, openMax }, state, { reducedCost, opened, order }) {
    opened.fill(0);
    let cost = 0;
    for (let k = 0; k < order.length; k++) {
        const facility = order[k];
        const isWanted = state[facility] === OPENED || k < openMin || (k < openMax && reducedCost[facility] < 0);
        if (!isWanted)
            break;
        opened[facility] = 1;
        cost += reducedCost[facility]; // Infinity where too few may open: no solution here
    }
    return cost;
}
/** Those that gain, then by reduced cost per capacity until demand is covered; the last in part. */
function openByCapacity({ demand, capacity }, state, { reducedCost, opened, order, ratio }, writes) {
    let need = 0;
    for (let customer = 0; customer < demand.length; customer++)
        need += demand[customer];
    let cost = 0;
    const rest = [];
    for (const facility of order) {
        if (state[facility] === OPENED || reducedCost[facility] < 0) {
            need -= capacity[facility];
            cost += reducedCost[facility];
            if (writes)
                opened[facility] = 1;
        }
        else if (state[facility] === FREE)
            rest.push(facility);
    }
    if (need <= 0)
        return cost;
    const perUnit = (facility) => reducedCost[facility] / Math.min(capacity[facility], 1e300);
    rest.sort((a, b) => perUnit(a) - perUnit(b) || a - b);
    for (const facility of rest) {
        const part = Math.min(1, need / capacity[facility]);
        cost += part * reducedCost[facility];
        if (writes)
            opened[facility] = part;
        need -= part * capacity[facility];
        if (part < 1)
            return cost;
    }
    return need > 1e-9 * ratio.length ? Infinity : cost;
}
//# sourceMappingURL=relaxation.js.map