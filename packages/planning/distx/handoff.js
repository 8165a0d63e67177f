import { GROUP_COUNT } from '@cutover/core';
/**
 * Chooses for each unit whether its packages are dropped there or left at the SCF: a drop costs the same for one
 * package as for a full stop, so a unit that loses its volume is given up (thin lanes consolidate).
 *
 * @param packages - `[zip * GROUP_COUNT + group]`, planned for USPS on a mean day
 */
export function chooseHandoffs(input, packages) {
    const zipCount = input.unit.length;
    const unitCount = input.dropUsd.length;
    const volume = new Float64Array(unitCount);
    const gain = new Float64Array(unitCount); // of dropping at the unit, before the drop itself
    for (let zip = 0; zip < zipCount; zip++) {
        const unit = input.unit[zip];
        if (unit < 0)
            continue;
        for (let group = 0; group < GROUP_COUNT; group++) {
            const at = zip * GROUP_COUNT + group;
            volume[unit] += packages[at];
            const scfUsd = input.scfWayUsd[zip] + input.scfPostageUsd[group];
            gain[unit] += packages[at] * (scfUsd - input.unitWayUsd[zip] - input.unitPostageUsd[at]);
        }
    }
    const dropUsdPerPackage = new Float64Array(unitCount);
    const atUnit = new Uint8Array(unitCount);
    for (let unit = 0; unit < unitCount; unit++) {
        const stops = Math.max(1, Math.ceil(volume[unit] / input.dropPackages[unit]));
        dropUsdPerPackage[unit] = (stops * input.dropUsd[unit]) / Math.max(1, volume[unit]);
        atUnit[unit] = gain[unit] > stops * input.dropUsd[unit] ? 1 : 0; // a NaN gain loses
    }
    return enter(input, atUnit, dropUsdPerPackage);
}
function enter(input, atUnit, dropUsdPerPackage) {
    const zipCount = input.unit.length;
    const building = new Int32Array(zipCount).fill(-1);
    const uspsUsd = new Float64Array(zipCount * GROUP_COUNT).fill(Number.NaN);
    for (let zip = 0; zip < zipCount; zip++) {
        const unit = input.unit[zip];
        const hasUnit = unit >= 0 && !Number.isNaN(input.unitWayUsd[zip]);
        const hasScf = input.scf[zip] >= 0 && !Number.isNaN(input.scfWayUsd[zip]);
        if (!hasUnit && !hasScf)
            continue;
        const isDrop = hasUnit && (!hasScf || atUnit[unit] === 1);
        building[zip] = isDrop ? unit : input.scf[zip];
        for (let group = 0; group < GROUP_COUNT; group++) {
            const at = zip * GROUP_COUNT + group;
            uspsUsd[at] = isDrop
                ? input.unitWayUsd[zip] + dropUsdPerPackage[unit] + input.unitPostageUsd[at]
                : input.scfWayUsd[zip] + input.scfPostageUsd[group];
        }
    }
    return { building, uspsUsd };
}
//# sourceMappingURL=handoff.js.map