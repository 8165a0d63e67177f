import {DELIVERER_COUNT, GROUP_COUNT, NO_BUILDING} from '@cutover/core';
import {holdDays, meanDelayDays, meanDoorDays} from '@cutover/simulation';
import type {EpochNetwork} from '../epoch-network.ts';
import type {Horizon} from '../horizon.ts';
import type {ZipOptions} from '../options.ts';
import type {Span} from './span.ts';

/** Days from order to door by each way of each ZIP, on average, as a run draws them; rest and delay left out. */
export interface DoorDays {
  readonly station: Float64Array; // [zip * GROUP_COUNT + group]; NaN: no such building
  readonly unit: Float64Array;
  readonly scf: Float64Array;
  readonly other: Float64Array;
}

/** Of one table of transit days, the ways that were asked for so far. */
interface KnownDays {
  readonly rowOf: Map<number, number>; // by market and row of the table
  days: Float64Array; // [row * GROUP_COUNT + group]; a longer one as more are asked for
}

const knownOf = new WeakMap<Uint8Array, KnownDays>();
const daysOf = new WeakMap<ZipOptions, DoorDays>(); // what-ifs that move no station share options

export function doorDays(network: EpochNetwork, options: ZipOptions): DoorDays {
  const made = daysOf.get(options);
  if (made !== undefined) return made;
  const {table, world} = network;
  const slots = (building: Int32Array): Int32Array =>
    building.map((each) => (each === NO_BUILDING ? NO_BUILDING : table.targetSlot[each]));
  const days = {
    station: daysTo(network, slots(options.station)),
    unit: daysTo(network, slots(options.unit)),
    scf: daysTo(network, slots(options.scf)),
    other: daysTo(
      network,
      Int32Array.from(world.marketOf, (market) => world.targets.length + market),
    ),
  };
  daysOf.set(options, days);
  return days;
}

/** @param target - `[zip]`, row of the network's transit days, or NO_BUILDING */
function daysTo({tables, late, transit, world}: EpochNetwork, target: Int32Array): Float64Array {
  const known = knownOf.get(transit) ?? {rowOf: new Map<number, number>(), days: new Float64Array(0)};
  knownOf.set(transit, known);
  const width = world.targets.length + world.markets.length;
  const before = known.rowOf.size;
  const asked: {readonly market: number; readonly target: number}[] = [];
  const rows = target.map((to, zip) => {
    if (to === NO_BUILDING) return NO_BUILDING;
    const key = world.marketOf[zip] * width + to;
    const row = known.rowOf.get(key);
    if (row !== undefined) return row;
    known.rowOf.set(key, before + asked.length);
    asked.push({market: world.marketOf[zip], target: to});
    return before + asked.length - 1;
  });
  if (asked.length > 0) {
    const days = new Float64Array((before + asked.length) * GROUP_COUNT);
    days.set(known.days);
    asked.forEach((pair, i) => meanDoorDays(tables, late.odds, transit, pair, days, (before + i) * GROUP_COUNT));
    known.days = days;
  }
  const into = new Float64Array(target.length * GROUP_COUNT).fill(Number.NaN);
  rows.forEach((row, zip) => {
    if (row === NO_BUILDING) return;
    for (let group = 0; group < GROUP_COUNT; group++) {
      into[zip * GROUP_COUNT + group] = known.days[row * GROUP_COUNT + group];
    }
  });
  return into;
}

/** Days that come on top of those on the way: the deliverer's days of rest, and delay. @returns `[way]` */
export function daysOnTop({demand, delivers}: Horizon, {tables}: EpochNetwork, {fromDay, toDay}: Span): Float64Array {
  const days = meanDelayDays(tables);
  const all = demand.dayFirst[toDay] - demand.dayFirst[fromDay];
  for (let day = fromDay; day < toDay && all > 0; day++) {
    for (let way = 0; way < DELIVERER_COUNT; way++) {
      days[way] += (demand.dayPackages[day] / all) * holdDays(delivers, day, way);
    }
  }
  return days;
}
