import {type ParameterSet, value} from '../cost/parameters.ts';
import {dayNumber, weekday} from '../model/date.ts';
import {classGroups, type MixClass} from '../model/demand.ts';
import {DELIVERER_COUNT, deliverers, OTHER, OWNED, USPS} from '../model/plan.ts';
import type {Twin} from '../model/twin.ts';

/** Packages up to 5 lb are light, whatever their class group: books do not say which could go by USPS only. */
export const LIGHT_UP_TO_LB = 5;
export const WEIGHT_GROUP_COUNT = 2; // light, heavy
export const CELLS_PER_ZIP = DELIVERER_COUNT * WEIGHT_GROUP_COUNT;

const WEEK_DAYS = 7;
const YEAR_DAYS = 364; // whole weeks, so that a day keeps its weekday

/** Place of a (ZIP, deliverer, weight group) among the cells of a twin. */
export function volumeCell(zip: number, deliverer: number, isLight: boolean): number {
  return zip * CELLS_PER_ZIP + deliverer * WEIGHT_GROUP_COUNT + (isLight ? 0 : 1);
}

/**
 * Packages a twin expects on the days `fromDay … toDay` (included): base year x growth x season x today's shares, with
 * other carriers shrunk to what is left of them from the first day of the horizon on, as a run does.
 *
 * A day outside the horizon takes the season of the same weekday 52 weeks on or back, or else of its weekday's mean.
 *
 * @returns `[volumeCell]`, may be fractions
 */
export function expectedPackages(twin: Twin, p: ParameterSet, fromDay: number, toDay: number): Float64Array {
  const horizonStart = dayNumber(twin.settings.horizon.from);
  const before = yearShare(twin, p, fromDay, Math.min(toDay, horizonStart - 1));
  const within = yearShare(twin, p, Math.max(fromDay, horizonStart), toDay);
  const otherLeft = value(p, 'other_base_remaining');
  const lightShare = lightShares(twin.mix);
  const zipRow = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  const packages = new Float64Array(twin.zips.length * CELLS_PER_ZIP);
  for (const {zip, classGroup, owned, usps, other} of twin.today) {
    const light = lightShare[classGroups.indexOf(classGroup)];
    const add = (deliverer: number, count: number) => {
      packages[volumeCell(zipRow.get(zip)!, deliverer, true)] += count * light;
      packages[volumeCell(zipRow.get(zip)!, deliverer, false)] += count * (1 - light);
    };
    add(OWNED, (before + within) * owned + within * (1 - otherLeft) * other);
    add(USPS, (before + within) * usps);
    add(OTHER, (before + within * otherLeft) * other);
  }
  return packages;
}

/** @returns [class group], share of light packages */
function lightShares(mix: readonly MixClass[]): number[] {
  return classGroups.map((group) => {
    const classes = mix.filter((row) => row.classGroup === group);
    const light = classes.filter(({weightLb}) => weightLb <= LIGHT_UP_TO_LB);
    const sum = (rows: readonly MixClass[]) => rows.reduce((total, {share}) => total + share, 0);
    return classes.length === 0 ? 1 : sum(light) / sum(classes);
  });
}

/** Share of each class among the light, or the heavy, packages of a deliverer. @returns `[class]`, sums to 1 or 0 */
export function sharesWithin(
  {mix, today}: Pick<Twin, 'mix' | 'today'>,
  deliverer: number,
  isLight: boolean,
): Float64Array {
  const packages = new Float64Array(classGroups.length);
  for (const row of today) packages[classGroups.indexOf(row.classGroup)] += row[deliverers[deliverer]];
  const shares = Float64Array.from(mix, ({weightLb, share, classGroup}) =>
    weightLb <= LIGHT_UP_TO_LB === isLight ? share * packages[classGroups.indexOf(classGroup)] : 0,
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}

/** How many base years of packages these days have; 0 where the last is before the first. */
function yearShare(twin: Twin, p: ParameterSet, fromDay: number, toDay: number): number {
  const {baseYear} = twin.settings;
  const yearStart = dayNumber(`${baseYear}-01-01`);
  const yearDays = dayNumber(`${baseYear + 1}-01-01`) - yearStart;
  const growth = 1 + value(p, 'growth_per_year');
  const seasonOf = seasonFactors(twin);
  let share = 0;
  for (let day = fromDay; day <= toDay; day++) {
    const years = (day + 0.5 - (yearStart + yearDays / 2)) / 365.25;
    share += (growth ** years * seasonOf(day)) / yearDays;
  }
  return share;
}

function seasonFactors({season}: Twin): (day: number) => number {
  const factorOf = new Map(season.map(({date, factor}) => [dayNumber(date), factor]));
  const sums = new Float64Array(WEEK_DAYS);
  const counts = new Float64Array(WEEK_DAYS);
  for (const [day, factor] of factorOf) {
    sums[weekday(day)] += factor;
    counts[weekday(day)]++;
  }
  return (day) => {
    for (let years = 0; years <= 10; years++) {
      const found = factorOf.get(day + years * YEAR_DAYS) ?? factorOf.get(day - years * YEAR_DAYS);
      if (found !== undefined) return found;
    }
    return counts[weekday(day)] > 0 ? sums[weekday(day)] / counts[weekday(day)] : 1;
  };
}
