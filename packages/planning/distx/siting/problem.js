const WORK = 2e8; // cells of the cost matrix read by the relaxation: some two seconds
const ITERATIONS_MIN = 400;
const ITERATIONS_MAX = 20_000;
export function limitsFor({ facilityCount, customerCount }, given) {
    const bySize = Math.round(WORK / Math.max(1, facilityCount * customerCount));
    const iterationsMax = Math.min(ITERATIONS_MAX, Math.max(ITERATIONS_MIN, bySize));
    return { gapMax: given.gapMax ?? 1e-6, iterationsMax: given.iterationsMax ?? iterationsMax };
}
/**
 * @returns the rows as one array, row by row
 * @throws RangeError if a row has another length, or a cell is negative or NaN
 */
export function flatten(name, rows, columnCount) {
    const flat = new Float64Array(rows.length * columnCount);
    for (let row = 0; row < rows.length; row++) {
        if (rows[row].length !== columnCount) {
            throw new RangeError(`${name}[${row}] has ${rows[row].length} entries; each row must have ${columnCount}`);
        }
        for (let column = 0; column < columnCount; column++) {
            const cell = rows[row][column];
            if (!(cell >= 0))
                throw new RangeError(`${name}[${row}][${column}] is ${cell}; it must be 0 or above`);
            flat[row * columnCount + column] = cell;
        }
    }
    return flat;
}
/** Above what serving all customers could cost in any solution, so that nothing is left that can be served. */
export function leavingNothing(cost, fixedCost, customerCount) {
    let most = fixedCost.reduce((sum, usd) => sum + usd, 0);
    for (let customer = 0; customer < customerCount; customer++) {
        let dearest = 0;
        for (let at = customer; at < cost.length; at += customerCount) {
            if (cost[at] < Infinity)
                dearest = Math.max(dearest, cost[at]);
        }
        most += dearest;
    }
    return new Float64Array(customerCount).fill(most > 0 ? 2 * most : 1);
}
//# sourceMappingURL=problem.js.map