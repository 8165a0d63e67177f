import {condition, invert, times} from './linear.ts';
import {studentQuantile95} from './student.ts';

/** Coefficients of a straight-line fit through the origin, with their 95% intervals. */
export interface RobustFit {
  readonly estimate: Float64Array; // [k]
  readonly halfWidth: Float64Array; // [k], of the 95% interval; Infinity where the rows say nothing
  readonly condition: number; // of the columns, as `condition` gives
  readonly rows: number;
  readonly days: number; // clusters
}

const HUBER = 1.345; // 95% as precise as least squares where the noise is normal
const OUTLIER = 4.685; // standard deviations; of normal noise three rows in a million are beyond
const STEPS = 60;
const SETTLED = 1e-9; // of a coefficient, from one step to the next
const STRATA_FROM_DAYS = 28;
const EXACT = 1e-12; // a scale below it: every row on the line

/**
 * Fits `y = x · coefficients` so that a few per cent of wrong rows do no harm: Huber's weights first, with the scale by
 * the median absolute deviation; then least squares without the rows that are 4.685 deviations off. The second step
 * makes it the mean that is fitted, which totals need: weights that fall off miss it where noise leans to one side.
 *
 * Rows are to be scaled so that their noise is about alike. Intervals allow rows of one day to err together (sandwich
 * by day, within weekdays), and use Student's t with days - k degrees of freedom, less six for the weekdays.
 *
 * @param x - `[row * k + column]`, finite
 * @param y - `[row]`, finite
 * @param day - `[row]`, any whole number that is the same for rows of one day
 * @see P. J. Huber, Robust Statistics, Wiley 1981, sections 7.3 to 7.8; D. Gervini and V. J.
 *   Yohai, "A class of robust and fully efficient regression estimators", Annals of Statistics 30 (2002) 583–616; A. C.
 *   Cameron and D. L. Miller, "A
 *   practitioner's guide to cluster-robust inference", J. Human Resources 50 (2015) 317–372
 */
export function fitRobust(x: Float64Array, y: Float64Array, day: Int32Array, k: number): RobustFit {
  const rows = y.length;
  const days = new Set(day).size;
  const weight = new Float64Array(rows).fill(1);
  const residual = Float64Array.from(y);
  const unknown = {estimate: new Float64Array(k).fill(NaN), halfWidth: new Float64Array(k).fill(Infinity)};
  let estimate = solve(x, y, weight, k);
  const columns = condition(gram(x, weight, k), k);
  if (estimate === null || days <= k) return {...unknown, condition: columns, rows, days};
  const spread = () => 1.4826 * median(residual.map(Math.abs));
  residuals(x, y, estimate, residual);
  let scale = spread();
  for (const [weigh, isFinal] of [
    [huber, false],
    [keep, true],
  ] as const) {
    for (let step = 0; step < STEPS && scale >= EXACT; step++) {
      for (let row = 0; row < rows; row++) weight[row] = weigh(Math.abs(residual[row]) / scale);
      const next: Float64Array = solve(x, y, weight, k) ?? estimate;
      const isSettled = next.every((value, i) => Math.abs(value - estimate![i]) <= SETTLED * Math.abs(value));
      estimate = next;
      residuals(x, y, estimate, residual);
      if (!isFinal) scale = spread();
      if (isSettled) break;
    }
  }
  const variance = sandwich(x, residual, day, weight, k);
  const wide = studentQuantile95(days - k - (days >= STRATA_FROM_DAYS ? 6 : 0));
  const halfWidth = Float64Array.from({length: k}, (_, i) => wide * Math.sqrt(variance[i * k + i]));
  return {estimate, halfWidth, condition: columns, rows, days};
}

export function median(values: Float64Array): number {
  if (values.length === 0) return NaN;
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function huber(size: number): number {
  return Math.min(1, HUBER / size);
}

function keep(size: number): number {
  return size <= OUTLIER ? 1 : 0;
}

function residuals(x: Float64Array, y: Float64Array, estimate: Float64Array, residual: Float64Array): void {
  const k = estimate.length;
  for (let row = 0; row < y.length; row++) {
    let sum = y[row];
    for (let i = 0; i < k; i++) sum -= x[row * k + i] * estimate[i];
    residual[row] = sum;
  }
}

function gram(x: Float64Array, weight: Float64Array, k: number): Float64Array {
  const sums = new Float64Array(k * k);
  for (let row = 0; row < weight.length; row++) {
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) sums[i * k + j] += weight[row] * x[row * k + i] * x[row * k + j];
    }
  }
  return sums;
}

/** Weighted least squares, or null where the columns do not tell the coefficients apart. */
function solve(x: Float64Array, y: Float64Array, weight: Float64Array, k: number): Float64Array | null {
  const inverse = invert(gram(x, weight, k), k);
  if (inverse === null) return null;
  const sums = new Float64Array(k);
  for (let row = 0; row < y.length; row++) {
    for (let i = 0; i < k; i++) sums[i] += weight[row] * x[row * k + i] * y[row];
  }
  return times(inverse, sums);
}

/** @returns [k * k], variances of the coefficients; rows of one day may err together */
function sandwich(
  x: Float64Array,
  residual: Float64Array,
  day: Int32Array,
  weight: Float64Array,
  k: number,
): Float64Array {
  const inverse = invert(gram(x, weight, k), k);
  if (inverse === null) return new Float64Array(k * k).fill(Infinity);
  const sumsOf = new Map<number, Float64Array>();
  for (let row = 0; row < residual.length; row++) {
    const sums = sumsOf.get(day[row]) ?? new Float64Array(k);
    sumsOf.set(day[row], sums);
    const pull = weight[row] * residual[row];
    for (let i = 0; i < k; i++) sums[i] += pull * x[row * k + i];
  }
  const variance = new Float64Array(k * k);
  for (const stratum of strata([...sumsOf.keys()])) {
    const influences = stratum.map((each) => times(inverse, sumsOf.get(each)!));
    const small = stratum.length / (stratum.length - 1);
    const mean = (i: number) => influences.reduce((sum, influence) => sum + influence[i], 0) / stratum.length;
    const means = Array.from({length: k}, (_, i) => mean(i));
    for (const influence of influences) {
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          variance[i * k + j] += small * (influence[i] - means[i]) * (influence[j] - means[j]);
        }
      }
    }
  }
  return variance;
}

/**
 * Days in groups that err alike: with four weeks or more the weekdays, which come round whatever the chance, so that a
 * Monday's traffic is no chance either; with less all days are one group.
 */
function strata(days: readonly number[]): number[][] {
  const weekdays = Array.from({length: 7}, (_, weekday) => days.filter((day) => ((day % 7) + 7) % 7 === weekday));
  const used = weekdays.filter((group) => group.length > 0);
  return days.length >= STRATA_FROM_DAYS && used.every((group) => group.length > 1) ? used : [[...days]];
}
