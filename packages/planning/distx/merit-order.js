import { createHeap, DELIVERER_COUNT, GROUP_COUNT, lastMileUsd, lastMileWork, OTHER, OWNED, pop, push, SHARE_ONE, USPS, } from '@cutover/core';
const DUST = 1e-12; // of the national volume: less than a package in a century
const MOVABLE = [[0], [1], [0, 1]]; // light, heavy, both
/**
 * Takes packages back from USPS in merit order until USPS carries `targetShare`: the (ZIP, class group) whose own
 * *incremental* cost exceeds the postal cost least goes first. The increment is that of the whole group at the ZIP's
 * density as it then is, so both groups of a ZIP may be cheaper together than either alone. What would overload its
 * station stands back by `overloadUsd`: what fits comes first, but not at any price. The last one is split to meet the
 * target.
 *
 * Where nothing may stay (`leaves`), what no station can reach goes to another carrier.
 */
export function meritOrder(input) {
    const state = start(input);
    const zips = createQueue(input.station.length);
    for (let zip = 0; zip < input.station.length; zip++)
        offer(input, state, zip, zips);
    let isMet = state.usps <= state.target + DUST;
    while (!isMet && zips.heap.length > 0) {
        const next = takeFirst(zips);
        if (next.overloads || fits(input, state, next))
            isMet = take(input, state, next, zips);
        else
            setAside(input, state, next, zips);
    }
    if (input.leaves)
        leaveUncovered(input, state);
    return {
        share: state.share,
        targetShare: state.target,
        plannedShare: state.usps,
        takenBack: state.takenBack,
        beyondCapacityShare: state.load.reduce((sum, load, s) => sum + Math.max(0, load - input.capacity[s]), 0),
        cutDifferenceUsd: state.cutDifferenceUsd,
    };
}
function createQueue(zipCount) {
    return { heap: createHeap(1024), candidate: Array.from({ length: zipCount }) };
}
function enqueue({ heap, candidate }, next, overloadUsd = 0) {
    candidate[next.zip] = next;
    push(heap, next.differenceUsd + overloadUsd, next.zip);
}
function takeFirst({ heap, candidate }) {
    return candidate[pop(heap)];
}
function start(input) {
    const load = new Float64Array(input.capacity.length);
    let usps = 0;
    let floor = 0;
    for (let cell = 0; cell < input.weight.length; cell++) {
        const at = cell * DELIVERER_COUNT;
        const station = input.station[Math.floor(cell / GROUP_COUNT)];
        const uspsShare = (input.weight[cell] * input.share[at + USPS]) / SHARE_ONE;
        usps += uspsShare;
        if (cell % GROUP_COUNT === GROUP_COUNT - 1)
            floor += uspsShare;
        if (station >= 0)
            load[station] += (input.weight[cell] * input.share[at + OWNED]) / SHARE_ONE;
    }
    return {
        share: input.share.slice(),
        load,
        work: new Float64Array(3),
        usps,
        target: Math.max(floor, input.targetShare),
        takenBack: 0,
        cutDifferenceUsd: Number.NaN,
    };
}
/** Queues the cheapest set of the ZIP's groups that are with USPS. */
function offer(input, state, zip, queue) {
    if (input.station[zip] < 0 || Number.isNaN(input.ownWayUsd[zip]))
        return;
    const best = cheapest(input, state, zip, () => true);
    if (best !== undefined)
        enqueue(queue, best);
}
/** Of a ZIP whose candidate overloads its station another may still fit; where none does, the ZIP stands back. */
function setAside(input, state, candidate, zips) {
    const smaller = cheapest(input, state, candidate.zip, (each) => fits(input, state, each));
    if (smaller === undefined)
        enqueue(zips, { ...candidate, overloads: true }, input.overloadUsd);
    else
        enqueue(zips, smaller);
}
/** Whether its station has room for all of a candidate. Loads only grow: what does not fit never will. */
function fits(input, state, { zip, weight }) {
    const station = input.station[zip];
    return state.load[station] + weight <= input.capacity[station];
}
function cheapest(input, state, zip, accepts) {
    let best;
    for (const groups of MOVABLE) {
        const candidate = evaluate(input, state, zip, groups);
        if (candidate === undefined || !accepts(candidate))
            continue;
        if (best === undefined || candidate.differenceUsd < best.differenceUsd)
            best = candidate;
    }
    return best;
}
function evaluate(input, state, zip, groups) {
    let weight = 0;
    let uspsUsd = 0;
    for (const group of groups) {
        const cell = zip * GROUP_COUNT + group;
        const moved = (input.weight[cell] * state.share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
        if (!(moved > 0))
            return undefined; // nothing to move, or a smaller set says the same
        weight += moved;
        uspsUsd += moved * input.uspsUsd[cell];
    }
    let owned = 0;
    for (let group = 0; group < GROUP_COUNT; group++) {
        const cell = zip * GROUP_COUNT + group;
        owned += (input.weight[cell] * state.share[cell * DELIVERER_COUNT + OWNED]) / SHARE_ONE;
    }
    const before = roadUsd(input, state, zip, owned * input.meanDayPackages);
    const after = roadUsd(input, state, zip, (owned + weight) * input.meanDayPackages);
    const ownUsd = (after - before) / (weight * input.meanDayPackages) + input.ownWayUsd[zip];
    return { zip, groups, differenceUsd: ownUsd - uspsUsd / weight, overloads: false, weight };
}
function roadUsd(input, { work }, zip, packages) {
    if (packages === 0)
        return 0;
    lastMileWork(input.rates, input.segment[zip], packages, input.areaSqMi[zip], input.stemMiles[zip], work);
    return lastMileUsd(input.rates, work[0], work[1], work[2]);
}
/** Moves a candidate to own stations, or the part of it that meets the target. @returns whether it is met */
function take(input, state, { zip, groups, differenceUsd }, queue) {
    for (const group of groups) {
        const cell = zip * GROUP_COUNT + group;
        const at = cell * DELIVERER_COUNT;
        const excess = ((state.usps - state.target) / input.weight[cell]) * SHARE_ONE;
        const moved = Math.min(state.share[at + USPS], Math.max(0, Math.round(excess)));
        state.share[at + USPS] -= moved;
        state.share[at + OWNED] += moved;
        state.usps -= (input.weight[cell] * moved) / SHARE_ONE;
        state.load[input.station[zip]] += (input.weight[cell] * moved) / SHARE_ONE;
        if (moved > 0) {
            state.takenBack++;
            state.cutDifferenceUsd = Math.max(differenceUsd, state.takenBack === 1 ? -Infinity : state.cutDifferenceUsd);
        }
        if (state.share[at + USPS] > 0)
            return true; // split: what is left over is less than a share can say
    }
    if (state.usps <= state.target + DUST)
        return true;
    offer(input, state, zip, queue); // the other group, at the new density
    return false;
}
function leaveUncovered(input, state) {
    for (let cell = 0; cell < input.weight.length; cell++) {
        if (cell % GROUP_COUNT === GROUP_COUNT - 1)
            continue; // the floor stays
        const at = cell * DELIVERER_COUNT;
        state.usps -= (input.weight[cell] * state.share[at + USPS]) / SHARE_ONE;
        state.share[at + OTHER] += state.share[at + USPS];
        state.share[at + USPS] = 0;
    }
}
//# sourceMappingURL=merit-order.js.map