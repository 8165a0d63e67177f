import {GROUP_COUNT} from '@cutover/core';
import {cheapestPath, createPathScratch, type PathScratch, priceWeeks} from '../assign/path.ts';
import {LOAD_ONE} from '../assign/problem.ts';
import type {BidScene, Offer} from './scene.ts';

/** What the ZIPs of an offer cost at fixed outside prices, that of the volume target too; the node's is left out. */
export interface OfferCost {
  readonly usd: number; // over all weeks; room and overflow included, stops of the milk run not
  readonly stopsUsd: number; // whole stops
  readonly packages: number; // that enter at the node, over all weeks
  readonly postageUsd: number; // what they would pay at the planned price
  readonly elseUsd: number; // what they would cost more by their next way, stops and price of the node left out
}

/** Scratch of `offerCost`, one for each thread. */
export interface OfferScratch {
  readonly path: PathScratch; // `arrivingUsd` as the plan prices it
  readonly paths: Uint8Array; // [zip * weekCount + week], overwritten for the ZIPs of the offer
  readonly withoutPaths: Uint8Array; // the same, of the last `walkAway`: as the ZIPs go without the node
  readonly fewPaths: Uint8Array; // and with it, at the corners on both sides of the planned volume
  readonly manyPaths: Uint8Array;
  readonly weekPackages: Float64Array; // [week]
}

export function createOfferScratch({problem, prices}: BidScene): OfferScratch {
  const length = problem.zipCount * problem.weekCount;
  const path = createPathScratch(problem);
  path.arrivingUsd.set(prices.arriving);
  return {
    path,
    paths: new Uint8Array(length),
    withoutPaths: new Uint8Array(length),
    fewPaths: new Uint8Array(length),
    manyPaths: new Uint8Array(length),
    weekPackages: new Float64Array(problem.weekCount),
  };
}

/** Dollars a package above the planned price at which the node is not used at all. */
export const WITHOUT = Infinity;

/**
 * Solves an offer's ZIPs alone: room at stations has its price, all else stays as planned. Each ZIP takes its cheapest
 * path through the weeks (dynamic programming); a package enters at the node where that is cheaper than its next way.
 *
 * @param shiftUsd - dollars a package above the planned price that the ways are chosen at
 * @param paths - overwritten for the ZIPs of the offer; absent: those of the scratch
 */
export function offerCost(
  scene: BidScene,
  offer: Offer,
  shiftUsd: number,
  scratch: OfferScratch,
  paths = scratch.paths,
): OfferCost {
  const {problem, prices, segmentOf, days} = scene;
  const {weekCount, firstState, packages} = problem;
  const {path, weekPackages} = scratch;
  weekPackages.fill(0);
  let usd = 0;
  let postageUsd = 0;
  let elseUsd = 0;
  for (let i = 0; i < offer.zip.length; i++) {
    const zip = offer.zip[i];
    priceWeeks(problem, prices, zip, path.usd);
    enterAtOffer(scene, offer, i, shiftUsd, path.usd);
    usd += cheapestPath(problem, prices.switching, zip, path, paths);
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      const place = segmentOf[week] * offer.zip.length + i;
      for (let group = 0; group < GROUP_COUNT; group++) {
        const at = place * GROUP_COUNT + group;
        if (!entersHere(offer, at, shiftUsd)) continue;
        const entered = (scene.usps[state * GROUP_COUNT + group] * packages[week]) / LOAD_ONE;
        const paid = entered * offer.postageUsd[at];
        weekPackages[week] += entered;
        postageUsd += paid;
        elseUsd += entered * (offer.elseUsd[at] - offer.wayUsd[at]);
        usd -= paid + entered * shiftUsd; // paths are found with the price, cost is without
      }
    }
  }
  return {usd, stopsUsd: stopsUsd(offer, weekPackages, days), packages: sumOf(weekPackages), postageUsd, elseUsd};
}

/** All that a use of the node costs but its price. */
export function wholeUsd(cost: OfferCost): number {
  return cost.usd + cost.stopsUsd;
}

/** What enters at a node as planned, over all weeks. */
export type PlannedUse = Pick<OfferCost, 'packages' | 'stopsUsd' | 'postageUsd'>;

export function plannedUse(
  {problem, paths, segmentOf, usps, days}: BidScene,
  offer: Offer,
  {weekPackages}: OfferScratch,
): PlannedUse {
  const {weekCount, firstState, packages} = problem;
  weekPackages.fill(0);
  let postageUsd = 0;
  offer.zip.forEach((zip, i) => {
    for (let week = 0; week < weekCount; week++) {
      const place = segmentOf[week] * offer.zip.length + i;
      if (offer.isPlanned[place] === 0) continue;
      const state = firstState[zip] + paths[zip * weekCount + week];
      for (let group = 0; group < GROUP_COUNT; group++) {
        const entered = (usps[state * GROUP_COUNT + group] * packages[week]) / LOAD_ONE;
        weekPackages[week] += entered;
        postageUsd += entered * offer.postageUsd[place * GROUP_COUNT + group];
      }
    }
  });
  return {packages: sumOf(weekPackages), stopsUsd: stopsUsd(offer, weekPackages, days), postageUsd};
}

export function entersHere({wayUsd, postageUsd, elseUsd}: Offer, at: number, shiftUsd: number): boolean {
  return wayUsd[at] + postageUsd[at] + shiftUsd < elseUsd[at]; // a NaN way loses
}

/** Puts what a package pays with the node in the place of what the plan has it pay. */
function enterAtOffer(scene: BidScene, offer: Offer, i: number, shiftUsd: number, usd: Float64Array): void {
  const {problem, segmentOf, usps, planUsd} = scene;
  const {weekCount, zipCount, firstState, packages} = problem;
  const zip = offer.zip[i];
  const first = firstState[zip];
  const states = firstState[zip + 1] - first;
  for (let week = 0; week < weekCount; week++) {
    const place = segmentOf[week] * offer.zip.length + i;
    const cell = (segmentOf[week] * zipCount + zip) * GROUP_COUNT;
    for (let group = 0; group < GROUP_COUNT; group++) {
      const at = place * GROUP_COUNT + group;
      const to = entersHere(offer, at, shiftUsd)
        ? offer.wayUsd[at] + offer.postageUsd[at] + shiftUsd
        : offer.elseUsd[at];
      for (let s = 0; s < states; s++) {
        const share = usps[(first + s) * GROUP_COUNT + group];
        if (share > 0) usd[week * states + s] += (packages[week] * share * (to - planUsd[cell + group])) / LOAD_ONE;
      }
    }
  }
}

function stopsUsd({stopUsd, stopPackages}: Offer, weekPackages: Float64Array, days: Float64Array): number {
  let usd = 0;
  weekPackages.forEach((packages, week) => {
    usd += days[week] * stopUsd * Math.ceil(packages / days[week] / stopPackages);
  });
  return usd;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0);
}
