import type {Facility} from '../model/facility.ts';
import {DataError} from '../model/issue.ts';
import type {Lane} from '../model/lane.ts';
import type {Twin} from '../model/twin.ts';
import {meanCubeFt3} from './cube.ts';
import {milesBetween, roadMiles} from './miles.ts';
import {type ParameterSet, value} from './parameters.ts';

/** What each lane costs and carries, by row of `twin.lanes`. A milk run counts per stop: its share of the vehicle. */
export interface LaneTables {
  readonly miles: Float64Array; // [lane], by road (air: great circle), one way
  readonly minutes: Float64Array; // [lane], dock to dock
  readonly tripUsd: Float64Array; // [lane], one trip, or one stop of a milk run; 0 in the mail
  readonly usableFt3: Float64Array; // [lane], of one trip, or one stop's share; Infinity in the mail
  readonly plannedUsdPerPackage: Float64Array; // [lane], of the mean package at the lane's plan fill
}

/**
 * Prices every lane.
 *
 * A truck trip pays its loaded miles and the share of miles driven empty. A stop of a milk run pays its share of the
 * way out and back, and the miles to the next stop. An aircraft's rate per mile holds its positioning. Only the fuel
 * part of a truck mile follows the fuel index.
 *
 * @throws DataError if a lane names an unknown building, a parameter is missing, or `today` holds no package
 */
export function laneTables(twin: Pick<Twin, 'facilities' | 'lanes' | 'mix' | 'today'>, p: ParameterSet): LaneTables {
  const facilities = new Map(twin.facilities.map((row) => [row.facilityId, row]));
  const cubeFt3 = meanCubeFt3(twin);
  const laneCount = twin.lanes.length;
  const miles = new Float64Array(laneCount);
  const minutes = new Float64Array(laneCount);
  const tripUsd = new Float64Array(laneCount);
  const usableFt3 = new Float64Array(laneCount);
  const plannedUsdPerPackage = new Float64Array(laneCount);
  for (let row = 0; row < laneCount; row++) {
    const lane = twin.lanes[row];
    miles[row] = laneMiles(p, lane, facilities);
    minutes[row] = 60 * (lane.transitHours ?? laneHours(p, lane, miles[row]));
    tripUsd[row] = laneTripUsd(p, lane, miles[row]);
    usableFt3[row] = laneUsableFt3(p, lane);
    plannedUsdPerPackage[row] = (tripUsd[row] * cubeFt3) / (usableFt3[row] * lane.planFill);
  }
  return {miles, minutes, tripUsd, usableFt3, plannedUsdPerPackage};
}

/** One trip of each lane alone, as in `laneTables`, for money without hours and fill. [lane], USD */
export function laneTripsUsd({facilities, lanes}: Pick<Twin, 'facilities' | 'lanes'>, p: ParameterSet): Float64Array {
  const buildings = new Map(facilities.map((row) => [row.facilityId, row]));
  return Float64Array.from(lanes, (lane) => laneTripUsd(p, lane, laneMiles(p, lane, buildings)));
}

function laneMiles(p: ParameterSet, lane: Lane, facilities: ReadonlyMap<string, Facility>): number {
  if (lane.roadMiles !== undefined) return lane.roadMiles;
  const from = building(facilities, lane, lane.originId);
  const to = building(facilities, lane, lane.destinationId);
  const miles = milesBetween(from.latitudeDeg, from.longitudeDeg, to.latitudeDeg, to.longitudeDeg);
  return lane.mode === 'air' ? miles : roadMiles(p, miles);
}

function building(facilities: ReadonlyMap<string, Facility>, lane: Lane, facilityId: string): Facility {
  const found = facilities.get(facilityId);
  if (found === undefined) {
    throw new DataError(
      `lane "${lane.laneId}" names "${facilityId}", which is not in facilities.csv; add it or drop the lane`,
    );
  }
  return found;
}

/** A stop of a milk run is on average half way along its stops. */
function laneHours(p: ParameterSet, lane: Lane, miles: number): number {
  if (lane.mode === 'air') return value(p, 'air_fixed_hours') + miles / value(p, 'air_speed_mph');
  const stopsBefore = (lane.stopsPerTrip - 1) / 2;
  return (miles + stopsBefore * value(p, 'milk_run_between_miles')) / value(p, 'truck_speed_mph');
}

function laneTripUsd(p: ParameterSet, lane: Lane, miles: number): number {
  if (lane.mode === 'mail') return 0;
  if (lane.mode === 'air') return miles * value(p, 'air_usd_per_mile');
  const fuelUsdPerMile = value(p, 'truck_fuel_usd_per_mile') * (value(p, 'fuel_index') - 1);
  const usdPerMile = value(p, 'truck_usd_per_mile') + fuelUsdPerMile;
  if (lane.stopsPerTrip > 1) return ((2 * miles) / lane.stopsPerTrip + value(p, 'milk_run_between_miles')) * usdPerMile;
  return (miles * usdPerMile) / (1 - value(p, 'empty_miles_share'));
}

function laneUsableFt3(p: ParameterSet, lane: Lane): number {
  if (lane.mode === 'mail') return Infinity;
  if (lane.mode === 'air') return value(p, 'air_usable_cube_ft3');
  return (value(p, 'trailer_cube_ft3') * value(p, 'trailer_usable_share')) / lane.stopsPerTrip;
}
