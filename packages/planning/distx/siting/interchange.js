/** @returns the sum of distances from each customer to its nearest of `open` */
export function nearestSum(distance, customerCount, open) {
    let sum = 0;
    for (let customer = 0; customer < customerCount; customer++) {
        let least = Infinity;
        for (let k = 0; k < open.length; k++)
            least = Math.min(least, distance[open[k] * customerCount + customer]);
        sum += least;
    }
    return sum;
}
/**
 * Swaps an open facility for a closed one while that shortens the sum of distances; each closed one is weighed against
 * all open ones in one pass over the customers.
 *
 * @param distance - `[facility * customerCount + customer]`
 * @returns facilities, ascending
 * @see R. A. Whitaker, "A fast algorithm for the greedy interchange for large-scale clustering and median location
 *   problems", INFOR 21 (1983) 95–108
 */
export function interchange(distance, customerCount, from) {
    const facilityCount = distance.length / customerCount;
    const open = Int32Array.from(from);
    const isOpen = new Uint8Array(facilityCount);
    for (const facility of open)
        isOpen[facility] = 1;
    const nearest = {
        facility: new Int32Array(customerCount),
        first: new Float64Array(customerCount),
        second: new Float64Array(customerCount),
    };
    findNearest(distance, customerCount, open, nearest);
    const loss = new Float64Array(open.length);
    for (let facility = 0, unchanged = 0; unchanged < facilityCount; facility = (facility + 1) % facilityCount) {
        unchanged++;
        if (isOpen[facility] === 1)
            continue;
        const place = bestToClose(distance, facility * customerCount, nearest, loss);
        if (place < 0)
            continue;
        isOpen[open[place]] = 0;
        isOpen[facility] = 1;
        open[place] = facility;
        findNearest(distance, customerCount, open, nearest);
        unchanged = 0;
    }
    return Array.from(open).sort((a, b) => a - b);
}
function findNearest(distance, customerCount, open, nearest) {
    const { facility, first, second } = nearest;
    first.fill(Infinity);
    second.fill(Infinity);
    for (let place = 0; place < open.length; place++) {
        const row = open[place] * customerCount;
        for (let customer = 0; customer < customerCount; customer++) {
            const each = distance[row + customer];
            if (each < first[customer]) {
                second[customer] = first[customer];
                first[customer] = each;
                facility[customer] = place;
            }
            else if (each < second[customer])
                second[customer] = each;
        }
    }
}
/** @returns place of the open facility to close for the one whose distances start at `row`; -1: none is worth it */
function bestToClose(distance, row, nearest, loss) {
    const { facility, first, second } = nearest;
    loss.fill(0);
    let [gain, total] = [0, 0];
    for (let customer = 0; customer < first.length; customer++) {
        const each = distance[row + customer];
        total += first[customer];
        if (each < first[customer])
            gain += first[customer] - each;
        else
            loss[facility[customer]] += Math.min(each, second[customer]) - first[customer];
    }
    let best = 0;
    for (let place = 1; place < loss.length; place++)
        if (loss[place] < loss[best])
            best = place;
    return gain - loss[best] > 1e-12 * total ? best : -1; // more than rounding, so it ends
}
//# sourceMappingURL=interchange.js.map