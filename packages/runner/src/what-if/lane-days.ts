import type {CompiledNetwork, FlowTemplate} from '@cutover/core';
import {isSorting} from '@cutover/reporting';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';
import type {AtTarget, Span} from './span.ts';

/** What lanes and the buildings they lead to carry and cost over some days. */
export interface LaneDays {
  readonly atTarget: AtTarget;
  readonly load: Float64Array; // [slot of flow lane], packages for one package of the nation
  readonly tripsUsd: Float64Array; // [slot of flow lane], whole trips
  readonly linehaulUsd: number; // all of them
  readonly sortUsd: number;
}

const BINS = 12; // days of like volume count as one: trips are steps, but of a year and many lanes

/**
 * Books trips as a run does, on expected loads: packages at last buildings spread over the lanes of the last plan, and
 * max(schedule, ceil(cube / usable cube)) trips a day; a lane that rests hands its packages to its next day.
 *
 * @param days - of the horizon, from … to - 1
 * @param base - the same days of the same nation with other packages at last buildings: only what differs is found anew
 */
export function laneDays(
  {world, horizon}: {readonly world: World; readonly horizon: Horizon},
  flow: FlowTemplate,
  atTarget: AtTarget,
  days: Span,
  base?: LaneDays,
): LaneDays {
  const {laneRow} = world.network.csr;
  const rowUsd = world.lanes.tripUsd;
  const {patterns, pattern, tripPackages, tripsPerDay, sortUsd: laneSortUsd} = laneFacts(world);
  const binsOf = patterns.map((operates) => binDays(horizon, days, operates));
  const {lanes} = flowLanes(world, flow);
  const load = spread(world, flow, atTarget, base);
  const tripsUsd = base?.tripsUsd.slice() ?? new Float64Array(lanes.length);
  let linehaulUsd = base?.linehaulUsd ?? 0;
  let sortUsd = base?.sortUsd ?? 0;
  for (let slot = 0; slot < lanes.length; slot++) {
    const before = base === undefined ? 0 : base.load[slot];
    if (load[slot] === before) continue;
    const lane = lanes[slot];
    const bins = binsOf[pattern[lane]];
    if (before >= DUST) {
      linehaulUsd -= tripsUsd[slot];
      sortUsd -= before * bins.packages * laneSortUsd[lane];
    }
    tripsUsd[slot] = 0;
    if (load[slot] < DUST) continue;
    tripsUsd[slot] = tripsOver(load[slot], bins, tripPackages[lane], tripsPerDay[lane]) * rowUsd[laneRow[lane]];
    linehaulUsd += tripsUsd[slot];
    sortUsd += load[slot] * bins.packages * laneSortUsd[lane];
  }
  return {atTarget, load, tripsUsd, linehaulUsd, sortUsd};
}

const DUST = 1e-15; // of the nation: what is left where all of a lane's packages go another way

/** The lanes that packages may lie on, each in a slot of its own. */
export interface FlowLanes {
  readonly lanes: Uint32Array; // [slot], ascending
  readonly slotOf: Int32Array; // [lane], or -1
  readonly lastSlot: Uint32Array; // of `lastLane` of the flow
  readonly upSlot: Uint32Array; // of `upLane`
}

const lanesOf = new WeakMap<FlowTemplate, FlowLanes>();

export function flowLanes({network}: World, flow: FlowTemplate): FlowLanes {
  const known = lanesOf.get(flow);
  if (known !== undefined) return known;
  const {lastLane, upLane} = flow;
  const slotOf = new Int32Array(network.laneCount).fill(-1);
  for (const lane of lastLane) slotOf[lane] = 0;
  for (const lane of upLane) slotOf[lane] = 0;
  const lanes = Uint32Array.from(slotOf.keys()).filter((lane) => slotOf[lane] === 0);
  lanes.forEach((lane, slot) => {
    slotOf[lane] = slot;
  });
  const made = {
    lanes,
    slotOf,
    lastSlot: lastLane.map((lane) => slotOf[lane]),
    upSlot: upLane.map((lane) => slotOf[lane]),
  };
  lanesOf.set(flow, made);
  return made;
}

/** What no what-if changes of lanes; [lane] but where it says else. */
export interface LaneFacts {
  readonly patterns: readonly string[]; // weekdays of operation that occur
  readonly pattern: Uint16Array;
  readonly tripPackages: Float64Array; // that fill one trip
  readonly tripsPerDay: Float64Array; // schedule
  readonly sortUsd: Float64Array; // per package, in the building it leads to
  readonly laneOfRow: Uint32Array; // [lane row]
}

const factsOf = new WeakMap<CompiledNetwork, LaneFacts>();

