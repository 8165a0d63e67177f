import {addPath} from './chunk.ts';
import {cheapestPath, createPathScratch, pathUsd, type PathScratch, pricedPathUsd, priceWeeks} from './path.ts';
import type {WeekSpace} from './space.ts';
import {
  BAND,
  CHANGE_OVER_USD,
  IS_TARGETED,
  OTHER_BAND,
  USPS_AIM,
  USPS_GAIN_USD,
  USPS_PACKAGES,
  USPS_USD,
} from './space-layout.ts';

/** Scratch of `moveZip`. */
export interface SoftScratch extends PathScratch {
  readonly before: Float64Array; // [week], USD that the room at a station costs all others
  readonly change: Float64Array; // [week], USD a change, Infinity where no more may
  readonly old: Uint8Array; // [week], path
}

export function createSoftScratch({problem}: WeekSpace): SoftScratch {
  return {
    ...createPathScratch(problem),
    before: new Float64Array(problem.weekCount),
    change: new Float64Array(problem.weekCount),
    old: new Uint8Array(problem.weekCount),
  };
}

/**
 * Takes a ZIP out of the plan that is being eased, and puts it where it costs least beside all others: as the kernel
 * does it, in TypeScript.
 *
 * @returns USD saved, as felt within the bands; above 0: it moved
 */
export function moveZip(space: WeekSpace, scratch: SoftScratch, zip: number): number {
  const {problem, soft} = space;
  const {weekCount, switchesMax} = problem;
  const {paths, totals, scalars} = soft;
  const {old, change} = scratch;
  const at = zip * weekCount;
  for (let week = 0; week < weekCount; week++) old[week] = paths[at + week];
  addPath(problem, zip, paths, totals, -1);
  priceSoftly(space, scratch, zip);
  for (let week = 0; week < weekCount; week++) {
    change[week] = changeUsd(scalars, totals.switches[week] + 1, switchesMax[week], soft.switching[week]);
  }
  priceArrivals(space, scratch, zip);
  const oldUsd = pricedPathUsd(problem, change, zip, scratch, paths);
  let newUsd = cheapestPath(problem, change, zip, scratch, paths);
  let uspsMore = 0;
  if (newUsd < oldUsd && scalars[IS_TARGETED] === 1) {
    uspsMore = uspsOf(space, zip, paths, at) - uspsOf(space, zip, old, 0);
    newUsd += (scalars[USPS_GAIN_USD] * uspsMore * uspsMore) / (2 * scalars[USPS_AIM]);
  }
  if (newUsd < oldUsd) {
    totals.usd[1] += pathUsd(problem, zip, paths) - pathUsd(problem, zip, old, 0);
    scalars[USPS_PACKAGES] += uspsMore;
  } else paths.set(old, at);
  addPath(problem, zip, paths, totals, 1);
  return oldUsd - newUsd;
}

/**
 * Writes the cheapest path of a ZIP at the prices of the space, as the kernel does it, in TypeScript.
 *
 * @returns USD by which its path in the plan is dearer at those prices
 */
export function drawZip({problem, prices, paths, soft}: WeekSpace, scratch: SoftScratch, zip: number): number {
  scratch.arrivingUsd.set(prices.arriving);
  priceWeeks(problem, prices, zip, scratch.usd);
  const least = cheapestPath(problem, prices.switching, zip, scratch, paths);
  return pricedPathUsd(problem, prices.switching, zip, scratch, soft.paths) - least;
}

/** Gives a ZIP of the plan another path. @param at - where in `from` it begins */
export function placePath(space: WeekSpace, zip: number, from: Uint8Array, at: number): void {
  const {problem, soft} = space;
  const {paths, totals, scalars} = soft;
  const own = zip * problem.weekCount;
  totals.usd[1] -= pathUsd(problem, zip, paths);
  scalars[USPS_PACKAGES] -= uspsOf(space, zip, paths, own);
  addPath(problem, zip, paths, totals, -1);
  for (let week = 0; week < problem.weekCount; week++) paths[own + week] = from[at + week];
  totals.usd[1] += pathUsd(problem, zip, paths);
  scalars[USPS_PACKAGES] += uspsOf(space, zip, paths, own);
  addPath(problem, zip, paths, totals, 1);
}

function priceArrivals({problem, soft}: WeekSpace, {arrivingUsd}: SoftScratch, zip: number): void {
  const {weekCount, firstState, station, arrivalsMax} = problem;
  if (arrivalsMax.length === 0) return;
  for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
    if (station[state] < 0) continue;
    for (let at = station[state] * weekCount; at < (station[state] + 1) * weekCount; at++) {
      const count = soft.totals.arrivals[at] + 1;
      arrivingUsd[at] = changeUsd(soft.scalars, count, arrivalsMax[at], soft.arriving[at]);
    }
  }
}

function uspsOf({problem, soft}: WeekSpace, zip: number, path: Uint8Array, from: number): number {
  const {weekCount, firstState, usps} = problem;
  let sum = 0;
  for (let week = 0; week < weekCount; week++) sum += usps[firstState[zip] + path[from + week]] * soft.perLoad[week];
  return sum;
}

/** Writes what each state of a ZIP that is out of the plan costs each week, within the band of every limit. */
function priceSoftly({problem, soft}: WeekSpace, {usd, before}: SoftScratch, zip: number): void {
  const {weekCount, firstState, station, load, usps, other, weekUsd, capacity, otherMax, overflowUsd} = problem;
  const {totals, scalars, perLoad} = soft;
  const [band, aim] = [scalars[BAND], scalars[USPS_AIM]];
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  const uspsUsd = scalars[USPS_USD] + (scalars[USPS_GAIN_USD] * (scalars[USPS_PACKAGES] - aim)) / aim;
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
          before[week] = roomUsd(totals.load[row + week] - room, band * room, soft.station[row + week], overflowUsd);
        }
        known = own;
      }
      for (let week = 0; week < weekCount; week++) {
        const room = capacity[row + week];
        const beyond = totals.load[row + week] + asked - room;
        const more = roomUsd(beyond, band * room, soft.station[row + week], overflowUsd) - before[week];
        usd[week * states + s] = weekUsd[from + week] + perLoad[week] * (fixed + more);
      }
    }
    const given = other[first + s];
    if (!(given > 0)) continue;
    for (let week = 0; week < weekCount; week++) {
      const width = OTHER_BAND * band * otherMax[week];
      const beyond = totals.other[week] - otherMax[week];
      const more =
        roomUsd(beyond + given, width, soft.other[week], overflowUsd) -
        roomUsd(beyond, width, soft.other[week], overflowUsd);
      usd[week * states + s] += perLoad[week] * more;
    }
  }
}

/**
 * What a change costs that makes it `count` of them, in a week or at a station in a week: within the band as room does,
 * sharp at last.
 */
export function changeUsd(scalars: Float64Array, count: number, most: number, usd: number): number {
  const band = scalars[BAND];
  if (band === 0) return count > most ? Infinity : usd;
  return roomSlope(count - most, band * most, usd, 2 * usd + scalars[CHANGE_OVER_USD]);
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
export function roomSlope(beyond: number, width: number, usd: number, overflowUsd: number): number {
  if (beyond <= -width) return 0;
  if (beyond >= width) return overflowUsd;
  return beyond <= 0 ? (usd * (beyond + width)) / width : usd + ((overflowUsd - usd) * beyond) / width;
}
