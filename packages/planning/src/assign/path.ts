import {PER_LOAD, type Prices, type WeekCosts} from './problem.ts';
import {STATES_MAX} from './space-layout.ts';

/** Scratch of one thread. */
export interface PathScratch {
  readonly usd: Float64Array; // [week * states of the ZIP + state], at prices
  readonly best: Float64Array; // [STATES_MAX], cheapest way to be in a state
  readonly from: Uint8Array; // [week * states of the ZIP + state]
  readonly arrivingUsd: Float64Array; // as `arrivalsMax`, of coming to a station
}

export function createPathScratch({weekCount, arrivalsMax}: WeekCosts): PathScratch {
  return {
    usd: new Float64Array(weekCount * STATES_MAX),
    best: new Float64Array(STATES_MAX),
    from: new Uint8Array(weekCount * STATES_MAX),
    arrivingUsd: new Float64Array(arrivalsMax.length),
  };
}

/**
 * Writes what each state of a ZIP costs each week at prices. What one ZIP brings beyond the capacity of its station
 * goes over in any plan, so it is charged in full and takes no more than all of the room: the bound is tighter by it,
 * and no plan's cost is touched.
 */
export function priceWeeks(problem: WeekCosts, prices: Prices, zip: number, usd: Float64Array): void {
  const {weekCount, firstState, station, load, usps, other, weekUsd, packages, capacity, overflowUsd} = problem;
  const {station: stationUsd, other: otherUsd} = prices;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  const uspsPrice = prices.usps[0];
  for (let s = 0; s < states; s++) {
    const state = first + s;
    const row = station[state] * weekCount;
    const asked = load[state];
    const fixed = uspsPrice * usps[state];
    const more = other[state];
    const from = state * weekCount;
    if (row < 0 || asked === 0) {
      for (let week = 0, at = s; week < weekCount; week++, at += states) {
        usd[at] = weekUsd[from + week] + packages[week] * PER_LOAD * (fixed + more * otherUsd[week]);
      }
      continue;
    }
    for (let week = 0, at = s; week < weekCount; week++, at += states) {
      const room = capacity[row + week];
      let shared = fixed + more * otherUsd[week];
      if (asked <= room) shared += asked * stationUsd[row + week];
      else shared += room * stationUsd[row + week] + (asked - room) * overflowUsd;
      usd[at] = weekUsd[from + week] + packages[week] * PER_LOAD * shared;
    }
  }
}

/**
 * The cheapest path of a ZIP through its states, week by week (dynamic programming): to stay, or to leave for another
 * state at once. Ties go to staying, then to the lower state.
 *
 * @param usd - as `priceWeeks` writes it
 * @param path - overwritten from `zip * weekCount` on
 * @returns what it costs; Infinity if no state is open in some week
 */
export function cheapestPath(
  problem: WeekCosts,
  switchingUsd: Float64Array,
  zip: number,
  {usd, best, from, arrivingUsd}: PathScratch,
  path: Uint8Array,
): number {
  const {weekCount, firstState, station, enterUsd, leaveUsd, isFrozen, start} = problem;
  const isLimited = arrivingUsd.length > 0;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  best.fill(Infinity, 0, states);
  best[start[zip]] = 0;
  let leaver = start[zip]; // the cheapest state to leave
  let left = leaveUsd[first + leaver];
  for (let week = 0; week < weekCount; week++) {
    const row = week * states;
    const come = isFrozen[week] === 0 ? left + switchingUsd[week] : Infinity;
    const comer = leaver;
    left = Infinity;
    for (let s = 0; s < states; s++) {
      let there = best[s];
      let moved = come + enterUsd[first + s];
      if (isLimited && station[first + s] >= 0) moved += arrivingUsd[station[first + s] * weekCount + week];
      if (moved < there) {
        there = moved;
        from[row + s] = comer;
      } else from[row + s] = s;
      there += usd[row + s];
      best[s] = there;
      if (there + leaveUsd[first + s] < left) {
        left = there + leaveUsd[first + s];
        leaver = s;
      }
    }
  }
  let last = 0;
  for (let s = 1; s < states; s++) if (best[s] < best[last]) last = s;
  const total = best[last];
  for (let week = weekCount - 1; week >= 0; week--) {
    path[zip * weekCount + week] = last;
    last = from[week * states + last];
  }
  return total;
}

/** What a path costs before prices: its weeks, and each change. @param at - where in `path` it begins */
export function pathUsd(problem: WeekCosts, zip: number, path: Uint8Array, at = zip * problem.weekCount): number {
  const {weekCount, firstState, enterUsd, leaveUsd, weekUsd, start} = problem;
  const first = firstState[zip];
  let usd = 0;
  let before = start[zip];
  for (let week = 0; week < weekCount; week++) {
    const s = path[at + week];
    if (s !== before) usd += leaveUsd[first + before] + enterUsd[first + s];
    usd += weekUsd[(first + s) * weekCount + week];
    before = s;
  }
  return usd;
}

/** What a path costs at prices. @param scratch - as `cheapestPath` takes it */
export function pricedPathUsd(
  problem: WeekCosts,
  switchingUsd: Float64Array,
  zip: number,
  {usd, arrivingUsd}: Pick<PathScratch, 'usd' | 'arrivingUsd'>,
  path: Uint8Array,
): number {
  const {weekCount, firstState, station, enterUsd, leaveUsd, start} = problem;
  const isLimited = arrivingUsd.length > 0;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  let sum = 0;
  let before = start[zip];
  for (let week = 0; week < weekCount; week++) {
    const s = path[zip * weekCount + week];
    if (s !== before) {
      sum += leaveUsd[first + before] + switchingUsd[week] + enterUsd[first + s];
      if (isLimited && station[first + s] >= 0) sum += arrivingUsd[station[first + s] * weekCount + week];
    }
    sum += usd[week * states + s];
    before = s;
  }
  return sum;
}
