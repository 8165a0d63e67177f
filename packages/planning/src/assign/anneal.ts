import {addPath} from './chunk.ts';
import {cheapestPath, createPathScratch, pathUsd, type PathScratch, pricedPathUsd} from './path.ts';
import {LOAD_ONE, type Prices, type WeekProblem} from './problem.ts';
import {type Draft, priceArrivals} from './repair.ts';

/** What a plan is eased towards: prices that learn from it, and how far from its edge a limit is felt. */
interface Soft {
  readonly problem: WeekProblem;
  readonly draft: Draft;
  readonly station: Float64Array; // [stationCount * weekCount], USD a package at the edge of the room
  readonly other: Float64Array; // [week], likewise
  readonly perLoad: Float64Array; // [week], packages in 1/LOAD_ONE
  readonly switching: Float64Array; // [week], USD a change
  readonly arriving: Float64Array; // as `arrivalsMax`, USD a ZIP
  readonly uspsAim: number; // packages
  uspsUsd: number; // a package, at the aim
  uspsGainUsd: number; // a package more, for missing the aim by all of it
  band: number; // of the room
  readonly lastMove: Int32Array; // [zip], pass
  readonly scratch: Scratch;
}

interface Scratch extends PathScratch {
  readonly before: Float64Array; // [week], USD that the room at a station costs all others
  readonly change: Float64Array; // [week], USD a change, Infinity where no more may
  readonly old: Uint8Array; // [week], path
}

