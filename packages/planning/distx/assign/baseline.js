import { cheapestPath, createPathScratch, pathUsd, priceWeeks } from "./path.js";
import { createPrices } from "./problem.js";
import { book, createInsertion, draftOf, putBack, takeOut } from "./repair.js";
import { missOf, overflowPackages, planUsd } from "./value.js";
const REPAIRS = 3;
/**
 * Repairs a plan that was made without regard to weeks and capacity: ZIPs at stations that are asked too much go where
 * they cost least, then ZIPs change in merit order (least cost for each package first) until the USPS target is met.
 *
 * @param paths - `[zip * weekCount + week]`, left as they are
 */
export function repairBaseline(problem, paths) {
    const draft = draftOf(problem, opened(problem, paths));
    for (let each = 0; each < REPAIRS; each++) {
        relieve(problem, draft);
        fillInMeritOrder(problem, draft);
    }
    return { valueUsd: planUsd(problem, draft.totals), overflowPackages: overflowPackages(problem, draft.totals) };
}
/** A copy in which no ZIP is where nothing is open: those take their cheapest way instead. */
function opened(problem, paths) {
    const prices = createPrices(problem);
    const scratch = createPathScratch(problem.weekCount);
    const copy = paths.slice();
    for (let zip = 0; zip < problem.zipCount; zip++) {
        if (pathUsd(problem, zip, copy) < Infinity)
            continue;
        priceWeeks(problem, prices, zip, scratch.usd);
        cheapestPath(problem, prices.switching, zip, scratch, copy);
    }
    return copy;
}
function insertionAt(problem, draft, uspsUsd) {
    return createInsertion(problem, createPrices(problem), draft, { uspsAim: 1, uspsUsd, uspsGainUsd: 0, priceShare: 0 });
}
function relieve(problem, draft) {
    const insertion = insertionAt(problem, draft, 0);
    for (let zip = 0; zip < problem.zipCount; zip++) {
        if (!goesOver(problem, draft, zip))
            continue;
        takeOut(insertion, zip);
        putBack(insertion, zip);
    }
}
function goesOver({ weekCount, firstState, station, capacity, weekUsd }, draft, zip) {
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    for (let week = 0; week < weekCount; week++) {
        const s = draft.paths[zip * weekCount + week];
        if (weekUsd[first * weekCount + week * states + s] === Infinity)
            return true; // its station is not open yet
        const at = station[first + s] * weekCount + week;
        if (station[first + s] >= 0 && draft.totals.load[at] > capacity[at])
            return true;
    }
    return false;
}
function fillInMeritOrder(problem, draft) {
    const miss = missOf(problem, draft.totals);
    if (miss === 0)
        return;
    const { weekCount } = problem;
    const insertion = insertionAt(problem, draft, (Math.sign(miss) * problem.overflowUsd) / 10);
    const offers = [];
    for (let zip = 0; zip < problem.zipCount; zip++) {
        const offer = offerOf(insertion, zip);
        if (offer !== undefined)
            offers.push(offer);
    }
    offers.sort((a, b) => a.usdPerPackage - b.usdPerPackage || a.zip - b.zip);
    for (const { zip, path } of offers) {
        const before = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
        const over = overAlong(insertion, zip);
        change(insertion, zip, path);
        const now = missOf(problem, draft.totals);
        const isTooMuch = overAlong(insertion, zip) > over || Math.sign(now) === -Math.sign(miss);
        if (isTooMuch)
            change(insertion, zip, before);
        else if (now === 0)
            return;
    }
}
/** What a ZIP would do at the price, beside the others as they are; undefined where that is what it does. */
function offerOf(insertion, zip) {
    const { draft, problem } = insertion;
    const { weekCount } = problem;
    const before = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
    const [usd, usps] = [draft.totals.usd[1], draft.uspsPackages];
    takeOut(insertion, zip);
    putBack(insertion, zip);
    const path = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
    const [moreUsd, moved] = [draft.totals.usd[1] - usd, Math.abs(draft.uspsPackages - usps)];
    change(insertion, zip, before);
    return moved > 0 ? { zip, path, usdPerPackage: moreUsd / moved } : undefined;
}
function change(insertion, zip, path) {
    takeOut(insertion, zip);
    insertion.draft.paths.set(path, zip * insertion.problem.weekCount);
    book(insertion, zip, 1);
}
/** Packages beyond capacity in the station-weeks of a ZIP's path. */
function overAlong({ problem, draft }, zip) {
    const { weekCount, firstState, station, capacity } = problem;
    let over = 0;
    for (let week = 0; week < weekCount; week++) {
        const state = firstState[zip] + draft.paths[zip * weekCount + week];
        if (station[state] < 0)
            continue;
        const at = station[state] * weekCount + week;
        over += Math.max(0, draft.totals.load[at] - capacity[at]);
    }
    return over;
}
//# sourceMappingURL=baseline.js.map