import {
  answersOn,
  classGroups,
  CLOSED,
  type EntryLevel,
  type FacilityType,
  GROUP_COUNT,
  handoffUsd,
  NO_BUILDING,
  type Twin,
  type WonRow,
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
  const drop = cheapestDrops(epoch);
  const answers = answersOn(twin, calendarDay(epoch.world, day));
  const postage = buildingPostage(twin, epoch, day, answers);
  const unitWayUsd = ways.unit.costUsd.slice();
  for (let zip = 0; zip < unit.length; zip++) {
    if (unit[zip] !== NO_BUILDING) unitWayUsd[zip] -= drop.plannedUsd[unit[zip]];
  }
  return {
    unit,
    scf,
    unitWayUsd,
    scfWayUsd: ways.scf.costUsd,
    dropUsd: drop.tripUsd,
    dropPackages: drop.packages,
    packagesMax: packagesMax(twin, answers),
    unitPostageUsd: zipPostage(unit, postage),
    scfPostageUsd: zipPostage(scf, postage),
  };
}

type Answers = ReadonlyMap<string, WonRow>; // by facility_id

/** What a class group's packages pay at a building: the price won there, or that of its level. */
function buildingPostage(
  twin: Twin,
  epoch: EpochNetwork,
  day: number,
  answers: Answers,
): (building: number) => Float64Array {
  const {facilities} = epoch.world.twin;
  const ofLevel = new Map<EntryLevel, Float64Array>();
  return (building) => {
    const {facilityId, facilityType} = facilities[building];
    const usd = answers.get(facilityId)?.usdPerPackage;
    if (usd !== undefined) return new Float64Array(GROUP_COUNT).fill(usd);
    const level = entryLevel(facilityType);
    const known = ofLevel.get(level) ?? groupPostage(twin, epoch, level, day);
    ofLevel.set(level, known);
    return known;
  };
}

/** @returns `[zip * GROUP_COUNT + group]`, 0 without a building */
function zipPostage(building: Int32Array, postage: (building: number) => Float64Array): Float64Array {
  const usd = new Float64Array(building.length * GROUP_COUNT);
  building.forEach((each, zip) => {
    if (each !== NO_BUILDING) usd.set(postage(each), zip * GROUP_COUNT);
  });
  return usd;
}

/** Limits of bids won. @returns `[building]`, packages a mean day; Infinity: none */
function packagesMax({facilities}: Twin, answers: Answers): Float64Array {
  return Float64Array.from(facilities, ({facilityId}) => answers.get(facilityId)?.packagesPerDay ?? Infinity);
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
