import type {CompiledNetwork, FlowTemplate} from '@cutover/core';
import {isSorting} from '@cutover/reporting';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';
import type {AtTarget, Span} from './span.ts';

/** What lanes and the buildings they lead to carry and cost over some days. */
export interface LaneDays {
  readonly atTarget: AtTarget;
  readonly load: Float64Array; // [lane], packages for one package of the nation
  readonly linehaulUsd: number; // whole trips
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
  const {tripUsd} = world.lanes;
  const facts = laneFacts(world);
  const binsOf = facts.patterns.map((operates) => binDays(horizon, days, operates));
  const load = spread(world, flow, atTarget, base);
  const total = {linehaulUsd: base?.linehaulUsd ?? 0, sortUsd: base?.sortUsd ?? 0};
  const add = (lane: number, packages: number, sign: number): void => {
    if (packages < DUST) return;
    const bins = binsOf[facts.pattern[lane]];
    const trips = tripsOver(packages, bins, facts.tripPackages[lane], facts.tripsPerDay[lane]);
    total.linehaulUsd += sign * trips * tripUsd[laneRow[lane]];
    total.sortUsd += sign * packages * bins.packages * facts.sortUsd[lane];
  };
  for (let lane = 0; lane < load.length; lane++) {
    const before = base === undefined ? 0 : base.load[lane];
    if (load[lane] === before) continue;
    add(lane, before, -1);
    add(lane, load[lane], 1);
  }
  return {atTarget, load, ...total};
}

const DUST = 1e-15; // of the nation: what is left where all of a lane's packages go another way

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
  const least = fewer === 0 ? 0 : Math.max(tripsPerDay, Math.ceil(fewer / tripPackages));
  const most = Math.max(tripsPerDay, Math.ceil((fewer + 1) / tripPackages));
  return least + (packages - fewer) * (most - least);
}

/** Packages on each lane for one package of the nation: those of `base`, and what comes on top. @returns `[lane]` */
function spread({network, targets}: World, flow: FlowTemplate, atTarget: AtTarget, base?: LaneDays): Float64Array {
  const load = base === undefined ? new Float64Array(network.laneCount) : base.load.slice();
  const collected = new Float64Array(network.nodeCount);
  targets.forEach((node, slot) => {
    const packages = atTarget[node] - (base === undefined ? 0 : base.atTarget[node]);
    if (packages === 0) return;
    if (flow.firstLast[slot] === flow.firstLast[slot + 1]) collected[node] += packages;
    for (let i = flow.firstLast[slot]; i < flow.firstLast[slot + 1]; i++) {
      load[flow.lastLane[i]] += packages * flow.lastShare[i];
      collected[network.csr.laneTail[flow.lastLane[i]]] += packages * flow.lastShare[i];
    }
  });
  for (let node = 0; node < network.nodeCount; node++) {
    if (collected[node] === 0) continue;
    for (let i = flow.firstUp[node]; i < flow.firstUp[node + 1]; i++) {
      load[flow.upLane[i]] += collected[node] * flow.upShare[i];
    }
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
