import {NO_BUILDING, type Outcome} from '@cutover/core';
import type {Groups} from './groups.ts';

/** One station over the simulated days, at full volume. */
export interface StationYear {
  readonly building: number;
  readonly facilityId: string;
  readonly planned: number;
  readonly delivered: number;
  readonly diverted: number; // turned away at the FC
  readonly overflow: number; // moved on to USPS from the station
  readonly backlogMax: number; // on its worst evening
  readonly peakLoad: number; // planned and waiting, as a share of the day's capacity, on its fullest open day
  readonly daysOver: number; // days with more planned and waiting than capacity
}

/** In the order of `ledger.stations`. */
export function stationYears({twin, ledger}: Outcome): StationYear[] {
  const width = ledger.stations.length;
  return Array.from(ledger.stations, (building, s) => {
    const year = {planned: 0, delivered: 0, diverted: 0, overflow: 0, backlogMax: 0, peakLoad: 0, daysOver: 0};
    let waiting = 0;
    for (let i = s; i < ledger.dayCount * width; i += width) {
      const load = ledger.stationPlanned[i] + waiting;
      const capacity = ledger.stationCapacity[i];
      year.planned += ledger.stationPlanned[i];
      year.delivered += ledger.stationDelivered[i];
      year.diverted += ledger.stationDiverted[i];
      year.overflow += ledger.stationOverflow[i];
      year.backlogMax = Math.max(year.backlogMax, ledger.stationBacklog[i]);
      if (capacity > 0) year.peakLoad = Math.max(year.peakLoad, load / capacity);
      if (load > capacity) year.daysOver++;
      waiting = ledger.stationBacklog[i];
    }
    return {building, facilityId: twin.facilities[building].facilityId, ...year};
  });
}

/** Stations that serve a ZIP of the group in any epoch and were over capacity on a day at least. [group] */
export function stationsOverCapacity(outcome: Outcome, {names, groupOf}: Groups): Float64Array {
  const over = new Set(stationYears(outcome).flatMap(({building, daysOver}) => (daysOver > 0 ? [building] : [])));
  const found = names.map(() => new Set<number>());
  for (const {station} of outcome.policy) {
    for (let zip = 0; zip < groupOf.length; zip++) {
      const building = station[zip];
      if (building !== NO_BUILDING && groupOf[zip] >= 0 && over.has(building)) found[groupOf[zip]].add(building);
    }
  }
  return Float64Array.from(found, (buildings) => buildings.size);
}
