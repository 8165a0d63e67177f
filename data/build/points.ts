// Points on the globe as unit vectors: the square of the chord orders distances exactly, so the nearest of a few
// hundred buildings is found by trying all of them, three multiplications each.
import type {Point} from './sources.ts';

const EARTH_DIAMETER_MILES = 2 * 3958.7613;
const RADIANS_PER_DEG = Math.PI / 180;

export interface Points {
  readonly count: number;
  readonly xyz: Float64Array; // [3 * count]
}

export function pointsOf(rows: readonly Point[]): Points {
  const xyz = new Float64Array(3 * rows.length);
  rows.forEach(({latitudeDeg, longitudeDeg}, row) => {
    const cosLatitude = Math.cos(latitudeDeg * RADIANS_PER_DEG);
    xyz[3 * row] = cosLatitude * Math.cos(longitudeDeg * RADIANS_PER_DEG);
    xyz[3 * row + 1] = cosLatitude * Math.sin(longitudeDeg * RADIANS_PER_DEG);
    xyz[3 * row + 2] = Math.sin(latitudeDeg * RADIANS_PER_DEG);
  });
  return {count: rows.length, xyz};
}

/** The way back, for centres that were averaged. Any length of vector will do. */
export function pointAt(points: Points, row: number): Point {
  const [x, y, z] = points.xyz.subarray(3 * row, 3 * row + 3);
  return {
    latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RADIANS_PER_DEG,
    longitudeDeg: Math.atan2(y, x) / RADIANS_PER_DEG,
  };
}

export function chordSquared(a: Points, rowA: number, b: Points, rowB: number): number {
  const dx = a.xyz[3 * rowA] - b.xyz[3 * rowB];
  const dy = a.xyz[3 * rowA + 1] - b.xyz[3 * rowB + 1];
  const dz = a.xyz[3 * rowA + 2] - b.xyz[3 * rowB + 2];
  return dx * dx + dy * dy + dz * dz;
}

/** Great-circle miles. */
export function milesOf(chord2: number): number {
  return EARTH_DIAMETER_MILES * Math.asin(Math.min(1, Math.sqrt(chord2) / 2));
}

export function chordSquaredOf(miles: number): number {
  return (2 * Math.sin(miles / EARTH_DIAMETER_MILES)) ** 2;
}

export function milesApart(a: Points, rowA: number, b: Points, rowB: number): number {
  return milesOf(chordSquared(a, rowA, b, rowB));
}

/** Row of the nearest of `among` (default: all) in `b`; the lower row on a tie; -1 when there is none. */
export function nearestRow(a: Points, rowA: number, b: Points, among?: readonly number[]): number {
  const count = among?.length ?? b.count;
  let best = -1;
  let bestChord2 = Infinity;
  for (let i = 0; i < count; i++) {
    const row = among === undefined ? i : among[i];
    const chord2 = chordSquared(a, rowA, b, row);
    if (chord2 < bestChord2) {
      bestChord2 = chord2;
      best = row;
    }
  }
  return best;
}

/** Rows of `b` within `milesMax` of a point, nearest first, at most `countMax`. */
export function nearestRows(a: Points, rowA: number, b: Points, countMax: number, milesMax = Infinity): number[] {
  const chord2Max = milesMax === Infinity ? Infinity : chordSquaredOf(milesMax);
  const rows: number[] = [];
  const chords2: number[] = [];
  for (let row = 0; row < b.count; row++) {
    const chord2 = chordSquared(a, rowA, b, row);
    if (chord2 > chord2Max || (rows.length === countMax && chord2 >= chords2[countMax - 1])) continue;
    let at = rows.length;
    while (at > 0 && chords2[at - 1] > chord2) at--;
    rows.splice(at, 0, row);
    chords2.splice(at, 0, chord2);
    if (rows.length > countMax) {
      rows.pop();
      chords2.pop();
    }
  }
  return rows;
}