export function laneFacts({twin, network, lanes, cubeFt3}: World): LaneFacts {
  const known = factsOf.get(network);
  if (known !== undefined) return known;
  const {laneRow, laneHead} = network.csr;
  const patterns = [...new Set(twin.lanes.map(({days}) => days))];
  const laneOfRow = new Uint32Array(laneRow.length);
  laneRow.forEach((row, lane) => {
    laneOfRow[row] = lane;
  });
  const facts: LaneFacts = {
    laneOfRow,
    patterns,
    pattern: Uint16Array.from(laneRow, (row) => patterns.indexOf(twin.lanes[row].days)),
    tripPackages: Float64Array.from(laneRow, (row) => lanes.usableFt3[row] / cubeFt3),
    tripsPerDay: Float64Array.from(laneRow, (row) => twin.lanes[row].tripsPerDay),
    sortUsd: Float64Array.from(laneHead, (node) =>
      isSorting(twin.facilities[node]) ? twin.facilities[node].handlingUsdPerPackage : 0,
    ),
  };
  factsOf.set(network, facts);
  return facts;
}

/** Trips never fall with volume: as many on the busiest day as on the quietest is as many on each. */
function tripsOver(load: number, bins: DayBins, tripPackages: number, tripsPerDay: number): number {
  const {volume, days, dayCount} = bins;
  if (dayCount === 0) return 0;
  const last = volume.length - 1;
  if (load * volume[last] <= 1) return load * bins.packages * expectedTrips(1, tripPackages, tripsPerDay);
  const fewest = expectedTrips(load * volume[0], tripPackages, tripsPerDay);
  if (last === 0 || fewest === expectedTrips(load * volume[last], tripPackages, tripsPerDay)) return dayCount * fewest;
  let trips = 0;
  for (let bin = 0; bin <= last; bin++) {
    trips += days[bin] * expectedTrips(load * volume[bin], tripPackages, tripsPerDay);
  }
  return trips;
}

/** Whole packages come: of 1.3 a day, one on seven days of ten and two on three. */
export function expectedTrips(packages: number, tripPackages: number, tripsPerDay: number): number {
  const fewer = Math.floor(packages);
  const filled = (fewer + 1) / tripPackages;
  if (fewer > 0 && filled <= tripsPerDay) return tripsPerDay; // most lanes are within their schedule
  const least = fewer === 0 ? 0 : Math.max(tripsPerDay, Math.ceil(fewer / tripPackages));
  const most = Math.max(tripsPerDay, Math.ceil(filled));
  return least + (packages - fewer) * (most - least);
}

/** Packages on each lane for one package of the nation: those of `base`, and what comes on top. @returns `[slot]` */
function spread(world: World, flow: FlowTemplate, atTarget: AtTarget, base?: LaneDays): Float64Array {
  const {network, targets} = world;
  const {firstLast, lastLane, lastShare, firstUp, upShare} = flow;
  const {lanes, lastSlot, upSlot} = flowLanes(world, flow);
  const load = base === undefined ? new Float64Array(lanes.length) : base.load.slice();
  const collected = new Float64Array(network.nodeCount);
  const before = base?.atTarget ?? new Float64Array(network.nodeCount);
  for (let target = 0; target < targets.length; target++) {
    const node = targets[target];
    const packages = atTarget[node] - before[node];
    if (packages === 0) continue;
    if (firstLast[target] === firstLast[target + 1]) collected[node] += packages;
    for (let i = firstLast[target]; i < firstLast[target + 1]; i++) {
      load[lastSlot[i]] += packages * lastShare[i];
      collected[network.csr.laneTail[lastLane[i]]] += packages * lastShare[i];
    }
  }
  for (let node = 0; node < network.nodeCount; node++) {
    if (collected[node] === 0) continue;
    for (let i = firstUp[node]; i < firstUp[node + 1]; i++) load[upSlot[i]] += collected[node] * upShare[i];
  }
  return load;
}

/** Days of like volume. A lane that does not run every day carries what came since its last. */
interface DayBins {
  readonly volume: Float64Array; // [bin], mean packages of the nation
  readonly days: Float64Array; // [bin]
  readonly dayCount: number;
  readonly packages: number; // of all days
}

function binDays({firstDay, dayCount, demand}: Horizon, {fromDay, toDay}: Span, operates: string): DayBins {
  const volumes: number[] = [];
  let waiting = 0;
  let packages = 0;
  for (let day = 0; day < toDay; day++) {
    waiting += demand.dayPackages[day];
    if (day >= fromDay) packages += demand.dayPackages[day];
    const weekday = ((firstDay + day + 3) % 7) + 1; // 1 is Monday; 1970-01-01 was a Thursday
    if (!operates.includes(String(weekday)) && day < dayCount - 1) continue;
    if (day >= fromDay) volumes.push(waiting);
    waiting = 0;
  }
  volumes.sort((a, b) => a - b);
  const bins = Math.min(BINS, volumes.length);
  const parts = Array.from({length: bins}, (_, bin) =>
    volumes.slice(Math.floor((bin * volumes.length) / bins), Math.floor(((bin + 1) * volumes.length) / bins)),
  );
  return {
    volume: Float64Array.from(parts, (part) => part.reduce((sum, each) => sum + each, 0) / part.length),
    days: Float64Array.from(parts, (part) => part.length),
    dayCount: volumes.length,
    packages,
  };
}
