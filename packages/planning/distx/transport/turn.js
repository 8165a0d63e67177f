import { hang, queueFacility, queueZip, ROOT, unhang } from "./basis.js";
/** Changes how many facilities hang on a ZIP, and so perhaps its place in the list of its parent. */
export function addChild(network, basis, zip, more) {
    const parent = network.head[basis.zipArc[zip]];
    unhang(basis, zip, parent);
    basis.children[zip] += more;
    hang(basis, zip, parent);
}
/**
 * Hangs a subtree, cut off above its facility `top`, on the arc that enters: the way from that arc's ZIP up to `top`
 * turns round, and `packages` more flow along it from `top` to the arc.
 */
export function turnAtZip(network, basis, entering, packages, top) {
    const { zip: tail, head } = network;
    const { zipArc, facilityArc, zipFlow, facilityFlow, children } = basis;
    let arc = entering;
    let flow = packages;
    for (;;) {
        const zip = tail[arc];
        const oldArc = zipArc[zip];
        const oldFlow = zipFlow[zip];
        const facility = head[oldArc];
        const upArc = facilityArc[facility];
        const upFlow = facilityFlow[facility];
        unhang(basis, zip, facility);
        if (arc !== entering)
            children[zip]--; // the facility that was its child is its parent now
        children[zip]++;
        hang(basis, zip, head[arc]);
        zipArc[zip] = arc;
        zipFlow[zip] = flow;
        facilityArc[facility] = oldArc;
        facilityFlow[facility] = oldFlow - packages;
        queueZip(basis, zip);
        queueFacility(basis, facility);
        if (facility === top)
            return;
        arc = upArc;
        flow = upFlow + packages;
    }
}
/**
 * Hangs a subtree, cut off above its ZIP `top`, on an arc into its facility, or on the root: the way from that facility
 * up to `top` turns round, and `packages` more flow along it from the arc to `top`.
 */
export function turnAtFacility(network, basis, bottom, entering, packages, top) {
    const { zip: tail, head } = network;
    const { zipArc, facilityArc, zipFlow, facilityFlow, children } = basis;
    let facility = bottom;
    let arc = entering;
    let flow = packages;
    for (;;) {
        const upArc = facilityArc[facility];
        const upFlow = facilityFlow[facility];
        const zip = tail[upArc];
        const oldArc = zipArc[zip];
        const oldFlow = zipFlow[zip];
        const oldParent = head[oldArc];
        unhang(basis, zip, oldParent);
        if (zip === top)
            children[zip]--; // elsewhere its old parent takes the place of the child that is its parent now
        hang(basis, zip, facility);
        facilityArc[facility] = arc;
        facilityFlow[facility] = flow;
        zipArc[zip] = upArc;
        zipFlow[zip] = upFlow - packages;
        queueFacility(basis, facility);
        queueZip(basis, zip);
        if (zip === top)
            return;
        facility = oldParent;
        arc = oldArc;
        flow = oldFlow + packages;
    }
}
/** A facility takes more from elsewhere, so that its parent sends it less, and so on up to the root. */
export function takeMore(network, basis, facility, packages) {
    basis.facilityFlow[facility] -= packages;
    queueFacility(basis, facility);
    const arc = basis.facilityArc[facility];
    if (arc !== ROOT)
        sendMore(network, basis, network.zip[arc], packages);
}
/** A ZIP sends more to its parent because it sends less to another facility. */
export function sendMore({ zip: tail, head }, basis, zip, packages) {
    const { zipArc, facilityArc, zipFlow, facilityFlow } = basis;
    for (let at = zip;;) {
        zipFlow[at] += packages;
        queueZip(basis, at);
        const facility = head[zipArc[at]];
        facilityFlow[facility] -= packages;
        queueFacility(basis, facility);
        if (facilityArc[facility] === ROOT)
            return;
        at = tail[facilityArc[facility]];
    }
}
//# sourceMappingURL=turn.js.map