import {type ParameterSet, value} from './parameters.ts';

const EARTH_RADIUS_MILES = 3958.7613; // mean radius, 6371.0088 km (IUGG)
const RADIANS_PER_DEG = Math.PI / 180;

/** Great-circle miles between two points in degrees (haversine, exact for near points too). */
export function milesBetween(lat1Deg: number, lon1Deg: number, lat2Deg: number, lon2Deg: number): number {
  const sinLat = Math.sin(((lat2Deg - lat1Deg) * RADIANS_PER_DEG) / 2);
  const sinLon = Math.sin(((lon2Deg - lon1Deg) * RADIANS_PER_DEG) / 2);
  const cosines = Math.cos(lat1Deg * RADIANS_PER_DEG) * Math.cos(lat2Deg * RADIANS_PER_DEG);
  const h = sinLat * sinLat + cosines * sinLon * sinLon;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Road miles from great-circle miles: x (base + short / (miles + offset)), short trips being more winding.
 * Below `circuity_from_miles` the factor stays at its value there, so road miles grow with distance everywhere.
 *
 * Knows nothing of water: a lane may give its road miles instead.
 */
export function roadMiles(p: ParameterSet, greatCircleMiles: number): number {
  const miles = Math.max(greatCircleMiles, value(p, 'circuity_from_miles'));
  const short = value(p, 'circuity_short') / (miles + value(p, 'circuity_offset_miles'));
  return greatCircleMiles * (value(p, 'circuity_base') + short);
}

const ZONE_MILES_MAX = [50, 150, 300, 600, 1000, 1400, 1800]; // zones 1 … 7; zone 8 has no end

/**
 * Zone 1 … 8 of a distance in miles; a band's upper end belongs to it. Postal distance is measured between cells and
 * rounded (`zoneOf`): from point to point about one pair of ZIP3s in seven is off by one zone.
 */
export function zoneOfMiles(greatCircleMiles: number): number {
  let zone = 1;
  while (zone < 8 && greatCircleMiles > ZONE_MILES_MAX[zone - 1]) zone++;
  return zone;
}
