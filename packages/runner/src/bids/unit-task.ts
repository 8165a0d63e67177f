import {type BidScene, createOfferScratch, type Offer, waitingUsd, type WalkAway, walkAway} from '@cutover/planning';
import {addRoadUsd, createRoadMore, type RoadDraws} from './ranges.ts';

/** Some hand-off nodes to be solved on one thread, each without the bid. */
export interface UnitTask {
  readonly kind: 'units';
  readonly scene: BidScene;
  readonly road: RoadDraws;
  readonly offers: readonly Offer[];
  readonly waitWeeks: number;
}

export interface UnitValue {
  readonly found: WalkAway;
  readonly more: Float64Array; // [draw], what the ways without the node cost more on the road than those with it, USD
  readonly waitUsd: number; // Infinity: cannot wait
}

export function solveUnits({scene, road, offers, waitWeeks}: Omit<UnitTask, 'kind'>): UnitValue[] {
  const {weekCount} = scene.problem;
  const scratch = createOfferScratch(scene);
  return offers.map((offer) => {
    const found = walkAway(scene, offer, scratch);
    const {planned, manyShare} = found;
    const more = createRoadMore();
    const add = (paths: Uint8Array, times: number): void => {
      if (times === 0) return;
      for (const zip of offer.zip) addRoadUsd(scene, road, zip, (week) => paths[zip * weekCount + week], times, more);
    };
    if (planned.packages > 0) {
      add(scratch.withoutPaths, 1);
      add(scratch.fewPaths, manyShare - 1);
      add(scratch.manyPaths, -manyShare);
    }
    return {found, more, waitUsd: waitingUsd(scene, offer.zip, waitWeeks, scratch)};
  });
}
