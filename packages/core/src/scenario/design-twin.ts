import type {RangePick} from '../cost/parameters.ts';
import type {Facility} from '../model/facility.ts';
import type {Parameter} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';

/** Ranged numbers that change who carries what, so that a finished run cannot be repriced at another value of them. */
export const replannedParameters = ['usps_base_packages', 'capacity_headroom'] as const;
export type ReplannedParameter = (typeof replannedParameters)[number];

/** A twin as it is (base) when one of these numbers stands at an end of its range, before any scenario. */
export interface DesignTwin {
  readonly parameter: ReplannedParameter;
  readonly value: number;
  readonly twin: Twin;
}

const KNOWN_WITHIN = 0.01; // of the stated volume: nearer, and today.csv is taken to be made from it

/**
 * The twins to plan and run again for a joint range: each of `replannedParameters` at those ends of its range that are
 * not its base. USPS volume of the base year scales what USPS carries today in every ZIP, and with it the contract's
 * promise; a twin whose `today.csv` does not add up to the parameter knows its volume better and gets none. Headroom
 * scales the capacity of stations that are synthetic or assumed, and of those that state none.
 */
export function designTwins(base: Twin): DesignTwin[] {
  return replannedParameters.flatMap((parameter) => {
    const row = base.parameters.find(({name, segment}) => name === parameter && segment === undefined);
    if (row === undefined || row.base <= 0) return [];
    const ends = (['low', 'high'] as const).filter((end) => row[end] !== row.base && row[end] > 0);
    return ends.flatMap((end) => {
      const twin = atEnd(base, row, parameter, end);
      return twin === null ? [] : [{parameter, value: row[end], twin}];
    });
  });
}

function atEnd(base: Twin, row: Parameter, parameter: ReplannedParameter, end: RangePick): Twin | null {
  const factor = row[end] / row.base;
  return parameter === 'usps_base_packages' ? withUspsVolume(base, row, factor) : withHeadroom(base, row, end, factor);
}

function withUspsVolume(base: Twin, {base: stated}: Parameter, factor: number): Twin | null {
  const uspsToday = base.today.reduce((sum, {usps}) => sum + usps, 0);
  if (Math.abs(uspsToday / stated - 1) > KNOWN_WITHIN) return null;
  const today = base.today.map((row) => ({...row, usps: Math.round(row.usps * factor)}));
  const packages = new Map<string, number>();
  for (const {zip, owned, usps, other} of today) packages.set(zip, (packages.get(zip) ?? 0) + owned + usps + other);
  const {contract} = base;
  return {
    ...base,
    today,
    demand: base.demand.map((row) => ({...row, packagesPerYear: packages.get(row.zip) ?? row.packagesPerYear})),
    contract:
      contract === null
        ? null
        : {...contract, promisePackagesPerYear: Math.round(contract.promisePackagesPerYear * factor)},
  };
}

function withHeadroom(base: Twin, row: Parameter, end: RangePick, factor: number): Twin | null {
  if (!base.facilities.some((each) => each.facilityType === 'ds' && isGuessed(each))) return null;
  return {
    ...base,
    parameters: base.parameters.map((each) => (each === row ? {...row, base: row[end]} : each)),
    facilities: base.facilities.map((each) =>
      each.facilityType === 'ds' && each.capacityPackagesPerDay !== undefined && isGuessed(each)
        ? {...each, capacityPackagesPerDay: Math.max(1, Math.round(each.capacityPackagesPerDay * factor))}
        : each,
    ),
  };
}

function isGuessed({capacityPackagesPerDay, status}: Facility): boolean {
  return capacityPackagesPerDay === undefined || status === 'synthetic' || status === 'assumed';
}
