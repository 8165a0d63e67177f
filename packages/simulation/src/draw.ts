import {DELIVERER_COUNT, GROUP_COUNT, type Ledger, OWNED} from '@cutover/core';
import type {BlockInput} from './block-input.ts';
import type {DrawKernel} from './draw-kernel.ts';
import {CLASS_SLOTS, DELAY_SPAN, ORIGIN_SLOTS, RUN_CAPACITY, RUN_WORDS} from './draw-layout.ts';

export const DAYS_SPAN = 32; // transit, hold and delay together stay below
export const HOLD_DAYS_MAX = 7; // longer rests count as this
export const WAITS = 3; // fate of own packages that wait at the station; other fates are ways

const NO_ZIP = -1;
const HOLD_SPAN = HOLD_DAYS_MAX + 1;
const KINDS = (DELIVERER_COUNT + 1) * HOLD_SPAN; // fate x days held
const RUNS_PER_LIST = Math.floor(RUN_CAPACITY / (KINDS * GROUP_COUNT));

/** What packages are tallied into beyond the cells of the ledger. Plain numbers, so that it crosses threads. */
export interface Tally {
  readonly originCount: Float64Array; // [way * originCount + origin]
  readonly transitHistogram: Float64Array; // [way * DAYS_SPAN + days]
  readonly lateHistogram: Float64Array; // [way * DAYS_SPAN + days late]
}

/**
 * Packages of one ZIP and epoch on their way into the ledger. Runs are collected by fate, days held and class group:
 * then tables and counters of a list stay in the first-level cache. Classes are counted once a list, days once for all
 * epochs in which the ZIP's ways are the same.
 */
export interface Draws {
  readonly input: BlockInput;
  readonly ledger: Ledger;
  readonly kernel: DrawKernel;
  readonly tally: Tally;
  readonly classes: readonly (readonly (readonly number[])[])[]; // [epoch][group], what its quota holds
  readonly runCount: Uint32Array; // [kind * GROUP_COUNT + group], not drawn yet
  readonly isDrawn: Uint8Array; // [kind], 1 where days are to be counted
  origins: readonly number[]; // [origin of the market], origin slot
  zip: number; // at hand
  epoch: number; // at hand
  keyLow: number; // of the (day, ZIP) at hand
  keyHigh: number;
}

/** Counters a kernel needs: [class][delay][origin], then [fate x days held][variant][delay][origin]. */
export function counterCount({tables, classCount}: BlockInput): number {
  const {variantCount, originCount} = tables[0];
  return (classCount + KINDS * variantCount) * DELAY_SPAN * originCount;
}

export function createDraws(input: BlockInput, ledger: Ledger, kernel: DrawKernel): Draws {
  kernel.sums.fill(0);
  return {
    input,
    ledger,
    kernel,
    tally: {
      originCount: new Float64Array(DELIVERER_COUNT * input.tables[0].originCount),
      transitHistogram: new Float64Array(DELIVERER_COUNT * DAYS_SPAN),
      lateHistogram: new Float64Array(DELIVERER_COUNT * DAYS_SPAN),
    },
    classes: input.tables.map(({classQuota}) =>
      Array.from({length: GROUP_COUNT}, (_, group) => outcomesOf(classQuota, group * CLASS_SLOTS, CLASS_SLOTS)),
    ),
    runCount: new Uint32Array(KINDS * GROUP_COUNT),
    isDrawn: new Uint8Array(KINDS),
    origins: [],
    zip: NO_ZIP,
    epoch: 0,
    keyLow: 0,
    keyHigh: 0,
  };
}

/** Packages added from now on are of this ZIP and epoch, on a day with this key. */
export function openCell(draws: Draws, zip: number, epoch: number, keyLow: number, keyHigh: number): void {
  draws.keyLow = keyLow;
  draws.keyHigh = keyHigh;
  if (zip === draws.zip && epoch === draws.epoch) return;
  settleClasses(draws);
  if (!hasSameWays(draws, zip, epoch)) settleDays(draws);
  const {input, kernel} = draws;
  const market = input.marketOf[zip];
  const isSame = market === input.marketOf[draws.zip] && input.tables[epoch] === input.tables[draws.epoch];
  draws.zip = zip;
  draws.epoch = epoch;
  if (isSame) return;
  const {originQuota} = input.tables[epoch];
  const at = market * ORIGIN_SLOTS;
  draws.origins = outcomesOf(originQuota, at, ORIGIN_SLOTS);
  let origin = 0; // of the market
  for (let slot = 0; slot < ORIGIN_SLOTS; slot++) {
    if (originQuota[at + slot] !== draws.origins[origin]) origin++;
    kernel.originQuota[slot] = origin;
  }
}

/** The outcomes of a quota table, in its order; each stands in one stretch of slots. */
function outcomesOf(quota: Uint8Array | Uint16Array, from: number, slots: number): number[] {
  const outcomes = [quota[from]];
  for (let slot = from + 1; slot < from + slots; slot++) {
    if (quota[slot] !== quota[slot - 1]) outcomes.push(quota[slot]);
  }
  return outcomes;
}

