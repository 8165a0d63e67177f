import {ZIP3_COUNT, type ZoneChart, zoneChartIndex} from '../model/postal-zone.ts';
import {milesBetween, zoneOfMiles} from './miles.ts';

const CELL_DEG = 0.5; // 30 minutes of latitude and of longitude
const RADIANS_PER_DEG = Math.PI / 180;
const PACIFIC_ZIP3 = 969; // Guam, the Northern Marianas and the freely associated states

/** An SCF by what a zone needs of it. */
export interface ScfPoint {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly zip3s: readonly string[]; // it serves
}

/** What zones are read from. A ZIP3 is its number, 0 … 999. */
export interface ZoneTable {
  readonly southDeg: Float64Array; // [1000], edge of the cell of the ZIP3's SCF; NaN: no SCF
  readonly westDeg: Float64Array; // [1000]
  readonly chart: ZoneChart | null; // goes before the rule where it has a zone
}

/**
 * Makes a table that gives the postal zone of any two ZIP3s.
 *
 * @param scfs - of two that serve the same ZIP3 the last counts
 * @param chart - official zones, `[1000 x 1000]`
 * @throws RangeError if a ZIP3 is not three digits or the chart has another size
 */
export function createZoneTable(scfs: readonly ScfPoint[], chart: ZoneChart | null = null): ZoneTable {
  if (chart !== null && chart.length !== ZIP3_COUNT ** 2) {
    throw new RangeError(`the zone chart has ${chart.length} entries, expected ${ZIP3_COUNT ** 2}`);
  }
  const southDeg = new Float64Array(ZIP3_COUNT).fill(Number.NaN);
  const westDeg = new Float64Array(ZIP3_COUNT).fill(Number.NaN);
  for (const {latitudeDeg, longitudeDeg, zip3s} of scfs) {
    for (const zip3 of zip3s) {
      southDeg[zip3Number(zip3)] = cellEdge(latitudeDeg);
      westDeg[zip3Number(zip3)] = cellEdge(longitudeDeg);
    }
  }
  return {southDeg, westDeg, chart};
}

/**
 * The postal zone, 1 … 9, from one ZIP3 to another: by the chart, else by the rule. Not symmetric: the way back may
 * be one zone off.
 *
 * The rule cuts the country into cells of 30 x 30 minutes and measures great-circle miles, rounded to whole ones, from
 * the centre of the cell of the origin's SCF to the nearest point of the cell of the destination's (DMM 608.9). Zone 9
 * is to ZIP3 969 from any other, as in the official chart; Guam and the Northern Marianas, which share that ZIP3, are
 * in zone 8, but three digits cannot tell them apart.
 *
 * @returns undefined if either has no SCF (military, unassigned) and the chart has no zone for them
 * @throws RangeError if one is not three digits
 */
export function zoneOf(table: ZoneTable, originZip3: string, destinationZip3: string): number | undefined {
  const origin = zip3Number(originZip3);
  const destination = zip3Number(destinationZip3);
  const official = table.chart?.[zoneChartIndex(origin, destination)] ?? 0;
  if (official > 0) return official;
  const miles = cellMiles(table, origin, destination);
  if (Number.isNaN(miles)) return undefined;
  return destination === PACIFIC_ZIP3 && origin !== destination ? 9 : zoneOfMiles(Math.round(miles));
}

/** Whether the rule can place a ZIP3. @throws RangeError if it is not three digits */
export function hasScf({southDeg}: ZoneTable, zip3: string): boolean {
  return !Number.isNaN(southDeg[zip3Number(zip3)]);
}

/** From the centre of the origin's cell to the nearest point of the destination's; 0 within a cell, NaN without SCF. */
function cellMiles({southDeg, westDeg}: ZoneTable, origin: number, destination: number): number {
  const latitudeDeg = southDeg[origin] + CELL_DEG / 2;
  const longitudeDeg = westDeg[origin] + CELL_DEG / 2;
  const south = southDeg[destination];
  const toMiddleDeg = shortWay(westDeg[destination] + CELL_DEG / 2 - longitudeDeg);
  // The cell's nearest meridian, or none to cross when the origin's own runs through the cell.
  const eastwardDeg = Math.sign(toMiddleDeg) * Math.max(0, Math.abs(toMiddleDeg) - CELL_DEG / 2);
  const nearestDeg = clamp(nearestLatitude(latitudeDeg, eastwardDeg), south, south + CELL_DEG);
  return milesBetween(latitudeDeg, 0, nearestDeg, eastwardDeg);
}

/** Where a meridian so many degrees away is nearest: tan(latitude there) = tan(latitude) / cos(degrees). */
function nearestLatitude(latitudeDeg: number, awayDeg: number): number {
  const latitude = latitudeDeg * RADIANS_PER_DEG;
  return Math.atan2(Math.sin(latitude), Math.cos(latitude) * Math.cos(awayDeg * RADIANS_PER_DEG)) / RADIANS_PER_DEG;
}

/** Guam is 74 degrees west of Alaska, not 286 east. */
function shortWay(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

function cellEdge(degrees: number): number {
  return Math.floor(degrees / CELL_DEG) * CELL_DEG;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function zip3Number(zip3: string): number {
  if (/^\d{3}$/.test(zip3)) return Number(zip3);
  throw new RangeError(`"${zip3}" is no ZIP3; give three digits`);
}
