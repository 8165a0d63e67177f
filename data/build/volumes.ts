// How many packages there are to plan for: base year, growth, season.
import {type Demand, dayNumber, type ParameterSet, type SeasonDay, value, type Zip} from '@cutover/core';
import {apportion} from './apportion.ts';

/** Every ZIP's packages of the base year, by population, summing exactly to what the three deliverers carried. */
export function buildDemand(zips: readonly Zip[], p: ParameterSet): Demand[] {
  const total = basePackages(p);
  const parts = apportion(
    total,
    zips.map((zip) => zip.population),
  );
  return zips.map(({zip}, row) => ({zip, packagesPerYear: parts[row]}));
}

export function basePackages(p: ParameterSet): number {
  return value(p, 'owned_base_packages') + value(p, 'usps_base_packages') + value(p, 'other_base_packages');
}

/** What one package of the base year becomes on the mean and on the largest day of the horizon. */
export interface DayFactors {
  readonly mean: number; // packages a day for each package a year
  readonly peak: number;
}

export function dayFactors(season: readonly SeasonDay[], baseYear: number, p: ParameterSet): DayFactors {
  const midBaseYear = dayNumber(`${baseYear}-07-02`);
  const growth = 1 + value(p, 'growth_per_year');
  const factors = season.map(({date, factor}) => (growth ** ((dayNumber(date) - midBaseYear) / 365.25) * factor) / 365);
  return {mean: factors.reduce((sum, each) => sum + each, 0) / factors.length, peak: Math.max(...factors)};
}
