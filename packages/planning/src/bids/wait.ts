import {cheapestPath, priceWeeks} from '../assign/path.ts';
import type {OfferScratch} from './offer.ts';
import type {BidScene} from './scene.ts';

/**
 * What it costs ZIPs to keep today's way for some weeks longer, each alone, at the plan's prices for room and volume.
 *
 * @returns USD, ≥ 0; Infinity where today's way ends before
 */
export function waitingUsd(
  {problem, prices}: BidScene,
  zips: Int32Array,
  weeks: number,
  scratch: OfferScratch,
): number {
  const {firstState, start, weekCount} = problem;
  const {path, paths} = scratch;
  let usd = 0;
  for (const zip of zips) {
    const states = firstState[zip + 1] - firstState[zip];
    priceWeeks(problem, prices, zip, path.usd);
    const free = cheapestPath(problem, prices.switching, zip, path, paths);
    for (let at = 0; at < Math.min(weeks, weekCount) * states; at++) {
      if (at % states !== start[zip]) path.usd[at] = Infinity;
    }
    usd += cheapestPath(problem, prices.switching, zip, path, paths) - free;
  }
  return usd;
}
