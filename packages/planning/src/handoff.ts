import {GROUP_COUNT} from '@cutover/core';
import {leaveFullScfs, type LimitedEntry, withinUnits, type ZipSums} from './handoff-limits.ts';

/** Two ways into the mail for each ZIP: its own unit (DDU or S&DC) on a milk run, or the SCF that feeds it. */
export interface HandoffInput extends LimitedEntry {
  readonly dropUsd: Float64Array; // [building], one stop of the milk run
  readonly dropPackages: Float64Array; // [building], packages that fit one stop
  readonly unitPostageUsd: Float64Array; // [zip * GROUP_COUNT + group]
  readonly scfPostageUsd: Float64Array; // [zip * GROUP_COUNT + group]
}

/** Where each ZIP's packages enter the mail, and what that costs in all. */
export interface Handoffs {
  readonly building: Int32Array; // [zip], -1 where there is no way into the mail
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], per package: way, drop and postage
  readonly dropUsdPerPackage: Float64Array; // [building], whole stops over all packages that could be dropped
}

/**
 * Chooses for each unit whether its packages are dropped there or left at the SCF: a drop costs the same for one
 * package as for a full stop, so a unit that loses its volume is given up (thin lanes consolidate). Whole ZIPs enter
 * within a building's limit, those that gain most a package first; one with no other way into the mail keeps its own.
 *
 * @param packages - `[zip * GROUP_COUNT + group]`, planned for USPS on a mean day
 */
export function chooseHandoffs(input: HandoffInput, packages: Float64Array): Handoffs {
  const sums = zipSums(input, packages);
  const mayDrop = withinUnits(input, sums);
  const {dropUsdPerPackage, isWorth} = priceDrops(input, packages, mayDrop);
  const isDrop = mayDrop.map((may, zip) => (may === 1 ? isWorth[input.unit[zip]] : 0));
  leaveFullScfs(input, sums, isDrop);
  return enter(input, isDrop, dropUsdPerPackage);
}

function zipSums(input: HandoffInput, packages: Float64Array): ZipSums {
  const volume = new Float64Array(input.unit.length);
  const gain = new Float64Array(input.unit.length);
  packages.forEach((each, at) => {
    const zip = Math.floor(at / GROUP_COUNT);
    volume[zip] += each;
    gain[zip] += each * saving(input, zip, at);
  });
  return {volume, gain};
}

/** Whether all packages that could be dropped at a unit are worth the stops they take. */
function priceDrops(input: HandoffInput, packages: Float64Array, mayDrop: Uint8Array) {
  const unitCount = input.dropUsd.length;
  const volume = new Float64Array(unitCount);
  const gain = new Float64Array(unitCount); // of dropping at the unit, before the drop itself
  for (let zip = 0; zip < input.unit.length; zip++) {
    if (mayDrop[zip] === 0) continue;
    for (let at = zip * GROUP_COUNT; at < (zip + 1) * GROUP_COUNT; at++) {
      volume[input.unit[zip]] += packages[at];
      gain[input.unit[zip]] += packages[at] * saving(input, zip, at);
    }
  }
  const dropUsdPerPackage = new Float64Array(unitCount);
  const isWorth = new Uint8Array(unitCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const stops = Math.max(1, Math.ceil(volume[unit] / input.dropPackages[unit]));
    dropUsdPerPackage[unit] = (stops * input.dropUsd[unit]) / Math.max(1, volume[unit]);
    isWorth[unit] = gain[unit] > stops * input.dropUsd[unit] ? 1 : 0; // a NaN gain loses
  }
  return {dropUsdPerPackage, isWorth};
}

/** What a package saves at the unit before the drop itself; NaN without both ways. */
function saving(input: HandoffInput, zip: number, at: number): number {
  return input.scfWayUsd[zip] + input.scfPostageUsd[at] - input.unitWayUsd[zip] - input.unitPostageUsd[at];
}

function enter(input: HandoffInput, isChosen: Uint8Array, dropUsdPerPackage: Float64Array): Handoffs {
  const zipCount = input.unit.length;
  const building = new Int32Array(zipCount).fill(-1);
  const uspsUsd = new Float64Array(zipCount * GROUP_COUNT).fill(Number.NaN);
  for (let zip = 0; zip < zipCount; zip++) {
    const unit = input.unit[zip];
    const hasUnit = unit >= 0 && !Number.isNaN(input.unitWayUsd[zip]);
    const hasScf = input.scf[zip] >= 0 && !Number.isNaN(input.scfWayUsd[zip]);
    if (!hasUnit && !hasScf) continue;
    const isDrop = hasUnit && (!hasScf || isChosen[zip] === 1);
    building[zip] = isDrop ? unit : input.scf[zip];
    for (let group = 0; group < GROUP_COUNT; group++) {
      const at = zip * GROUP_COUNT + group;
      uspsUsd[at] = isDrop
        ? input.unitWayUsd[zip] + dropUsdPerPackage[unit] + input.unitPostageUsd[at]
        : input.scfWayUsd[zip] + input.scfPostageUsd[at];
    }
  }
  return {building, uspsUsd, dropUsdPerPackage};
}
