export const ROOT = -1;
export const NONE = -1;
/** The optimum without capacity: every ZIP at its cheapest arc, every facility under the root at price 0. */
export function createTransportBasis({ limitedCount, zipCount, cheapest, head }) {
    const placeCount = limitedCount + 1;
    const nodeCount = placeCount + zipCount;
    const basis = {
        zipArc: cheapest.slice(),
        facilityArc: new Int32Array(placeCount).fill(ROOT),
        zipFlow: new Float64Array(zipCount),
        facilityFlow: new Float64Array(placeCount),
        price: new Float64Array(placeCount),
        priceTie: new Float64Array(placeCount),
        children: new Int32Array(zipCount),
        firstZip: new Int32Array(placeCount).fill(NONE),
        lastZip: new Int32Array(placeCount).fill(NONE),
        nextZip: new Int32Array(zipCount),
        previousZip: new Int32Array(zipCount),
        queue: new Int32Array(nodeCount),
        isQueued: new Uint8Array(nodeCount),
        subtree: new Int32Array(placeCount),
        inSubtree: new Int32Array(placeCount),
        leaving: new Int32Array(zipCount),
        exitArc: new Int32Array(zipCount),
        exitPrice: new Float64Array(zipCount),
        exitTie: new Float64Array(zipCount),
        counts: { queueHead: 0, queueLength: 0, pivots: 0 },
        step: { price: 0, tie: 0 },
    };
    for (let zip = 0; zip < zipCount; zip++)
        hang(basis, zip, head[cheapest[zip]]);
    return basis;
}
/** Puts a ZIP in the list of its parent. */
export function hang(basis, zip, facility) {
    const { firstZip, lastZip, nextZip, previousZip, children } = basis;
    const isFirst = children[zip] > 0;
    const before = isFirst ? NONE : lastZip[facility];
    const after = isFirst ? firstZip[facility] : NONE;
    previousZip[zip] = before;
    nextZip[zip] = after;
    if (before === NONE)
        firstZip[facility] = zip;
    else
        nextZip[before] = zip;
    if (after === NONE)
        lastZip[facility] = zip;
    else
        previousZip[after] = zip;
}
/** Takes a ZIP out of the list of its parent. */
export function unhang(basis, zip, facility) {
    const { firstZip, lastZip, nextZip, previousZip } = basis;
    const before = previousZip[zip];
    const after = nextZip[zip];
    if (before === NONE)
        firstZip[facility] = after;
    else
        nextZip[before] = after;
    if (after === NONE)
        lastZip[facility] = before;
    else
        previousZip[after] = before;
}
/**
 * Lists the facilities of the subtree below the first `count` entries of `subtree`, which the caller has put there, and
 * marks them with the number of the pivot.
 *
 * @returns how many there are
 */
export function listSubtree({ first, head }, basis, count) {
    const { subtree, inSubtree, facilityArc, firstZip, nextZip, children, counts } = basis;
    let length = count;
    for (let at = 0; at < length; at++) {
        const facility = subtree[at];
        inSubtree[facility] = counts.pivots;
        for (let zip = firstZip[facility]; zip !== NONE && children[zip] > 0; zip = nextZip[zip]) {
            for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
                if (facilityArc[head[arc]] === arc)
                    subtree[length++] = head[arc];
            }
        }
    }
    return length;
}
/** Works out the flows that demand and capacity force on the tree, and queues every node whose flow is too low. */
export function fillFlows(network, basis, demand, room) {
    const { first, head } = network;
    const { facilityArc, zipFlow, facilityFlow, subtree, firstZip, nextZip, children, counts } = basis;
    let rooted = 0;
    for (let facility = 0; facility < facilityArc.length; facility++) {
        if (facilityArc[facility] === ROOT)
            subtree[rooted++] = facility;
    }
    counts.pivots++; // marks of this list must not be taken for those of the last pivot
    const length = listSubtree(network, basis, rooted);
    for (let at = length - 1; at >= 0; at--) {
        const facility = subtree[at];
        let flow = room[facility];
        for (let zip = firstZip[facility]; zip !== NONE; zip = nextZip[zip]) {
            let own = demand[zip];
            if (children[zip] > 0) {
                for (let arc = first[zip]; arc < first[zip + 1]; arc++) {
                    if (facilityArc[head[arc]] === arc)
                        own -= facilityFlow[head[arc]];
                }
                zipFlow[zip] = own;
                queueZip(basis, zip);
            }
            zipFlow[zip] = own;
            flow -= own;
        }
        facilityFlow[facility] = flow;
        queueFacility(basis, facility);
    }
}
/** Queues a facility whose flow is negative: it has more than it can take. */
export function queueFacility(basis, facility) {
    if (basis.facilityFlow[facility] < 0)
        enqueue(basis, facility);
}
/**
 * Queues a ZIP that sends nothing to its parent and yet holds facilities above it: they need not cost that much. With
 * none such left, prices are the least that are optimal.
 */
export function queueZip(basis, zip) {
    if (basis.zipFlow[zip] <= 0 && basis.children[zip] > 0)
        enqueue(basis, basis.facilityArc.length + zip);
}
function enqueue({ queue, isQueued, counts }, node) {
    if (isQueued[node] === 1)
        return;
    isQueued[node] = 1;
    const at = counts.queueHead + counts.queueLength++;
    queue[at < queue.length ? at : at - queue.length] = node;
}
/** @returns the node that waits longest; the queue must not be empty */
export function dequeue({ queue, isQueued, counts }) {
    const node = queue[counts.queueHead];
    counts.queueHead = counts.queueHead + 1 === queue.length ? 0 : counts.queueHead + 1;
    counts.queueLength--;
    isQueued[node] = 0;
    return node;
}
//# sourceMappingURL=basis.js.map