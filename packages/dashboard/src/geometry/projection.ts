import {geoAlbersUsa, geoMercator, geoPath, type GeoProjection} from 'd3-geo';

export const WIDTH = 975;
export const HEIGHT = 610;

const PUERTO_RICO = {south: 17.8, north: 18.6, west: -67.4, east: -65.2};

const fifty = geoAlbersUsa()
  .scale(1300)
  .translate([WIDTH / 2, HEIGHT / 2]);

// An inset like Alaska and Hawaii, but enlarged: at the scale of the mainland it would be a dozen pixels high.
const island = geoMercator().center([-66.4, 18.2]).scale(1900).translate([885, 582]);

/** Where a point lies on the map: the 50 states, or the inset of Puerto Rico. Null: off the map. */
export function projectPoint(longitudeDeg: number, latitudeDeg: number): [number, number] | null {
  return projectionAt(longitudeDeg, latitudeDeg)([longitudeDeg, latitudeDeg]);
}

function projectionAt(longitudeDeg: number, latitudeDeg: number): GeoProjection {
  const {south, north, west, east} = PUERTO_RICO;
  const isIsland = latitudeDeg > south && latitudeDeg < north && longitudeDeg > west && longitudeDeg < east;
  return isIsland ? island : fifty;
}

/** The rings of a state on the map, each [x, y, x, y, …] and closed by its first point. */
export function projectRings(shape: Parameters<ReturnType<typeof geoPath>>[0], fips: string): number[][] {
  const rings: number[][] = [];
  const pen = {
    beginPath: () => undefined,
    moveTo: (x: number, y: number) => void rings.push([x, y]),
    lineTo: (x: number, y: number) => void rings[rings.length - 1].push(x, y),
    arc: () => undefined,
    closePath: () => undefined,
  };
  geoPath(fips === '72' ? island : fifty, pen)(shape);
  return rings.filter((ring) => ring.length >= 6);
}
