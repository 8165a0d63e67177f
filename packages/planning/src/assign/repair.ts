import {addPath} from './chunk.ts';
import {cheapestPath, createPathScratch, pathUsd, type PathScratch, priceWeeks} from './path.ts';
import {
  createPaths,
  createTotals,
  LOAD_ONE,
  type Prices,
  type Totals,
  type WeekCosts,
  type WeekProblem,
} from './problem.ts';
import {uspsPackages} from './value.ts';

/** A plan that is being worked on: the way of every ZIP, and what they add up to. */
export interface Draft {
  readonly paths: Uint8Array;
  readonly totals: Totals; // `usd[1]` and counts; `usd[0]` is not kept
  uspsPackages: number;
}

export function draftOf(problem: WeekProblem, paths: Uint8Array): Draft {
  const totals = createTotals(problem);
  for (let zip = 0; zip < problem.zipCount; zip++) {
    totals.usd[1] += pathUsd(problem, zip, paths);
    addPath(problem, zip, paths, totals, 1);
  }
  return {paths, totals, uspsPackages: uspsPackages(problem, totals)};
}

/** What a ZIP is put back with. */
export interface Insertion {
  readonly problem: WeekProblem;
  readonly prices: Prices;
  readonly draft: Draft;
  readonly uspsUsd: number; // a package, above 0: USPS shall carry less
  readonly scratch: PathScratch;
  readonly switchingUsd: Float64Array; // [week], scratch
}

export function createInsertion(problem: WeekProblem, prices: Prices, draft: Draft, uspsUsd: number): Insertion {
  const scratch = createPathScratch(problem);
  return {problem, prices, draft, uspsUsd, scratch, switchingUsd: new Float64Array(problem.weekCount)};
}

/**
 * Takes every ZIP out of the plan once and puts it back where it costs least beside all others: room that is left is
 * free, what is beyond capacity costs `overflowUsd`.
 *
 * @param isDone - asked before each ZIP
 */
export function reinsertAll(insertion: Insertion, order: Iterable<number>, isDone: () => boolean = () => false): void {
  for (const zip of order) {
    if (isDone()) return;
    takeOut(insertion, zip);
    putBack(insertion, zip);
  }
}

/**
 * ZIPs in the order in which they may leave: first those that lose least, for each package, by doing what they would do
 * beside all others instead of what they would do at the prices.
 */
export function byRegret(insertion: Insertion): Int32Array {
  const {problem, prices, scratch, switchingUsd} = insertion;
  const {zipCount, weekCount, firstState, load} = problem;
  const regret = new Float64Array(zipCount);
  const ignored = createPaths(problem);
  switchingUsd.set(prices.switching);
  scratch.arrivingUsd.set(prices.arriving);
  for (let zip = 0; zip < zipCount; zip++) {
    priceWeeks(problem, prices, zip, scratch.usd);
    const wanted = cheapestPath(problem, switchingUsd, zip, scratch, ignored);
    book(insertion, zip, -1);
    priceBeside(insertion, zip);
    const got = cheapestPath(problem, switchingUsd, zip, scratch, ignored);
    book(insertion, zip, 1);
    let most = 1;
    for (let state = firstState[zip]; state < firstState[zip + 1]; state++) most = Math.max(most, load[state]);
    regret[zip] = (got - wanted) / (most * weekCount);
  }
  return Int32Array.from(regret.keys()).sort((a, b) => regret[a] - regret[b] || a - b);
}

export function takeOut(insertion: Insertion, zip: number): void {
  book(insertion, zip, -1);
}

/** Finds the cheapest path of a ZIP that is out of the plan, and puts it in. */
export function putBack(insertion: Insertion, zip: number): void {
  const {problem, draft, scratch, switchingUsd} = insertion;
  priceBeside(insertion, zip);
  for (let week = 0; week < problem.weekCount; week++) {
    switchingUsd[week] = draft.totals.switches[week] < problem.switchesMax[week] ? 0 : Infinity;
  }
  priceArrivals(problem, draft.totals, zip, scratch.arrivingUsd);
  cheapestPath(problem, switchingUsd, zip, scratch, draft.paths);
  book(insertion, zip, 1);
}

/** Writes what it costs a ZIP to come to each of its stations: nothing, or Infinity in a week in which no more may. */
function priceArrivals(
  {weekCount, firstState, station, arrivalsMax}: WeekCosts,
  {arrivals}: Totals,
  zip: number,
  arrivingUsd: Float64Array,
): void {
  if (arrivalsMax.length === 0) return;
  for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
    if (station[state] < 0) continue;
    for (let at = station[state] * weekCount; at < (station[state] + 1) * weekCount; at++) {
      arrivingUsd[at] = arrivals[at] < arrivalsMax[at] ? 0 : Infinity;
    }
  }
}

/** Adds the path of a ZIP to the plan, or takes it away. */
export function book({problem, draft}: Insertion, zip: number, sign: number): void {
  const {weekCount, firstState, usps, packages} = problem;
  addPath(problem, zip, draft.paths, draft.totals, sign);
  draft.totals.usd[1] += sign * pathUsd(problem, zip, draft.paths);
  let sum = 0;
  for (let week = 0; week < weekCount; week++) {
    sum += usps[firstState[zip] + draft.paths[zip * weekCount + week]] * packages[week];
  }
  draft.uspsPackages += (sign * sum) / LOAD_ONE;
}

/** Writes what each state of a ZIP that is out of the plan would cost each week beside all the others. */
export function priceBeside({problem, draft, uspsUsd, scratch}: Insertion, zip: number): void {
  const {weekCount, firstState, station, load, usps, other, weekUsd, packages, capacity, otherMax} = problem;
  const {overflowUsd} = problem;
  const {totals} = draft;
  const {usd} = scratch;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  for (let s = 0; s < states; s++) {
    const state = first + s;
    const fixed = uspsUsd * usps[state];
    for (let week = 0; week < weekCount; week++) {
      usd[week * states + s] = weekUsd[state * weekCount + week] + (packages[week] / LOAD_ONE) * fixed;
    }
    if (station[state] >= 0) {
      const asked = load[state];
      const row = station[state] * weekCount;
      for (let week = 0; week < weekCount; week++) {
        const spare = capacity[row + week] - totals.load[row + week];
        const beyond = spare >= asked ? 0 : asked - Math.max(0, spare);
        usd[week * states + s] += (packages[week] / LOAD_ONE) * (overflowUsd * beyond);
      }
    }
    if (!(other[state] > 0)) continue;
    for (let week = 0; week < weekCount; week++) {
      const spare = otherMax[week] - totals.other[week];
      const beyond = Math.max(0, other[state] - Math.max(0, spare));
      usd[week * states + s] += (packages[week] / LOAD_ONE) * overflowUsd * beyond;
    }
  }
}
