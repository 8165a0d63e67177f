import { hash32 } from '@cutover/core';
const LIMITED_MAX = 8191; // a path through all facilities sums ties of 38 bits below 2^53, and costs too
/**
 * Prepares a transportation problem: ZIPs with demand, facilities with capacity, arcs with a cost per package.
 *
 * An unserved package costs more than any detour that would serve it, so as many are served as capacity allows.
 *
 * @throws RangeError if the arrays do not fit together
 */
export function createTransportNetwork(arcs) {
    check(arcs);
    const { firstArc, facility, costMils, limitedCount } = arcs;
    const zipCount = firstArc.length - 1;
    const innerCount = facility.length + zipCount;
    const first = firstArc.map((arc, zip) => arc + zip);
    const zip = new Int32Array(innerCount);
    const head = new Int32Array(innerCount).fill(limitedCount);
    const cost = new Float64Array(innerCount);
    const tie = new Float64Array(innerCount).map((_, arc) => tieOf(arc));
    const cheapest = new Int32Array(zipCount);
    const least = new Float64Array(zipCount);
    const penalty = penaltyOf(arcs);
    for (let row = 0; row < zipCount; row++) {
        const last = first[row + 1] - 1;
        let best = last;
        for (let arc = first[row]; arc < last; arc++) {
            zip[arc] = row;
            head[arc] = Math.min(limitedCount, facility[arc - row]);
            cost[arc] = costMils[arc - row];
            if (best === last || cost[arc] < cost[best] || (cost[arc] === cost[best] && tie[arc] < tie[best]))
                best = arc;
        }
        zip[last] = row;
        cheapest[row] = best;
        least[row] = cost[best]; // 0 where that is `last` itself
        cost[last] = penalty + least[row];
    }
    const { firstInto, into } = arcsInto(head, limitedCount);
    return { zipCount, limitedCount, first, zip, head, cost, tie, firstInto, into, cheapest, least, penalty };
}
/**
 * Among plans of equal cost the one with the least sum of these weights is *the* optimum: 38 bits hashed from the arc's
 * index, so that no two plans tie again and any start leads to the same one.
 */
function tieOf(arc) {
    return hash32(arc) * 64 + (hash32(~arc) >>> 26);
}
/** To serve one more package others move on, at most once through each facility, each between two arcs of its ZIP. */
function penaltyOf({ firstArc, costMils, limitedCount }) {
    let range = 0;
    for (let zip = 0; zip + 1 < firstArc.length; zip++) {
        let least = Infinity;
        let most = -Infinity;
        for (let arc = firstArc[zip]; arc < firstArc[zip + 1]; arc++) {
            least = Math.min(least, costMils[arc]);
            most = Math.max(most, costMils[arc]);
        }
        range = Math.max(range, most - least); // -Infinity without arcs
    }
    return 2 * (limitedCount + 2) * range + 2; // twice that: half of it tells prices with the penalty from those without
}
function arcsInto(head, limitedCount) {
    const firstInto = new Uint32Array(limitedCount + 1);
    for (const place of head)
        if (place < limitedCount)
            firstInto[place + 1]++;
    for (let place = 0; place < limitedCount; place++)
        firstInto[place + 1] += firstInto[place];
    const into = new Int32Array(firstInto[limitedCount]);
    const next = firstInto.slice(0, limitedCount);
    head.forEach((place, arc) => {
        if (place < limitedCount)
            into[next[place]++] = arc;
    });
    return { firstInto, into };
}
function check({ firstArc, facility, costMils, limitedCount }) {
    const arcCount = facility.length;
    if (costMils.length !== arcCount || firstArc[0] !== 0 || firstArc[firstArc.length - 1] !== arcCount) {
        throw new RangeError(`firstArc runs from ${firstArc[0]} to ${firstArc[firstArc.length - 1]}, but there are ${arcCount} facilities ` +
            `and ${costMils.length} costs of arcs; all three must agree, from 0`);
    }
    for (let zip = 0; zip + 1 < firstArc.length; zip++) {
        if (firstArc[zip] > firstArc[zip + 1])
            throw new RangeError(`firstArc falls after ZIP ${zip}; it must not`);
    }
    const nobody = facility.findIndex((each) => each < 0);
    if (nobody >= 0)
        throw new RangeError(`arc ${nobody} names facility ${facility[nobody]}; facilities begin at 0`);
    if (limitedCount > LIMITED_MAX) {
        throw new RangeError(`${limitedCount} facilities have a capacity; at most ${LIMITED_MAX} may`);
    }
}
//# sourceMappingURL=network.js.map