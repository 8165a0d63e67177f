import {dayNumber} from '../model/date.ts';

/** Size and weight of a parcel as it is. */
export interface Parcel {
  readonly weightLb: number;
  readonly lengthIn: number;
  readonly widthIn: number;
  readonly heightIn: number;
}

/** What a tariff looks at. Sides are rounded by the rule of the day, so are girth and volume. */
export interface ParcelMeasures {
  readonly actualLb: number;
  readonly dimensionalLb: number; // 0 where dimensions do not count
  readonly billableLb: number; // whole pounds; below one pound, thousandths
  readonly longestIn: number;
  readonly volumeFt3: number;
  readonly lengthPlusGirthIn: number;
}

/** How dimensions become pounds, from a day on: reported for Parcel Select, Ground Advantage and Priority Mail. */
export interface DimensionRule {
  readonly from: number; // days since 1970-01-01
  readonly in3PerLb: number;
  readonly roundIn: (inches: number) => number;
}

const DIMENSION_RULES: readonly DimensionRule[] = [
  {from: dayNumber('2026-07-12'), in3PerLb: 139, roundIn: Math.ceil},
  {from: dayNumber('2019-06-23'), in3PerLb: 166, roundIn: Math.round},
];
const DIMENSIONS_COUNT_ABOVE_IN3 = 1728;
const IN3_PER_FT3 = 1728;
export const LENGTH_PLUS_GIRTH_IN_MAX = 108;
const THOUSANDTH_DUST = 1e-6; // 0.251 lb x 1000 is a hair over 251

/**
 * Measures a parcel as USPS does on a day: billable weight is the larger of actual and dimensional weight, rounded up
 * to whole pounds; dimensional weight counts only above one cubic foot of the rounded dimensions. What is lighter than
 * a pound keeps its thousandths, for cards with a step below one (0.999: under 1 lb).
 *
 * @param day - days since 1970-01-01
 * @throws RangeError before 2019-06-23, whose rules are not known here
 * @see https://thelogisticnews.com/?p=18371 (divisor 139 and rounding up, from 2026-07-12)
 */
export function measureParcel({weightLb, lengthIn, widthIn, heightIn}: Parcel, day: number): ParcelMeasures {
  const {in3PerLb, roundIn} = dimensionRule(day);
  const [length, width, height] = [roundIn(lengthIn), roundIn(widthIn), roundIn(heightIn)];
  const in3 = length * width * height;
  const dimensionalLb = in3 > DIMENSIONS_COUNT_ABOVE_IN3 ? in3 / in3PerLb : 0;
  const longestIn = Math.max(length, width, height);
  return {
    actualLb: weightLb,
    dimensionalLb,
    billableLb: billablePounds(Math.max(weightLb, dimensionalLb)),
    longestIn,
    volumeFt3: in3 / IN3_PER_FT3,
    lengthPlusGirthIn: longestIn + 2 * (length + width + height - longestIn),
  };
}

/** Whether length plus girth is over 108 in, so that the oversize price holds at any weight. `day` as above. */
export function isOversize(parcel: Parcel, day: number): boolean {
  return measureParcel(parcel, day).lengthPlusGirthIn > LENGTH_PLUS_GIRTH_IN_MAX;
}

/** Up to whole pounds; below one, up to thousandths, of which 0.999 is the last. */
export function billablePounds(weightLb: number): number {
  if (weightLb >= 1) return Math.ceil(weightLb);
  return Math.min(999, Math.max(1, Math.ceil(weightLb * 1000 - THOUSANDTH_DUST))) / 1000;
}

/** The rule in force on a day. @throws RangeError before the first known one */
export function dimensionRule(day: number): DimensionRule {
  const rule = DIMENSION_RULES.find((each) => day >= each.from);
  if (rule === undefined) {
    throw new RangeError(`day ${day} is before 2019-06-23; give days since 1970-01-01, as dayNumber() does`);
  }
  return rule;
}

/** Days on which the rule changes, days since 1970-01-01, ascending. */
export const dimensionRuleDays: readonly number[] = DIMENSION_RULES.map(({from}) => from).reverse();
