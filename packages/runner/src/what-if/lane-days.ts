import type {FlowTemplate, Twin} from '@cutover/core';
import {isSorting} from '@cutover/reporting';
import type {Horizon} from '../horizon.ts';
import type {World} from '../world.ts';

/** What lanes and the buildings they lead to cost over some days. */
export interface LaneDays {
  readonly linehaulUsd: number; // whole trips
  readonly sortUsd: number;
}

/** Packages at last buildings for one package of the nation. [node] */
export type AtTarget = Float64Array;

const BINS = 12; // days of like volume count as one: trips are steps, but of a year and many lanes

/**
 * Books trips as a run does, on expected loads: packages at last buildings spread over the lanes of the last plan, and
 * max(schedule, ceil(cube / usable cube)) trips a day; a lane that rests hands its packages to its next day.
 *
 * @param days - of the horizon, from … to - 1
 */
export function laneDays(
  {world, horizon}: {readonly world: World; readonly horizon: Horizon},
  flow: FlowTemplate,
  atTarget: AtTarget,
  days: {readonly fromDay: number; readonly toDay: number},
): LaneDays {
  const {twin, lanes, cubeFt3, network} = world;
  const {laneRow, laneHead} = network.csr;
  const load = spread(world, flow, atTarget);
  const binsOf = new Map<string, DayBins>();
  let linehaulUsd = 0;
  let sortUsd = 0;
  for (let lane = 0; lane < load.length; lane++) {
    if (load[lane] === 0) continue;
    const row = laneRow[lane];
    const {days: operates, tripsPerDay} = twin.lanes[row];
    const bins = binsOf.get(operates) ?? binDays(horizon, days, operates);
    binsOf.set(operates, bins);
    const tripPackages = lanes.usableFt3[row] / cubeFt3;
    let trips = 0;
    for (let bin = 0; bin < bins.volume.length; bin++) {
      trips += bins.days[bin] * expectedTrips(load[lane] * bins.volume[bin], tripPackages, tripsPerDay);
    }
    linehaulUsd += trips * lanes.tripUsd[row];
    const to = twin.facilities[laneHead[lane]];
    if (to !== undefined && isSorting(to)) sortUsd += load[lane] * bins.packages * to.handlingUsdPerPackage;
  }
  return {linehaulUsd, sortUsd};
}

/** Whole packages come: of 1.3 a day, one on seven days of ten and two on three. */
function expectedTrips(packages: number, tripPackages: number, tripsPerDay: number): number {
  const fewer = Math.floor(packages);
  const more = packages - fewer;
  const trips = (whole: number): number => (whole === 0 ? 0 : Math.max(tripsPerDay, Math.ceil(whole / tripPackages)));
  return (1 - more) * trips(fewer) + more * trips(fewer + 1);
}

/** Packages on each lane for one package of the nation. @returns `[lane]` */
function spread({network, targets}: World, flow: FlowTemplate, atTarget: AtTarget): Float64Array {
  const load = new Float64Array(network.laneCount);
  const collected = new Float64Array(network.nodeCount);
  targets.forEach((node, slot) => {
    const packages = atTarget[node];
    if (flow.firstLast[slot] === flow.firstLast[slot + 1]) collected[node] += packages;
    for (let i = flow.firstLast[slot]; i < flow.firstLast[slot + 1]; i++) {
      load[flow.lastLane[i]] += packages * flow.lastShare[i];
      collected[network.csr.laneTail[flow.lastLane[i]]] += packages * flow.lastShare[i];
    }
  });
  for (let node = 0; node < network.nodeCount; node++) {
    for (let i = flow.firstUp[node]; i < flow.firstUp[node + 1]; i++) load[flow.upLane[i]] += collected[node] * flow.upShare[i];
  }
  return load;
}

/** Days of like volume. A lane that does not run every day carries what came since its last. */
interface DayBins {
  readonly volume: Float64Array; // [bin], mean packages of the nation
  readonly days: Float64Array; // [bin]
  readonly packages: number; // of all days
}

function binDays(
  {firstDay, dayCount, demand}: Horizon,
  {fromDay, toDay}: {readonly fromDay: number; readonly toDay: number},
  operates: Twin['lanes'][number]['days'],
): DayBins {
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
    packages,
  };
}
