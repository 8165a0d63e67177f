import {isoDate} from '@cutover/core';
import {LOAD_ONE} from '@cutover/planning';
import type {WeekPlan} from './plan-weeks.ts';
import {roomOf} from './waves.ts';

/** A station that no plan found keeps within its capacity in a week. */
export interface Shortage {
  readonly week: string;
  readonly facilityId: string;
  readonly packages: number; // of the week, beyond capacity
  readonly zips: readonly string[]; // that it serves then, the largest first
  readonly usdPerPackageADay: number; // worth of one more package a day: the cheapest relaxation has the least
}

const ZIPS_SHOWN = 5;

/** Where a plan asks for more than there is, the most first. */
export function shortagesOf(plan: WeekPlan): Shortage[] {
  const {problem, solution, scene} = plan;
  const {stationCount, weekCount, packages, capacity} = problem;
  const {world, weeks, horizon} = scene;
  const found: (Shortage & {readonly at: number})[] = [];
  for (let at = 0; at < stationCount * weekCount; at++) {
    const week = at % weekCount;
    const beyond = ((solution.load[at] - capacity[at]) * packages[week]) / LOAD_ONE;
    if (!(beyond > 0.5)) continue;
    const {fromDay, toDay} = weeks[week];
    found.push({
      week: isoDate(horizon.firstDay + fromDay),
      facilityId: world.twin.facilities[world.stations[Math.floor(at / weekCount)]].facilityId,
      packages: Math.round(beyond),
      zips: [],
      usdPerPackageADay: Math.round(100 * solution.prices.station[at] * (toDay - fromDay)) / 100,
      at,
    });
  }
  found.sort((a, b) => b.packages - a.packages || a.at - b.at);
  const zips = largestZips(
    plan,
    found.map(({at}) => at),
  );
  return found.map(({at: _, ...shortage}, i) => ({...shortage, zips: zips[i]}));
}

/** What has to give, least of all, for a plan to keep every limit. */
export interface Relaxation {
  readonly limit: 'station capacity' | 'other carriers' | 'USPS volume';
  readonly facilityId: string | null; // of a station
  readonly fromWeek: string; // first day of the first week in which it has to
  readonly toWeek: string; // of the last
  readonly packagesPerDay: number; // more, on the tightest day; USPS: more (below 0: less) on a mean day
  readonly packages: number; // in all weeks
}

/**
 * The cheapest way to make an infeasible plan feasible: it is what the plan goes beyond, since the plan pays for each
 * package beyond a limit (`lost_package_usd`) and weighs that against every other way.
 */
export function relaxationsOf(plan: WeekPlan): Relaxation[] {
  const {problem, solution, scene} = plan;
  const {stationCount, weekCount, packages, capacity, otherMax, zipCount, firstState, other} = problem;
  const {world, weeks, horizon} = scene;
  const found: Relaxation[] = [];
  const note = (limit: Relaxation['limit'], facilityId: string | null, lacks: readonly Lack[]): void => {
    const real = lacks.filter((lack) => lack.packages > 0.5);
    if (real.length === 0) return;
    const weekOf = (week: number): string => isoDate(horizon.firstDay + weeks[week].fromDay);
    found.push({
      ...{limit, facilityId, fromWeek: weekOf(real[0].week), toWeek: weekOf(real.at(-1)!.week)},
      packagesPerDay: Math.ceil(real.reduce((most, lack) => Math.max(most, lack.packagesPerDay), 0)),
      packages: Math.round(real.reduce((sum, lack) => sum + lack.packages, 0)),
    });
  };
  for (let s = 0; s < stationCount; s++) {
    const lacks = weeks.map((_, week) => {
      const at = s * weekCount + week;
      const beyond = Math.max(0, solution.load[at] - capacity[at]);
      const room = beyond > 0 ? roomOf(plan, s, week) : {load: 0, capacity: 0};
      return {week, packages: (beyond * packages[week]) / LOAD_ONE, packagesPerDay: room.load - room.capacity};
    });
    note('station capacity', world.twin.facilities[world.stations[s]].facilityId, lacks);
  }
  const others = weeks.map(({fromDay, toDay}, week) => {
    let sum = 0;
    for (let zip = 0; zip < zipCount; zip++) sum += other[firstState[zip] + solution.paths[zip * weekCount + week]];
    const beyond = (Math.max(0, sum - otherMax[week]) * packages[week]) / LOAD_ONE;
    return {week, packages: beyond, packagesPerDay: beyond / (toDay - fromDay)};
  });
  note('other carriers', null, others);
  return [...found.sort((a, b) => b.packages - a.packages), ...uspsMiss(plan)];
}

interface Lack {
  readonly week: number;
  readonly packages: number;
  readonly packagesPerDay: number;
}

function uspsMiss({problem: {target}, solution: {uspsPackages}, scene: {weeks, horizon}}: WeekPlan): Relaxation[] {
  if (target.rule !== 'within') return [];
  const more = uspsPackages - Math.min(target.max, Math.max(target.min, uspsPackages));
  if (more === 0) return [];
  const [fromWeek, toWeek] = [weeks[0], weeks.at(-1)!].map(({fromDay}) => isoDate(horizon.firstDay + fromDay));
  const packagesPerDay = Math.round(more / horizon.dayCount);
  return [{limit: 'USPS volume', facilityId: null, fromWeek, toWeek, packagesPerDay, packages: Math.round(more)}];
}

/** The largest ZIPs of some station-weeks (station * weekCount + week), in their order. */
function largestZips({problem, solution, scene}: WeekPlan, cells: readonly number[]): string[][] {
  const {weekCount, stationCount, zipCount, firstState, station, load} = problem;
  const listOf = new Int32Array(stationCount * weekCount).fill(-1);
  cells.forEach((at, list) => {
    listOf[at] = list;
  });
  const served = cells.map((): {zip: number; load: number}[] => []);
  for (let zip = 0; zip < zipCount; zip++) {
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + solution.paths[zip * weekCount + week];
      const list = station[state] < 0 ? -1 : listOf[station[state] * weekCount + week];
      if (list >= 0) served[list].push({zip, load: load[state]});
    }
  }
  return served.map((list) => {
    list.sort((a, b) => b.load - a.load || a.zip - b.zip);
    return list.slice(0, ZIPS_SHOWN).map(({zip}) => scene.world.twin.zips[zip].zip);
  });
}
