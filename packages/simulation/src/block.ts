import {cellKeyHigh, cellKeyLow, DELIVERER_COUNT, type Ledger, OTHER, OVERFLOW_USPS, OWNED, USPS} from '@cutover/core';
import {deliverOrHold} from './books.ts';
import type {BlockInput} from './block-input.ts';
import {fillBounds, sampled, SLOTS} from './cells.ts';
import {createDrawKernel, type DrawKernel} from './draw-kernel.ts';
import {
  addRun,
  counterCount,
  createDraws,
  DAYS_SPAN,
  type Draws,
  HOLD_DAYS_MAX,
  openCell,
  settle,
  type Tally,
  WAITS,
} from './draw.ts';
import {STRETCH_FATES, STRETCHES, cutStretches} from './stretches.ts';
import {closeWaiting, releaseOldest, startWaiting, type Waiting} from './waiting.ts';

/** What a block counted beyond the ledger's own cells. Plain numbers, so that it crosses threads. */
export interface BlockResult {
  readonly tally: Tally;
  readonly xor: number; // of the random bits of all packages
  readonly sum: number; // of them, modulo 2^32
  readonly packages: number;
  readonly latePackageDays: number;
}

/** A kernel that fits this input; a thread needs one for all its blocks. */
export function createBlockKernel(input: BlockInput, isSimd = true): DrawKernel {
  return createDrawKernel(counterCount(input), isSimd);
}

/**
 * Simulates the ZIPs `zipFrom … zipTo - 1` over all days: finds how many simulated packages of each cell took which
 * way at full volume, draws each of them, and fills the `sample…` and drawn arrays of the ledger for these ZIPs. The
 * books are closed by then, so each ZIP has all its days before the next. Blocks share nothing they write, so any
 * number of threads gives the same ledger.
 */
export function simulateBlock(
  input: BlockInput,
  ledger: Ledger,
  zipFrom: number,
  zipTo: number,
  kernel = createBlockKernel(input),
): BlockResult {
  const draws = createDraws(input, ledger, kernel);
  const {tally} = draws;
  const state: BlockState = {
    input,
    ledger,
    draws,
    waiting: {ledger, tally, rate: input.rate, queue: [], volume: 0, daysBeyond: 0},
    held: [0, 1, 2].map(() => new Uint32Array(1)),
    cell: {zip: 0, row: 0, at: 0, epoch: 0, firstSample: 0, bound: new Float64Array(SLOTS + 1)},
    fated: new Float64Array(DELIVERER_COUNT + 1),
    ends: new Float64Array(STRETCHES),
    packages: 0,
  };
  for (let zip = zipFrom; zip < zipTo; zip++) simulateZip(state, zip);
  const [xor, sum] = kernel.sums;
  return {tally, xor, sum, packages: state.packages, latePackageDays: lateDays(tally) + state.waiting.daysBeyond};
}

/** The (day, ZIP) at hand. */
interface Cell {
  zip: number;
  row: number;
  at: number; // index of the ledger's cells
  epoch: number;
  firstSample: number; // simulated packages before it
  readonly bound: Float64Array; // [SLOTS + 1], full volume before each slot, from the horizon's first day
}

interface BlockState {
  readonly input: BlockInput;
  readonly ledger: Ledger;
  readonly draws: Draws;
  readonly waiting: Waiting; // of the ZIP at hand
  readonly held: readonly Uint32Array[]; // [way][1], of the ZIP, simulated packages that wait
  readonly cell: Cell;
  readonly fated: Float64Array; // [fate], simulated packages of the cell
  readonly ends: Float64Array; // [STRETCHES], of the cell, full volume
  packages: number;
}

function simulateZip(state: BlockState, zip: number): void {
  const {input, draws, held} = state;
  for (const each of held) each[0] = 0;
  for (let row = 0; row < input.dayCount; row++) {
    enterCell(state, row, zip);
    if (isIdle(state)) continue; // in a small sample most cells
    addCell(state);
    deliverCell(state);
  }
  settle(draws);
  closeWaiting(state.waiting, zip);
}

/** Whether no package is simulated, starts to wait or waits: all that is counted stays zero. */
function isIdle({input, ledger, waiting, held, cell}: BlockState): boolean {
  if (sampled(cell.bound[SLOTS], input.rate) > cell.firstSample || ledger.volumeWait[cell.at] > 0) return false;
  return waiting.volume === 0 && held[OWNED][0] + held[USPS][0] + held[OTHER][0] === 0;
}

function enterCell({input, cell}: BlockState, row: number, zip: number): void {
  const day = input.fromDay + row;
  cell.zip = zip;
  cell.row = row;
  cell.at = row * input.zipCount + zip;
  cell.epoch = input.epochOf[day];
  fillBounds(input.demand, input.position[cell.epoch], day, zip, cell.bound);
  for (let slot = 0; slot <= SLOTS; slot++) cell.bound[slot] += input.demand.dayFirst[day];
  cell.firstSample = sampled(cell.bound[0], input.rate);
}

