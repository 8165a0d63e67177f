import {type OfferCost, offerCost, type OfferScratch, wholeUsd, WITHOUT} from './offer.ts';
import type {BidScene, Offer} from './scene.ts';

/** One volume on the curve of a node. */
export interface CurvePoint {
  readonly packages: number; // over all weeks
  readonly usdPerPackage: number; // walk-away price of all of them
  readonly marginalUsd: number; // of those this point has beyond the one before
}

/** What entry at a node is worth, beside all others as planned: not additive over neighbours. */
export interface WalkAway {
  readonly without: OfferCost;
  readonly planned: OfferCost;
  readonly usdPerPackage: number; // leave-one-out price of the planned volume; NaN where the plan enters nothing
  readonly curve: readonly CurvePoint[]; // volumes ascending, the last is the potential
}

const NEARLY_FREE_USD = -1e4; // below the planned price: everything that can enter does
const DEPTH = 3; // of the halvings between none and all: at most 8 points

/** Avoided cost of a node: its ZIPs without it, less its ZIPs with it and its price left out. */
export function walkAway(scene: BidScene, offer: Offer, scratch: OfferScratch): WalkAway {
  const without = offerCost(scene, offer, WITHOUT, {...scratch, paths: scratch.withoutPaths});
  const planned = offerCost(scene, offer, {rule: 'planned'}, scratch);
  const all = offerCost(scene, offer, {rule: 'shifted', usd: NEARLY_FREE_USD}, scratch);
  const points: OfferCost[] = [];
  if (all.packages > 0) {
    between(scene, offer, without, all, DEPTH, scratch, points);
    points.push(all);
  }
  return {
    without,
    planned,
    usdPerPackage: planned.packages > 0 ? (without.usd - wholeUsd(planned)) / planned.packages : Number.NaN,
    curve: points.map((point, i) => {
      const before = points[i - 1] ?? without;
      return {
        packages: point.packages,
        usdPerPackage: (without.usd - wholeUsd(point)) / point.packages,
        marginalUsd: (wholeUsd(before) - wholeUsd(point)) / (point.packages - before.packages),
      };
    }),
  };
}

/**
 * Corners of the least cost over volume between two of them: as volume shrinks, what is cheapest to lose goes first. At
 * the price at which both cost the same either a third use costs less, or there is no corner between (M. J. Eisner and
 * D. G. Severance, J. ACM 23 (1976) 619–635). Whole stops depend on volume alone and move no corner.
 */
function between(
  scene: BidScene,
  offer: Offer,
  few: OfferCost,
  many: OfferCost,
  depth: number,
  scratch: OfferScratch,
  points: OfferCost[],
): void {
  if (depth === 0) return;
  const shift = (few.usd + few.postageUsd - many.usd - many.postageUsd) / (many.packages - few.packages);
  const point = offerCost(scene, offer, {rule: 'shifted', usd: shift}, scratch);
  if (!(point.packages > few.packages * (1 + EQUAL) && point.packages < many.packages * (1 - EQUAL))) return;
  between(scene, offer, few, point, depth - 1, scratch, points);
  points.push(point);
  between(scene, offer, point, many, depth - 1, scratch, points);
}

const EQUAL = 1e-9;
