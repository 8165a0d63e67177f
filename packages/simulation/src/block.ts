import {cellKeyHigh, cellKeyLow, DELIVERER_COUNT, type Ledger, OTHER, OVERFLOW_USPS, OWNED, USPS} from '@cutover/core';
import {deliverOrHold} from './books.ts';
import {type Demand, packagesBefore, sampled, SLOTS} from './cells.ts';
import {STRETCH_FATES, STRETCHES, cutStretches} from './stretches.ts';
import {createTally, DAYS_SPAN, type DrawTables, drawRange, HOLD_DAYS_MAX, type Tally, WAITS} from './draw.ts';

/** What a block of ZIPs is simulated from; every array on shared memory. */
export interface BlockInput {
  readonly seed: number;
  readonly rate: number; // simulated packages per package, from samplingRate
  readonly demand: Demand;
  readonly fromDay: number;
  readonly dayCount: number;
  readonly zipCount: number;
  readonly classCount: number;
  readonly epochOf: Uint8Array;
  readonly position: readonly Float64Array[]; // by epoch
  readonly stationOf: readonly Int32Array[]; // [epoch][zip], station or -1
  readonly overflow: readonly Uint8Array[]; // [epoch][zip], from the policy
  readonly marketOf: Uint16Array; // [zip]
  readonly tables: readonly DrawTables[]; // by epoch
  readonly transit: readonly Uint8Array[]; // by epoch, [target][variant][origin]
  readonly targetOf: readonly (readonly Int32Array[])[]; // [epoch][way][zip], row of `transit`
  readonly delivers: Uint8Array; // [day * 3 + way]
}

/** What a block counted beyond the ledger's own cells. Plain numbers, so that it crosses threads. */
export interface BlockResult {
  readonly tally: Tally;
  readonly packages: number;
  readonly latePackageDays: number;
}

/**
 * Simulates the ZIPs `zipFrom … zipTo - 1` over all days: finds how many simulated packages of each cell took which
 * way at full volume, draws each of them, and fills the `sample…` and drawn arrays of the ledger for these ZIPs. Blocks
 * share nothing they write, so any number of threads gives the same ledger.
 */
export function simulateBlock(input: BlockInput, ledger: Ledger, zipFrom: number, zipTo: number): BlockResult {
  const zips = zipTo - zipFrom;
  const state: BlockState = {
    input,
    ledger,
    tally: createTally(input.tables[0].originCount),
    held: [0, 1, 2].map(() => new Uint32Array(zips)),
    waitingVolume: new Uint32Array(zips),
    waiting: Array.from({length: zips}, () => []),
    cell: {
      zip: 0,
      local: 0,
      row: 0,
      at: 0,
      epoch: 0,
      keyLow: 0,
      keyHigh: 0,
      firstSample: 0,
      bound: new Float64Array(SLOTS + 1),
    },
    fated: new Float64Array(4),
    ends: new Float64Array(STRETCHES),
    packages: 0,
    daysBeyond: 0,
  };
  for (let row = 0; row < input.dayCount; row++) {
    for (let zip = zipFrom; zip < zipTo; zip++) {
      enterCell(state, row, zip, zip - zipFrom);
      drawCell(state);
      deliverCell(state);
    }
  }
  closeWaiting(state);
  const latePackageDays = lateDays(state.tally) + state.daysBeyond;
  return {tally: mergeWaits(state.tally), packages: state.packages, latePackageDays};
}

/** A stretch of packages of one day that wait at a station, at full volume. */
interface Waiting {
  readonly row: number;
  from: number; // counted from the horizon's first day; moves on as they leave
  readonly to: number;
}

/** The (day, ZIP) at hand. */
interface Cell {
  zip: number;
  local: number; // ZIP of the block
  row: number;
  at: number; // index of the ledger's cells
  epoch: number;
  keyLow: number;
  keyHigh: number;
  firstSample: number; // simulated packages before it
  readonly bound: Float64Array; // [SLOTS + 1], full volume before each slot, from the horizon's first day
}

interface BlockState {
  readonly input: BlockInput;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly held: Uint32Array[]; // [way][zip of the block], simulated packages that wait
  readonly waitingVolume: Uint32Array; // [zip of the block], full volume that waits at the station
  readonly waiting: Waiting[][]; // [zip of the block], at the station, oldest first
  readonly cell: Cell;
  readonly fated: Float64Array; // [fate], simulated packages of the cell
  readonly ends: Float64Array; // [STRETCHES], of the cell, full volume
  packages: number;
  daysBeyond: number; // package-days late that lie past the end of the histogram
}

