import type {SharedMemory} from '@cutover/core';
import {addAsked, chargeCuts} from './cuts.ts';
import {assignKernel} from './kernel.ts';
import {cheapestPath, createPathScratch, pathUsd, priceWeeks} from './path.ts';
import type {Totals, WeekCosts} from './problem.ts';
import {openSpace, type WeekSpace} from './space.ts';

/** One part of the ZIPs at given prices: what a thread does, once for each step of the prices. */
export interface ChunkTask {
  readonly kind: 'chunk';
  readonly memory: SharedMemory; // of the space
  readonly chunk: number;
  readonly zipFrom: number;
  readonly zipTo: number;
  readonly hasCuts: boolean;
}

/**
 * Finds the cheapest path of each ZIP of a chunk, but of those that rest, and adds all up. Chunks share nothing they
 * write.
 */
export function runChunk({memory, chunk, zipFrom, zipTo, hasCuts}: ChunkTask): void {
  const kernel = assignKernel(memory);
  if (kernel !== undefined) kernel.priceChunk(chunk, zipFrom, zipTo, hasCuts);
  else priceChunk(openSpace(memory), chunk, zipFrom, zipTo, hasCuts);
}

/** As the kernel does it, in TypeScript. */
export function priceChunk(space: WeekSpace, chunk: number, zipFrom: number, zipTo: number, hasCuts: boolean): void {
  const {problem, prices, paths, isResting, cuts} = space;
  const totals = space.totals[chunk];
  const scratch = createPathScratch(problem);
  scratch.arrivingUsd.set(prices.arriving);
  clearTotals(totals);
  for (let zip = zipFrom; zip < zipTo; zip++) {
    if (isResting[zip] === 0) {
      priceWeeks(problem, prices, zip, scratch.usd);
      if (hasCuts) chargeCuts(problem, cuts, prices.cut, zip, scratch.usd);
      totals.usd[0] += cheapestPath(problem, prices.switching, zip, scratch, paths);
      totals.usd[1] += pathUsd(problem, zip, paths);
    }
    addPath(problem, zip, paths, totals, 1);
    holdToRoom(problem, zip, paths, totals.load);
    if (hasCuts) addAsked(problem, cuts, zip, paths, totals);
  }
}

// What goes over by itself is charged already: to the prices a ZIP asks for no more than all of the room.
function holdToRoom(
  {weekCount, firstState, station, load, capacity}: WeekCosts,
  zip: number,
  paths: Uint8Array,
  asked: Float64Array,
): void {
  for (let week = 0; week < weekCount; week++) {
    const state = firstState[zip] + paths[zip * weekCount + week];
    if (station[state] < 0) continue;
    const at = station[state] * weekCount + week;
    asked[at] -= Math.max(0, load[state] - capacity[at]);
  }
}

export function clearTotals(totals: Totals): void {
  for (const values of Object.values(totals) as Float64Array[]) values.fill(0);
}

/** Adds a ZIP's path to the totals, or takes it away (`sign` -1). Its dollars are the caller's. */
export function addPath(
  {weekCount, firstState, station, load, other, usps, start, arrivalsMax}: WeekCosts,
  zip: number,
  paths: Uint8Array,
  totals: Totals,
  sign: number,
): void {
  const isLimited = arrivalsMax.length > 0;
  const first = firstState[zip];
  let before = start[zip];
  for (let week = 0; week < weekCount; week++) {
    const s = paths[zip * weekCount + week];
    const state = first + s;
    if (s !== before) {
      totals.switches[week] += sign;
      if (isLimited && station[state] >= 0) totals.arrivals[station[state] * weekCount + week] += sign;
    }
    if (station[state] >= 0) totals.load[station[state] * weekCount + week] += sign * load[state];
    totals.other[week] += sign * other[state];
    totals.usps[week] += sign * usps[state];
    before = s;
  }
}
