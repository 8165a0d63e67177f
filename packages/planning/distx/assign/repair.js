import { addPath } from "./chunk.js";
import { cheapestPath, createPathScratch, pathUsd } from "./path.js";
import { createTotals, LOAD_ONE } from "./problem.js";
import { overflowPackages, uspsPackages } from "./value.js";
export function draftOf(problem, paths) {
    const totals = createTotals(problem);
    for (let zip = 0; zip < problem.zipCount; zip++) {
        totals.usd[1] += pathUsd(problem, zip, paths);
        addPath(problem, zip, paths, totals, 1);
    }
    return { paths, totals, uspsPackages: uspsPackages(problem, totals) };
}
export function createInsertion(problem, prices, draft, lean) {
    const scratch = createPathScratch(problem.weekCount);
    return { problem, prices, draft, lean, scratch, switchingUsd: new Float64Array(problem.weekCount) };
}
/**
 * Takes every ZIP out of the plan once and puts it back where it costs least beside all others: room that is left is
 * free, what is beyond capacity costs `overflowUsd`. The USPS price leans against the miss of its target as it goes.
 *
 * @param isDone - asked before each ZIP
 */
export function reinsertAll(insertion, forward, isDone = () => false) {
    const { zipCount } = insertion.problem;
    for (let i = 0; i < zipCount && !isDone(); i++) {
        const zip = forward ? i : zipCount - 1 - i;
        takeOut(insertion, zip);
        putBack(insertion, zip);
    }
}
export function takeOut(insertion, zip) {
    book(insertion, zip, -1);
}
/** Finds the cheapest path of a ZIP that is out of the plan, and puts it in. */
export function putBack(insertion, zip) {
    const { problem, draft, scratch, switchingUsd } = insertion;
    priceBeside(insertion, zip);
    for (let week = 0; week < problem.weekCount; week++) {
        switchingUsd[week] = draft.totals.switches[week] < problem.switchesMax[week] ? 0 : Infinity;
    }
    cheapestPath(problem, switchingUsd, zip, scratch, draft.paths);
    book(insertion, zip, 1);
}
/** Adds the path of a ZIP to the plan, or takes it away. */
export function book({ problem, draft }, zip, sign) {
    const { weekCount, firstState, usps, packages } = problem;
    addPath(problem, zip, draft.paths, draft.totals, sign);
    draft.totals.usd[1] += sign * pathUsd(problem, zip, draft.paths);
    let sum = 0;
    for (let week = 0; week < weekCount; week++) {
        sum += usps[firstState[zip] + draft.paths[zip * weekCount + week]] * packages[week];
    }
    draft.uspsPackages += (sign * sum) / LOAD_ONE;
}
/** What a plan costs in the eyes of `lean`: dollars, overflow, and the USPS volume around its aim. */
export function leaningUsd({ problem, draft, lean }) {
    const miss = draft.uspsPackages - lean.uspsAim;
    const uspsUsd = miss * (lean.uspsUsd + (lean.uspsGainUsd * miss) / (2 * lean.uspsAim));
    return draft.totals.usd[1] + problem.overflowUsd * overflowPackages(problem, draft.totals) + uspsUsd;
}
/** Writes what each state of a ZIP would cost each week beside all the others. */
function priceBeside({ problem, prices, draft, lean, scratch }, zip) {
    const { weekCount, firstState, station, load, usps, other, weekUsd, packages, capacity, otherMax } = problem;
    const { overflowUsd } = problem;
    const { totals } = draft;
    const { usd } = scratch;
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    const uspsUsd = lean.uspsUsd + (lean.uspsGainUsd * (draft.uspsPackages - lean.uspsAim)) / lean.uspsAim;
    for (let s = 0; s < states; s++) {
        const state = first + s;
        const fixed = uspsUsd * usps[state];
        let at = first * weekCount + s;
        for (let week = 0; week < weekCount; week++, at += states) {
            usd[week * states + s] = weekUsd[at] + (packages[week] / LOAD_ONE) * fixed;
        }
        if (station[state] >= 0) {
            const asked = load[state];
            const row = station[state] * weekCount;
            const share = lean.priceShare * asked;
            for (let week = 0; week < weekCount; week++) {
                const spare = capacity[row + week] - totals.load[row + week];
                const beyond = spare >= asked ? 0 : asked - Math.max(0, spare);
                const more = share * prices.station[row + week] + overflowUsd * beyond;
                usd[week * states + s] += (packages[week] / LOAD_ONE) * more;
            }
        }
        if (!(other[state] > 0))
            continue;
        for (let week = 0; week < weekCount; week++) {
            const spare = otherMax[week] - totals.other[week];
            const beyond = Math.max(0, other[state] - Math.max(0, spare));
            usd[week * states + s] += (packages[week] / LOAD_ONE) * overflowUsd * beyond;
        }
    }
}
//# sourceMappingURL=repair.js.map