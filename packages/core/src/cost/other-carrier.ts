import type {Facility} from '../model/facility.ts';
import {DataError} from '../model/issue.ts';
import type {Twin} from '../model/twin.ts';
import {milesBetween, zoneOfMiles} from './miles.ts';
import {measureParcel} from './parcel.ts';
import type {ParameterSet} from './parameters.ts';
import {compileTariff, tariffUsd} from './tariff.ts';
import {twinZones, type ZoneSources} from './twin-zones.ts';
import {zoneOf, type ZoneTable} from './zones.ts';

/** What another carrier charges from the FC to the door. */
export interface OtherCarrierUsd {
  readonly zip3: readonly string[]; // ascending
  readonly usd: Float64Array; // [zip3][class], USD per package
}

/** How the packages of each ZIP3 spread over zones. */
export interface OtherCarrierZones {
  readonly zip3: readonly string[]; // ascending
  readonly zoneShare: Float64Array; // [zip3][9], by zone; index 0 stays empty
}

/** @throws DataError if a ZIP3 has no origin, or an origin is unknown */
export function otherCarrierZones(twin: Pick<Twin, 'zips' | 'origins'> & ZoneSources): OtherCarrierZones {
  const middles = zip3Middles(twin.zips);
  const zip3 = [...middles.keys()].sort();
  return {zip3, zoneShare: zoneShares(twin, zip3, middles)};
}

export const GROUND_SAVER = 'ground_saver';
const ZONE_LAST = 8; // of the list; zone 9 is priced as 8

/**
 * Ground Saver list with its modifiers (fuel, discount), mean over the zones from the ZIP3's origins. Zones are postal,
 * from the FC's ZIP3 (`twinZones`); where the FC has no `zip`, or a ZIP3 no SCF, great-circle bands from FC to the
 * middle of the ZIP3's people. Weight is billed by the postal rule. Beyond the last step of the list (20 lb) the price
 * goes on along a straight line through its last two steps.
 *
 * @param day - days since 1970-01-01
 * @param zones - the same on every day, so that who asks for several finds them once
 * @throws DataError if a ZIP3 has no origin, an origin is unknown, or a zone has no price
 */
export function otherCarrierUsd(
  twin: Pick<Twin, 'zips' | 'origins' | 'mix' | 'rates' | 'modifiers'> & ZoneSources,
  p: ParameterSet,
  day: number,
  zones: OtherCarrierZones = otherCarrierZones(twin),
): OtherCarrierUsd {
  const {zip3, zoneShare} = zones;
  const zoneUsd = zonePrices(twin, p, day);
  const classCount = twin.mix.length;
  const usd = new Float64Array(zip3.length * classCount);
  for (let i = 0; i < zip3.length; i++) {
    for (let k = 0; k < classCount; k++) {
      let meanUsd = 0;
      for (let zone = 1; zone <= ZONE_LAST; zone++) {
        meanUsd += zoneShare[i * (ZONE_LAST + 1) + zone] * zoneUsd[zone][k];
      }
      usd[i * classCount + k] = meanUsd;
    }
  }
  return {zip3, usd};
}

interface Middle {
  latitudeDeg: number;
  longitudeDeg: number;
  weight: number;
}

/** Mean point of each ZIP3's ZIPs, by people; one more than them, so that a ZIP3 without people has a middle. */
function zip3Middles(zips: Twin['zips']): Map<string, Middle> {
  const middles = new Map<string, Middle>();
  for (const zip of zips) {
    const key = zip.zip.slice(0, 3);
    const middle = middles.get(key) ?? {latitudeDeg: zip.latitudeDeg, longitudeDeg: zip.longitudeDeg, weight: 0};
    const step = (zip.population + 1) / (middle.weight + zip.population + 1);
    middle.latitudeDeg += (zip.latitudeDeg - middle.latitudeDeg) * step;
    middle.longitudeDeg += shortWay(zip.longitudeDeg - middle.longitudeDeg) * step;
    middle.weight += zip.population + 1;
    middles.set(key, middle);
  }
  return middles;
}

/** Across the date line the mean of 179° and -179° is 180°, not 0° (the Aleutians are one ZIP3). */
function shortWay(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

/** @returns [zip3][9], share of packages by zone; index 0 stays empty */
function zoneShares(
  twin: Pick<Twin, 'origins'> & ZoneSources,
  zip3: readonly string[],
  middles: ReadonlyMap<string, Middle>,
): Float64Array {
  const facilities = new Map<string, Facility>(twin.facilities.map((row) => [row.facilityId, row]));
  const zones = twinZones(twin);
  const rowOf = new Map(zip3.map((each, i) => [each, i]));
  const packages = new Float64Array(zip3.length);
  const share = new Float64Array(zip3.length * (ZONE_LAST + 1));
  for (const origin of twin.origins) {
    const row = rowOf.get(origin.zip3);
    if (row === undefined) continue; // no ZIP to deliver to
    const from = facilities.get(origin.facilityId);
    if (from === undefined) {
      throw new DataError(
        `origins.csv names "${origin.facilityId}", which is not in facilities.csv; add it or drop the row`,
      );
    }
    const zone = zoneFrom(from, origin.zip3, zones, middles.get(origin.zip3)!);
    share[row * (ZONE_LAST + 1) + Math.min(zone, ZONE_LAST)] += origin.packages;
    packages[row] += origin.packages;
  }
  const without = packages.indexOf(0);
  if (without >= 0) throw new DataError(`origins.csv has no row for ZIP3 "${zip3[without]}"; say which FC serves it`);
  return share.map((sum, i) => sum / packages[Math.floor(i / (ZONE_LAST + 1))]);
}

function zoneFrom(from: Facility, zip3: string, zones: ZoneTable, middle: Middle): number {
  const postal = from.zip === undefined ? undefined : zoneOf(zones, from.zip.slice(0, 3), zip3);
  if (postal !== undefined) return postal;
  return zoneOfMiles(milesBetween(from.latitudeDeg, from.longitudeDeg, middle.latitudeDeg, middle.longitudeDeg));
}

/** @returns [zone 0 … 8], each `[class]` USD; zone 0 is empty */
function zonePrices(twin: Pick<Twin, 'mix' | 'rates' | 'modifiers'>, p: ParameterSet, day: number): Float64Array[] {
  const parcels = twin.mix.map((mixClass) => measureParcel(mixClass, day));
  return Array.from({length: ZONE_LAST + 1}, (_, zone) => {
    if (zone === 0) return new Float64Array(0);
    const tariff = compileTariff(twin, p, GROUND_SAVER, String(zone), day);
    return Float64Array.from(parcels, (parcel) => tariffUsd(tariff, parcel));
  });
}
