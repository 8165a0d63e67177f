import {sharedFloat64} from '@cutover/core';

/**
 * Which way each ZIP goes in each week. A ZIP is in one *state* a week (who carries which class group, from which
 * station); states are listed ZIP by ZIP. Volumes are parts of the nation's in whole `LOAD_ONE`ths, so that sums are
 * exact in any order; what they are in packages is told by the week.
 */
export interface WeekProblem {
  readonly zipCount: number;
  readonly weekCount: number;
  readonly stationCount: number;
  readonly firstState: Uint32Array; // [zipCount + 1]
  readonly station: Int32Array; // [state], or -1
  readonly load: Float64Array; // [state], own packages at its station, in 1/LOAD_ONE of the nation's
  readonly usps: Float64Array; // [state], packages USPS carries
  readonly other: Float64Array; // [state], packages other carriers get beyond today's
  readonly enterUsd: Float64Array; // [state], once, when a ZIP comes to it
  readonly leaveUsd: Float64Array; // [state], once, when it leaves
  readonly weekUsd: Float64Array; // [state * weekCount + week], Infinity: closed
  readonly start: Int32Array; // [zip], state before the first week, among those of the ZIP
  readonly packages: Float64Array; // [week], national
  readonly capacity: Float64Array; // [station * weekCount + week], in 1/LOAD_ONE, on the tightest day of the week
  readonly isFrozen: Uint8Array; // [week], 1: no ZIP may change when it begins
  readonly otherMax: Float64Array; // [week], in 1/LOAD_ONE, of `other` in all
  readonly switchesMax: Float64Array; // [week], ZIPs; Infinity: no limit
  readonly arrivalsMax: Float64Array; // [station * weekCount + week], ZIPs that come to it; empty: no limit
  readonly target: UspsTarget;
  readonly overflowUsd: number; // a package planned beyond a capacity
}

/** Packages USPS carries over all weeks: no matter how many, within limits, or at a fee for each that is missing. */
export type UspsTarget =
  | {readonly rule: 'none'}
  | {readonly rule: 'within'; readonly min: number; readonly max: number}
  | {readonly rule: 'fee'; readonly promised: number; readonly usd: number};

/** What a week costs a ZIP and what the ZIPs share: all but the USPS target. */
export type WeekCosts = Omit<WeekProblem, 'target'>;

export const LOAD_ONE = 1e12;
export const PER_LOAD = 1 / LOAD_ONE;

/** What constraints are worth: the multipliers that take the problem apart, ZIP by ZIP. All on shared memory. */
export interface Prices {
  readonly station: Float64Array; // [(stationCount + 1) * weekCount], USD a package; the last row stays 0
  readonly cut: Float64Array; // [stationCount * weekCount], USD a package that is asked of a cut
  readonly other: Float64Array; // [week], USD a package
  readonly switching: Float64Array; // [week], USD a ZIP
  readonly arriving: Float64Array; // as `arrivalsMax`, USD a ZIP
  readonly usps: Float64Array; // [1], USD a package, above 0: USPS shall carry less
}

/** What a path of every ZIP adds up to. */
export interface Totals {
  readonly usd: Float64Array; // [2]: at prices, without them
  readonly load: Float64Array; // [stationCount * weekCount], in 1/LOAD_ONE
  readonly cut: Float64Array; // [stationCount * weekCount], in 1/LOAD_ONE, of cuts; 0 in a plan
  readonly other: Float64Array; // [week], in 1/LOAD_ONE
  readonly switches: Float64Array; // [week], ZIPs that change
  readonly arrivals: Float64Array; // as `arrivalsMax`, ZIPs that change and are at the station then
  readonly usps: Float64Array; // [week], in 1/LOAD_ONE
}

export function createPrices({stationCount, weekCount, arrivalsMax}: WeekProblem): Prices {
  return {
    station: sharedFloat64((stationCount + 1) * weekCount),
    cut: sharedFloat64(stationCount * weekCount),
    other: sharedFloat64(weekCount),
    switching: sharedFloat64(weekCount),
    arriving: sharedFloat64(arrivalsMax.length),
    usps: sharedFloat64(1),
  };
}

export function createTotals({stationCount, weekCount, arrivalsMax}: WeekProblem): Totals {
  return {
    usd: sharedFloat64(2),
    load: sharedFloat64(stationCount * weekCount),
    cut: sharedFloat64(stationCount * weekCount),
    other: sharedFloat64(weekCount),
    switches: sharedFloat64(weekCount),
    arrivals: sharedFloat64(arrivalsMax.length),
    usps: sharedFloat64(weekCount),
  };
}

/** Copies prices. */
export function setPrices(to: Prices, from: Prices): void {
  for (const name of Object.keys(to) as (keyof Prices)[]) to[name].set(from[name]);
}

/** Every state of a path, by week: `[zip * weekCount + week]`, among those of the ZIP. */
export function createPaths({zipCount, weekCount}: WeekProblem): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(zipCount * weekCount));
}
