import {
  DELIVERER_COUNT,
  GROUP_COUNT,
  NO_BUILDING,
  OVERFLOW_OTHER,
  OVERFLOW_USPS,
  OWNED,
  SHARE_ONE,
  value,
} from '@cutover/core';
import {type DayBooks, runBooks} from '@cutover/simulation';
import {beyondToday} from '../books-input.ts';
import {uspsShare} from '../plan-epoch.ts';
import {overflowTo} from '../policy.ts';
import type {Draft} from './draft.ts';
import type {Fates} from './span.ts';
import type {PricedEpoch} from './planned-cost.ts';

/** What becomes of the packages planned for each station, day by day of the horizon. */
export interface StationDays {
  readonly stationCount: number;
  readonly planned: Uint32Array; // [day * stationCount + station]
  readonly owned: Uint32Array; // delivered that day, of those that waited too
  readonly diverted: Uint32Array; // to USPS, at the FC
  readonly other: Uint32Array; // to other carriers, at the FC
  readonly movedOn: Uint32Array; // to USPS, by the full station
  readonly held: Uint32Array; // of that day's, start to wait
  readonly waiting: Uint32Array; // in the evening
  readonly dayUsps: Float64Array; // [day], what USPS carries: planned for it, and what stations do not take
}

/** Runs the day step of a run, each station as if it were one ZIP: what its ZIPs share they share by volume. */
export function stationDays(draft: Draft, priced: readonly PricedEpoch[]): StationDays {
  const {horizon, world, capacity} = draft;
  const stationCount = world.stations.length;
  const {dayCount} = horizon;
  const books = emptyBooks(dayCount * stationCount);
  const epochOf = new Uint8Array(dayCount);
  priced.forEach((each, epoch) => {
    const {fromDay, toDay} = each.known.epoch;
    epochOf.fill(epoch, fromDay, toDay);
    const share = stationShares(draft, each);
    for (let day = fromDay; day < toDay; day++) {
      const packages = horizon.demand.dayPackages[day];
      for (let s = 0; s < stationCount; s++)
        books.stationPlanned[day * stationCount + s] = Math.round(share[s] * packages);
    }
  });
  books.volumeOwned.set(books.stationPlanned);
  const stations = priced.map((each) => servingStations(draft, each));
  runBooks(
    {
      demand: horizon.demand,
      fromDay: 0,
      dayCount,
      zipCount: stationCount,
      epochOf,
      stationOf: stations.map(({stationOf}) => stationOf),
      overflow: stations.map(({overflow}) => overflow),
      capacity,
      stationCount,
      delivers: horizon.delivers,
      otherCapPerDay: value(world.p, 'other_carrier_cap_per_day'),
      otherBeyondToday: priced.map(({draft: {decision}}) => beyondToday(horizon, decision.merit.share)),
    },
    books,
  );
  return {
    stationCount,
    planned: books.stationPlanned,
    owned: books.volumeOwned,
    diverted: books.volumeDivertedUsps,
    other: books.volumeDivertedOther,
    movedOn: books.stationOverflow,
    held: books.stationWaits,
    waiting: books.stationBacklog,
    dayUsps: uspsByDay(draft, priced, books),
  };
}

function uspsByDay(
  {horizon}: Draft,
  priced: readonly PricedEpoch[],
  {volumeDivertedUsps, stationOverflow}: DayBooks,
): Float64Array {
  const dayUsps = new Float64Array(horizon.dayCount);
  const stationCount = stationOverflow.length / horizon.dayCount;
  for (const {known, draft} of priced) {
    const planned = uspsShare(horizon, draft.decision.merit.share);
    for (let day = known.epoch.fromDay; day < known.epoch.toDay; day++) {
      let notTaken = 0;
      for (let at = day * stationCount; at < (day + 1) * stationCount; at++) {
        notTaken += volumeDivertedUsps[at] + stationOverflow[at];
      }
      dayUsps[day] = planned * horizon.demand.dayPackages[day] + notTaken;
    }
  }
  return dayUsps;
}

/** Own packages through each station as planned. @returns `[station]`, share of the national volume */
export function stationShares({horizon, world}: Draft, {draft: {offer, decision}}: PricedEpoch): Float64Array {
  const share = new Float64Array(world.stations.length);
  const {station} = offer.options;
  for (let zip = 0; zip < station.length; zip++) {
    if (station[zip] === NO_BUILDING) continue;
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      const owned = decision.merit.share[cell * DELIVERER_COUNT + OWNED];
      share[world.stationSlot[station[zip]]] += (horizon.demand.groupShare[cell] * owned) / SHARE_ONE;
    }
  }
  return share;
}

/** Each station as a ZIP of its own; -1 where it serves nobody. Its excess goes where all of its ZIPs let it go. */
function servingStations(
  {world}: Draft,
  {draft: {offer, decision}, handoffs}: PricedEpoch,
): {stationOf: Int32Array; overflow: Uint8Array} {
  const stationOf = new Int32Array(world.stations.length).fill(-1);
  const overflow = new Uint8Array(world.stations.length).fill(OVERFLOW_USPS | OVERFLOW_OTHER);
  offer.options.station.forEach((building, zip) => {
    if (building === NO_BUILDING) return;
    const s = world.stationSlot[building];
    stationOf[s] = s;
    overflow[s] &= overflowTo(handoffs.building[zip], decision.leaves);
  });
  return {stationOf, overflow};
}

function emptyBooks(cells: number): DayBooks {
  const counts = (): Uint32Array => new Uint32Array(cells);
  return {
    ...{volumeOwned: counts(), volumeUsps: counts(), volumeOther: counts(), volumeBacklog: counts()},
    ...{volumeWait: counts(), volumeOverflow: counts(), volumeDivertedUsps: counts(), volumeDivertedOther: counts()},
    ...{stationPlanned: counts(), stationDelivered: counts(), stationDiverted: counts(), stationOverflow: counts()},
    ...{stationWaits: counts(), stationBacklog: counts(), stationCapacity: counts()},
  };
}

/** @param days - of the horizon, from … to - 1 */
export function fatesOver({stationCount, planned, ...days}: StationDays, fromDay: number, toDay: number): Fates {
  const total = sumOver(planned, stationCount, fromDay, toDay);
  const part = (counts: Uint32Array): Float64Array =>
    sumOver(counts, stationCount, fromDay, toDay).map((packages, s) => (total[s] === 0 ? 0 : packages / total[s]));
  return {owned: part(days.owned), diverted: part(days.diverted), other: part(days.other), movedOn: part(days.movedOn)};
}

function sumOver(counts: Uint32Array, stationCount: number, fromDay: number, toDay: number): Float64Array {
  const sum = new Float64Array(stationCount);
  for (let day = fromDay; day < toDay; day++) {
    for (let s = 0; s < stationCount; s++) sum[s] += counts[day * stationCount + s];
  }
  return sum;
}
