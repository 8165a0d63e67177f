import { hash32 } from '@cutover/core';
import { LOAD_ONE } from "./problem.js";
import { book, putBack, takeOut } from "./repair.js";
export function listNeighbours({ zipCount, stationCount, firstState, station }, isUnsettled) {
    const lists = Array.from({ length: stationCount }, () => []);
    for (let zip = 0; zip < zipCount; zip++) {
        if (isUnsettled[zip] === 0)
            continue;
        for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
            const list = station[state] < 0 ? undefined : lists[station[state]];
            if (list !== undefined && list[list.length - 1] !== zip)
                list.push(zip);
        }
    }
    const first = new Uint32Array(stationCount + 1);
    lists.forEach((list, s) => {
        first[s + 1] = first[s] + list.length;
    });
    return { first, zip: Int32Array.from(lists.flat()) };
}
const TAKEN_MIN = 2;
const TAKEN_SPAN = 4; // 2 … 5 at once
/**
 * At each station takes a few ZIPs out of the plan, puts them back one after the other in another order, and keeps what
 * is cheaper: exchanges that no ZIP could make alone (ruin and recreate; Schrimpf et al., J. Comput. Phys. 159 (2000)).
 *
 * @param round - draws differ from round to round
 * @returns dollars saved
 */
export function exchange(insertion, neighbours, round, tries) {
    const { first, zip: zips } = neighbours;
    const { weekCount, stationCount } = insertion.problem;
    const kept = new Uint8Array(weekCount * (TAKEN_MIN + TAKEN_SPAN));
    let saved = 0;
    for (let s = 0; s < stationCount; s++) {
        const count = first[s + 1] - first[s];
        if (count < TAKEN_MIN)
            continue;
        for (let each = 0; each < tries; each++) {
            const picked = pick(zips, first[s], count, hash32(hash32(round * 1_000_003 + s) + each));
            saved += tryOrder({ ...insertion, lean: { ...insertion.lean, priceShare: (each % 3) / 2 } }, picked, kept);
        }
    }
    return saved;
}
/** A few different ZIPs, in random order. */
function pick(zips, from, count, key) {
    const wanted = Math.min(count, TAKEN_MIN + (key % TAKEN_SPAN));
    const picked = [];
    for (let draw = 1; picked.length < wanted; draw++) {
        const zip = zips[from + (hash32(key + draw) % count)];
        if (!picked.includes(zip))
            picked.push(zip);
    }
    return picked;
}
function tryOrder(insertion, picked, kept) {
    const { weekCount } = insertion.problem;
    const { paths } = insertion.draft;
    const before = sharedUsd(insertion, picked);
    picked.forEach((zip, i) => kept.set(paths.subarray(zip * weekCount, (zip + 1) * weekCount), i * weekCount));
    for (const zip of picked)
        takeOut(insertion, zip);
    for (const zip of picked)
        putBack(insertion, zip);
    const after = sharedUsd(insertion, picked);
    if (after < before)
        return before - after;
    for (const zip of picked)
        takeOut(insertion, zip);
    picked.forEach((zip, i) => paths.set(kept.subarray(i * weekCount, (i + 1) * weekCount), zip * weekCount));
    for (const zip of picked)
        book(insertion, zip, 1);
    return 0;
}
/** What of the plan's cost these ZIPs can change. */
function sharedUsd({ problem, draft, lean }, picked) {
    const { weekCount, firstState, station, packages, capacity, otherMax, overflowUsd } = problem;
    const { totals } = draft;
    const stations = new Set();
    for (const zip of picked) {
        for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
            if (station[state] >= 0)
                stations.add(station[state]);
        }
    }
    let over = 0;
    for (const s of stations) {
        for (let week = 0; week < weekCount; week++) {
            const beyond = totals.load[s * weekCount + week] - capacity[s * weekCount + week];
            if (beyond > 0)
                over += beyond * packages[week];
        }
    }
    for (let week = 0; week < weekCount; week++) {
        over += Math.max(0, totals.other[week] - otherMax[week]) * packages[week];
    }
    const miss = draft.uspsPackages - lean.uspsAim;
    const uspsUsd = miss * (lean.uspsUsd + (lean.uspsGainUsd * miss) / (2 * lean.uspsAim));
    return totals.usd[1] + (overflowUsd * over) / LOAD_ONE + uspsUsd;
}
//# sourceMappingURL=improve.js.map