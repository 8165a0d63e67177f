import {isoDate} from '../model/date.ts';
import type {FacilityType} from '../model/facility.ts';
import type {EntryLevel} from '../model/price.ts';
import type {Segment} from '../model/zip.ts';
import type {RobustFit} from './robust.ts';

/** Which number of a twin it is: a parameter, a type of building's handling, or a row of the contract. */
export interface NumberKey {
  readonly name: string; // of parameters.csv, HANDLING or CONTRACT_PRICE
  readonly segment?: Segment;
  readonly facilityType?: FacilityType;
  readonly entry?: EntryLevel;
  readonly weightToLb?: number;
}

export interface NumberRange {
  readonly low: number;
  readonly base: number;
  readonly high: number;
}

/** One number of the twin against the actuals. */
export interface FittedNumber extends NumberKey {
  readonly unit: string;
  readonly input: NumberRange; // as the twin has it
  readonly fitted: NumberRange | null; // 95% interval; null: the actuals do not identify it
  readonly reason: string; // why not; '' when fitted
  readonly rows: number;
  readonly from: string; // first day of these rows; '' without rows
  readonly to: string;
}

/** A number before it is judged: its estimate, interval and the rows behind it. */
export interface Estimate extends NumberRange {
  readonly condition: number; // of the columns it was told apart from
  readonly rows: number;
  readonly days: number;
  readonly from: string;
  readonly to: string;
}

export const HANDLING = 'handling_usd_per_package';

const ROWS_MIN = 30;
const DAYS_MIN = 10;
const CONDITION_MAX = 100; // from 30 on collinear; at 100 two figures of the data are lost
const WIDTH_MAX = 0.5; // of the number, for one whose input has no range

/** One coefficient of a fit, through a function that keeps or turns round its order, as `1 / x`. */
export function estimateOf(fit: RobustFit, at: number, day: Int32Array, read: (x: number) => number): Estimate {
  const [x, half] = [fit.estimate[at], fit.halfWidth[at]];
  const ends = [read(x - half), read(x + half)];
  const isWhole = x - half > 0; // below 0 a speed has no end, and a cost no meaning
  return {
    low: isWhole ? Math.min(...ends) : NaN,
    base: read(x),
    high: isWhole ? Math.max(...ends) : NaN,
    condition: fit.condition,
    rows: fit.rows,
    days: fit.days,
    ...daysSpan(day),
  };
}

export function daysSpan(day: Int32Array): {from: string; to: string} {
  if (day.length === 0) return {from: '', to: ''};
  let [first, last] = [day[0], day[0]];
  for (const each of day) [first, last] = [Math.min(first, each), Math.max(last, each)];
  return {from: isoDate(first), to: isoDate(last)};
}

/** Says whether the rows identify a number: enough of them, told apart from the others, and narrower than the input. */
export function judge(key: NumberKey, unit: string, input: NumberRange, found: Estimate | string): FittedNumber {
  const {low, base, high} = input;
  const about = {...key, unit, input: {low, base, high}};
  if (typeof found === 'string') return {...about, fitted: null, reason: found, rows: 0, from: '', to: ''};
  const {rows, from, to} = found;
  const reason = doubt(input, found);
  const fitted = reason === '' ? {low: found.low, base: found.base, high: found.high} : null;
  return {...about, fitted, reason, rows, from, to};
}

function doubt(input: NumberRange, {low, base, high, condition, rows, days}: Estimate): string {
  if (rows < ROWS_MIN) return `${rows} rows show it; ${ROWS_MIN} are the least`;
  if (days < DAYS_MIN) return `the rows are of ${days} days; ${DAYS_MIN} are the least`;
  if (condition > CONDITION_MAX) return 'its column goes in step with another, so the two cannot be told apart';
  if (!(low < Infinity && high < Infinity)) return 'its interval has no end';
  const inputWidth = input.high - input.low;
  const widest = inputWidth > 0 ? inputWidth : WIDTH_MAX * Math.abs(base);
  if (high - low > widest) return 'its interval is wider than what the input allows already';
  return '';
}
