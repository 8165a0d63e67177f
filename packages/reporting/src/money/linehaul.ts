import {type Facility, type Outcome, OWNED, USPS} from '@cutover/core';
import type {Counts} from './counts.ts';

/** Booked trips x the price of a trip. [lane row] */
export function laneUsd(laneTrips: Float64Array, tripUsd: Float64Array): Float64Array {
  return laneTrips.map((trips, lane) => (trips === 0 ? 0 : trips * tripUsd[lane]));
}

/** Own buildings that sort or stage what passes; picking and packing at an FC is no part of delivery. */
export function isSorting({facilityType}: Facility): boolean {
  return facilityType === 'sc' || facilityType === 'air_hub' || facilityType === 'ds';
}

/** Packages through each own building x its handling. [building] */
export function sortUsdByBuilding({twin, ledger}: Outcome): Float64Array {
  return Float64Array.from(twin.facilities, (facility, building) =>
    isSorting(facility) ? ledger.buildingPackages[building] * facility.handlingUsdPerPackage : 0,
  );
}

/**
 * Linehaul and handling of each ZIP on its planned way to the last building, lanes at their plan fill.
 *
 * What a station moved on to USPS came the own way. Another carrier fetches at the FC. Where no way is planned (NaN)
 * nothing is charged to the ZIP; its trips and touches are in the national lines then.
 *
 * @returns both [zip][own, usps]
 */
export function pathUsd({planned}: Outcome, counts: Counts): {linehaul: Float64Array; sort: Float64Array} {
  const {zipCount, epochCount, delivered, overflow} = counts;
  const linehaul = new Float64Array(zipCount * 2);
  const sort = new Float64Array(zipCount * 2);
  for (let cell = 0; cell < epochCount * zipCount; cell++) {
    const zip = cell % zipCount;
    const packages = [delivered[OWNED][cell] + overflow[cell], delivered[USPS][cell] - overflow[cell]];
    for (let way = 0; way < 2; way++) {
      if (packages[way] === 0) continue;
      linehaul[2 * zip + way] += orZero(planned.linehaulUsd[2 * cell + way]) * packages[way];
      sort[2 * zip + way] += orZero(planned.sortUsd[2 * cell + way]) * packages[way];
    }
  }
  return {linehaul, sort};
}

function orZero(usd: number): number {
  return Number.isNaN(usd) ? 0 : usd;
}
