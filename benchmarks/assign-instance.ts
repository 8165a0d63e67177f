// The assignment of one day of the reference twin as a transportation problem: who may serve a ZIP (stations within
// its radius, its hand-off to USPS), what a package costs there, what stations can take.
import {
  applyScenario,
  GROUP_COUNT,
  handoffUsd,
  lastMileRates,
  lastMileUsd,
  lastMileWork,
  meanWays,
  NO_BUILDING,
  type RouteTable,
} from '@cutover/core';
import {readScenarios, readTwin} from '@cutover/files';
import type {TransportArcs} from '@cutover/planning';
import {createPool, type Pool, prepare, type Prepared, routeEpoch} from '@cutover/runner';
import {packagesBefore} from '@cutover/simulation';

export interface AssignInstance {
  readonly arcs: TransportArcs;
  readonly peakDay: number;
  readonly demand: readonly Int32Array[]; // [day][zip], all but the USPS-only group
  readonly capacity: readonly Float64Array[]; // [day][station], as planned
}

/**
 * Costs are those of the peak day and rough: own road cost per package at the volume of the ZIP's light packages,
 * postage a mean over class groups.
 */
export async function readAssignInstance(directory: string, threads: number): Promise<AssignInstance> {
  const base = await readTwin(directory);
  const scenario = (await readScenarios(directory)).find(({name}) => name === base.settings.baseScenario)!;
  const twin = applyScenario(base, scenario);
  const pool = createPool(threads);
  try {
    const named = [{name: scenario.name, about: scenario.about, twin}];
    const [{horizon}] = await prepare(pool, named, 1, {fromDay: 0, toDay: 1});
    const peakDay = horizon.demand.dayPackages.indexOf(Math.max(...horizon.demand.dayPackages));
    const [prepared] = await prepare(pool, named, 1, {fromDay: peakDay, toDay: peakDay + 1});
    return {arcs: await peakArcs(pool, prepared, peakDay), peakDay, ...daysOf(prepared)};
  } finally {
    await pool.close();
  }
}

async function peakArcs(pool: Pool, prepared: Prepared, day: number): Promise<TransportArcs> {
  const {world, horizon, plans, twin} = prepared;
  const {table, metric, mix} = await routeEpoch(pool, world, day);
  const {firstSlot, building, stemMiles} = world.service;
  const {policy, ways} = plans[0];
  const market = Int32Array.from(building);
  for (let zip = 0; zip < twin.zips.length; zip++) {
    market.fill(world.marketOf[zip], firstSlot[zip], firstSlot[zip + 1]);
  }
  const wayUsd = meanWays(table, metric, mix, market, slotsOf(table, building)).costUsd;
  const postage = handoffUsd(twin, world.p, horizon.firstDay + day, 'ddu');
  const postageUsd = twin.mix.reduce((sum, {share}, row) => sum + share * postage[row], 0) / GROUP_COUNT;
  const rates = lastMileRates(world.p, world.cubeFt3);
  const work = new Float64Array(3);
  const firstArc = new Uint32Array(twin.zips.length + 1);
  const facility: number[] = [];
  const costMils: number[] = [];
  const add = (place: number, usd: number): void => {
    if (Number.isNaN(usd)) return;
    facility.push(place);
    costMils.push(Math.round(1000 * usd));
  };
  for (let zip = 0; zip < twin.zips.length; zip++) {
    const packages = Math.max(1, horizon.demand.dayPackages[day] * horizon.demand.groupShare[zip * GROUP_COUNT]);
    for (let slot = firstSlot[zip]; slot < firstSlot[zip + 1]; slot++) {
      lastMileWork(rates, world.segment[zip], packages, world.areaSqMi[zip], stemMiles[slot], work);
      const roadUsd = lastMileUsd(rates, work[0], work[1], work[2]) / packages;
      add(world.stationSlot[building[slot]], wayUsd[slot] + roadUsd);
    }
    if (policy.handoff[zip] !== NO_BUILDING) {
      add(world.stations.length + policy.handoff[zip], ways.uspsUsd[zip] + postageUsd);
    }
    firstArc[zip + 1] = facility.length;
  }
  return {
    firstArc,
    facility: Int32Array.from(facility),
    costMils: Int32Array.from(costMils),
    limitedCount: world.stations.length,
  };
}

function slotsOf(table: RouteTable, building: Int32Array): Int32Array {
  return building.map((row) => table.targetSlot[row]);
}

function daysOf({world, horizon, capacity: {planned}}: Prepared): Pick<AssignInstance, 'demand' | 'capacity'> {
  const {dayPackages, phase, groupShare} = horizon.demand;
  const days = Array.from(dayPackages, (_, day) => day);
  const stationCount = world.stations.length;
  const demand = days.map((day) => {
    let share = 0;
    let before = packagesBefore(dayPackages[day], 0, phase[day]);
    return Int32Array.from(world.twin.zips, (_, zip) => {
      for (let group = 0; group + 1 < GROUP_COUNT; group++) share += groupShare[zip * GROUP_COUNT + group];
      const first = before;
      before = packagesBefore(dayPackages[day], share, phase[day]);
      return before - first;
    });
  });
  const capacity = days.map((day) => Float64Array.from(planned.subarray(day * stationCount, (day + 1) * stationCount)));
  return {demand, capacity};
}
