import {dayNumber} from '../model/date.ts';
import {classGroups, type MixClass} from '../model/demand.ts';
import {DataError} from '../model/issue.ts';
import type {Twin} from '../model/twin.ts';

const IN3_PER_FT3 = 1728;

/** @returns `[class]`, outside volume in cubic feet */
export function classCubeFt3(mix: readonly MixClass[]): Float64Array {
  return Float64Array.from(mix, (row) => (row.lengthIn * row.widthIn * row.heightIn) / IN3_PER_FT3);
}

/**
 * Share of each class among all packages of the base year: its share of its group x the group's packages in `today`.
 *
 * @returns `[class]`, sums to 1
 * @throws DataError if `today` holds no package
 */
export function classShares(twin: Pick<Twin, 'mix' | 'today'>): Float64Array {
  const groupPackages = new Float64Array(classGroups.length);
  let packages = 0;
  for (const row of twin.today) {
    const rowPackages = row.owned + row.usps + row.other;
    groupPackages[classGroups.indexOf(row.classGroup)] += rowPackages;
    packages += rowPackages;
  }
  if (packages === 0) throw new DataError('today.csv holds no package, so the mix of packages is unknown; fill it');
  return Float64Array.from(
    twin.mix,
    (row) => (row.share * groupPackages[classGroups.indexOf(row.classGroup)]) / packages,
  );
}

/** Mean package of the base year, in cubic feet. @throws DataError if `today` holds no package */
export function meanCubeFt3(twin: Pick<Twin, 'mix' | 'today'>): number {
  const cube = classCubeFt3(twin.mix);
  return classShares(twin).reduce((sum, share, row) => sum + share * cube[row], 0);
}

/** How dimensions become pounds, from a day on: reported for Parcel Select, Ground Advantage and Priority Mail. */
interface DimensionRule {
  readonly from: number; // days since 1970-01-01
  readonly in3PerLb: number;
  readonly roundIn: (inches: number) => number;
}

const DIMENSION_RULES: readonly DimensionRule[] = [
  {from: dayNumber('2026-07-12'), in3PerLb: 139, roundIn: Math.ceil},
  {from: dayNumber('2019-06-23'), in3PerLb: 166, roundIn: Math.round},
];
const DIMENSIONS_COUNT_ABOVE_IN3 = 1728;
const LENGTH_PLUS_GIRTH_IN_MAX = 108;

/**
 * Whole pounds that postage is read by: the larger of actual and dimensional weight, rounded up. Dimensional weight
 * counts only above one cubic foot of the rounded dimensions; under a pound bills as a pound.
 *
 * @param day - days since 1970-01-01
 * @throws RangeError before 2019-06-23, whose rules are not known here
 * @see https://thelogisticnews.com/?p=18371 (divisor 139 and rounding up, from 2026-07-12)
 */
export function billableWeightLb(mixClass: MixClass, day: number): number {
  const {in3PerLb, roundIn} = dimensionRule(day);
  const in3 = roundIn(mixClass.lengthIn) * roundIn(mixClass.widthIn) * roundIn(mixClass.heightIn);
  const dimensionalLb = in3 > DIMENSIONS_COUNT_ABOVE_IN3 ? in3 / in3PerLb : 0;
  return Math.ceil(Math.max(mixClass.weightLb, dimensionalLb));
}

/** Whether length plus girth is over 108 in, so that the oversize price holds at any weight. `day` as above. */
export function isOversize(mixClass: MixClass, day: number): boolean {
  const {roundIn} = dimensionRule(day);
  const inches = [mixClass.lengthIn, mixClass.widthIn, mixClass.heightIn].map(roundIn);
  const length = Math.max(...inches);
  const girth = 2 * (inches[0] + inches[1] + inches[2] - length);
  return length + girth > LENGTH_PLUS_GIRTH_IN_MAX;
}

function dimensionRule(day: number): DimensionRule {
  const rule = DIMENSION_RULES.find((each) => day >= each.from);
  if (rule === undefined) {
    throw new RangeError(`day ${day} is before 2019-06-23; give days since 1970-01-01, as dayNumber() does`);
  }
  return rule;
}
