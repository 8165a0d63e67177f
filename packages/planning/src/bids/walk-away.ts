import {type OfferCost, offerCost, type OfferScratch, type PlannedUse, plannedUse, wholeUsd, WITHOUT} from './offer.ts';
import type {BidScene, Offer} from './scene.ts';
import {addUse, createSpillCount, type Spill, spillOf} from './spill.ts';

/** One volume on the curve of a node. */
export interface CurvePoint {
  readonly packages: number; // over all weeks
  readonly usdPerPackage: number; // walk-away price of all of them
  readonly marginalUsd: number; // of those this point has beyond the one before
}

/** What entry at a node is worth, beside all others as planned: not additive over neighbours. */
export interface WalkAway {
  readonly planned: PlannedUse;
  readonly valueUsd: number; // of the planned volume, its price left out
  readonly usdPerPackage: number; // leave-one-out price of the planned volume; NaN where the plan enters nothing
  readonly nextUsd: number; // what the next way would cost more, a package of it; NaN likewise
  readonly manyShare: number; // 0..1, of the scratch's `manyPaths` in the planned volume; the rest goes by `fewPaths`
  readonly spill: Spill; // of the planned volume
  readonly curve: readonly CurvePoint[]; // volumes ascending, the last is the potential
}

const NEARLY_FREE_USD = -1e4; // below the planned price: everything that can enter does
const DEPTH = 3; // of the halvings between none and all: at most 8 points
const STEPS_MAX = 100; // towards the planned volume; some ten find it
const EQUAL = 1e-9;

/** A volume that is the cheapest at some price. */
interface Corner {
  readonly shiftUsd: number; // dollars a package above the planned price
  readonly cost: OfferCost;
}

type CornerAt = (shiftUsd: number, paths?: Uint8Array) => Corner;

/**
 * Avoided cost of a node: the least its ZIPs cost without it, less the least they cost with the planned volume there.
 * Both sides are solved alike, so what the plan itself costs more than it has to is in neither. A volume between two
 * corners costs what lies between: a share goes as in the one, the rest as in the other.
 *
 * @param scratch - `withoutPaths`, `fewPaths` and `manyPaths` are those of the offer afterwards
 */
export function walkAway(scene: BidScene, offer: Offer, scratch: OfferScratch): WalkAway {
  const at: CornerAt = (shiftUsd, paths) => ({shiftUsd, cost: offerCost(scene, offer, shiftUsd, scratch, paths)});
  const planned = plannedUse(scene, offer, scratch);
  const without = at(WITHOUT, scratch.withoutPaths);
  const all = at(NEARLY_FREE_USD);
  if (all.cost.packages === 0) return {planned, ...NOTHING, curve: []};
  const corners = [without];
  addBetween(at, without, all, DEPTH, corners);
  corners.push(all);
  return {
    planned,
    ...plannedWorth(scene, offer, at, corners, planned, scratch),
    curve: curveOf(corners.map(({cost}) => cost)),
  };
}

type Worth = Pick<WalkAway, 'valueUsd' | 'usdPerPackage' | 'nextUsd' | 'manyShare' | 'spill'>;

const NOTHING: Worth = {
  ...{valueUsd: 0, usdPerPackage: Number.NaN, nextUsd: Number.NaN, manyShare: 0},
  spill: spillOf(createSpillCount()),
};

/** What the planned volume is worth, with the stops it takes and the price of its classes as planned. */
function plannedWorth(
  scene: BidScene,
  offer: Offer,
  at: CornerAt,
  corners: Corner[],
  {packages, stopsUsd, postageUsd}: PlannedUse,
  scratch: OfferScratch,
): Worth {
  if (packages === 0) return NOTHING;
  const [few, many] = around(at, corners, packages);
  at(few.shiftUsd, scratch.fewPaths);
  at(many.shiftUsd, scratch.manyPaths);
  const manyShare = Math.min(1, (packages - few.cost.packages) / (many.cost.packages - few.cost.packages));
  const mean = (read: (cost: OfferCost) => number): number =>
    (1 - manyShare) * read(few.cost) + manyShare * read(many.cost);
  const fixedUsd = postageUsd - stopsUsd - mean((cost) => cost.postageUsd);
  const valueUsd = corners[0].cost.usd - mean(({usd}) => usd) + fixedUsd;
  const nextUsd = (mean(({elseUsd}) => elseUsd) + fixedUsd) / packages;
  const count = createSpillCount();
  addUse(scene, offer, scratch.withoutPaths, WITHOUT, 1, count);
  addUse(scene, offer, scratch.fewPaths, few.shiftUsd, manyShare - 1, count);
  addUse(scene, offer, scratch.manyPaths, many.shiftUsd, -manyShare, count);
  return {valueUsd, usdPerPackage: valueUsd / packages, nextUsd, manyShare, spill: spillOf(count)};
}

/** The corners next to a volume, of which there are none between. */
function around(at: CornerAt, corners: readonly Corner[], packages: number): [Corner, Corner] {
  const next = corners.findIndex(({cost}, i) => i > 0 && packages < cost.packages);
  const place = next < 0 ? corners.length - 1 : next;
  let [few, many] = [corners[place - 1], corners[place]];
  for (let step = 0; step < STEPS_MAX; step++) {
    const corner = between(at, few, many);
    if (corner === undefined) break;
    if (corner.cost.packages <= packages) few = corner;
    else many = corner;
  }
  return [few, many];
}

function curveOf(costs: readonly OfferCost[]): CurvePoint[] {
  return costs.slice(1).map((cost, i) => ({
    packages: cost.packages,
    usdPerPackage: (costs[0].usd - wholeUsd(cost)) / cost.packages,
    marginalUsd: (wholeUsd(costs[i]) - wholeUsd(cost)) / (cost.packages - costs[i].packages),
  }));
}

/**
 * Corners of the least cost over volume between two of them: as volume shrinks, what is cheapest to lose goes first. At
 * the price at which both cost the same either a third use costs less, or there is no corner between (M. J. Eisner and
 * D. G. Severance, J. ACM 23 (1976) 619–635). Whole stops depend on volume alone and move no corner.
 */
function addBetween(at: CornerAt, few: Corner, many: Corner, depth: number, corners: Corner[]): void {
  const corner = depth === 0 ? undefined : between(at, few, many);
  if (corner === undefined) return;
  addBetween(at, few, corner, depth - 1, corners);
  corners.push(corner);
  addBetween(at, corner, many, depth - 1, corners);
}

function between(at: CornerAt, {cost: few}: Corner, {cost: many}: Corner): Corner | undefined {
  const saved = few.usd + few.postageUsd - many.usd - many.postageUsd;
  const corner = at(saved / (many.packages - few.packages));
  const {packages} = corner.cost;
  return packages > few.packages * (1 + EQUAL) && packages < many.packages * (1 - EQUAL) ? corner : undefined;
}
