// Where the synthetic shipper builds: weighted k-means on ZIP points, then stations are moved from where they are
// least used to where they are overloaded. Deterministic: no chance, ties go to the lower row.
import {chordSquared, chordSquaredOf, nearestRows, type Points} from './points.ts';

const SNAP_CHOICES = 16;

/** Points to serve and how much each weighs. */
export interface Demanded {
  readonly points: Points;
  readonly weight: Float64Array; // [point], ≥ 0
}

/** `count` centres, each the weighted mean of the points nearest to it (Lloyd 1957), after `rounds` rounds. */
export function placeCentres(demanded: Demanded, count: number, rounds: number): Points {
  const centres = startCentres(demanded, count);
  const nearest = new Int32Array(demanded.points.count);
  for (let round = 0; round < rounds; round++) {
    assignNearest(demanded.points, centres, nearest);
    moveToMeans(demanded, centres, nearest);
  }
  return centres;
}

/** Points are in order of ZIP code, which follows the map: every `1 / count` of the weight along it is a good start. */
function startCentres({points, weight}: Demanded, count: number): Points {
  const total = weight.reduce((sum, each) => sum + each, 0);
  const centres = {count, xyz: new Float64Array(3 * count)};
  let passed = 0;
  let centre = 0;
  for (let row = 0; row < points.count && centre < count; row++) {
    passed += weight[row];
    while (centre < count && passed >= ((centre + 0.5) * total) / count) {
      centres.xyz.set(points.xyz.subarray(3 * row, 3 * row + 3), 3 * centre++);
    }
  }
  return centres;
}

/** The nearest centre of each point, by trying all: 24 million distances take a twentieth of a second. */
export function assignNearest(points: Points, centres: Points, nearest: Int32Array): void {
  const {xyz} = centres;
  for (let row = 0; row < points.count; row++) {
    const x = points.xyz[3 * row];
    const y = points.xyz[3 * row + 1];
    const z = points.xyz[3 * row + 2];
    let best = 0;
    let bestDot = -Infinity; // of unit vectors: the larger, the nearer
    for (let i = 0; i < xyz.length; i += 3) {
      const dot = x * xyz[i] + y * xyz[i + 1] + z * xyz[i + 2];
      if (dot > bestDot) {
        bestDot = dot;
        best = i;
      }
    }
    nearest[row] = best / 3;
  }
}

/** A centre without weight stays where it is. */
function moveToMeans({points, weight}: Demanded, centres: Points, nearest: Int32Array): void {
  const sums = new Float64Array(centres.xyz.length);
  for (let row = 0; row < points.count; row++) {
    const at = 3 * nearest[row];
    for (let i = 0; i < 3; i++) sums[at + i] += weight[row] * points.xyz[3 * row + i];
  }
  for (let at = 0; at < sums.length; at += 3) {
    const length = Math.hypot(sums[at], sums[at + 1], sums[at + 2]);
    if (length === 0) continue;
    for (let i = 0; i < 3; i++) centres.xyz[at + i] = sums[at + i] / length;
  }
}

export function loadsOf({weight}: Demanded, nearest: Int32Array, count: number): Float64Array {
  const loads = new Float64Array(count);
  for (let row = 0; row < nearest.length; row++) loads[nearest[row]] += weight[row];
  return loads;
}

/**
 * Moves the least loaded centres beside the most overloaded ones until at most one in a hundred carries more than
 * `loadMax`, or `roundsMax` rounds have passed. Changes `centres`.
 */
export function relieve(demanded: Demanded, centres: Points, loadMax: number, roundsMax: number): void {
  const nearest = new Int32Array(demanded.points.count);
  for (let round = 0; round < roundsMax; round++) {
    assignNearest(demanded.points, centres, nearest);
    const loads = loadsOf(demanded, nearest, centres.count);
    const byLoad = Array.from(loads.keys()).sort((a, b) => loads[b] - loads[a] || a - b);
    const overloaded = byLoad.filter((centre) => loads[centre] > loadMax);
    if (overloaded.length <= centres.count / 100) return;
    const moves = Math.min(overloaded.length, Math.ceil(centres.count / 30));
    for (let i = 0; i < moves; i++) {
      const far = farthestLoad(demanded, centres, nearest, overloaded[i]);
      const moved = byLoad[byLoad.length - 1 - i];
      centres.xyz.set(demanded.points.xyz.subarray(3 * far, 3 * far + 3), 3 * moved);
    }
    assignNearest(demanded.points, centres, nearest);
    moveToMeans(demanded, centres, nearest);
  }
}

/** The point of a centre's that adds most to its load times distance. */
function farthestLoad({points, weight}: Demanded, centres: Points, nearest: Int32Array, centre: number): number {
  let best = -1;
  let bestMoment = -1;
  for (let row = 0; row < points.count; row++) {
    if (nearest[row] !== centre) continue;
    const moment = weight[row] * chordSquared(points, row, centres, centre);
    if (moment > bestMoment) {
      bestMoment = moment;
      best = row;
    }
  }
  return best;
}

/** Row of the point nearest to each centre, none twice: a building stands where people are, not in a lake. */
export function snapToPoints(centres: Points, points: Points): number[] {
  const taken = new Set<number>();
  return Array.from({length: centres.count}, (_, centre) => {
    const row = nearestRows(centres, centre, points, SNAP_CHOICES).find((each) => !taken.has(each));
    if (row === undefined) throw new RangeError(`${SNAP_CHOICES} centres share their nearest points; place fewer`);
    taken.add(row);
    return row;
  });
}

/**
 * Greedy maximum coverage: up to `count` of the points, each time the one that covers most weight, within `miles` of
 * it, that nothing covers yet. Within 1 - 1/e of the best choice (Nemhauser, Wolsey, Fisher 1978).
 *
 * @returns rows of `demanded`, best first
 */
export function coverGreedily({points, weight}: Demanded, count: number, miles: number): number[] {
  const chord2Max = chordSquaredOf(miles);
  const neighbours = Array.from({length: points.count}, (_, row) => rowsWithin(points, row, chord2Max));
  const gain = Float64Array.from(neighbours, (rows) => rows.reduce((sum, row) => sum + weight[row], 0));
  const covered = new Uint8Array(points.count);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const best = gain.reduce((best, each, row) => (each > gain[best] ? row : best), 0);
    if (gain[best] <= 0) break;
    chosen.push(best);
    for (const row of neighbours[best]) {
      if (covered[row] === 1) continue;
      covered[row] = 1;
      for (const other of neighbours[row]) gain[other] -= weight[row];
    }
    gain[best] = 0;
  }
  return chosen;
}

function rowsWithin(points: Points, row: number, chord2Max: number): number[] {
  const rows: number[] = [];
  for (let other = 0; other < points.count; other++) {
    if (chordSquared(points, row, points, other) <= chord2Max) rows.push(other);
  }
  return rows;
}
