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
const TUKEY = 4.685; // likewise; rows beyond 4.685 standard deviations count for nothing
const STEPS = 40;

/**
 * Fits `y = x · coefficients` so that a few per cent of wrong rows do no harm (M-estimation: Huber's weights first, then
 * Tukey's biweight from there, scale by the median absolute deviation).
 *
 * Rows are to be scaled so that their noise is about alike. Intervals allow rows of one day to err together (sandwich
 * by day), and use Student's t with days - k degrees of freedom.
 *
 * @param x - `[row * k + column]`, finite
 * @param y - `[row]`, finite
 * @param day - `[row]`, any whole number that is the same for rows of one day
 * @see P. J. Huber, Robust Statistics, Wiley 1981, sections 7.3 to 7.8; A. C. Cameron and D. L. Miller, "A
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
  let scale = 0;
  for (let step = 0; step < 2 * STEPS; step++) {
    residuals(x, y, estimate, residual);
    if (step <= STEPS) scale = 1.4826 * median(residual.map(Math.abs));
    if (scale < 1e-12) break; // every row on the line
    for (let row = 0; row < rows; row++) {
      const size = Math.abs(residual[row]) / scale;
      weight[row] = step < STEPS ? Math.min(1, HUBER / Math.max(size, HUBER)) : biweight(size);
    }
    const next = solve(x, y, weight, k);
    if (next === null) break;
    estimate = next;
  }
  residuals(x, y, estimate, residual);
  const variance = sandwich(x, residual, day, scale, k);
  const wide = studentQuantile95(days - k);
  const halfWidth = Float64Array.from({length: k}, (_, i) => wide * Math.sqrt(variance[i * k + i]));
  return {estimate, halfWidth, condition: columns, rows, days};
}

export function median(values: Float64Array): number {
  if (values.length === 0) return NaN;
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function biweight(size: number): number {
  return size < TUKEY ? (1 - (size / TUKEY) ** 2) ** 2 : 0;
}

/** Derivative of size x biweight(size). */
function biweightSlope(size: number): number {
  const square = (size / TUKEY) ** 2;
  return size < TUKEY ? (1 - square) * (1 - 5 * square) : 0;
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
function sandwich(x: Float64Array, residual: Float64Array, day: Int32Array, scale: number, k: number): Float64Array {
  const slopes = scale < 1e-12 ? residual.map(() => 1) : residual.map((each) => biweightSlope(Math.abs(each) / scale));
  const inverse = invert(gram(x, slopes, k), k);
  if (inverse === null) return new Float64Array(k * k).fill(Infinity);
  const sumsOf = new Map<number, Float64Array>();
  for (let row = 0; row < residual.length; row++) {
    const sums = sumsOf.get(day[row]) ?? new Float64Array(k);
    sumsOf.set(day[row], sums);
    const pull = scale < 1e-12 ? residual[row] : residual[row] * biweight(Math.abs(residual[row]) / scale);
    for (let i = 0; i < k; i++) sums[i] += pull * x[row * k + i];
  }
  const variance = new Float64Array(k * k);
  const small = sumsOf.size / (sumsOf.size - 1);
  for (const sums of sumsOf.values()) {
    const influence = times(inverse, sums);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) variance[i * k + j] += small * influence[i] * influence[j];
    }
  }
  return variance;
}
