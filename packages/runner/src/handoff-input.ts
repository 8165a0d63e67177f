import {
  classGroups,
  CLOSED,
  type EntryLevel,
  type FacilityType,
  GROUP_COUNT,
  handoffUsd,
  NO_BUILDING,
  type Twin,
} from '@cutover/core';
import type {HandoffInput} from '@cutover/planning';
import {calendarDay} from './draw-tables.ts';
import type {EpochNetwork} from './epoch-network.ts';
import type {ZipOptions, ZipWays} from './options.ts';

/** How each hand-off building is priced. */
export function entryLevel(type: FacilityType): EntryLevel {
  if (type === 'ddu') return 'ddu';
  return type === 'sdc' ? 'dhub' : 'dscf';
}

/** What both ways into the mail cost each ZIP, from the mean ways and the prices in force on a day of the horizon. */
export function handoffInput(
  twin: Twin,
  epoch: EpochNetwork,
  {unit, scf}: ZipOptions,
  ways: ZipWays,
  day: number,
): HandoffInput {
  const {world} = epoch;
  const drop = cheapestDrops(epoch);
  const postageUsd = {ddu: groupPostage(twin, epoch, 'ddu', day), dhub: groupPostage(twin, epoch, 'dhub', day)};
  const unitPostageUsd = new Float64Array(unit.length * GROUP_COUNT);
  const unitWayUsd = ways.unit.costUsd.slice();
  for (let zip = 0; zip < unit.length; zip++) {
    if (unit[zip] === NO_BUILDING) continue;
    unitWayUsd[zip] -= drop.plannedUsd[unit[zip]];
    const level = entryLevel(world.twin.facilities[unit[zip]].facilityType);
    const usd = level === 'dhub' ? postageUsd.dhub : postageUsd.ddu;
    for (let group = 0; group < GROUP_COUNT; group++) unitPostageUsd[zip * GROUP_COUNT + group] = usd[group];
  }
  return {
    unit,
    scf,
    unitWayUsd,
    scfWayUsd: ways.scf.costUsd,
    dropUsd: drop.tripUsd,
    dropPackages: drop.packages,
    unitPostageUsd,
    scfPostageUsd: groupPostage(twin, epoch, 'dscf', day),
  };
}

/** Mean price of a class group's packages. @returns `[group]` */
function groupPostage(twin: Twin, {world}: EpochNetwork, entry: EntryLevel, day: number): Float64Array {
  const usd = handoffUsd(twin, world.p, calendarDay(world, day), entry);
  return Float64Array.from(classGroups, (group) =>
    twin.mix.reduce((sum, mixClass, row) => (mixClass.classGroup === group ? sum + mixClass.share * usd[row] : sum), 0),
  );
}

interface Drops {
  readonly plannedUsd: Float64Array; // [building], per package, of the cheapest open lane into it
  readonly tripUsd: Float64Array; // [building], one trip or stop of that lane
  readonly packages: Float64Array; // [building], that fit it
}

const dropsOf = new WeakMap<EpochNetwork['metric'], Drops>(); // epochs and what-ifs share a metric

function cheapestDrops(epoch: EpochNetwork): Drops {
  const known = dropsOf.get(epoch.metric) ?? findDrops(epoch);
  dropsOf.set(epoch.metric, known);
  return known;
}

function findDrops({world, metric}: EpochNetwork): Drops {
  const {network, lanes, cubeFt3} = world;
  const best = new Int32Array(network.nodeCount).fill(CLOSED);
  const drops: Drops = {
    plannedUsd: new Float64Array(network.nodeCount),
    tripUsd: new Float64Array(network.nodeCount),
    packages: new Float64Array(network.nodeCount).fill(1),
  };
  for (let lane = 0; lane < network.laneCount; lane++) {
    const head = network.csr.laneHead[lane];
    if (metric.costMils[lane] >= best[head]) continue;
    best[head] = metric.costMils[lane];
    const row = network.csr.laneRow[lane];
    drops.plannedUsd[head] = metric.costMils[lane] / 1000;
    drops.tripUsd[head] = lanes.tripUsd[row];
    drops.packages[head] = lanes.usableFt3[row] / cubeFt3;
  }
  return drops;
}
