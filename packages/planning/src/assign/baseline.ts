import {cheapestPath, createPathScratch, pathUsd, priceWeeks} from './path.ts';
import {createPrices, type Prices, type WeekProblem} from './problem.ts';
import {book, createInsertion, type Draft, draftOf, type Insertion, putBack, reinsertAll, takeOut} from './repair.ts';
import {settle} from './incumbent.ts';
import {reachTarget} from './reach-target.ts';
import {missOf} from './value.ts';

const REPAIRS = 3;
const PRICE_STEPS = 10;

/**
 * Repairs a plan that was made without regard to weeks and capacity: ZIPs at stations that are asked too much go where
 * they cost least, then ZIPs change in merit order (least cost for each package first) until the USPS target is met or
 * stations are full. What is still missing is bought at a price on USPS packages that rises until the target is kept.
 *
 * @param paths - `[zip * weekCount + week]`, left as they are
 * @returns paths of a simple plan: what a better one is measured by. `weighPlan` says whether it keeps the target
 */
export function repairBaseline(problem: WeekProblem, paths: Uint8Array): Uint8Array {
  const draft = draftOf(problem, opened(problem, paths));
  for (let each = 0; each < REPAIRS; each++) {
    relieve(problem, draft);
    fillInMeritOrder(problem, draft);
  }
  settle(problem, priceTarget(problem, draft), draft);
  if (missOf(problem, draft.totals) !== 0) reachTarget(problem, draft);
  return draft.paths;
}

/**
 * Bisects a price on USPS packages, all ZIPs going where they cost least beside the others at each, until the target is
 * kept or nearly: a price below that of a lost package buys nothing beyond capacity while there is another way.
 */
function priceTarget(problem: WeekProblem, draft: Draft): Prices {
  const prices = createPrices(problem);
  const side = Math.sign(missOf(problem, draft.totals));
  const order = Array.from({length: problem.zipCount}, (_, zip) => zip);
  let [low, high] = [0, problem.overflowUsd];
  for (let step = 0; step < PRICE_STEPS && missOf(problem, draft.totals) !== 0; step++) {
    prices.usps[0] = (side * (low + high)) / 2;
    const insertion = insertionAt(problem, draft, prices.usps[0]);
    reinsertAll(insertion, order);
    if (Math.sign(missOf(problem, draft.totals)) === side) low = Math.abs(prices.usps[0]);
    else high = Math.abs(prices.usps[0]);
  }
  return prices;
}

/** A copy in which changes wait for frozen weeks to end, and a ZIP where nothing is open goes its cheapest way. */
function opened(problem: WeekProblem, paths: Uint8Array): Uint8Array {
  const prices = createPrices(problem);
  const scratch = createPathScratch(problem);
  const copy = paths.slice();
  for (let zip = 0; zip < problem.zipCount; zip++) {
    waitFor(problem, zip, copy);
    if (pathUsd(problem, zip, copy) < Infinity) continue;
    priceWeeks(problem, prices, zip, scratch.usd);
    cheapestPath(problem, prices.switching, zip, scratch, copy);
  }
  return copy;
}

function waitFor({weekCount, isFrozen, start}: WeekProblem, zip: number, paths: Uint8Array): void {
  let before = start[zip];
  for (let at = zip * weekCount; at < (zip + 1) * weekCount; at++) {
    if (isFrozen[at - zip * weekCount] === 1) paths[at] = before;
    before = paths[at];
  }
}

function insertionAt(problem: WeekProblem, draft: Draft, uspsUsd: number): Insertion {
  return createInsertion(problem, createPrices(problem), draft, uspsUsd);
}

function relieve(problem: WeekProblem, draft: Draft): void {
  const insertion = insertionAt(problem, draft, 0);
  for (let zip = 0; zip < problem.zipCount; zip++) {
    if (!goesOver(problem, draft, zip)) continue;
    takeOut(insertion, zip);
    putBack(insertion, zip);
  }
}

function goesOver(
  {weekCount, firstState, station, capacity, weekUsd}: WeekProblem,
  draft: Draft,
  zip: number,
): boolean {
  for (let week = 0; week < weekCount; week++) {
    const state = firstState[zip] + draft.paths[zip * weekCount + week];
    if (weekUsd[state * weekCount + week] === Infinity) return true; // its station is not open yet
    const at = station[state] * weekCount + week;
    if (station[state] >= 0 && draft.totals.load[at] > capacity[at]) return true;
  }
  return false;
}

/** A path that a ZIP would take if USPS packages had a price. */
interface Offer {
  readonly zip: number;
  readonly path: Uint8Array;
  readonly usdPerPackage: number;
}

function fillInMeritOrder(problem: WeekProblem, draft: Draft): void {
  const miss = missOf(problem, draft.totals);
  if (miss === 0) return;
  const {weekCount} = problem;
  const insertion = insertionAt(problem, draft, (Math.sign(miss) * problem.overflowUsd) / 10);
  const offers: Offer[] = [];
  for (let zip = 0; zip < problem.zipCount; zip++) {
    const offer = offerOf(insertion, zip);
    if (offer !== undefined) offers.push(offer);
  }
  offers.sort((a, b) => a.usdPerPackage - b.usdPerPackage || a.zip - b.zip);
  for (const {zip, path} of offers) {
    const before = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
    const over = overAlong(insertion, zip);
    change(insertion, zip, path);
    const now = missOf(problem, draft.totals);
    const isTooMuch = overAlong(insertion, zip) > over || Math.sign(now) === -Math.sign(miss);
    if (isTooMuch) change(insertion, zip, before);
    else if (now === 0) return;
  }
}

/** What a ZIP would do at the price, beside the others as they are; undefined where that is what it does. */
function offerOf(insertion: Insertion, zip: number): Offer | undefined {
  const {draft, problem} = insertion;
  const {weekCount} = problem;
  const before = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
  const [usd, usps] = [draft.totals.usd[1], draft.uspsPackages];
  takeOut(insertion, zip);
  putBack(insertion, zip);
  const path = draft.paths.slice(zip * weekCount, (zip + 1) * weekCount);
  const [moreUsd, moved] = [draft.totals.usd[1] - usd, Math.abs(draft.uspsPackages - usps)];
  change(insertion, zip, before);
  return moved > 0 ? {zip, path, usdPerPackage: moreUsd / moved} : undefined;
}

function change(insertion: Insertion, zip: number, path: Uint8Array): void {
  takeOut(insertion, zip);
  insertion.draft.paths.set(path, zip * insertion.problem.weekCount);
  book(insertion, zip, 1);
}

/** Packages beyond capacity in the station-weeks of a ZIP's path. */
function overAlong({problem, draft}: Insertion, zip: number): number {
  const {weekCount, firstState, station, capacity} = problem;
  let over = 0;
  for (let week = 0; week < weekCount; week++) {
    const state = firstState[zip] + draft.paths[zip * weekCount + week];
    if (station[state] < 0) continue;
    const at = station[state] * weekCount + week;
    over += Math.max(0, draft.totals.load[at] - capacity[at]);
  }
  return over;
}
