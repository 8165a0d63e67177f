import { search } from "./branch.js";
import { interchange, nearestSum } from "./interchange.js";
import { flatten, leavingNothing, limitsFor, } from "./problem.js";
/**
 * Opens `p` facilities so that the sum of distances from customers to their nearest one is least (p-median: Lagrangian
 * bound, interchange, branch and bound on what is left).
 *
 * @throws RangeError if rows differ in length, a distance is negative, infinite or NaN, or `p` is not a whole number
 *   from 1 to the number of facilities
 */
export function solvePMedian(input) {
    const problem = problemOf(input);
    const { cost, customerCount } = problem;
    const limits = limitsFor(problem, input);
    const evaluate = (open) => ({ open, value: nearestSum(cost, customerCount, open) });
    const improve = ({ open }) => evaluate(interchange(cost, customerCount, open));
    const found = search(problem, { evaluate, improve }, limits);
    const { open, value } = found.best;
    const bound = Math.min(found.bound, value);
    const gap = value === bound ? 0 : (value - bound) / value;
    return { ...found, value, bound, gap, open: [...open], assignment: assignmentOf(problem, open) };
}
function assignmentOf({ cost, customerCount }, open) {
    return Array.from({ length: customerCount }, (_, customer) => {
        const at = (facility) => cost[facility * customerCount + customer];
        return { facility: open.reduce((best, each) => (at(each) < at(best) ? each : best)), customer, share: 1 };
    });
}
function problemOf({ distance, p }) {
    const facilityCount = distance.length;
    if (!(Number.isInteger(p) && p >= 1 && p <= facilityCount)) {
        throw new RangeError(`p is ${p}; it must be a whole number from 1 to ${facilityCount}, the number of facilities`);
    }
    const customerCount = distance[0].length;
    const cost = flatten('distance', distance, customerCount);
    if (cost.includes(Infinity))
        throw new RangeError('a distance is infinite; each facility must reach each customer');
    const fixedCost = new Float64Array(facilityCount);
    return {
        facilityCount,
        customerCount,
        cost,
        demand: new Float64Array(customerCount), // takes no room
        capacity: new Float64Array(facilityCount).fill(Infinity),
        fixedCost,
        unservedCost: leavingNothing(cost, fixedCost, customerCount),
        mayLeave: false,
        openMin: p,
        openMax: p,
    };
}
//# sourceMappingURL=p-median.js.map