import {addPath} from './chunk.ts';
import {cheapestPath, createPathScratch, pathUsd, type PathScratch} from './path.ts';
import {createTotals, LOAD_ONE, type Prices, type Totals, type WeekProblem} from './problem.ts';
import {uspsPackages} from './value.ts';

/** A plan that is being worked on: the way of every ZIP, and what they add up to. */
export interface Draft {
  readonly paths: Uint8Array;
  readonly totals: Totals; // `usd[1]` and counts; `usd[0]` is not kept
  uspsPackages: number;
}

/** How what the ZIPs share is weighed while a plan is worked on. */
export interface Lean {
  readonly uspsAim: number; // packages
  readonly uspsUsd: number; // a package, at the aim
  readonly uspsGainUsd: number; // a package more, for missing the aim by all of it
  readonly priceShare: number; // of the station prices that a ZIP pays for room it takes; 0: what is left is free
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
  readonly lean: Lean;
  readonly scratch: PathScratch;
  readonly switchingUsd: Float64Array; // [week], scratch
}

export function createInsertion(problem: WeekProblem, prices: Prices, draft: Draft, lean: Lean): Insertion {
  const scratch = createPathScratch(problem.weekCount);
  return {problem, prices, draft, lean, scratch, switchingUsd: new Float64Array(problem.weekCount)};
}

/**
 * Takes every ZIP out of the plan once and puts it back where it costs least beside all others: room that is left is
 * free, what is beyond capacity costs `overflowUsd`. The USPS price leans against the miss of its target as it goes.
 */
export function reinsertAll(insertion: Insertion, forward: boolean): void {
  const {zipCount} = insertion.problem;
  for (let i = 0; i < zipCount; i++) {
    const zip = forward ? i : zipCount - 1 - i;
    takeOut(insertion, zip);
    putBack(insertion, zip);
  }
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
  cheapestPath(problem, switchingUsd, zip, scratch, draft.paths);
  book(insertion, zip, 1);
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

/** Writes what each state of a ZIP would cost each week beside all the others. */
function priceBeside({problem, prices, draft, lean, scratch}: Insertion, zip: number): void {
  const {weekCount, firstState, station, load, usps, other, weekUsd, packages, capacity, otherMax} = problem;
  const {totals} = draft;
  const {usd} = scratch;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  const uspsUsd = lean.uspsUsd + (lean.uspsGainUsd * (draft.uspsPackages - lean.uspsAim)) / lean.uspsAim;
  for (let s = 0; s < states; s++) {
    const state = first + s;
    const row = station[state] * weekCount;
    for (let week = 0; week < weekCount; week++) {
      let more = uspsUsd * usps[state];
      if (station[state] >= 0) {
        const spare = capacity[row + week] - totals.load[row + week];
        more += lean.priceShare * prices.station[row + week] * load[state];
        more += problem.overflowUsd * (Math.max(0, load[state] - spare) - Math.max(0, -spare));
      }
      if (other[state] > 0) {
        const spare = otherMax[week] - totals.other[week];
        more += problem.overflowUsd * (Math.max(0, other[state] - spare) - Math.max(0, -spare));
      }
      usd[week * states + s] = weekUsd[first * weekCount + week * states + s] + (packages[week] * more) / LOAD_ONE;
    }
  }
}
