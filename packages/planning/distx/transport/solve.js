import { createTransportBasis, fillFlows } from "./basis.js";
import { pivotToOptimum } from "./pivot.js";
import { readSolution } from "./solution.js";
/**
 * Finds the cheapest way to carry each ZIP's packages within the capacity of the facilities (dual network simplex from
 * the optimum without capacity, where most ZIPs stay; exact, in whole packages).
 *
 * The result depends on the input alone: of equally cheap plans the one with the least sum of fixed weights of arc
 * indexes, and of all optimal prices the least, whatever basis the search started from.
 *
 * A basis that a solution was read from is a good start for another day of the same network. Without one, and for new
 * costs, the start is every ZIP at its cheapest facility.
 *
 * @param demand - `[zip]`, packages, ≥ 0
 * @param capacity - `[facility]`, whole packages, ≥ 0; Infinity: no limit. What is closed has 0, and a price
 * @param basis - overwritten: optimal; of this network
 * @throws RangeError if an array does not fit the network, or a value is negative or a fraction
 */
export function solveTransport(network, demand, capacity, basis = createTransportBasis(network)) {
    check(network, demand, capacity);
    let total = 0;
    for (const packages of demand)
        total += packages;
    const room = new Float64Array(network.limitedCount + 1).fill(total + 1); // more than ever comes: no limit
    for (let facility = 0; facility < capacity.length; facility++) {
        room[facility] = Math.min(capacity[facility], total + 1);
    }
    fillFlows(network, basis, demand, room);
    const iterations = pivotToOptimum(network, basis);
    return readSolution(network, basis, demand, room, iterations);
}
/**
 * Solves day after day, each from the basis of the one before. Solutions do not depend on where the range begins, so
 * any cut of a year into ranges, on any number of threads, gives the same bytes.
 *
 * @param network - of an epoch: on all days of the range costs are the same
 * @param fromDay - first day, in
 * @param toDay - last day, out
 * @param fillDay - writes demand `[zip]` and capacity `[facility]` of a day, as `solveTransport` wants them; both
 *   arrays are reused
 * @throws RangeError as `solveTransport` does
 */
export function* solveTransportDays(network, fromDay, toDay, fillDay) {
    const basis = createTransportBasis(network);
    const demand = new Int32Array(network.zipCount);
    const capacity = new Float64Array(network.limitedCount);
    for (let day = fromDay; day < toDay; day++) {
        fillDay(day, demand, capacity);
        yield { day, solution: solveTransport(network, demand, capacity, basis) };
    }
}
function check({ zipCount, limitedCount }, demand, capacity) {
    if (demand.length !== zipCount || capacity.length !== limitedCount) {
        throw new RangeError(`demand has ${demand.length} entries and capacity ${capacity.length}, ` +
            `but the network has ${zipCount} ZIPs and ${limitedCount} facilities with a capacity`);
    }
    demand.forEach((packages, zip) => {
        if (packages < 0)
            throw new RangeError(`demand of ZIP ${zip} is ${packages}; it must be 0 or more`);
    });
    capacity.forEach((packages, facility) => {
        if (packages === Infinity || (Number.isInteger(packages) && packages >= 0))
            return;
        throw new RangeError(`capacity of facility ${facility} is ${packages}; it must be whole packages, 0 or more, or Infinity for no limit`);
    });
}
//# sourceMappingURL=solve.js.map