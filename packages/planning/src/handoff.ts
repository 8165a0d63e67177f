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
  return entryChooser(input, packages)(input.postageUsd);
}

/**
 * Prepares a choice, so that it can be made again at other prices: only what they move is worked out each time.
 *
 * @param packages - as of `chooseEntries`
 * @returns chooses at `[price * GROUP_COUNT + group]`, USD per package
 */
export function entryChooser(input: HandoffInput, packages: Float64Array): (postageUsd: Float64Array) => Entries {
  if (input.packagesMax.some((most) => most !== Infinity)) {
    return (postageUsd) => chooseWithin({...input, postageUsd}, packages);
  }
  const choices = zipsWithBoth(input);
  const stops = stopsOf(input, packages, ownUnits(input));
  const alone = enter(input, new Uint8Array(input.unit.length)); // where nothing is dropped that need not be
  return (postageUsd) => {
    const gain = new Float64Array(input.dropUsd.length);
    sumGains({...input, postageUsd}, packages, choices, gain);
    const building = alone.slice();
    for (let i = 0; i < choices.zips.length; i++) {
      const zip = choices.zips[i];
      const unit = input.unit[zip];
      if (choices.isBound[unit] === 0 && gain[unit] > stops.usd[unit]) building[zip] = unit;
    }
    return {building, dropUsdPerPackage: stops.usdPerPackage};
  };
}

/** The same where bids won limit buildings. */
function chooseWithin(input: HandoffInput, packages: Float64Array): Entries {
  const sums = zipSums(input, packages);
  const mayDrop = withinUnits(input, sums);
  const stops = stopsOf(input, packages, mayDrop);
  const gain = new Float64Array(input.dropUsd.length); // a NaN gain loses
  for (let zip = 0; zip < mayDrop.length; zip++) if (mayDrop[zip] === 1) gain[input.unit[zip]] += sums.gain[zip];
  const isDrop = mayDrop.map((may, zip) => (may === 1 && gain[input.unit[zip]] > stops.usd[input.unit[zip]] ? 1 : 0));
  leaveFullScfs(input, sums, isDrop);
  return {building: enter(input, isDrop), dropUsdPerPackage: stops.usdPerPackage};
}

/** @returns `[zip]`, 1: has a unit of its own */
function ownUnits({unit}: HandoffInput): Uint8Array {
  const has = new Uint8Array(unit.length);
  for (let zip = 0; zip < unit.length; zip++) has[zip] = unit[zip] < 0 ? 0 : 1;
  return has;
}

/** ZIPs that may enter at either building. */
interface Choices {
  readonly zips: Int32Array; // ascending
  readonly atUnit: Int32Array; // of each of them, where the prices of its unit begin
  readonly atScf: Int32Array;
  readonly isBound: Uint8Array; // [building], 1: a ZIP of that unit has no such choice, so its drop is never weighed
}

function zipsWithBoth({unit, scf, unitWayUsd, scfWayUsd, priceOf, dropUsd}: HandoffInput): Choices {
  const isBound = new Uint8Array(dropUsd.length);
  const zips: number[] = [];
  for (let zip = 0; zip < unit.length; zip++) {
    if (unit[zip] < 0) continue;
    const hasBoth = scf[zip] >= 0 && !Number.isNaN(unitWayUsd[zip]) && !Number.isNaN(scfWayUsd[zip]);
    if (hasBoth) zips.push(zip);
    else isBound[unit[zip]] = 1;
  }
  return {
    zips: Int32Array.from(zips),
    atUnit: Int32Array.from(zips, (zip) => priceOf[unit[zip]] * GROUP_COUNT),
    atScf: Int32Array.from(zips, (zip) => priceOf[scf[zip]] * GROUP_COUNT),
    isBound,
  };
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

/** Whole stops that all packages of a unit's ZIPs take. */
interface Stops {
  readonly usd: Float64Array; // [building]
  readonly usdPerPackage: Float64Array; // [building]
}

/** @param mayDrop - `[zip]`, 1: counts */
function stopsOf({unit, dropUsd, dropPackages}: HandoffInput, packages: Float64Array, mayDrop: Uint8Array): Stops {
  const volume = new Float64Array(dropUsd.length);
  for (let zip = 0; zip < unit.length; zip++) {
    if (mayDrop[zip] === 0) continue;
    for (let group = 0; group < GROUP_COUNT; group++) volume[unit[zip]] += packages[zip * GROUP_COUNT + group];
  }
  const usd = dropUsd.map((stopUsd, at) => Math.max(1, Math.ceil(volume[at] / dropPackages[at])) * stopUsd);
  return {usd, usdPerPackage: usd.map((stopsUsd, at) => stopsUsd / Math.max(1, volume[at]))};
}

/**
 * What dropping at units gains before the drop itself. The hot loop of a price that moves.
 *
 * @param gain - `[building]`, USD; added to
 */
function sumGains(
  {unit, unitWayUsd, scfWayUsd, postageUsd}: HandoffInput,
  packages: Float64Array,
  {zips, atUnit, atScf}: Choices,
  gain: Float64Array,
): void {
  for (let i = 0; i < zips.length; i++) {
    const zip = zips[i];
    const building = unit[zip];
    const scf = atScf[i];
    const own = atUnit[i];
    const toScf = scfWayUsd[zip];
    const toUnit = unitWayUsd[zip];
    const cell = zip * GROUP_COUNT;
    let usd = gain[building];
    for (let group = 0; group < GROUP_COUNT; group++) {
      usd += packages[cell + group] * (toScf + postageUsd[scf + group] - toUnit - postageUsd[own + group]);
    }
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
