import type {WeekCosts} from './problem.ts';

/** A question to a ZIP: does it ask for more than a load of the station in a week? */
export interface Question {
  readonly zip: number;
  readonly week: number;
  readonly load: number;
}

/** How ZIPs go to and fro as prices of a station move. By `[zip * weekCount + week]`: loads that are asked there. */
export interface Swings {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly sum: Float64Array;
  readonly before: Uint8Array; // paths
  readonly isLively: Uint8Array; // [zip], 1: its path changed
  noted: number; // steps
}

const LEAST_PRICE_USD = 1e-3; // of a week without a price

export function createSwings({zipCount, weekCount}: WeekCosts): Swings {
  const cells = zipCount * weekCount;
  return {
    low: new Float64Array(cells),
    high: new Float64Array(cells),
    sum: new Float64Array(cells),
    before: new Uint8Array(cells),
    isLively: new Uint8Array(zipCount),
    noted: 0,
  };
}

/** Forgets all but which ZIPs are lively. The next step is the first: no path has changed then. */
export function startSwings(swings: Swings): void {
  swings.low.fill(Infinity);
  swings.high.fill(-Infinity);
  swings.sum.fill(0);
  swings.noted = 0;
}

/** Takes note of a step. @param zipTo - only ZIPs before it were asked @param isNoted - whether their loads count */
export function noteSwings(
  {weekCount, firstState, load}: WeekCosts,
  paths: Uint8Array,
  swings: Swings,
  zipTo: number,
  {isFirst, isNoted}: {readonly isFirst: boolean; readonly isNoted: boolean},
): void {
  const {low, high, sum, before, isLively} = swings;
  if (isNoted) swings.noted++;
  for (let zip = 0; zip < zipTo; zip++) {
    const first = firstState[zip];
    for (let at = zip * weekCount; at < (zip + 1) * weekCount; at++) {
      if (paths[at] !== before[at] && !isFirst) isLively[zip] = 1;
      before[at] = paths[at];
      if (!isNoted) continue;
      const asked = load[first + paths[at]];
      sum[at] += asked;
      if (asked < low[at]) low[at] = asked;
      if (asked > high[at]) high[at] = asked;
    }
  }
}

/**
 * What to ask the ZIP that swings most in money, in the week in which it does: for more than halfway between its loads?
 *
 * @param usd - `[week]`, of room
 */
export function swingsMost(
  {weekCount, packages}: WeekCosts,
  {low, high, sum, noted}: Swings,
  zipTo: number,
  usd: ArrayLike<number>,
): Question | undefined {
  let most = 0;
  let found: Question | undefined;
  for (let at = 0; at < zipTo * weekCount; at++) {
    if (!(high[at] > low[at])) continue;
    const week = at % weekCount;
    const mean = sum[at] / noted;
    const swing = Math.min(mean - low[at], high[at] - mean) * packages[week] * (LEAST_PRICE_USD + usd[week]);
    if (swing <= most) continue;
    most = swing;
    found = {zip: Math.floor(at / weekCount), week, load: (low[at] + high[at]) / 2};
  }
  return found;
}
