import { NONE } from "./basis.js";
/**
 * The arc that costs least of those from a ZIP of the marked subtree to a place outside. There is always one: a ZIP
 * may leave its packages unserved.
 *
 * @param count - facilities in `basis.subtree`
 * @param basis - overwritten: `step`, what the arc costs above the ZIP's own
 * @returns inner arc
 */
export function cheapestOut({ first, head, cost, tie }, basis, count) {
    const { subtree, inSubtree, firstZip, nextZip, zipArc, price, priceTie, step } = basis;
    const mark = basis.counts.pivots;
    let best = NONE;
    let bestPrice = Infinity;
    let bestTie = 0;
    for (let at = 0; at < count; at++) {
        const facility = subtree[at];
        for (let zip = firstZip[facility]; zip !== NONE; zip = nextZip[zip]) {
            const own = zipArc[zip];
            const ownPrice = cost[own] + price[facility];
            const end = first[zip + 1];
            for (let arc = first[zip]; arc < end; arc++) {
                const place = head[arc];
                const more = cost[arc] + price[place] - ownPrice;
                if (more > bestPrice || inSubtree[place] === mark)
                    continue;
                const moreTie = tie[arc] + priceTie[place] - tie[own] - priceTie[facility];
                if (more === bestPrice && moreTie >= bestTie)
                    continue;
                best = arc;
                bestPrice = more;
                bestTie = moreTie;
            }
        }
    }
    step.price = bestPrice;
    step.tie = bestTie;
    return best;
}
/**
 * What costs least of the arcs from a ZIP outside the marked subtree to a facility of it, and of leaving one of its
 * facilities with room to spare, at price 0.
 *
 * @param top - the ZIP that holds the subtree
 * @param basis - overwritten: `step`, what the arc costs above the ZIP's own, or the price of the facility
 * @returns inner arc; or, of a facility with room, `-1 - facility`
 */
export function cheapestIn(network, basis, count, top) {
    const { zip: tail, head, cost, tie, firstInto, into } = network;
    const { subtree, inSubtree, zipArc, price, priceTie, step } = basis;
    const mark = basis.counts.pivots;
    let best = 0;
    let bestPrice = Infinity;
    let bestTie = Infinity;
    for (let at = 0; at < count; at++) {
        const facility = subtree[at];
        if (price[facility] < bestPrice || (price[facility] === bestPrice && priceTie[facility] < bestTie)) {
            best = -1 - facility;
            bestPrice = price[facility];
            bestTie = priceTie[facility];
        }
        for (let i = firstInto[facility]; i < firstInto[facility + 1]; i++) {
            const arc = into[i];
            const zip = tail[arc];
            const own = zipArc[zip];
            const parent = head[own];
            const more = cost[arc] + price[facility] - cost[own] - price[parent];
            if (more > bestPrice || inSubtree[parent] === mark || zip === top)
                continue;
            const moreTie = tie[arc] + priceTie[facility] - tie[own] - priceTie[parent];
            if (more === bestPrice && moreTie >= bestTie)
                continue;
            best = arc;
            bestPrice = more;
            bestTie = moreTie;
        }
    }
    step.price = bestPrice;
    step.tie = bestTie;
    return best;
}
//# sourceMappingURL=entering.js.map