export const LOAD_ONE = 1e12;
export function createPrices({ stationCount, weekCount }) {
    return {
        station: shared((stationCount + 1) * weekCount),
        other: shared(weekCount),
        switching: shared(weekCount),
        usps: shared(1),
    };
}
export function createTotals({ stationCount, weekCount }) {
    return {
        usd: shared(2),
        load: shared(stationCount * weekCount),
        other: shared(weekCount),
        switches: shared(weekCount),
        usps: shared(weekCount),
    };
}
/** Every state of a path, by week: `[zip * weekCount + week]`, among those of the ZIP. */
export function createPaths({ zipCount, weekCount }) {
    return new Uint8Array(new SharedArrayBuffer(zipCount * weekCount));
}
export function shared(length) {
    return new Float64Array(new SharedArrayBuffer(8 * length));
}
//# sourceMappingURL=problem.js.map