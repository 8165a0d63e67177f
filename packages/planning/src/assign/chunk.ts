import {addAsked, chargeCuts, type Cuts} from './cuts.ts';
import {cheapestPath, createPathScratch, pathUsd, priceWeeks} from './path.ts';
import type {Prices, Totals, WeekProblem} from './problem.ts';

/** One part of the ZIPs at given prices: what a thread does, once for each step of the prices. */
export interface ChunkTask {
  readonly kind: 'chunk';
  readonly problem: WeekProblem;
  readonly prices: Prices;
  readonly paths: Uint8Array; // overwritten for these ZIPs
  readonly totals: Totals; // of this chunk, overwritten
  readonly isResting: Uint8Array; // [zip], 1: keeps its path, and its dollars are not told
  readonly cuts: Cuts | undefined;
  readonly zipFrom: number;
  readonly zipTo: number;
}

/** Finds the cheapest path of each ZIP of a chunk and adds them up. Chunks share nothing they write. */
export function priceChunk({problem, prices, paths, totals, isResting, cuts, zipFrom, zipTo}: ChunkTask): void {
  const scratch = createPathScratch(problem);
  scratch.arrivingUsd.set(prices.arriving);
  clearTotals(totals);
  for (let zip = zipFrom; zip < zipTo; zip++) {
    if (isResting[zip] === 0) {
      priceWeeks(problem, prices, zip, scratch.usd);
      if (cuts !== undefined) chargeCuts(problem, cuts, prices.cut, zip, scratch.usd);
      totals.usd[0] += cheapestPath(problem, prices.switching, zip, scratch, paths);
      totals.usd[1] += pathUsd(problem, zip, paths);
    }
    addPath(problem, zip, paths, totals, 1);
    holdToRoom(problem, zip, paths, totals.load);
    if (cuts !== undefined) addAsked(problem, cuts, zip, paths, totals);
  }
}

// What goes over by itself is charged already: to the prices a ZIP asks for no more than all of the room.
function holdToRoom(
  {weekCount, firstState, station, load, capacity}: WeekProblem,
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
  {weekCount, firstState, station, load, other, usps, start, arrivalsMax}: WeekProblem,
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
