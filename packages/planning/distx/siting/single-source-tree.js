const NODES_MAX = 200_000; // a dozen customers and four facilities, and less than a second
/**
 * Searches all assignments of whole customers, depth first, for one that is cheaper than `known`.
 *
 * @returns the best, and whether nothing better can exist; the search gives up after 200,000 nodes
 */
export function searchAssignments(problem, known) {
    const { customerCount, facilityCount, demand } = problem;
    const customers = Array.from(demand, (_, customer) => customer).sort((a, b) => demand[b] - demand[a] || a - b);
    const costAtLeast = new Float64Array(customerCount + 1);
    const demandLeft = new Float64Array(customerCount + 1);
    for (let place = customerCount - 1; place >= 0; place--) {
        const customer = customers[place];
        let least = problem.mayLeave ? problem.unservedCost[customer] : Infinity;
        for (let facility = 0; facility < facilityCount; facility++) {
            least = Math.min(least, problem.cost[facility * customerCount + customer]);
        }
        costAtLeast[place] = least + costAtLeast[place + 1];
        demandLeft[place] = problem.mayLeave ? 0 : demand[customer] + demandLeft[place + 1];
    }
    const tree = {
        problem,
        customers,
        costAtLeast,
        demandLeft,
        room: problem.capacity.slice(),
        users: new Int32Array(facilityCount),
        at: new Int32Array(customerCount),
        openCount: 0,
        nodes: 0,
        best: known,
    };
    descend(tree, 0, 0);
    return { best: tree.best, isProven: tree.nodes <= NODES_MAX };
}
function descend(tree, place, cost) {
    const { problem, customers, room, users, at } = tree;
    if (!(cost + tree.costAtLeast[place] < tree.best.cost) || tree.nodes++ > NODES_MAX)
        return;
    if (place === customers.length) {
        tree.best = { cost, facilityOf: at.slice() };
        return;
    }
    if (!hasRoom(tree, place))
        return;
    const customer = customers[place];
    const demand = problem.demand[customer];
    for (let facility = 0; facility < room.length; facility++) {
        if (demand > room[facility] + 1e-9 * problem.capacity[facility])
            continue;
        const isNew = users[facility] === 0;
        if (isNew && tree.openCount === problem.openMax)
            continue;
        const each = problem.cost[facility * problem.customerCount + customer] + (isNew ? problem.fixedCost[facility] : 0);
        at[customer] = facility;
        const before = room[facility];
        room[facility] -= demand;
        users[facility]++;
        if (isNew)
            tree.openCount++;
        descend(tree, place + 1, cost + each);
        if (isNew)
            tree.openCount--;
        users[facility]--;
        room[facility] = before; // not by adding: rounding would pile up
    }
    if (!problem.mayLeave)
        return;
    at[customer] = -1;
    descend(tree, place + 1, cost + problem.unservedCost[customer]);
}
function hasRoom({ room, demandLeft }, place) {
    let sum = 0;
    for (const each of room)
        sum += Math.max(0, each);
    return sum >= demandLeft[place] * (1 - 1e-9);
}
//# sourceMappingURL=single-source-tree.js.map