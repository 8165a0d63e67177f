import { NO_BUILDING } from '@cutover/core';
/**
 * Gives each ZIP one serving station: the nearest that is open. A station in its ramp takes its nearest ZIPs first and
 * only as many as its ramp can hold; the others stay with their next station, and if they have none they stay with it.
 *
 * @returns `[zip]`, slot of the serving station, or NO_BUILDING where no open station is near
 */
export function servingSlots(input) {
    const { firstSlot, slotStation, capacity, isRamping } = input;
    const zipCount = firstSlot.length - 1;
    const serving = new Int32Array(zipCount).fill(NO_BUILDING);
    const rampingZips = new Map();
    for (let zip = 0; zip < zipCount; zip++) {
        for (let slot = firstSlot[zip]; slot < firstSlot[zip + 1]; slot++) {
            const station = slotStation[slot];
            if (capacity[station] === 0)
                continue;
            serving[zip] = slot;
            if (isRamping[station] === 1)
                append(rampingZips, station, zip);
            break;
        }
    }
    for (const [station, zips] of [...rampingZips].sort((a, b) => a[0] - b[0])) {
        holdWithinRamp(input, serving, station, zips);
    }
    return serving;
}
function append(lists, key, item) {
    const list = lists.get(key);
    if (list === undefined)
        lists.set(key, [item]);
    else
        list.push(item);
}
function holdWithinRamp(input, serving, station, zips) {
    const { firstSlot, slotStation, potential, capacity, isRamping } = input;
    const rank = (zip) => serving[zip] - firstSlot[zip]; // how near among the ZIP's own stations
    zips.sort((a, b) => rank(a) - rank(b) || a - b);
    let load = 0;
    for (const zip of zips) {
        load += potential[zip];
        if (load <= capacity[station])
            continue;
        for (let slot = serving[zip] + 1; slot < firstSlot[zip + 1]; slot++) {
            const other = slotStation[slot];
            if (capacity[other] === 0 || isRamping[other] === 1)
                continue;
            serving[zip] = slot;
            load -= potential[zip];
            break;
        }
    }
}
//# sourceMappingURL=serving-station.js.map