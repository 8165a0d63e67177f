import { LOAD_ONE } from "./problem.js";
export const STATES_MAX = 128; // of a ZIP
export function createPathScratch(weekCount) {
    return {
        usd: new Float64Array(weekCount * STATES_MAX),
        best: new Float64Array(STATES_MAX),
        from: new Uint8Array(weekCount * STATES_MAX),
    };
}
/**
 * Writes what each state of a ZIP costs each week at prices. What one ZIP brings beyond the capacity of its station
 * goes over in any plan, so it is charged in full and takes no more than all of the room: the bound is tighter by it,
 * and no plan's cost is touched.
 */
export function priceWeeks(problem, prices, zip, usd) {
    const { weekCount, stationCount, firstState, station, load, usps, other, weekUsd, packages, capacity } = problem;
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    const uspsPrice = prices.usps[0];
    for (let s = 0; s < states; s++) {
        const state = first + s;
        const own = station[state];
        const row = (own < 0 ? stationCount : own) * weekCount;
        const fixed = uspsPrice * usps[state];
        for (let week = 0; week < weekCount; week++) {
            const room = own < 0 ? 0 : Math.min(load[state], capacity[row + week]);
            const over = own < 0 ? 0 : load[state] - room;
            const more = fixed + room * prices.station[row + week] + over * problem.overflowUsd + other[state] * prices.other[week];
            usd[week * states + s] = weekUsd[first * weekCount + week * states + s] + (packages[week] * more) / LOAD_ONE;
        }
    }
}
/**
 * The cheapest path of a ZIP through its states, week by week (dynamic programming): to stay, or to leave for another
 * state at once. Ties go to staying, then to the lower state.
 *
 * @param usd - as `priceWeeks` writes it
 * @param path - overwritten from `zip * weekCount` on
 * @returns what it costs; Infinity if no state is open in some week
 */
export function cheapestPath(problem, switchingUsd, zip, { usd, best, from }, path) {
    const { weekCount, firstState, enterUsd, leaveUsd, isFrozen, start } = problem;
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    best.fill(Infinity, 0, states);
    best[start[zip]] = 0;
    for (let week = 0; week < weekCount; week++) {
        const row = week * states;
        let leaver = 0;
        let left = Infinity;
        if (isFrozen[week] === 0) {
            for (let s = 0; s < states; s++) {
                const there = best[s] + leaveUsd[first + s];
                if (there < left) {
                    left = there;
                    leaver = s;
                }
            }
            left += switchingUsd[week];
        }
        for (let s = 0; s < states; s++) {
            const come = left + enterUsd[first + s];
            if (come < best[s]) {
                best[s] = come + usd[row + s];
                from[row + s] = leaver;
            }
            else {
                best[s] += usd[row + s];
                from[row + s] = s;
            }
        }
    }
    let last = 0;
    for (let s = 1; s < states; s++)
        if (best[s] < best[last])
            last = s;
    const total = best[last];
    for (let week = weekCount - 1; week >= 0; week--) {
        path[zip * weekCount + week] = last;
        last = from[week * states + last];
    }
    return total;
}
/** What a path costs before prices: its weeks, and each change. */
export function pathUsd(problem, zip, path) {
    const { weekCount, firstState, enterUsd, leaveUsd, weekUsd, start } = problem;
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    let usd = 0;
    let before = start[zip];
    for (let week = 0; week < weekCount; week++) {
        const s = path[zip * weekCount + week];
        if (s !== before)
            usd += leaveUsd[first + before] + enterUsd[first + s];
        usd += weekUsd[first * weekCount + week * states + s];
        before = s;
    }
    return usd;
}
//# sourceMappingURL=path.js.map