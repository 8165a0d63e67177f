// facilities.csv: what each building costs, how long packages stay, how much it handles.
import type {Facility, FacilityType} from '@cutover/core';
import {rounded} from './text.ts';
import type {Postal} from './postal.ts';
import type {Site} from './sites.ts';

interface Kind {
  readonly handlingUsdPerPackage: number;
  readonly dwellHours: number;
  readonly cutOff?: string;
  readonly status: Facility['status'];
}

/**
 * Handling: a touch at a sort costs $0.10-0.40 (estimate); station handling is $0.35/0.60/1.00 with everything fixed in
 * it, of which two thirds are taken as variable (assumption). Hours, cut-offs are assumptions. SCs, hubs and FCs have
 * no fixed cost here: it is the same in every scenario.
 */
const KINDS: Record<FacilityType, Kind> = {
  fc: {handlingUsdPerPackage: 0, dwellHours: 2, status: 'synthetic'},
  sc: {handlingUsdPerPackage: 0.2, dwellHours: 4, status: 'synthetic'},
  air_hub: {handlingUsdPerPackage: 0.2, dwellHours: 3, status: 'synthetic'},
  ds: {handlingUsdPerPackage: 0.4, dwellHours: 4, cutOff: '05:00', status: 'synthetic'},
  ddu: {handlingUsdPerPackage: 0, dwellHours: 2, cutOff: '07:00', status: 'assumed'},
  sdc: {handlingUsdPerPackage: 0, dwellHours: 2, cutOff: '06:00', status: 'synthetic'},
  scf: {handlingUsdPerPackage: 0, dwellHours: 6, cutOff: '16:00', status: 'assumed'},
};
const FIXED_USD_PER_PLANNED_PACKAGE = 0.2; // the other third of $0.60, at the planned mean load

/** Packages a day that a station was planned for. */
export interface PlannedLoad {
  readonly mean: number;
  readonly peak: number;
}

/** Smallest and largest stations of the facts: reported 35,000 a day at one large site; 14,000 at a rural one. */
export const STATION_SIZES = {large: [20_000, 70_000], rural: [5_000, 25_000]} as const;

export interface StationPlan {
  readonly site: Site;
  readonly sizes: readonly [min: number, max: number];
  readonly load: PlannedLoad;
  readonly opensOn?: string;
}

export function stationRow({site, sizes, load, opensOn}: StationPlan, headroom: number): Facility {
  const capacity = Math.min(sizes[1], Math.max(sizes[0], load.peak * headroom));
  return {
    ...siteRow(site, 'ds'),
    capacityPackagesPerDay: Math.round(capacity),
    fixedUsdPerDay: Math.round(FIXED_USD_PER_PLANNED_PACKAGE * load.mean),
    ...(opensOn === undefined ? {} : {opensOn}),
  };
}

export function siteRow(site: Site, facilityType: FacilityType): Facility {
  return {
    facilityId: site.id,
    facilityType,
    latitudeDeg: rounded(site.latitudeDeg, 5),
    longitudeDeg: rounded(site.longitudeDeg, 5),
    zip: site.zip,
    fixedUsdPerDay: 0,
    ...KINDS[facilityType],
  };
}

export function postalRows({scfs, sdcs, ddus, openToBid}: Postal): Facility[] {
  return [
    ...scfs.map((site) => ({...siteRow(site, 'scf'), openToBid: true})),
    ...sdcs.map((site) => ({...siteRow(site, 'sdc'), openToBid: false})),
    ...ddus.map((site) => ({...siteRow(site, 'ddu'), openToBid: openToBid.has(site.id)})),
  ];
}

/** The first of a month of 2026, in order: about 17 of 200 rural stations open each month. */
export function ruralOpening(order: number, count: number): string {
  const month = 1 + Math.floor((12 * order) / count);
  return `2026-${String(month).padStart(2, '0')}-01`;
}
