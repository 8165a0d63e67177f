import {milesBetween, newStationId, NO_BUILDING, type StationNorm} from '@cutover/core';
import type {EpochPlan} from '../plan-epoch.ts';
import type {Prepared} from '../prepare.ts';
import {openingDay, type Place} from './places.ts';
import {ownDayUsd, type ZipCosts} from './zip-costs.ts';

const PLACES_MAX = 60; // that are weighed against each other
const POINTS_MAX = 3000; // ZIPs with most to save, at which a station might stand
const NEAR_MILES = 15; // a station at a ZIP's point would help those around it
const NEXT_DOOR_MILES = 3; // stem of a ZIP with a station of its own

/**
 * Places worth weighing: each ZIP's saving with a station next door, at the way it has now, is an upper estimate of
 * what any new station does for it. The point with most of it within 15 miles comes first, then the one with most of
 * what is left. ZIPs that own vans do not reach now are no places (nothing says how to feed a station there), but may
 * be served from one.
 */
export function pickPlaces(prepared: Prepared, plan: EpochPlan, costs: ZipCosts, norm: StationNorm, leadWeeks: number) {
  const {twin} = prepared.world;
  const saving = twin.zips.map((_, zip) => nextDoorSaving(prepared, plan, costs, zip));
  const points = twin.zips
    .map((_, zip) => zip)
    .filter((zip) => saving[zip] > 0 && plan.options.station[zip] !== NO_BUILDING)
    .sort((a, b) => saving[b] - saving[a] || a - b)
    .slice(0, POINTS_MAX);
  const near = points.map((zip) => zipsNear(prepared, zip));
  const left = Float64Array.from(saving, (usd) => Math.max(0, usd));
  const places: Place[] = [];
  while (places.length < PLACES_MAX) {
    const sums = near.map((zips) => zips.reduce((sum, zip) => sum + left[zip], 0));
    const best = sums.reduce((top, sum, k) => (sum > sums[top] ? k : top), 0);
    if (!(sums[best] > 0)) break;
    const {zip, latitudeDeg, longitudeDeg} = twin.zips[points[best]];
    const opensOn = openingDay(twin, leadWeeks);
    places.push({facilityId: newStationId(twin, zip), zip, latitudeDeg, longitudeDeg, opensOn, sizes: norm.sizes});
    for (const each of near[best]) left[each] = 0;
  }
  return places;
}

function nextDoorSaving({world}: Prepared, {options, ways}: EpochPlan, costs: ZipCosts, zip: number): number {
  const packages = costs.ownPackages[zip] + costs.uspsPackages[zip];
  const wayUsd = Number.isNaN(ways.ownUsd[zip]) ? ways.uspsUsd[zip] : ways.ownUsd[zip];
  if (!(packages > 0) || Number.isNaN(wayUsd)) return 0;
  const stemMiles = Math.min(NEXT_DOOR_MILES, options.station[zip] === NO_BUILDING ? Infinity : options.stemMiles[zip]);
  return costs.usd[zip] - ownDayUsd(world, costs.rates, zip, packages, stemMiles, wayUsd);
}

function zipsNear({world}: Prepared, point: number): number[] {
  const {zips} = world.twin;
  const {latitudeDeg, longitudeDeg} = zips[point];
  const degrees = NEAR_MILES / 69; // of latitude
  return zips.flatMap((zip, row) => {
    if (Math.abs(zip.latitudeDeg - latitudeDeg) > degrees) return [];
    const miles = milesBetween(latitudeDeg, longitudeDeg, zip.latitudeDeg, zip.longitudeDeg);
    return miles <= NEAR_MILES ? [row] : [];
  });
}
