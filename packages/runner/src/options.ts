import {GROUP_COUNT, type MeanWays, meanWays, NO_BUILDING} from '@cutover/core';
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
  return {station, stemMiles, ...entryOn(world, horizon.firstDay + day)};
}

/** The rows of entry.csv in force on a day. */
function entryOn({twin, entry}: World, date: number): {unit: Int32Array; scf: Int32Array} {
  const unit = new Int32Array(twin.zips.length).fill(NO_BUILDING);
  const scf = new Int32Array(twin.zips.length).fill(NO_BUILDING);
  const since = new Float64Array(twin.zips.length).fill(-Infinity);
  for (let row = 0; row < entry.zip.length; row++) {
    const zip = entry.zip[row];
    const from = entry.from[row];
    if (from > date || from < since[zip]) continue;
    since[zip] = from;
    unit[zip] = entry.unit[row];
    scf[zip] = entry.scf[row];
  }
  return {unit, scf};
}

/** Mean ways from a ZIP's market to each of its last buildings; NaN costs where there is none. */
export interface ZipWays {
  readonly station: MeanWays; // [zip]
  readonly unit: MeanWays;
  readonly scf: MeanWays;
}

/** Ways that an epoch before found in the same network are not looked for again: most ZIPs stay where they were. */
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
  const {table, metric, mix, world, known} = epoch;
  const market: number[] = [];
  const target: number[] = [];
  const pairs = lists.map(({zip, building}) =>
    building.map((each, i) => {
      if (each === NO_BUILDING) return NO_PAIR;
      const slot = table.targetSlot[each];
      const key = world.marketOf[zip[i]] * table.targets.length + slot;
      const pair = known.pairOf.get(key); // most ZIPs of a market share their SCF and stations
      if (pair !== undefined) return pair;
      known.pairOf.set(key, known.pairOf.size);
      market.push(world.marketOf[zip[i]]);
      target.push(slot);
      return known.pairOf.size - 1;
    }),
  );
  known.ways.push(meanWays(table, metric, mix, Int32Array.from(market), Int32Array.from(target)));
  const ways = joinWays(known.ways);
  return pairs.map((each) => pick(ways, each));
}

const NO_PAIR = -1;

function joinWays(parts: readonly MeanWays[]): MeanWays {
  const count = parts.reduce((sum, {hours}) => sum + hours.length, 0);
  const join = (field: keyof MeanWays): Float64Array => {
    const all = new Float64Array(count);
    let at = 0;
    for (const part of parts) {
      all.set(part[field], at);
      at += part[field].length;
    }
    return all;
  };
  return {costUsd: join('costUsd'), sortUsd: join('sortUsd'), hours: join('hours'), onTimeShare: join('onTimeShare')};
}

function pick(ways: MeanWays, pair: Int32Array): MeanWays {
  const read = (values: Float64Array): Float64Array => {
    const picked = new Float64Array(pair.length); // Float64Array.from with a function takes ten times as long
    for (let i = 0; i < pair.length; i++) picked[i] = pair[i] === NO_PAIR ? Number.NaN : values[pair[i]];
    return picked;
  };
  return {
    costUsd: read(ways.costUsd),
    sortUsd: read(ways.sortUsd),
    hours: read(ways.hours),
    onTimeShare: read(ways.onTimeShare),
  };
}
