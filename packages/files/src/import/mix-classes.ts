import {type ClassGroup, classGroups, type MixClass} from '@cutover/core';
import {type CountedClass, WEIGHT_BANDS_LB} from './shipment-query.ts';

const CLASSES_MAX = 64;

/**
 * The classes of a twin from bands. Where there are more than 64, the promise with the fewest packages joins the next
 * shorter one (the shortest the next longer), until they fit. A group without packages keeps the classes of `base`.
 */
export function mixClasses(bands: readonly CountedClass[], base: readonly MixClass[]): MixClass[] {
  const kept = classGroups.filter((group) => !bands.some(({classGroup}) => classGroup === group));
  const keptClasses = base.filter(({classGroup}) => kept.includes(classGroup));
  let merged = mergeAlike(bands);
  while (merged.length > CLASSES_MAX - keptClasses.length) merged = mergeAlike(withoutRarestPromise(merged));
  const packagesOf = new Map<ClassGroup, number>();
  for (const {classGroup, packages} of merged) {
    packagesOf.set(classGroup, (packagesOf.get(classGroup) ?? 0) + packages);
  }
  const classes = merged.map((band) => mixClass(band, packagesOf.get(band.classGroup)!));
  return [...classes, ...keptClasses];
}

function withoutRarestPromise(bands: readonly CountedClass[]): CountedClass[] {
  const packagesOf = new Map<number, number>();
  for (const {promiseDays, packages} of bands) {
    packagesOf.set(promiseDays, (packagesOf.get(promiseDays) ?? 0) + packages);
  }
  const promises = [...packagesOf.keys()].sort((a, b) => a - b);
  const rarest = promises.reduce((least, days) => (packagesOf.get(days)! < packagesOf.get(least)! ? days : least));
  const at = promises.indexOf(rarest);
  const into = promises[at === 0 ? 1 : at - 1];
  return bands.map((band) => (band.promiseDays === rarest ? {...band, promiseDays: into} : band));
}

function mergeAlike(bands: readonly CountedClass[]): CountedClass[] {
  const alike = new Map<string, CountedClass>();
  for (const band of bands) {
    const key = classId(band);
    const before = alike.get(key);
    alike.set(key, before === undefined ? band : together(before, band));
  }
  return [...alike.values()];
}

function together(a: CountedClass, b: CountedClass): CountedClass {
  const packages = a.packages + b.packages;
  const mean = (one: number, other: number) => (one * a.packages + other * b.packages) / packages;
  return {
    ...a,
    packages,
    weightLb: mean(a.weightLb, b.weightLb),
    lengthIn: mean(a.lengthIn, b.lengthIn),
    widthIn: mean(a.widthIn, b.widthIn),
    heightIn: mean(a.heightIn, b.heightIn),
  };
}

/** As in `light-2d-1-2lb` or `usps_only-5d-0-1lb-po_box`. */
function classId({classGroup, promiseDays, band, eligibility}: CountedClass): string {
  const from = band === 0 ? 0 : WEIGHT_BANDS_LB[band - 1];
  const weights = band === WEIGHT_BANDS_LB.length ? `${from}lb-up` : `${from}-${WEIGHT_BANDS_LB[band]}lb`;
  return `${classGroup}-${promiseDays}d-${weights}${eligibility === 'standard' ? '' : `-${eligibility}`}`;
}

function mixClass(band: CountedClass, groupPackages: number): MixClass {
  const positive = (value: number) => Math.max(Math.round(value * 1000) / 1000, 0.001);
  return {
    classId: classId(band),
    classGroup: band.classGroup,
    promiseDays: band.promiseDays,
    weightLb: positive(band.weightLb),
    lengthIn: positive(band.lengthIn),
    widthIn: positive(band.widthIn),
    heightIn: positive(band.heightIn),
    eligibility: band.eligibility,
    share: band.packages / groupPackages,
  };
}
