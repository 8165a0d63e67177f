import {GROUP_COUNT} from '@cutover/core';
import {entryPostageUsd, type Offer} from '@cutover/planning';
import {least, type OpenPlan, weighedUsd} from './scene.ts';
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
        offer.elseUsd[cell] = isHere ? withoutUsd(entry, atUnit, at) : elsewhereUsd(entry, at);
        offer.postageUsd[cell] = entryPostageUsd(contract, atUnit ? building : contract.scf[row], group);
      }
      if (!atUnit) return;
      offer.stopUsd = contract.dropUsd[building];
      offer.stopPackages = contract.dropPackages[building];
    });
  });
  return offer;
}

/** The cheapest way that does without a node: where the mail has no other entry, list price at the node itself. */
function withoutUsd(entry: SegmentEntry, atUnit: boolean, at: number): number {
  const usd = least(
    weighedUsd(entry, 'contract', !atUnit, at),
    weighedUsd(entry, 'list', !atUnit, at),
    entry.otherUsd[at] + entry.lateUsd.other[at],
  );
  return usd < Infinity ? usd : least(weighedUsd(entry, 'list', atUnit, at));
}

/** The cheapest way in a segment in which the node is none of the ZIP's. */
function elsewhereUsd(entry: SegmentEntry, at: number): number {
  const {planned, contract, lateUsd} = entry;
  const zip = Math.floor(at / GROUP_COUNT);
  const late = planned.building[zip] === contract.unit[zip] ? lateUsd.unit : lateUsd.scf;
  const list = [true, false].map((atUnit) => weighedUsd(entry, 'list', atUnit, at));
  return least(planned.uspsUsd[at] + late[at], ...list, entry.otherUsd[at] + lateUsd.other[at]);
}
