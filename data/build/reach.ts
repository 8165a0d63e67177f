// Which stations may serve a ZIP: within its segment's radius, and by road.
import {type ParameterSet, roadMiles, type Service, type Settings, type Zip} from '@cutover/core';
import {nearestRows, pointsOf} from './points.ts';
import type {Site} from './sites.ts';
import type {Water} from './water.ts';

const CHOICES_MAX = 12; // twice what a twin considers, as some lie across water

/** The station a ZIP is nearest to by road, and the road miles there; `station` is -1 where none is in reach. */
export interface Reach {
  readonly station: Int32Array; // [zip]
  readonly stemMiles: Float64Array; // [zip], NaN where none
  readonly overrides: Service[]; // where the rule by radius alone would be wrong about water
}

export function reachOf(
  zips: readonly Zip[],
  stations: readonly Site[],
  water: Water,
  radiusMiles: Settings['serviceRadiusMiles'],
  p: ParameterSet,
): Reach {
  const zipPoints = pointsOf(zips);
  const stationPoints = pointsOf(stations);
  const station = new Int32Array(zips.length).fill(-1);
  const stemMiles = new Float64Array(zips.length).fill(NaN);
  const overrides: Service[] = [];
  zips.forEach((zip, row) => {
    const radius = radiusMiles[zip.segment];
    const land = water.landOf(zip, zip.zip);
    let best = radius;
    for (const each of nearestRows(zipPoints, row, stationPoints, CHOICES_MAX, radius)) {
      const site = stations[each];
      const miles = site.land === land ? water.milesAround(site, zip) : Infinity;
      const isOpen = miles <= radius;
      if (!isOpen || water.isSplit(site, zip)) {
        const service = {zip: zip.zip, facilityId: site.id, deliverer: 'van', open: isOpen} as const;
        overrides.push(isOpen ? {...service, roadMiles: Number(roadMiles(p, miles).toFixed(1))} : service);
      }
      if (miles > best || (miles === best && station[row] !== -1)) continue;
      best = miles;
      station[row] = each;
      stemMiles[row] = roadMiles(p, miles);
    }
  });
  return {station, stemMiles, overrides};
}