/** Whether a package of that ZIP and epoch is as many days on its way as one of those at hand. */
function hasSameWays({input: {tables, transit, targetOf}, zip, epoch}: Draws, toZip: number, toEpoch: number): boolean {
  if (toZip !== zip || tables[toEpoch] !== tables[epoch] || transit[toEpoch] !== transit[epoch]) return false;
  return targetOf[toEpoch].every((target, way) => target[zip] === targetOf[epoch][way][zip]);
}

/** Adds the packages `rankFrom … rankTo - 1` of the cell at hand, all of one class group, fate and days held. */
export function addRun(
  draws: Draws,
  group: number,
  fate: number,
  holdDays: number,
  rankFrom: number,
  rankTo: number,
): void {
  const {runs} = draws.kernel;
  const kind = fate * HOLD_SPAN + holdDays;
  const list = kind * GROUP_COUNT + group;
  if (draws.runCount[list] === RUNS_PER_LIST) drawKind(draws, kind);
  const at = (list * RUNS_PER_LIST + draws.runCount[list]++) * RUN_WORDS;
  runs[at] = draws.keyLow;
  runs[at + 1] = draws.keyHigh;
  runs[at + 2] = rankFrom;
  runs[at + 3] = rankTo;
}

/** Counts all packages added in the ledger and the tally. */
export function settle(draws: Draws): void {
  settleClasses(draws);
  settleDays(draws);
}

function settleClasses(draws: Draws): void {
  for (let kind = 0; kind < KINDS; kind++) drawKind(draws, kind);
}

function settleDays(draws: Draws): void {
  for (let kind = 0; kind < KINDS; kind++) {
    if (draws.isDrawn[kind] === 1) countDays(draws, kind);
    draws.isDrawn[kind] = 0;
  }
}

function drawKind(draws: Draws, kind: number): void {
  const {input, kernel, runCount, epoch} = draws;
  let isEmpty = true;
  for (let group = 0; group < GROUP_COUNT; group++) {
    if (runCount[kind * GROUP_COUNT + group] === 0) continue;
    if (isEmpty) copyRow(input.tables[epoch].delayQuota, wayOf(kind), kernel.delayQuota);
    isEmpty = false;
    drawList(draws, kind, group);
  }
  if (!isEmpty) draws.isDrawn[kind] = 1;
}

function wayOf(kind: number): number {
  const fate = Math.floor(kind / HOLD_SPAN);
  return fate === WAITS ? OWNED : fate;
}

function drawList(draws: Draws, kind: number, group: number): void {
  const {input, ledger, kernel, classes, runCount, origins, zip, epoch} = draws;
  const {classVariant, classQuota, variantCount} = input.tables[epoch];
  const list = kind * GROUP_COUNT + group;
  const row = DELAY_SPAN * origins.length;
  const variantAt = (input.classCount + kind * variantCount) * row;
  const classAt = ((epoch * input.zipCount + zip) * DELIVERER_COUNT + wayOf(kind)) * input.classCount;
  copyRow(classQuota, group, kernel.classQuota);
  kernel.draw(list * RUNS_PER_LIST, runCount[list], origins.length);
  runCount[list] = 0;
  for (const each of classes[epoch][group]) {
    ledger.drawnClass[classAt + each] += kernel.take(each * row, variantAt + classVariant[each] * row, row);
  }
}

function copyRow(table: Uint8Array, row: number, into: Uint8Array): void {
  into.set(table.subarray(row * into.length, (row + 1) * into.length));
}

// What own packages that wait are late by is counted when they leave. Delays are the inner loop: neighbours then count
// in different places, and no count waits for the one before it.
function countDays(draws: Draws, kind: number): void {
  const {input, ledger, kernel, tally, origins, zip, epoch} = draws;
  const marketOrigins = origins.length;
  const {counters} = kernel;
  const way = wayOf(kind);
  const isWaiting = Math.floor(kind / HOLD_SPAN) === WAITS;
  const holdDays = kind % HOLD_SPAN;
  const {promiseDays, originCount, variantCount} = input.tables[epoch];
  const {originCount: originTally, transitHistogram, lateHistogram} = tally;
  const transit = input.transit[epoch];
  const transitAt = input.targetOf[epoch][way][zip] * variantCount * originCount;
  const from = (input.classCount + kind * variantCount) * DELAY_SPAN * marketOrigins;
  let transitDays = 0;
  let latePackages = 0;
  for (let variant = 0; variant < variantCount; variant++) {
    const promise = promiseDays[variant];
    for (let origin = 0; origin < marketOrigins; origin++) {
      const days = transit[transitAt + variant * originCount + origins[origin]] + holdDays;
      let ofOrigin = 0;
      for (let delay = 0; delay < DELAY_SPAN; delay++) {
        const at = from + (variant * DELAY_SPAN + delay) * marketOrigins + origin;
        const packages = counters[at];
        if (packages === 0) continue;
        counters[at] = 0;
        ofOrigin += packages;
        transitHistogram[way * DAYS_SPAN + days + delay] += packages;
        transitDays += packages * (days + delay);
        if (isWaiting) continue;
        const lateDays = Math.max(0, days + delay - promise);
        lateHistogram[way * DAYS_SPAN + lateDays] += packages;
        if (lateDays > 0) latePackages += packages;
      }
      originTally[way * originCount + origins[origin]] += ofOrigin;
    }
  }
  ledger.transitDays[zip * DELIVERER_COUNT + way] += transitDays;
  ledger.latePackages[zip * DELIVERER_COUNT + way] += latePackages;
}
