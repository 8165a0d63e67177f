import {GROUP_COUNT} from '@cutover/core';
import {ELSE_LIST, ELSE_MAIL, ELSE_OTHER, entryPostageUsd, type Offer} from '@cutover/planning';
import {type OpenPlan, weighedUsd} from './scene.ts';
import type {SegmentEntry, Tender} from './entry.ts';

/** A hand-off node open to bids. */
export interface NodeOffer {
  readonly building: number;
  readonly offer: Offer;
}

/** Which nodes are offered, and when; absent: all, always. */
export interface Choice {
  readonly isAsked?: (building: number) => boolean;
  readonly isOffered?: readonly boolean[]; // [segment]; in the others the node stays as the plan has it
}

/** Every node open to bids that some ZIP can enter at, in the order of buildings. */
export function nodeOffers(plan: OpenPlan, tender: Tender, {isOffered, isAsked}: Choice = {}): NodeOffer[] {
  const {facilities} = plan.scene.twin;
  const zips = new Map<number, Set<number>>();
  for (const {contract} of plan.entries) {
    for (const side of [contract.unit, contract.scf]) {
      side.forEach((building, zip) => {
        if (building < 0 || facilities[building].openToBid !== true || isAsked?.(building) === false) return;
        const list = zips.get(building);
        if (list === undefined) zips.set(building, new Set([zip]));
        else list.add(zip);
      });
    }
  }
  return [...zips]
    .sort(([a], [b]) => a - b)
    .map(([building, list]) => ({
      building,
      offer: offerOf(plan, building, Int32Array.from(list).sort(), tender, isOffered),
    }));
}

function offerOf(
  {entries, entered}: OpenPlan,
  building: number,
  zip: Int32Array,
  tender: Tender,
  isOffered: readonly boolean[] = entries.map(() => true),
): Offer {
  const places = entries.length * zip.length;
  const offer = {
    zip,
    wayUsd: new Float64Array(places * GROUP_COUNT).fill(Number.NaN),
    postageUsd: new Float64Array(places * GROUP_COUNT),
    elseUsd: new Float64Array(places * GROUP_COUNT),
    elseIs: new Uint8Array(places * GROUP_COUNT),
    isPlanned: new Uint8Array(places),
    stopUsd: 0,
    stopPackages: 1,
  };
  entries.forEach((entry, segment) => {
    const {contract, lateUsd} = entry;
    zip.forEach((row, i) => {
      const place = segment * zip.length + i;
      const atUnit = contract.unit[row] === building;
      const isHere = isOffered[segment] && (atUnit || contract.scf[row] === building);
      const earlier = tender === 'same_day' ? 0 : (atUnit ? entry.unitEarlierUsd : entry.scfEarlierUsd)[row];
      const wayUsd = (atUnit ? contract.unitWayUsd : contract.scfWayUsd)[row] + earlier;
      if (isHere && entered[segment][row] === building) offer.isPlanned[place] = 1;
      for (let group = 0; group < GROUP_COUNT; group++) {
        const at = row * GROUP_COUNT + group;
        const cell = place * GROUP_COUNT + group;
        if (isHere) offer.wayUsd[cell] = wayUsd + (atUnit ? lateUsd.unit : lateUsd.scf)[at];
        const way = isHere ? withoutNode(entry, atUnit, at) : elsewhere(entry, at);
        offer.elseUsd[cell] = way.usd;
        offer.elseIs[cell] = way.is;
        offer.postageUsd[cell] = entryPostageUsd(contract, atUnit ? building : contract.scf[row], group);
      }
      if (!atUnit) return;
      offer.stopUsd = contract.dropUsd[building];
      offer.stopPackages = contract.dropPackages[building];
    });
  });
  return offer;
}

/** A way by what it costs and what it is. */
interface Else {
  readonly usd: number;
  readonly is: number;
}

/** The cheapest way that does without a node: where the mail has no other entry, list price at the node itself. */
function withoutNode(entry: SegmentEntry, atUnit: boolean, at: number): Else {
  const best = cheapest([
    {usd: weighedUsd(entry, 'contract', !atUnit, at), is: ELSE_MAIL},
    {usd: weighedUsd(entry, 'list', !atUnit, at), is: ELSE_LIST},
    {usd: entry.otherUsd[at] + entry.lateUsd.other[at], is: ELSE_OTHER},
  ]);
  return best.usd < Infinity ? best : cheapest([{usd: weighedUsd(entry, 'list', atUnit, at), is: ELSE_LIST}]);
}

/** The cheapest way in a segment in which the node is none of the ZIP's. */
function elsewhere(entry: SegmentEntry, at: number): Else {
  const {planned, contract, lateUsd} = entry;
  const zip = Math.floor(at / GROUP_COUNT);
  const late = planned.building[zip] === contract.unit[zip] ? lateUsd.unit : lateUsd.scf;
  return cheapest([
    {usd: planned.uspsUsd[at] + late[at], is: ELSE_MAIL},
    ...[true, false].map((atUnit) => ({usd: weighedUsd(entry, 'list', atUnit, at), is: ELSE_LIST})),
    {usd: entry.otherUsd[at] + lateUsd.other[at], is: ELSE_OTHER},
  ]);
}

/** The first of equals; one whose cost is NaN is no way. */
function cheapest(ways: readonly Else[]): Else {
  return ways.reduce((best, way) => (way.usd < best.usd ? way : best), {usd: Infinity, is: ELSE_OTHER});
}
