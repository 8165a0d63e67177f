import {isoDate} from '@cutover/core';
import {LOAD_ONE} from '@cutover/planning';
import type {WeekPlan} from './plan-weeks.ts';

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
  return found.map(({at, ...shortage}) => ({...shortage, zips: largestZips(plan, at)}));
}

function largestZips({problem, solution, scene}: WeekPlan, at: number): string[] {
  const {weekCount, zipCount, firstState, station, load} = problem;
  const week = at % weekCount;
  const served: {zip: number; load: number}[] = [];
  for (let zip = 0; zip < zipCount; zip++) {
    const state = firstState[zip] + solution.paths[zip * weekCount + week];
    if (station[state] * weekCount + week === at) served.push({zip, load: load[state]});
  }
  served.sort((a, b) => b.load - a.load || a.zip - b.zip);
  return served.slice(0, ZIPS_SHOWN).map(({zip}) => scene.world.twin.zips[zip].zip);
}
