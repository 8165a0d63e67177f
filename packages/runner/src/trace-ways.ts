import {
  cellOf,
  createRouteScratch,
  deliverers,
  handoffUsd,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  NO_BUILDING,
  NO_LABEL,
  OTHER,
  otherCarrierUsd,
  OWNED,
  routeOrigin,
  USPS,
  wonUsd,
  wayCostMils,
  wayLanes,
  wayMinutes,
  waySortMils,
} from '@cutover/core';
import {calendarDay} from './draw-tables.ts';
import {createEpochNetwork, type EpochNetwork} from './epoch-network.ts';
import {entryLevel} from './handoff-input.ts';
import type {EpochPlan} from './plan-epoch.ts';
import type {Prepared} from './prepare.ts';

/** One movement of a traced package. */
export interface TracedLane {
  readonly laneId: string;
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  readonly roadMiles: number;
  readonly usd: number; // per package, at plan fill, with handling at the head
  readonly arriveHours: number; // after order ready, dwell at the head included
}

/** A way the package took or could have taken, and what it costs. */
export interface TracedWay {
  readonly deliverer: string;
  readonly taken: boolean;
  readonly lastBuilding: string | null; // null: another carrier, from the FC
  readonly lanes: readonly TracedLane[];
  readonly hoursToLastBuilding: number | null;
  readonly keepsPromise: boolean | null; // within its promise at the last building
  readonly costUsd: {readonly linehaul: number; readonly sort: number; readonly door: number; readonly total: number};
}

export interface TraceWaysInput {
  readonly prepared: Prepared;
  readonly plan: EpochPlan;
  readonly day: number; // of the horizon
  readonly zip: number;
  readonly classRow: number;
  readonly variant: number; // promise
  readonly origin: number; // slot
  readonly way: number; // it took
  readonly volumeOwned: number; // packages own vans delivered in the ZIP that day
}

/** The way the package took first, then the ways it could have taken. */
export function traceWays(input: TraceWaysInput): TracedWay[] {
  const {prepared, plan, day, zip, origin} = input;
  const network = createEpochNetwork(prepared.world, plan.policy.epoch.fromDay);
  const {csr} = prepared.world.network;
  const scratch = createRouteScratch(csr);
  routeOrigin(csr, network.metric, network.table, origin, scratch);
  const places: {way: number; building: number}[] = [
    {way: OWNED, building: plan.options.station[zip]},
    {way: USPS, building: plan.policy.handoff[zip]},
    ...[plan.options.unit[zip], plan.options.scf[zip]].map((building) => ({way: USPS, building})),
  ];
  const ways: TracedWay[] = [];
  const seen = new Set<number>();
  for (const {way, building} of places) {
    if (building === NO_BUILDING || seen.has(building)) continue;
    seen.add(building);
    const isTaken = way === input.way && (way === OWNED || building === plan.policy.handoff[zip]);
    const traced = wayThrough(input, network, way, building, isTaken);
    if (traced !== undefined) ways.push(traced);
  }
  ways.push(otherCarrierWay(input, day));
  return ways.sort((a, b) => Number(b.taken) - Number(a.taken));
}

function wayThrough(
  input: TraceWaysInput,
  network: EpochNetwork,
  way: number,
  building: number,
  taken: boolean,
): TracedWay | undefined {
  const {table, metric, world} = network;
  let cell = cellOf(table, input.variant + 1, input.origin, table.targetSlot[building]);
  const keepsPromise = table.cellLabel[cell] !== NO_LABEL;
  if (!keepsPromise) cell = cellOf(table, 0, input.origin, table.targetSlot[building]);
  if (table.cellLabel[cell] === NO_LABEL) return undefined;
  const sort = waySortMils(table, metric, input.origin, cell) / 1000;
  const linehaul = wayCostMils(table, metric, input.origin, cell) / 1000 - sort;
  const door = way === OWNED ? ownDoorUsd(input) : postageUsd(input, building);
  return {
    deliverer: deliverers[way],
    taken,
    lastBuilding: world.twin.facilities[building].facilityId,
    lanes: tracedLanes(network, wayLanes(table, input.origin, cell)),
    hoursToLastBuilding: wayMinutes(table, metric, input.origin, cell) / 60,
    keepsPromise,
    costUsd: {linehaul, sort, door, total: linehaul + sort + door},
  };
}

function tracedLanes({world, metric}: EpochNetwork, lanes: Uint32Array): TracedLane[] {
  let minutes = 0;
  return Array.from(lanes, (lane) => {
    const row = world.twin.lanes[world.network.csr.laneRow[lane]];
    minutes += metric.minutes[lane];
    return {
      laneId: row.laneId,
      from: row.originId,
      to: row.destinationId,
      mode: row.mode,
      roadMiles: world.lanes.miles[world.network.csr.laneRow[lane]],
      usd: metric.costMils[lane] / 1000,
      arriveHours: minutes / 60,
    };
  });
}

/** Mean cost of the ZIP's own deliveries that day; of one package where there were none. */
function ownDoorUsd({prepared: {world}, plan, zip, volumeOwned}: TraceWaysInput): number {
  const rates = lastMileRates(world.p, world.cubeFt3);
  const packages = Math.max(1, volumeOwned);
  const work = new Float64Array(3);
  lastMileWork(rates, world.segment[zip], packages, world.areaSqMi[zip], plan.options.stemMiles[zip], work);
  return lastMileUsd(rates, work[0], work[1], work[2]) / packages;
}

function postageUsd({prepared: {world, twin}, day, classRow}: TraceWaysInput, building: number): number {
  const {facilityId, facilityType} = world.twin.facilities[building];
  const entry = entryLevel(facilityType);
  const date = calendarDay(world, day);
  return wonUsd(twin, facilityId, date) ?? handoffUsd(twin, world.p, date, entry)[classRow];
}

function otherCarrierWay({prepared: {world, twin}, zip, classRow, way}: TraceWaysInput, day: number): TracedWay {
  const {zip3, usd} = otherCarrierUsd(twin, world.p, calendarDay(world, day));
  const door = usd[zip3.indexOf(twin.zips[zip].zip.slice(0, 3)) * twin.mix.length + classRow];
  return {
    deliverer: deliverers[OTHER],
    taken: way === OTHER,
    lastBuilding: null,
    lanes: [],
    hoursToLastBuilding: null,
    keepsPromise: null,
    costUsd: {linehaul: 0, sort: 0, door, total: door},
  };
}
