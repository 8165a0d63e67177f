import { exchange, listNeighbours } from "./improve.js";
import { createInsertion, draftOf, reinsertAll } from "./repair.js";
import { overflowPackages, isKept, missOf, planUsd } from "./value.js";
// Station prices that a ZIP pays for room it takes, pass by pass: first all of them, so that room goes to those who
// need it most; in the end none, so that none is left empty.
const PASSES = [1, 1, 0.5, 0, 0];
const REPAIR_GAIN_USD = 100;
const GAIN_USD = 1000;
const FIRST_SHIFT_USD = 0.1;
const SETTLE_PASSES = 16;
const TRIES = 40; // exchanges at a station, each round
/** Makes a plan of the paths at the best prices. */
export function repair(problem, prices, paths, isUnsettled) {
    const draft = draftOf(problem, paths.slice());
    const P=(label)=>console.log(label,(planUsd(problem,draft.totals)/1e6).toFixed(2),missOf(problem,draft.totals).toFixed(6),Math.round(overflowPackages(problem,draft.totals)),performance.now()|0);
    PASSES.forEach((priceShare, i) => {
        const lean = leanOf(problem, prices, REPAIR_GAIN_USD, priceShare);
        P('pass'+i); reinsertAll(createInsertion(problem, prices, draft, lean), i % 2 === 0);
    });
    P('passed'); settle(problem, prices, draft); P('settled');
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
    const P=(label)=>console.log(label,(planUsd(problem,plan.draft.totals)/1e6).toFixed(2),missOf(problem,plan.draft.totals).toFixed(6),Math.round(overflowPackages(problem,plan.draft.totals)),performance.now()|0); P('exch'); settle(problem, prices, plan.draft); P('settled');
    const value = planUsd(problem, plan.draft.totals);
    const isBetter = value < plan.value || !isKept(problem, plan.best.totals);
    if (!isBetter || !isKept(problem, plan.draft.totals))
        return;
    plan.best = copyOf(plan.draft);
    plan.value = value;
}
// ZIPs that change sides for little come first: the USPS price moves away from its own, pass by pass, until the volume is
// within its limits, and back in smaller steps where a large ZIP carried it past them.
function settle(problem, prices, draft) {
    let shift = FIRST_SHIFT_USD;
    let before = 0;
    for (let pass = 0; pass < SETTLE_PASSES; pass++) {
        const side = Math.sign(missOf(problem, draft.totals));
        if (side === 0)
            return;
        shift *= before === 0 ? 1 : side === before ? 2 : 0.25;
        before = side;
        const lean = { ...leanOf(problem, prices, 0, 0), uspsUsd: prices.usps[0] + side * shift };
        const isPast = () => Math.sign(missOf(problem, draft.totals)) !== side;
        reinsertAll(createInsertion(problem, prices, draft, lean), pass % 2 === 0, isPast);
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