function addCell(state: BlockState): void {
  const {input, ledger, draws, fated, ends, cell} = state;
  const {bound, at, zip} = cell;
  for (let fate = 0; fate < fated.length; fate++) fated[fate] = 0; // `fill` takes longer
  const day = input.fromDay + cell.row;
  openCell(draws, zip, cell.epoch, cellKeyLow(input.seed, day, zip), cellKeyHigh(input.seed, day, zip));
  const toUsps = ledger.volumeDivertedUsps[at] + ledger.volumeOverflow[at];
  cutStretches(bound, ledger.volumeWait[at], toUsps, ledger.volumeDivertedOther[at], ends);
  let from = bound[0];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    if (ends[stretch] > from) addStretch(state, stretch, from);
    from = ends[stretch];
  }
}

/** Adds the simulated packages of a stretch of the full volume, all of one group and one fate. */
function addStretch(state: BlockState, stretch: number, from: number): void {
  const {input, draws, waiting, cell, ends, fated} = state;
  const fate = STRETCH_FATES[stretch % STRETCH_FATES.length];
  if (fate === WAITS) startWaiting(waiting, cell.row, from, ends[stretch]);
  const rankFrom = sampled(from, input.rate) - cell.firstSample;
  const rankTo = sampled(ends[stretch], input.rate) - cell.firstSample;
  if (rankTo === rankFrom) return;
  const group = Math.floor(stretch / STRETCH_FATES.length);
  const hold = fate === WAITS ? 0 : holdDays(input.delivers, input.fromDay + cell.row, fate);
  addRun(draws, group, fate, hold, rankFrom, rankTo);
  fated[fate] += rankTo - rankFrom;
}

/** Days from one to the deliverer's next delivery day, or to the end of the horizon, at most HOLD_DAYS_MAX. */
export function holdDays(delivers: Uint8Array, day: number, way: number): number {
  let days = 0;
  for (let at = day * DELIVERER_COUNT + way; at < delivers.length && delivers[at] === 0; at += DELIVERER_COUNT) days++;
  return Math.min(days, HOLD_DAYS_MAX);
}

function deliverCell(state: BlockState): void {
  const {input, ledger, held, fated} = state;
  const {at, row, bound} = state.cell;
  const delivers = (input.fromDay + row) * DELIVERER_COUNT;
  ledger.sampleDemanded[at] = sampled(bound[SLOTS], input.rate) - state.cell.firstSample;
  state.packages += ledger.sampleDemanded[at];
  leaveStation(state);
  ledger.sampleOwned[at] = fated[OWNED] + releaseWaiting(state);
  ledger.sampleUsps[at] = deliverOrHold(held[USPS], 0, fated[USPS], input.delivers[delivers + USPS]);
  ledger.sampleOther[at] = deliverOrHold(held[OTHER], 0, fated[OTHER], input.delivers[delivers + OTHER]);
  ledger.sampleBacklog[at] = held[OWNED][0] + held[USPS][0] + held[OTHER][0];
}

// Where the ZIP's station closed and there is no other, all that waits moves on, as in the books.
function leaveStation({input, held, fated, waiting, cell}: BlockState): void {
  const {zip, row, epoch} = cell;
  if (waiting.volume === 0 || input.stationOf[epoch][zip] >= 0) return;
  const way = (input.overflow[epoch][zip] & OVERFLOW_USPS) !== 0 ? USPS : OTHER;
  fated[way] += releaseOldest(waiting, zip, row, waiting.volume);
  held[OWNED][0] = 0;
  waiting.volume = 0;
}

// Backlog leaves first in, first out.
function releaseWaiting({ledger, held, waiting, fated, cell}: BlockState): number {
  const {zip, row, at, bound} = cell;
  const startsToWait = ledger.volumeWait[at];
  if (waiting.volume === 0 && startsToWait === 0) return 0;
  let outToday =
    -startsToWait - ledger.volumeDivertedUsps[at] - ledger.volumeOverflow[at] - ledger.volumeDivertedOther[at];
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) outToday += bound[slot + 1] - bound[slot];
  const leaving = ledger.volumeOwned[at] - outToday;
  waiting.volume += startsToWait - leaving;
  const released = releaseOldest(waiting, zip, row, leaving);
  held[OWNED][0] += fated[WAITS] - released;
  return released;
}

function lateDays({lateHistogram}: Tally): number {
  let sum = 0;
  for (let i = 0; i < DELIVERER_COUNT * DAYS_SPAN; i++) sum += (i % DAYS_SPAN) * lateHistogram[i];
  return sum;
}
