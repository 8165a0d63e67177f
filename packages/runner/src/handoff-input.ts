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

/** What a building charges: the price won there, USD per package, or that of a level. */
type EntryPrice = number | EntryLevel;

/** Ways into the mail, and what their prices are read by. */
export interface EntryInput extends HandoffInput {
  readonly prices: readonly EntryPrice[]; // those of `postageUsd`
}

/** What both ways into the mail cost each ZIP, from the mean ways and the prices in force on a day of the horizon. */
export function handoffInput(
  twin: Twin,
  epoch: EpochNetwork,
  {unit, scf}: ZipOptions,
  ways: ZipWays,
  day: number,
): EntryInput {
  const drop = cheapestDrops(epoch);
  const unitWayUsd = ways.unit.costUsd.slice();
  for (let zip = 0; zip < unit.length; zip++) {
    if (unit[zip] !== NO_BUILDING) unitWayUsd[zip] -= drop.plannedUsd[unit[zip]];
  }
  const answers = answersOn(twin, calendarDay(epoch.world, day));
  const {priceOf, prices} = buildingPrices(epoch, answers, [unit, scf]);
  return {
    ...{unit, scf, unitWayUsd, scfWayUsd: ways.scf.costUsd},
    ...{dropUsd: drop.tripUsd, dropPackages: drop.packages, packagesMax: packagesMax(twin, answers)},
    ...{priceOf, prices, postageUsd: postageUsd(twin, epoch, prices, day)},
  };
}

/** The same ways at the prices of another twin with the same bids won. */
export function repriced(input: EntryInput, twin: Twin, epoch: EpochNetwork, day: number): EntryInput {
  return {...input, postageUsd: postageUsd(twin, epoch, input.prices, day)};
}

type Answers = ReadonlyMap<string, WonRow>; // by facility_id

/** The prices of the buildings where a ZIP may enter the mail, each once. */
function buildingPrices(
  {world}: EpochNetwork,
  answers: Answers,
  entries: readonly Int32Array[],
): {priceOf: Int32Array; prices: EntryPrice[]} {
  const {facilities} = world.twin;
  const priceOf = new Int32Array(facilities.length).fill(NO_PRICE);
  const prices: EntryPrice[] = [];
  for (const building of entries.flatMap((each) => [...new Set(each)])) {
    if (building === NO_BUILDING || priceOf[building] !== NO_PRICE) continue;
    const {facilityId, facilityType} = facilities[building];
    const price = answers.get(facilityId)?.usdPerPackage ?? entryLevel(facilityType);
    const known = prices.indexOf(price);
    priceOf[building] = known < 0 ? prices.push(price) - 1 : known;
  }
  return {priceOf, prices};
}

const NO_PRICE = -1;

/** @returns `[price * GROUP_COUNT + group]`, mean of the class group's packages */
function postageUsd(twin: Twin, epoch: EpochNetwork, prices: readonly EntryPrice[], day: number): Float64Array {
  const usd = new Float64Array(prices.length * GROUP_COUNT);
  prices.forEach((price, row) => {
    const at = row * GROUP_COUNT;
    if (typeof price === 'number') usd.fill(price, at, at + GROUP_COUNT);
    else usd.set(groupPostage(twin, epoch, price, day), at);
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