// Wide at first, so that ZIPs feel each other before they collide; then narrower each pass; sharp at last.
const WIDE = [1, 0.6, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
const NARROWEST = 0.01; // of the last wide band
const SHARP_PASSES = 2;

const OTHER_BAND = 0.2; // of a station's: a nation's limit is not so lumpy
const LEARN = 0.3; // of the way to the price that the plan shows
const USPS_GAIN_USD = 300;
const SHARP_GAIN_USD = 3000;
const FULL_PASSES = 2;
const RESTLESS = 3; // passes
const TURN = 6; // passes in which every ZIP is asked
const AIM = 0.25; // of the range of the USPS volume, from its cheaper end

/**
 * Eases a plan to capacity (graduated optimization; the prices move as in the method of multipliers). Instead of a kink
 * at capacity a package costs more and more within a band around it: nothing below, the price at capacity,
 * `overflowUsd` above. ZIP by ZIP takes its cheapest path beside all others; after each pass a price moves towards what
 * a package more costs, and the band narrows, until the cost is that of the plan.
 *
 * @param narrowing - passes in which the band narrows: the more, the better the plan
 */
export function anneal(problem: WeekProblem, prices: Prices, draft: Draft, narrowing: number): void {
  const soft = createSoft(problem, prices, draft);
  const bands = [...WIDE];
  const narrower = NARROWEST ** (1 / narrowing);
  for (let pass = 0; pass < narrowing; pass++) bands.push(bands[bands.length - 1] * narrower);
  bands.forEach((band, pass) => {
    soft.band = band;
    moveAll(soft, pass);
    learn(soft);
  });
  soft.band = 0;
  soft.switching.fill(0);
  soft.arriving.fill(0);
  if (soft.uspsGainUsd > 0) soft.uspsGainUsd = SHARP_GAIN_USD;
  for (let pass = 0; pass < SHARP_PASSES; pass++) moveAll(soft, bands.length + pass);
}

function createSoft(problem: WeekProblem, prices: Prices, draft: Draft): Soft {
  const {stationCount, weekCount, packages, target} = problem;
  const uspsUsd = prices.usps[0];
  const [cheap, dear] =
    target.rule === 'within' ? (uspsUsd > 0 ? [target.max, target.min] : [target.min, target.max]) : [1, 1];
  return {
    ...{problem, draft, band: 0, uspsUsd},
    station: prices.station.slice(0, stationCount * weekCount),
    other: prices.other.slice(),
    perLoad: Float64Array.from(packages, (each) => each / LOAD_ONE),
    switching: prices.switching.slice(),
    arriving: prices.arriving.slice(),
    uspsAim: Math.max(1, cheap + AIM * (dear - cheap)),
    uspsGainUsd: target.rule === 'within' ? USPS_GAIN_USD : 0,
    lastMove: new Int32Array(problem.zipCount).fill(-TURN),
    scratch: {
      ...createPathScratch(problem),
      before: new Float64Array(weekCount),
      change: new Float64Array(weekCount),
      old: new Uint8Array(weekCount),
    },
  };
}

/** Moves those ZIPs that moved of late, and every few passes the others. */
function moveAll(soft: Soft, pass: number): void {
  const {lastMove, problem} = soft;
  for (let zip = 0; zip < problem.zipCount; zip++) {
    const isIdle = pass >= FULL_PASSES && pass - lastMove[zip] > RESTLESS && (zip + pass) % TURN !== 0;
    if (!isIdle && moveZip(soft, zip)) lastMove[zip] = pass;
  }
}

/** Takes a ZIP out, and puts it where it costs least beside all others. @returns whether that is better than before */
function moveZip(soft: Soft, zip: number): boolean {
  const {problem, draft, switching, scratch, uspsAim} = soft;
  const {weekCount, switchesMax, target} = problem;
  const {paths, totals} = draft;
  const {old, change} = scratch;
  const at = zip * weekCount;
  for (let week = 0; week < weekCount; week++) old[week] = paths[at + week];
  addPath(problem, zip, paths, totals, -1);
  priceSoftly(soft, zip);
  for (let week = 0; week < weekCount; week++) {
    change[week] = totals.switches[week] < switchesMax[week] ? switching[week] : Infinity;
  }
  priceArrivals(problem, totals, zip, scratch.arrivingUsd, soft.arriving);
  const oldUsd = pricedPathUsd(problem, change, zip, scratch, paths);
  let newUsd = cheapestPath(problem, change, zip, scratch, paths);
  let uspsMore = 0;
  if (newUsd < oldUsd && target.rule !== 'none') {
    uspsMore = uspsOf(soft, zip, paths, at) - uspsOf(soft, zip, old, 0);
    newUsd += (soft.uspsGainUsd * uspsMore * uspsMore) / (2 * uspsAim);
  }
  const isBetter = newUsd < oldUsd;
  if (isBetter) {
    totals.usd[1] += pathUsd(problem, zip, paths) - pathUsd(problem, zip, old, 0);
    draft.uspsPackages += uspsMore;
  } else paths.set(old, at);
  addPath(problem, zip, paths, totals, 1);
  return isBetter;
}

function uspsOf({problem, perLoad}: Soft, zip: number, path: Uint8Array, from: number): number {
  const {weekCount, firstState, usps} = problem;
  let sum = 0;
  for (let week = 0; week < weekCount; week++) sum += usps[firstState[zip] + path[from + week]] * perLoad[week];
  return sum;
}

/** Writes what each state of a ZIP that is out of the plan costs each week, within the band of every limit. */
function priceSoftly(soft: Soft, zip: number): void {
  const {problem, draft, scratch, station: stationUsd, other: otherUsd, perLoad, band} = soft;
  const {weekCount, firstState, station, load, usps, other, weekUsd, capacity, otherMax, overflowUsd} = problem;
  const {totals, uspsPackages} = draft;
  const {usd, before} = scratch;
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  const uspsUsd = soft.uspsUsd + (soft.uspsGainUsd * (uspsPackages - soft.uspsAim)) / soft.uspsAim;
  let known = -1; // station of `before`
  for (let s = 0; s < states; s++) {
    const own = station[first + s];
    const fixed = uspsUsd * usps[first + s];
    const asked = load[first + s];
    const from = (first + s) * weekCount;
    if (own < 0 || asked === 0) {
      for (let week = 0; week < weekCount; week++) {
        usd[week * states + s] = weekUsd[from + week] + perLoad[week] * fixed;
      }
    } else {
      const row = own * weekCount;
      if (own !== known) {
        for (let week = 0; week < weekCount; week++) {
          const room = capacity[row + week];
          before[week] = roomUsd(totals.load[row + week] - room, band * room, stationUsd[row + week], overflowUsd);
        }
        known = own;
      }
      for (let week = 0; week < weekCount; week++) {
        const room = capacity[row + week];
        const beyond = totals.load[row + week] + asked - room;
        const more = roomUsd(beyond, band * room, stationUsd[row + week], overflowUsd) - before[week];
        usd[week * states + s] = weekUsd[from + week] + perLoad[week] * (fixed + more);
      }
    }
    const given = other[first + s];
    if (!(given > 0)) continue;
    for (let week = 0; week < weekCount; week++) {
      const width = OTHER_BAND * band * otherMax[week];
      const beyond = totals.other[week] - otherMax[week];
      const more =
        roomUsd(beyond + given, width, otherUsd[week], overflowUsd) -
        roomUsd(beyond, width, otherUsd[week], overflowUsd);
      usd[week * states + s] += perLoad[week] * more;
    }
  }
}

/**
 * What it costs to be `beyond` a limit (below 0: within): its slope is 0 up to `width` before the limit, `usd` at the
 * limit and `overflowUsd` from `width` past it on, and straight between.
 */
function roomUsd(beyond: number, width: number, usd: number, overflowUsd: number): number {
  if (beyond <= -width) return 0;
  if (beyond >= width) return overflowUsd * (beyond - width) + (usd + overflowUsd / 2) * width;
  if (beyond <= 0) return (usd * (beyond + width) * (beyond + width)) / (2 * width);
  return (usd * width) / 2 + usd * beyond + ((overflowUsd - usd) * beyond * beyond) / (2 * width);
}

/** The slope of `roomUsd`. */
function roomSlope(beyond: number, width: number, usd: number, overflowUsd: number): number {
  if (beyond <= -width) return 0;
  if (beyond >= width) return overflowUsd;
  return beyond <= 0 ? (usd * (beyond + width)) / width : usd + ((overflowUsd - usd) * beyond) / width;
}

function learn(soft: Soft): void {
  const {problem, draft, station, other, band} = soft;
  const {weekCount, capacity, otherMax, overflowUsd} = problem;
  const {load, other: given} = draft.totals;
  for (let at = 0; at < station.length; at++) {
    const slope = roomSlope(load[at] - capacity[at], band * capacity[at], station[at], overflowUsd);
    station[at] += LEARN * (slope - station[at]);
  }
  for (let week = 0; week < weekCount; week++) {
    const width = OTHER_BAND * band * otherMax[week];
    const slope = roomSlope(given[week] - otherMax[week], width, other[week], overflowUsd);
    other[week] += LEARN * (slope - other[week]);
  }
  soft.uspsUsd += (LEARN * soft.uspsGainUsd * (draft.uspsPackages - soft.uspsAim)) / soft.uspsAim;
}
