import { ROOT } from "./basis.js";
/** Reads the plan, the prices and the proof off an optimal tree. */
export function readSolution(network, basis, demand, room, iterations) {
    const { zipCount, limitedCount, first, cost, head, zip: tail, least } = network;
    const flow = new Int32Array(head.length - zipCount);
    const unserved = new Int32Array(zipCount);
    let valueMils = 0;
    let capacityInducedMils = 0;
    const place = (arc, packages) => {
        const zip = tail[arc];
        if (arc === first[zip + 1] - 1) {
            unserved[zip] = packages;
            return;
        }
        flow[arc - zip] = packages;
        valueMils += packages * cost[arc];
        capacityInducedMils += packages * (cost[arc] - least[zip]);
    };
    for (let zip = 0; zip < zipCount; zip++)
        place(basis.zipArc[zip], basis.zipFlow[zip]);
    for (let facility = 0; facility < limitedCount; facility++) {
        if (basis.facilityArc[facility] !== ROOT)
            place(basis.facilityArc[facility], basis.facilityFlow[facility]);
    }
    const priceMils = basis.price.slice(0, limitedCount);
    const potentialMils = new Float64Array(zipCount);
    for (let zip = 0; zip < zipCount; zip++) {
        const arc = basis.zipArc[zip];
        potentialMils[zip] = cost[arc] + basis.price[head[arc]];
    }
    const boundMils = takePenaltyOut(network, demand, room, unserved, priceMils, potentialMils);
    const shortage = shortageOf(network, demand, unserved, priceMils, potentialMils);
    return {
        flow,
        unserved,
        priceMils,
        potentialMils,
        valueMils,
        boundMils,
        gapMils: valueMils - boundMils,
        capacityInducedMils,
        iterations,
        stopped: shortage === undefined ? 'optimal' : 'infeasible',
        shortage,
    };
}
/**
 * Makes prices that contain the penalty infinite. The penalties of ZIPs and facilities differ by that of the unserved
 * packages, so the bound is summed without any.
 *
 * @param price - overwritten
 * @param potential - overwritten
 * @returns the bound
 */
function takePenaltyOut({ least, penalty }, demand, room, unserved, price, potential) {
    let bound = 0;
    for (let zip = 0; zip < potential.length; zip++) {
        const isShort = potential[zip] - least[zip] > penalty / 2;
        bound += demand[zip] * (isShort ? potential[zip] - penalty : potential[zip]) - unserved[zip] * least[zip];
        if (isShort)
            potential[zip] = Infinity;
    }
    for (let facility = 0; facility < price.length; facility++) {
        if (price[facility] === 0)
            continue;
        const isShort = price[facility] > penalty / 2;
        bound -= room[facility] * (isShort ? price[facility] - penalty : price[facility]);
        if (isShort)
            price[facility] = Infinity;
    }
    return bound;
}
function shortageOf({ limitedCount, head, cheapest, least }, demand, unserved, price, potential) {
    const moreCapacity = new Int32Array(limitedCount);
    let packages = 0;
    let servingMils = 0;
    for (let zip = 0; zip < unserved.length; zip++) {
        if (unserved[zip] === 0)
            continue;
        packages += unserved[zip];
        servingMils += unserved[zip] * least[zip];
        if (head[cheapest[zip]] < limitedCount)
            moreCapacity[head[cheapest[zip]]] += unserved[zip];
    }
    if (packages === 0)
        return undefined;
    const isShort = (value) => value === Infinity;
    return {
        packages,
        zips: rowsWhere(potential, (value, zip) => isShort(value) && demand[zip] > 0),
        facilities: rowsWhere(price, isShort),
        moreCapacity,
        servingMils,
    };
}
function rowsWhere(values, accepts) {
    const rows = [];
    values.forEach((value, row) => {
        if (accepts(value, row))
            rows.push(row);
    });
    return Int32Array.from(rows);
}
//# sourceMappingURL=solution.js.map