import {classGroups, type MixClass} from '../model/demand.ts';
import {DataError} from '../model/issue.ts';
import type {Twin} from '../model/twin.ts';
import {measureParcel} from './parcel.ts';

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

/**
 * Whole pounds that postage is read by: the larger of actual and dimensional weight, rounded up (`measureParcel`);
 * under a pound bills as a pound. `day` as there.
 */
export function billableWeightLb(mixClass: MixClass, day: number): number {
  return Math.ceil(measureParcel(mixClass, day).billableLb);
}
