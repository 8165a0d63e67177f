// zips.csv: every ZCTA with people, and where each other ZIP code belongs.
import {segmentOf, type Settings, type Zip} from '@cutover/core';
import {nearestRow, nearestRows, type Points, pointsOf} from './points.ts';
import {type Residents, timezoneAt, type Zcta} from './sources.ts';

const SQ_KM_PER_SQ_MI = 2.58998811;
const DENSITY_STEP_PER_SQ_KM = 0.1; // the table rounds densities to it
const CELL_MILES_MAX = 30;
const CELL_STEP_MILES = 1.5;

export interface ZipTable {
  readonly zips: Zip[]; // in order of ZIP
  readonly unpopulated: number; // ZCTAs left out, nobody lives there
  readonly unknown: number; // ZCTAs left out, the population table has no number
  readonly areasFromCells: number; // ZIPs whose density rounds to 0
}

export function buildZips(
  zctas: readonly Zcta[],
  residents: ReadonlyMap<string, Residents>,
  cuts: Settings['segmentCutsPerSqMi'],
): ZipTable {
  const points = pointsOf(zctas);
  const zips: Zip[] = [];
  let unpopulated = 0;
  let unknown = 0;
  let areasFromCells = 0;
  zctas.forEach((zcta, row) => {
    const {population, densityPerSqKm, state, countyFips} = residents.get(zcta.zip) ?? NOBODY_KNOWN;
    if (population === null || densityPerSqKm === null) unknown++;
    else if (population === 0) unpopulated++;
    else {
      if (densityPerSqKm === 0) areasFromCells++;
      const landAreaSqMi = areaSqMi(population, densityPerSqKm, points, row, zctas);
      zips.push({
        zip: zcta.zip,
        latitudeDeg: zcta.latitudeDeg,
        longitudeDeg: zcta.longitudeDeg,
        population,
        landAreaSqMi: Number(landAreaSqMi.toPrecision(5)),
        state,
        countyFips,
        timezone: timezoneAt(zcta.latitudeDeg, zcta.longitudeDeg),
        segment: segmentOf(population / landAreaSqMi, cuts),
      });
    }
  });
  return {zips, unpopulated, unknown, areasFromCells};
}

const NOBODY_KNOWN: Residents = {population: null, densityPerSqKm: null, state: '', countyFips: ''};

/** Land from people and density. Where the density rounds to 0: the cell nearer to this point than to any other. */
function areaSqMi(
  population: number,
  densityPerSqKm: number,
  points: Points,
  row: number,
  zctas: readonly Zcta[],
): number {
  if (densityPerSqKm > 0) return population / densityPerSqKm / SQ_KM_PER_SQ_MI;
  const areaMin = population / (DENSITY_STEP_PER_SQ_KM / 2) / SQ_KM_PER_SQ_MI; // or it would not round to 0
  return Math.max(areaMin, cellSqMi(points, row, zctas));
}

/** Area of the Voronoi cell within 30 miles, by counting points of a lattice. */
function cellSqMi(points: Points, row: number, zctas: readonly Zcta[]): number {
  const near = nearestRows(points, row, points, 200, 2 * CELL_MILES_MAX);
  const {latitudeDeg, longitudeDeg} = zctas[row];
  const degPerMile = 1 / 69.09;
  const squeeze = Math.cos((latitudeDeg * Math.PI) / 180);
  const lattice = [];
  for (let north = -CELL_MILES_MAX; north <= CELL_MILES_MAX; north += CELL_STEP_MILES) {
    for (let east = -CELL_MILES_MAX; east <= CELL_MILES_MAX; east += CELL_STEP_MILES) {
      if (Math.hypot(north, east) > CELL_MILES_MAX) continue;
      lattice.push({
        latitudeDeg: latitudeDeg + north * degPerMile,
        longitudeDeg: longitudeDeg + (east * degPerMile) / squeeze,
      });
    }
  }
  const samples = pointsOf(lattice);
  let inside = 0;
  for (let i = 0; i < samples.count; i++) if (nearestRow(samples, i, points, near) === row) inside++;
  return inside * CELL_STEP_MILES ** 2;
}
