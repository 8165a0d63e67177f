import {dayNumber, GROUP_COUNT, type MeanWays, meanWays, NO_BUILDING, type Twin} from '@cutover/core';
import {servingSlots} from '@cutover/planning';
import type {TightestDay} from './capacity.ts';
import type {EpochNetwork} from './epoch-network.ts';
import type {Horizon} from './horizon.ts';
import type {World} from './world.ts';

/** Where each ZIP could be served from in an epoch: one station, its unit of entry.csv, and the SCF that feeds it. */
export interface ZipOptions {
  readonly station: Int32Array; // [zip], building, or NO_BUILDING
  readonly stemMiles: Float64Array; // [zip], from the station; 0 without one
  readonly unit: Int32Array; // [zip], DDU or S&DC, or NO_BUILDING
  readonly scf: Int32Array; // [zip], or NO_BUILDING
}

/** The options of every ZIP from a day on. */
export function zipOptions(world: World, horizon: Horizon, tightest: TightestDay, day: number): ZipOptions {
  const zipCount = world.twin.zips.length;
  const {firstSlot, building, stemMiles: slotMiles} = world.service;
  const potential = new Float64Array(zipCount);
  for (let zip = 0; zip < zipCount; zip++) {
    for (let group = 0; group < GROUP_COUNT - 1; group++) {
      potential[zip] += horizon.demand.groupShare[zip * GROUP_COUNT + group];
    }
  }
  const slots = servingSlots({
    firstSlot,
    slotStation: building.map((row) => world.stationSlot[row]),
    potential,
    capacity: tightest.share,
    isRamping: tightest.isRamping,
  });
  const stemMiles = new Float64Array(new SharedArrayBuffer(8 * zipCount));
  const station = new Int32Array(new SharedArrayBuffer(4 * zipCount)).fill(NO_BUILDING);
  for (let zip = 0; zip < zipCount; zip++) {
    if (slots[zip] === NO_BUILDING) continue;
    station[zip] = building[slots[zip]];
    stemMiles[zip] = slotMiles[slots[zip]];
  }
  return {station, stemMiles, ...entryOn(world.twin, horizon.firstDay + day)};
}

/** The rows of entry.csv in force on a day. */
function entryOn(twin: Twin, date: number): {unit: Int32Array; scf: Int32Array} {
  const rowOf = new Map(twin.facilities.map(({facilityId}, row) => [facilityId, row]));
  const zipRow = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const unit = new Int32Array(twin.zips.length).fill(NO_BUILDING);
  const scf = new Int32Array(twin.zips.length).fill(NO_BUILDING);
  const since = new Float64Array(twin.zips.length).fill(-Infinity);
  for (const entry of twin.entry) {
    const zip = zipRow.get(entry.zip)!;
    const from = dayNumber(entry.from);
    if (from > date || from < since[zip]) continue;
    since[zip] = from;
    unit[zip] = rowOf.get(entry.facilityId)!;
    scf[zip] = rowOf.get(entry.scfId)!;
  }
  return {unit, scf};
}

/** Mean ways from a ZIP's market to each of its last buildings; NaN costs where there is none. */
export interface ZipWays {
  readonly station: MeanWays; // [zip]
  readonly unit: MeanWays;
  readonly scf: MeanWays;
}

export function zipWays(epoch: EpochNetwork, {station, unit, scf}: ZipOptions): ZipWays {
  const zip = station.map((_, row) => row);
  const [toStation, toUnit, toScf] = marketWays(
    epoch,
    [station, unit, scf].map((building) => ({zip, building})),
  );
  return {station: toStation, unit: toUnit, scf: toScf};
}

/** ZIPs, each with a building that may serve it, or NO_BUILDING. */
export interface Pairs {
  readonly zip: Int32Array;
  readonly building: Int32Array;
}

/** Mean ways from the market of each ZIP to its building, list by list; NaN where there is none. */
export function marketWays(epoch: EpochNetwork, lists: readonly Pairs[]): MeanWays[] {
  const pairOf = new Map<number, number>(); // most ZIPs of a market share their SCF and stations
  const market: number[] = [];
  const target: number[] = [];
  const pairs = lists.map(({zip, building}) =>
    building.map((each, i) => {
      if (each === NO_BUILDING) return NO_PAIR;
      const slot = epoch.table.targetSlot[each];
      const key = epoch.world.marketOf[zip[i]] * epoch.table.targets.length + slot;
      const known = pairOf.get(key);
      if (known !== undefined) return known;
      pairOf.set(key, market.length);
      market.push(epoch.world.marketOf[zip[i]]);
      target.push(slot);
      return market.length - 1;
    }),
  );
  const ways = meanWays(epoch.table, epoch.metric, epoch.mix, Int32Array.from(market), Int32Array.from(target));
  return pairs.map((each) => pick(ways, each));
}

const NO_PAIR = -1;

function pick(ways: MeanWays, pair: Int32Array): MeanWays {
  const read = (values: Float64Array): Float64Array =>
    Float64Array.from(pair, (at) => (at === NO_PAIR ? Number.NaN : values[at]));
  return {
    costUsd: read(ways.costUsd),
    sortUsd: read(ways.sortUsd),
    hours: read(ways.hours),
    onTimeShare: read(ways.onTimeShare),
  };
}
