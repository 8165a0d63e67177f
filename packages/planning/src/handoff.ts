import {GROUP_COUNT} from '@cutover/core';
import {leaveFullScfs, type LimitedEntry, withinUnits, type ZipSums} from './handoff-limits.ts';

/** Two ways into the mail for each ZIP: its own unit (DDU or S&DC) on a milk run, or the SCF that feeds it. */
export interface HandoffInput extends LimitedEntry {
  readonly dropUsd: Float64Array; // [building], one stop of the milk run
  readonly dropPackages: Float64Array; // [building], packages that fit one stop
  readonly priceOf: Int32Array; // [building], the price that packages pay there; read of hand-offs alone
  readonly postageUsd: Float64Array; // [price * GROUP_COUNT + group], per package
}

/** Where each ZIP's packages enter the mail. */
export interface Entries {
  readonly building: Int32Array; // [zip], -1 where there is no way into the mail
  readonly dropUsdPerPackage: Float64Array; // [building], whole stops over all packages that could be dropped
}

/** And what that costs in all. */
export interface Handoffs extends Entries {
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], per package: way, drop and postage
}

/** USD per package that a class group pays at a building; 0 without one. */
export function entryPostageUsd(
  {priceOf, postageUsd}: Pick<HandoffInput, 'priceOf' | 'postageUsd'>,
  building: number,
  group: number,
): number {
  return building < 0 ? 0 : postageUsd[priceOf[building] * GROUP_COUNT + group];
}

/** Chooses as `chooseEntries` does, and says what a package costs then. */
export function chooseHandoffs(input: HandoffInput, packages: Float64Array): Handoffs {
  const entries = chooseEntries(input, packages);
  return {...entries, uspsUsd: enteredUsd(input, entries)};
}

/**
 * Chooses for each unit whether its packages are dropped there or left at the SCF: a drop costs the same for one
 * package as for a full stop, so a unit that loses its volume is given up (thin lanes consolidate). Whole ZIPs enter
 * within a building's limit, those that gain most a package first; one with no other way into the mail keeps its own.
 *
 * @param packages - `[zip * GROUP_COUNT + group]`, planned for USPS on a mean day
 */
export function chooseEntries(input: HandoffInput, packages: Float64Array): Entries {
  const isFree = input.packagesMax.every((most) => most === Infinity);
  const sums = isFree ? undefined : zipSums(input, packages);
  const mayDrop = sums === undefined ? ownUnits(input) : withinUnits(input, sums);
  const {dropUsdPerPackage, isWorth} = priceDrops(input, packages, mayDrop);
  const isDrop = new Uint8Array(mayDrop.length);
  for (let zip = 0; zip < isDrop.length; zip++) isDrop[zip] = mayDrop[zip] === 1 ? isWorth[input.unit[zip]] : 0;
  if (sums !== undefined) leaveFullScfs(input, sums, isDrop);
  return {building: enter(input, isDrop), dropUsdPerPackage};
}

/** @returns `[zip]`, 1: has a unit of its own */
function ownUnits({unit}: HandoffInput): Uint8Array {
  const has = new Uint8Array(unit.length);
  for (let zip = 0; zip < unit.length; zip++) has[zip] = unit[zip] < 0 ? 0 : 1;
  return has;
}

function zipSums(input: HandoffInput, packages: Float64Array): ZipSums {
  const volume = new Float64Array(input.unit.length);
  const gain = new Float64Array(input.unit.length);
  packages.forEach((each, at) => {
    const zip = Math.floor(at / GROUP_COUNT);
    volume[zip] += each;
    gain[zip] += each * saving(input, zip, at % GROUP_COUNT);
  });
  return {volume, gain};
}

/** Whether all packages that could be dropped at a unit are worth the stops they take. */
function priceDrops(input: HandoffInput, packages: Float64Array, mayDrop: Uint8Array) {
  const {dropUsd, dropPackages} = input;
  const unitCount = dropUsd.length;
  const volume = new Float64Array(unitCount);
  const gain = new Float64Array(unitCount); // of dropping at the unit, before the drop itself
  sumDrops(input, packages, mayDrop, volume, gain);
  const dropUsdPerPackage = new Float64Array(unitCount);
  const isWorth = new Uint8Array(unitCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const stops = Math.max(1, Math.ceil(volume[unit] / dropPackages[unit]));
    dropUsdPerPackage[unit] = (stops * dropUsd[unit]) / Math.max(1, volume[unit]);
    isWorth[unit] = gain[unit] > stops * dropUsd[unit] ? 1 : 0; // a NaN gain loses
  }
  return {dropUsdPerPackage, isWorth};
}

// The hot loop of a price that moves works on locals.
function sumDrops(
  {unit, scf, unitWayUsd, scfWayUsd, priceOf, postageUsd}: HandoffInput,
  packages: Float64Array,
  mayDrop: Uint8Array,
  volume: Float64Array,
  gain: Float64Array,
): void {
  for (let zip = 0; zip < unit.length; zip++) {
    if (mayDrop[zip] === 0) continue;
    const building = unit[zip];
    const atUnit = priceOf[building] * GROUP_COUNT;
    const atScf = scf[zip] < 0 ? atUnit : priceOf[scf[zip]] * GROUP_COUNT;
    const [toUnit, toScf] = [unitWayUsd[zip], scf[zip] < 0 ? Number.NaN : scfWayUsd[zip]];
    let [sum, usd] = [volume[building], gain[building]];
    for (let group = 0; group < GROUP_COUNT; group++) {
      const each = packages[zip * GROUP_COUNT + group];
      sum += each;
      usd += each * (toScf + postageUsd[atScf + group] - toUnit - postageUsd[atUnit + group]);
    }
    volume[building] = sum;
    gain[building] = usd;
  }
}

/** What a package saves at the unit before the drop itself; NaN without both ways. */
function saving(input: HandoffInput, zip: number, group: number): number {
  const atScf = entryPostageUsd(input, input.scf[zip], group);
  return input.scfWayUsd[zip] + atScf - input.unitWayUsd[zip] - entryPostageUsd(input, input.unit[zip], group);
}

function enter({unit, scf, unitWayUsd, scfWayUsd}: HandoffInput, isChosen: Uint8Array): Int32Array {
  const building = new Int32Array(unit.length).fill(-1);
  for (let zip = 0; zip < unit.length; zip++) {
    const hasUnit = unit[zip] >= 0 && !Number.isNaN(unitWayUsd[zip]);
    const hasScf = scf[zip] >= 0 && !Number.isNaN(scfWayUsd[zip]);
    if (hasUnit && (!hasScf || isChosen[zip] === 1)) building[zip] = unit[zip];
    else if (hasScf) building[zip] = scf[zip];
  }
  return building;
}

/** @returns `[zip * GROUP_COUNT + group]`, per package: way, drop and postage; NaN where there is no way */
function enteredUsd(input: HandoffInput, {building, dropUsdPerPackage}: Entries): Float64Array {
  const usd = new Float64Array(building.length * GROUP_COUNT).fill(Number.NaN);
  for (let zip = 0; zip < building.length; zip++) {
    const entry = building[zip];
    if (entry < 0) continue;
    const wayUsd = entry === input.unit[zip] ? input.unitWayUsd[zip] + dropUsdPerPackage[entry] : input.scfWayUsd[zip];
    for (let group = 0; group < GROUP_COUNT; group++) {
      usd[zip * GROUP_COUNT + group] = wayUsd + entryPostageUsd(input, entry, group);
    }
  }
  return usd;
}
