import { hang, NONE, unhang } from "./basis.js";
import { takeMore } from "./turn.js";
/** Whether a ZIP can go elsewhere with all its packages, and its facility would still have too much. */
export function fitsWhole({ children, zipFlow }, zip, excess) {
    return children[zip] === 0 && zipFlow[zip] < excess;
}
/**
 * Moves ZIPs out of the marked subtree, the cheapest first, as long as each is a leaf and goes with all its packages:
 * the pivots that would follow one another, at the cost of one look at the subtree.
 *
 * @param count - facilities in `basis.subtree`
 * @param top - facility that has too much
 * @param basis - overwritten: `step` and the flows; its prices are still to follow
 * @returns the arc that enters for what is left over
 */
export function moveWholeZips(network, basis, count, top) {
    const { head } = network;
    const { leaving, exitArc, exitPrice, exitTie, zipArc, zipFlow, facilityFlow, step } = basis;
    const zipCount = listExits(network, basis, count);
    const order = leaving.subarray(0, zipCount).sort((a, b) => exitPrice[a] - exitPrice[b] || exitTie[a] - exitTie[b]);
    let at = 0;
    for (; fitsWhole(basis, order[at], -facilityFlow[top]); at++) {
        const zip = order[at];
        const from = head[zipArc[zip]];
        unhang(basis, zip, from);
        zipArc[zip] = exitArc[zip];
        hang(basis, zip, head[exitArc[zip]]);
        takeMore(network, basis, from, -zipFlow[zip]);
        takeMore(network, basis, head[exitArc[zip]], zipFlow[zip]);
    }
    step.price = exitPrice[order[at]];
    step.tie = exitTie[order[at]];
    return exitArc[order[at]];
}
/** Lists the ZIPs of the marked subtree with the cheapest arc of each to a place outside. @returns how many */
function listExits({ first, head, cost, tie }, basis, count) {
    const { subtree, inSubtree, firstZip, nextZip, zipArc, price, priceTie, leaving, exitArc, exitPrice, exitTie } = basis;
    const mark = basis.counts.pivots;
    let length = 0;
    for (let at = 0; at < count; at++) {
        const facility = subtree[at];
        for (let zip = firstZip[facility]; zip !== NONE; zip = nextZip[zip]) {
            const own = zipArc[zip];
            exitPrice[zip] = Infinity;
            for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
                const place = head[arc];
                const more = cost[arc] + price[place] - cost[own] - price[facility];
                if (more > exitPrice[zip] || inSubtree[place] === mark)
                    continue;
                const moreTie = tie[arc] + priceTie[place] - tie[own] - priceTie[facility];
                if (more === exitPrice[zip] && moreTie >= exitTie[zip])
                    continue;
                exitArc[zip] = arc;
                exitPrice[zip] = more;
                exitTie[zip] = moreTie;
            }
            leaving[length++] = zip;
        }
    }
    return length;
}
//# sourceMappingURL=whole-zips.js.map