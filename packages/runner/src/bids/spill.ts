import {type BidRow, GROUP_COUNT} from '@cutover/core';
import {LOAD_ONE, type Spill} from '@cutover/planning';
import type {OpenPlan} from './scene.ts';

const STATIONS_SHOWN = 3;

type GoesTo = Pick<
  BidRow,
  'toOwnPackagesPerDay' | 'toMailPackagesPerDay' | 'toListPackagesPerDay' | 'toOtherPackagesPerDay' | 'toStations'
>;

/** Where packages go without a node or group, a mean day. */
export function goesTo({bids, scene}: OpenPlan, {own, mail, list, other}: Spill): GoesTo {
  const {facilities} = scene.twin;
  const days = bids.days.reduce((sum, each) => sum + each, 0);
  const stations = [...own]
    .filter(([, packages]) => packages / days >= 0.5)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, STATIONS_SHOWN)
    .map(([s, packages]) => `${facilities[scene.world.stations[s]].facilityId} ${Math.round(packages / days)}`);
  return {
    toOwnPackagesPerDay: [...own.values()].reduce((sum, packages) => sum + packages, 0) / days,
    toMailPackagesPerDay: mail / days,
    toListPackagesPerDay: list / days,
    toOtherPackagesPerDay: other / days,
    ...(stations.length > 0 ? {toStations: stations.join(', ')} : {}),
  };
}

/**
 * Where the packages of a group go that loses all of its hand-offs: what is still the mail's in its ways goes at list
 * price or by another carrier, whichever is less.
 *
 * @param paths - `[i * weekCount + week]`, without the hand-offs
 */
export function groupSpill({bids}: OpenPlan, zips: Int32Array, paths: Uint8Array): Spill {
  const {problem, segmentOf, usps, listUsd, otherUsd} = bids;
  const {weekCount, zipCount, firstState, station, load, packages} = problem;
  const own = new Map<number, number>();
  let [list, other] = [0, 0];
  zips.forEach((zip, i) => {
    for (let week = 0; week < weekCount; week++) {
      const states = [paths[i * weekCount + week], bids.paths[zip * weekCount + week]].map((s) => firstState[zip] + s);
      states.forEach((state, side) => {
        const perLoad = ((side === 0 ? 1 : -1) * packages[week]) / LOAD_ONE; // without less as planned
        if (station[state] >= 0) own.set(station[state], (own.get(station[state]) ?? 0) + perLoad * load[state]);
        other -= perLoad * load[state]; // what neither own vans nor the mail carry
        for (let group = 0; group < GROUP_COUNT; group++) {
          const mailed = perLoad * usps[state * GROUP_COUNT + group];
          other -= mailed;
          if (side === 1) continue; // at the hand-offs that are lost
          const cell = (segmentOf[week] * zipCount + zip) * GROUP_COUNT + group;
          if (otherUsd[cell] < listUsd[cell]) other += mailed;
          else list += mailed;
        }
      });
    }
  });
  return {own, mail: 0, list, other};
}
