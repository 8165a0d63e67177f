import {featureCollection, point, voronoi} from '@turf/turf';

const MARGIN = 2; // of the plane, around a state: cells at its edge end there
const APART = 1e-4; // of the plane: two ZIPs on one point are moved this far, or one of them had no cell

/** Cells of all ZIPs, state by state, one behind the other. A ZIP off the map has no vertex. */
export function stateCells(
  zipXY: Float32Array,
  zipState: Uint8Array,
  states: readonly {readonly rings: readonly number[][]}[],
): {cellStart: Uint32Array; cellXY: Float32Array} {
  const cells: number[][] = Array.from({length: zipState.length}, () => []);
  states.forEach(({rings}, place) => {
    const zips = [...zipState.keys()].filter((zip) => zipState[zip] === place + 1);
    const points = zips.map((zip) => point([zipXY[2 * zip], zipXY[2 * zip + 1]]));
    keepApart(points.map(({geometry}) => geometry.coordinates));
    const bbox = boundsOf([...rings, zips.flatMap((zip) => [zipXY[2 * zip], zipXY[2 * zip + 1]])]);
    voronoi(featureCollection(points), {bbox}).features.forEach((cell, i) => {
      cells[zips[i]] = cell.geometry.coordinates[0].slice(0, -1).flat();
    });
  });
  const cellStart = new Uint32Array(zipState.length + 1);
  cells.forEach((cell, zip) => {
    cellStart[zip + 1] = cellStart[zip] + cell.length / 2;
  });
  const cellXY = new Float32Array(2 * cellStart[zipState.length]);
  cells.forEach((cell, zip) => {
    cellXY.set(cell, 2 * cellStart[zip]);
  });
  return {cellStart, cellXY};
}

function keepApart(points: number[][]): void {
  const taken = new Set<string>();
  for (const at of points) {
    while (taken.has(at.join())) at[0] += APART;
    taken.add(at.join());
  }
}

function boundsOf(rings: readonly number[][]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      bounds[0] = Math.min(bounds[0], ring[i] - MARGIN);
      bounds[1] = Math.min(bounds[1], ring[i + 1] - MARGIN);
      bounds[2] = Math.max(bounds[2], ring[i] + MARGIN);
      bounds[3] = Math.max(bounds[3], ring[i + 1] + MARGIN);
    }
  }
  return bounds;
}
