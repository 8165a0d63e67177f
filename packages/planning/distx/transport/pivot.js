import { dequeue, listSubtree, ROOT } from "./basis.js";
import { cheapestIn, cheapestOut } from "./entering.js";
import { addChild, sendMore, takeMore, turnAtFacility, turnAtZip } from "./turn.js";
import { fitsWhole, moveWholeZips } from "./whole-zips.js";
/**
 * Dual network simplex: while some facility has more than it can take, or too little to keep its price, its arc
 * leaves the tree, the arc that costs least of those between its subtree and the rest enters, and the prices of the
 * subtree move until that arc costs nothing more.
 *
 * Costs are compared with their ties. So every pivot raises the dual value, or lowers prices at the same value: the
 * end is reached, and it is the same from any start.
 *
 * @param basis - overwritten: optimal
 * @returns pivots made
 * @see R. V. Helgason and J. L. Kennington, "An efficient procedure for implementing a dual simplex network flow
 *   algorithm", AIIE Transactions 9 (1977) 63–68
 */
export function pivotToOptimum(network, basis) {
    const { facilityFlow, zipFlow, children, counts } = basis;
    const placeCount = facilityFlow.length;
    let pivots = 0;
    while (counts.queueLength > 0) {
        const node = dequeue(basis);
        if (node < placeCount) {
            if (facilityFlow[node] >= 0)
                continue;
            raise(network, basis, node);
        }
        else {
            const zip = node - placeCount;
            if (zipFlow[zip] > 0 || children[zip] === 0)
                continue;
            lower(network, basis, zip);
        }
        pivots++;
    }
    return pivots;
}
/** A facility has too much: its subtree grows dearer until some ZIP of it would rather go elsewhere. */
function raise(network, basis, facility) {
    const { zip, head } = network;
    const { facilityArc, facilityFlow, subtree } = basis;
    basis.counts.pivots++;
    subtree[0] = facility;
    const count = listSubtree(network, basis, 1);
    let entering = cheapestOut(network, basis, count);
    if (fitsWhole(basis, zip[entering], -facilityFlow[facility])) {
        entering = moveWholeZips(network, basis, count, facility);
    }
    reprice(basis, count, 1);
    const excess = -facilityFlow[facility];
    const leaving = facilityArc[facility];
    if (leaving !== ROOT) {
        addChild(network, basis, zip[leaving], -1);
        sendMore(network, basis, zip[leaving], -excess);
    }
    turnAtZip(network, basis, entering, excess, facility);
    takeMore(network, basis, head[entering], excess);
}
/** A ZIP sends too little to its parent: the facilities it holds grow cheaper until another would rather come. */
function lower(network, basis, zip) {
    const { first, head, zip: tail } = network;
    const { facilityArc, zipArc, zipFlow, subtree } = basis;
    basis.counts.pivots++;
    let children = 0;
    for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
        if (facilityArc[head[arc]] === arc)
            subtree[children++] = head[arc];
    }
    const count = listSubtree(network, basis, children);
    const entering = cheapestIn(network, basis, count, zip);
    reprice(basis, count, -1);
    const lack = -zipFlow[zip];
    takeMore(network, basis, head[zipArc[zip]], lack);
    if (entering < 0) {
        turnAtFacility(network, basis, -1 - entering, ROOT, lack, zip);
    }
    else {
        turnAtFacility(network, basis, head[entering], entering, lack, zip);
        addChild(network, basis, tail[entering], 1);
        sendMore(network, basis, tail[entering], -lack);
    }
}
function reprice({ subtree, price, priceTie, step }, count, sign) {
    for (let at = 0; at < count; at++) {
        price[subtree[at]] += sign * step.price;
        priceTie[subtree[at]] += sign * step.tie;
    }
}
//# sourceMappingURL=pivot.js.map