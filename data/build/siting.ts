// Where the synthetic shipper builds: weighted k-means on ZIP points, then stations are moved from where they are
// least used to where they are overloaded. Deterministic: no chance, ties go to the lower row.
import {chordSquared, chordSquaredOf, nearestRow, nearestRows, type Points} from './points.ts';

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

/** The nearest centre of each point; the lower row on a tie. Centres are tried outward from the point's latitude. */
export function assignNearest(points: Points, centres: Points, nearest: Int32Array): void {
  const order = Array.from({length: centres.count}, (_, centre) => centre);
  order.sort((a, b) => centres.xyz[3 * a + 2] - centres.xyz[3 * b + 2] || a - b);
  const heights = Float64Array.from(order, (centre) => centres.xyz[3 * centre + 2]); // sines of latitudes
  for (let row = 0; row < points.count; row++) {
    const height = points.xyz[3 * row + 2];
    let above = lowerBound(heights, height);
    let below = above - 1;
    let best = -1;
    let bestChord2 = Infinity;
    for (;;) {
      const aboveGap = above < heights.length ? heights[above] - height : Infinity;
      const belowGap = below >= 0 ? height - heights[below] : Infinity;
      const gap = Math.min(aboveGap, belowGap);
      if (gap === Infinity || gap * gap > bestChord2) break; // all others are farther in latitude alone
      const centre = aboveGap <= belowGap ? order[above++] : order[below--];
      const chord2 = chordSquared(points, row, centres, centre);
      if (chord2 < bestChord2 || (chord2 === bestChord2 && centre < best)) {
        bestChord2 = chord2;
        best = centre;
      }
    }
    nearest[row] = best;
  }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
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
 * Gives each overloaded centre half of its points and the other half to the centre that is least loaded of all, until
 * at most one in a hundred carries more than `loadMax`, or `roundsMax` rounds have passed. Changes `centres`.
 */
export function relieve(demanded: Demanded, centres: Points, loadMax: number, roundsMax: number): void {
  const nearest = new Int32Array(demanded.points.count);
  for (let round = 0; round < roundsMax; round++) {
    assignNearest(demanded.points, centres, nearest);
    const loads = loadsOf(demanded, nearest, centres.count);
    const byLoad = Array.from(loads.keys()).sort((a, b) => loads[b] - loads[a] || a - b);
    const rowsOf: number[][] = Array.from(loads, () => []);
    nearest.forEach((centre, row) => rowsOf[centre].push(row));
    const overloaded = byLoad.filter((centre) => loads[centre] > loadMax && rowsOf[centre].length > 1);
    if (overloaded.length <= centres.count / 100) return;
    const moves = Math.min(overloaded.length, Math.ceil(centres.count / 20));
    for (let i = 0; i < moves; i++) {
      split(demanded, centres, rowsOf[overloaded[i]], overloaded[i], byLoad[byLoad.length - 1 - i]);
    }
  }
}

/** Halves the points of `centre` by weight, across the direction of its heaviest far point; `moved` takes one half. */
function split({points, weight}: Demanded, centres: Points, rows: number[], centre: number, moved: number): void {
  const moment = (row: number) => weight[row] * chordSquared(points, row, centres, centre);
  const far = rows.reduce((best, row) => (moment(row) > moment(best) ? row : best));
  rows.sort((a, b) => chordSquared(points, a, points, far) - chordSquared(points, b, points, far) || a - b);
  const total = rows.reduce((sum, row) => sum + weight[row], 0);
  let passed = 0;
  let half = 0;
  while (half < rows.length - 1 && (half === 0 || passed < total / 2)) passed += weight[rows[half++]];
  setToMiddle({points, weight}, centres, moved, rows.slice(0, half));
  setToMiddle({points, weight}, centres, centre, rows.slice(half));
}

/** To the one of `rows` that is nearest to their mean: a building stands where people are, not in a lake. */
function setToMiddle({points, weight}: Demanded, centres: Points, centre: number, rows: readonly number[]): void {
  const mean = {count: 1, xyz: new Float64Array(3)};
  for (const row of rows) for (let i = 0; i < 3; i++) mean.xyz[i] += weight[row] * points.xyz[3 * row + i];
  const length = Math.hypot(...mean.xyz);
  mean.xyz.forEach((each, i) => (mean.xyz[i] = each / length));
  const middle = length > 0 ? nearestRow(mean, 0, points, rows) : rows[0];
  centres.xyz.set(points.xyz.subarray(3 * middle, 3 * middle + 3), 3 * centre);
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
 * Greedy maximum coverage: up to `count` of the points, each time the one that covers most weight that nothing covers
 * yet. Within 1 - 1/e of the best choice (Nemhauser, Wolsey, Fisher 1978).
 *
 * @param reachMiles - `[point]`, from how far a point can be covered
 * @returns rows of `demanded`, best first
 */
export function coverGreedily({points, weight}: Demanded, count: number, reachMiles: Float64Array): number[] {
  const coverers = Array.from(reachMiles, (miles, row) => rowsWithin(points, row, chordSquaredOf(miles)));
  const covers: number[][] = coverers.map(() => []);
  coverers.forEach((rows, row) => rows.forEach((each) => covers[each].push(row)));
  const gain = Float64Array.from(covers, (rows) => rows.reduce((sum, row) => sum + weight[row], 0));
  const isCovered = new Uint8Array(points.count);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, points.count)) {
    const best = gain.reduce((best, each, row) => (each > gain[best] ? row : best), 0);
    chosen.push(best);
    for (const row of covers[best]) {
      if (isCovered[row] === 1) continue;
      isCovered[row] = 1;
      for (const other of coverers[row]) gain[other] -= weight[row];
    }
    gain[best] = -Infinity;
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