function enterCell({input, cell}: BlockState, row: number, zip: number, local: number): void {
  const day = input.fromDay + row;
  cell.zip = zip;
  cell.local = local;
  cell.row = row;
  cell.at = row * input.zipCount + zip;
  cell.epoch = input.epochOf[day];
  const position = input.position[cell.epoch];
  const dayFirst = input.demand.dayFirst[day];
  const dayPackages = input.demand.dayPackages[day];
  const phase = input.demand.phase[day];
  for (let slot = 0; slot <= SLOTS; slot++) {
    cell.bound[slot] = dayFirst + packagesBefore(dayPackages, position[zip * SLOTS + slot], phase);
  }
  cell.firstSample = sampled(cell.bound[0], input.rate);
}

function drawCell(state: BlockState): void {
  const {input, ledger, fated, ends, cell} = state;
  const {bound, at} = cell;
  fated.fill(0);
  const isSimulated = sampled(bound[SLOTS], input.rate) > cell.firstSample;
  if (!isSimulated && ledger.volumeWait[at] === 0) return; // in a small sample most cells
  cell.keyLow = cellKeyLow(input.seed, input.fromDay + cell.row, cell.zip);
  cell.keyHigh = cellKeyHigh(input.seed, input.fromDay + cell.row, cell.zip);
  const toUsps = ledger.volumeDivertedUsps[at] + ledger.volumeOverflow[at];
  cutStretches(bound, ledger.volumeWait[at], toUsps, ledger.volumeDivertedOther[at], ends);
  let from = bound[0];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    drawStretch(
      state,
      Math.floor(stretch / STRETCH_FATES.length),
      STRETCH_FATES[stretch % STRETCH_FATES.length],
      from,
      ends[stretch],
    );
    from = ends[stretch];
  }
}

/** Draws the simulated packages among `from … to - 1` of the full volume, all of one group and one fate. */
function drawStretch(state: BlockState, group: number, fate: number, from: number, to: number): void {
  if (to <= from) return;
  const {input, ledger, tally, cell} = state;
  if (fate === WAITS) state.waiting[cell.local].push({row: cell.row, from, to});
  const rankFrom = sampled(from, input.rate) - cell.firstSample;
  const rankTo = sampled(to, input.rate) - cell.firstSample;
  if (rankTo === rankFrom) return;
  const tables = input.tables[cell.epoch];
  const way = fate === WAITS ? OWNED : fate;
  const row = input.targetOf[cell.epoch][way][cell.zip];
  const cellWay = (cell.epoch * input.zipCount + cell.zip) * DELIVERER_COUNT + way;
  drawRange(
    tables,
    cell.keyLow,
    cell.keyHigh,
    rankFrom,
    rankTo,
    group,
    input.marketOf[cell.zip],
    fate,
    input.transit[cell.epoch],
    row * tables.variantCount * tables.originCount,
    fate === WAITS ? 0 : holdDays(input.delivers, input.fromDay + cell.row, way),
    ledger.drawnClass,
    cellWay * input.classCount,
    tally,
  );
  ledger.transitDays[cell.zip * DELIVERER_COUNT + way] += tally.transitDays;
  if (fate !== WAITS) ledger.latePackages[cell.zip * DELIVERER_COUNT + way] += tally.latePackages;
  state.fated[fate] += rankTo - rankFrom;
}

/** Days from one to the deliverer's next delivery day, or to the end of the horizon, at most HOLD_DAYS_MAX. */
export function holdDays(delivers: Uint8Array, day: number, way: number): number {
  let days = 0;
  for (let at = day * DELIVERER_COUNT + way; at < delivers.length && delivers[at] === 0; at += DELIVERER_COUNT) days++;
  return Math.min(days, HOLD_DAYS_MAX);
}

