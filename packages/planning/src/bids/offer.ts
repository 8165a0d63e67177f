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
  readonly path: PathScratch;
  readonly paths: Uint8Array; // [zip * weekCount + week], overwritten for the ZIPs of the offer
  readonly withoutPaths: Uint8Array; // the same, of the last `walkAway`: as the ZIPs go without the node
  readonly weekPackages: Float64Array; // [week]
}

export function createOfferScratch({problem}: BidScene): OfferScratch {
  const {zipCount, weekCount} = problem;
  return {
    path: createPathScratch(problem),
    paths: new Uint8Array(zipCount * weekCount),
    withoutPaths: new Uint8Array(zipCount * weekCount),
    weekPackages: new Float64Array(weekCount),
  };
}

/** How the node is used: as the plan does, or as pays best at the planned price and so many dollars a package more. */
export type OfferUse = {readonly rule: 'planned'} | {readonly rule: 'shifted'; readonly usd: number};

export const WITHOUT: OfferUse = {rule: 'shifted', usd: Infinity};

/**
 * Solves an offer's ZIPs alone: room at stations has its price, all else stays as planned. Each ZIP takes its cheapest
 * path through the weeks (dynamic programming); a package enters at the node where that is cheaper than its next way.
 */
export function offerCost(scene: BidScene, offer: Offer, use: OfferUse, scratch: OfferScratch): OfferCost {
  const {problem, prices, segmentOf, days} = scene;
  const {weekCount, firstState, packages} = problem;
  const {path, paths, weekPackages} = scratch;
  weekPackages.fill(0);
  let usd = 0;
  let postageUsd = 0;
  let elseUsd = 0;
  for (let i = 0; i < offer.zip.length; i++) {
    const zip = offer.zip[i];
    const first = firstState[zip];
    const states = firstState[zip + 1] - first;
    priceWeeks(problem, prices, zip, path.usd);
    enterAtOffer(scene, offer, i, use, path.usd);
    if (use.rule === 'planned')
      paths.set(scene.paths.subarray(zip * weekCount, (zip + 1) * weekCount), zip * weekCount);
    else cheapestPath(problem, prices.switching, zip, path, paths);
    usd += changesUsd(scene, zip, paths);
    for (let week = 0; week < weekCount; week++) {
      const s = paths[zip * weekCount + week];
      usd += path.usd[week * states + s];
      const place = segmentOf[week] * offer.zip.length + i;
      for (let group = 0; group < GROUP_COUNT; group++) {
        if (!entersHere(offer, place, group, use)) continue;
        const entered = (scene.usps[(first + s) * GROUP_COUNT + group] * packages[week]) / LOAD_ONE;
        const at = place * GROUP_COUNT + group;
        const paid = entered * offer.postageUsd[at];
        weekPackages[week] += entered;
        postageUsd += paid;
        elseUsd += entered * (offer.elseUsd[at] - offer.wayUsd[at]);
        if (use.rule === 'shifted') usd -= paid + entered * use.usd; // paths are found with the price, cost is without
      }
    }
  }
  return {usd, stopsUsd: stopsUsd(offer, weekPackages, days), packages: sumOf(weekPackages), postageUsd, elseUsd};
}

/** All that a use of the node costs but its price. */
export function wholeUsd(cost: OfferCost): number {
  return cost.usd + cost.stopsUsd;
}

function entersHere(offer: Offer, place: number, group: number, use: OfferUse): boolean {
  if (use.rule === 'planned') return offer.isPlanned[place] === 1;
  const at = place * GROUP_COUNT + group;
  return offer.wayUsd[at] + offer.postageUsd[at] + use.usd < offer.elseUsd[at]; // a NaN way loses
}

/** Puts what a package pays in the use in the place of what the plan has it pay. */
function enterAtOffer(scene: BidScene, offer: Offer, i: number, use: OfferUse, usd: Float64Array): void {
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
      let to = use.rule === 'planned' ? planUsd[cell + group] : offer.elseUsd[at];
      if (entersHere(offer, place, group, use)) {
        to = offer.wayUsd[at] + (use.rule === 'planned' ? 0 : offer.postageUsd[at] + use.usd);
      }
      for (let s = 0; s < states; s++) {
        const share = usps[(first + s) * GROUP_COUNT + group];
        if (share > 0) usd[week * states + s] += (packages[week] * share * (to - planUsd[cell + group])) / LOAD_ONE;
      }
    }
  }
}

/** Changes with what the limit on them is worth. */
function changesUsd({problem, prices}: BidScene, zip: number, paths: Uint8Array): number {
  const {weekCount, firstState, enterUsd, leaveUsd, start} = problem;
  let usd = 0;
  let before = start[zip];
  for (let week = 0; week < weekCount; week++) {
    const s = paths[zip * weekCount + week];
    if (s !== before)
      usd += leaveUsd[firstState[zip] + before] + enterUsd[firstState[zip] + s] + prices.switching[week];
    before = s;
  }
  return usd;
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
