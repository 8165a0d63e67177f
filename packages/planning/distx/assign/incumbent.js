import { exchange, listNeighbours } from "./improve.js";
import { createInsertion, draftOf, reinsertAll } from "./repair.js";
import { isKept, missOf, planUsd } from "./value.js";
// Station prices that a ZIP pays for room it takes, pass by pass: first all of them, so that room goes to those who
// need it most; in the end none, so that none is left empty.
const PASSES = [1, 1, 0.5, 0, 0];
const FIRST_GAIN_USD = 10;
const GAIN_USD = 1000;
const GAIN_MAX_USD = 1e6;
const TRIES = 40; // exchanges at a station, each round
/** Makes a plan of the paths at the best prices. */
export function repair(problem, prices, paths, isUnsettled) {
    const draft = draftOf(problem, paths.slice());
    PASSES.forEach((priceShare, i) => {
        const lean = leanOf(problem, prices, FIRST_GAIN_USD * 2 ** i, priceShare);
        reinsertAll(createInsertion(problem, prices, draft, lean), i % 2 === 0);
    });
    for (let i = 0; i < paths.length; i++) {
        if (paths[i] !== draft.paths[i])
            isUnsettled[Math.floor(i / problem.weekCount)] = 1;
    }
    const neighbours = listNeighbours(problem, isUnsettled);
    return { draft, neighbours, best: copyOf(draft), value: planUsd(problem, draft.totals) };
}
/** One round of exchanges. What is found counts once it keeps to the limits. */
export function improve(problem, prices, plan, round) {
    exchange(createInsertion(problem, prices, plan.draft, leanOf(problem, prices, GAIN_USD, 0)), plan.neighbours, round, TRIES);
    settle(problem, prices, plan.draft);
    const value = planUsd(problem, plan.draft.totals);
    const isBetter = value < plan.value || !isKept(problem, plan.best.totals);
    if (!isBetter || !isKept(problem, plan.draft.totals))
        return;
    plan.best = copyOf(plan.draft);
    plan.value = value;
}
// Leans harder and harder until the USPS volume is within its limits.
function settle(problem, prices, draft) {
    for (let gain = 4 * GAIN_USD; gain <= GAIN_MAX_USD && missOf(problem, draft.totals) !== 0; gain *= 4) {
        reinsertAll(createInsertion(problem, prices, draft, leanOf(problem, prices, gain, 0)), true);
    }
}
function leanOf({ target }, prices, uspsGainUsd, priceShare) {
    const uspsUsd = prices.usps[0];
    if (target.rule !== 'within')
        return { uspsAim: 1, uspsUsd, uspsGainUsd: 0, priceShare };
    return { uspsAim: Math.max(1, (target.min + target.max) / 2), uspsUsd, uspsGainUsd, priceShare };
}
function copyOf({ paths, totals, uspsPackages }) {
    const { usd, load, other, switches, usps } = totals;
    return {
        paths: paths.slice(),
        totals: {
            usd: usd.slice(),
            load: load.slice(),
            other: other.slice(),
            switches: switches.slice(),
            usps: usps.slice(),
        },
        uspsPackages,
    };
}
//# sourceMappingURL=incumbent.js.map