function deliverCell(state: BlockState): void {
  const {input, ledger, held, fated} = state;
  const {at, local, row, bound} = state.cell;
  const delivers = (input.fromDay + row) * DELIVERER_COUNT;
  ledger.sampleDemanded[at] = sampled(bound[SLOTS], input.rate) - state.cell.firstSample;
  state.packages += ledger.sampleDemanded[at];
  leaveStation(state);
  ledger.sampleOwned[at] = fated[OWNED] + releaseWaiting(state);
  ledger.sampleUsps[at] = deliverOrHold(held[USPS], local, fated[USPS], input.delivers[delivers + USPS]);
  ledger.sampleOther[at] = deliverOrHold(held[OTHER], local, fated[OTHER], input.delivers[delivers + OTHER]);
  ledger.sampleBacklog[at] = held[OWNED][local] + held[USPS][local] + held[OTHER][local];
}

// Where the ZIP's station closed and there is no other, all that waits moves on, as in the books.
function leaveStation(state: BlockState): void {
  const {input, held, fated, waitingVolume} = state;
  const {local, zip, epoch} = state.cell;
  if (waitingVolume[local] === 0 || input.stationOf[epoch][zip] >= 0) return;
  fated[(input.overflow[epoch][zip] & OVERFLOW_USPS) !== 0 ? USPS : OTHER] += releaseOldest(
    state,
    waitingVolume[local],
  );
  held[OWNED][local] = 0;
  waitingVolume[local] = 0;
}

// Backlog leaves first in, first out, package by package of the full volume, and takes its simulated ones along.
function releaseWaiting(state: BlockState): number {
  const {ledger, held, waitingVolume} = state;
  const {at, local, bound} = state.cell;
  const startsToWait = ledger.volumeWait[at];
  if (waitingVolume[local] === 0 && startsToWait === 0) return 0;
  let outToday =
    -startsToWait - ledger.volumeDivertedUsps[at] - ledger.volumeOverflow[at] - ledger.volumeDivertedOther[at];
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) outToday += bound[slot + 1] - bound[slot];
  const leaving = ledger.volumeOwned[at] - outToday;
  waitingVolume[local] += startsToWait - leaving;
  const released = releaseOldest(state, leaving);
  held[OWNED][local] += state.fated[WAITS] - released;
  return released;
}

/** Lets the oldest packages go. @returns how many of them are simulated */
function releaseOldest(state: BlockState, packages: number): number {
  const {row, zip, local} = state.cell;
  const queue = state.waiting[local];
  let left = packages;
  let released = 0;
  while (left > 0) {
    const oldest = queue[0];
    const go = Math.min(left, oldest.to - oldest.from);
    const simulated = simulatedIn(state, oldest.from, oldest.from + go);
    countLate(state, simulated, row - oldest.row, zip);
    released += simulated;
    oldest.from += go;
    left -= go;
    if (oldest.from === oldest.to) queue.shift();
  }
  return released;
}

function simulatedIn({input}: BlockState, from: number, to: number): number {
  return sampled(to, input.rate) - sampled(from, input.rate);
}

function countLate(state: BlockState, packages: number, days: number, zip: number): void {
  const {ledger, tally} = state;
  const counted = Math.min(days, DAYS_SPAN - 1);
  tally.lateHistogram[OWNED * DAYS_SPAN + counted] += packages;
  state.daysBeyond += packages * (days - counted);
  ledger.latePackages[zip * DELIVERER_COUNT + OWNED] += packages;
  ledger.transitDays[zip * DELIVERER_COUNT + OWNED] += packages * days;
}

// What still waits on the last day is late by the days it has waited so far, and by one at least.
function closeWaiting(state: BlockState): void {
  const {input, waiting} = state;
  const zipFrom = state.cell.zip - waiting.length + 1;
  waiting.forEach((queue, local) => {
    for (const {row, from, to} of queue) {
      countLate(state, simulatedIn(state, from, to), Math.max(1, input.dayCount - 1 - row), zipFrom + local);
    }
  });
}

// Days late of packages that waited were counted when they left; their transit days join those of the own way.
function mergeWaits(tally: Tally): Tally {
  for (let days = 0; days < DAYS_SPAN; days++) {
    tally.transitHistogram[OWNED * DAYS_SPAN + days] += tally.transitHistogram[WAITS * DAYS_SPAN + days];
  }
  return tally;
}

function lateDays({lateHistogram}: Tally): number {
  let sum = 0;
  for (let i = 0; i < DELIVERER_COUNT * DAYS_SPAN; i++) sum += (i % DAYS_SPAN) * lateHistogram[i];
  return sum;
}
