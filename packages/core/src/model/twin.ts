import type {WonRow} from './bid-files.ts';
import type {CalibrationState} from './calibration.ts';
import type {Correlation} from './correlation.ts';
import {
  type ClassGroup,
  type Demand,
  demandTable,
  type MixClass,
  mixTable,
  type Origin,
  originTable,
  type SeasonDay,
  seasonTable,
  type Today,
  todayTable,
} from './demand.ts';
import {type Facility, facilityTable} from './facility.ts';
import {type Entry, entryTable, type Lane, laneTable, type Service, serviceTable} from './lane.ts';
import {
  type CalendarDay,
  calendarTable,
  type Contract,
  type Parameter,
  parameterTable,
  type Rate,
  rateTable,
} from './price.ts';
import {type Modifier, modifierTable} from './modifier.ts';
import type {Settings} from './settings.ts';
import type {Table} from './table.ts';
import type {Scf, ZoneChart} from './postal-zone.ts';
import {type Zip, zipTable} from './zip.ts';

/** How much of today's USPS volume stays there; what a scenario asks of planning. */
export interface Target {
  readonly uspsKept: number; // share of today's USPS packages, at the horizon's volumes; the floor always stays
  readonly uspsEndsOn?: string; // `uspsKept` holds from this day on; before it, today's shares
}

/** A network, its demand and its prices: validated rows with text ids. Read-only; a scenario makes a copy. */
export interface Twin {
  readonly settings: Settings;
  readonly zips: readonly Zip[];
  readonly facilities: readonly Facility[];
  readonly lanes: readonly Lane[];
  readonly service: readonly Service[];
  readonly entry: readonly Entry[];
  readonly demand: readonly Demand[];
  readonly season: readonly SeasonDay[];
  readonly mix: readonly MixClass[];
  readonly today: readonly Today[];
  readonly origins: readonly Origin[];
  readonly parameters: readonly Parameter[];
  readonly rates: readonly Rate[];
  readonly modifiers: readonly Modifier[];
  readonly calendar: readonly CalendarDay[];
  readonly contract: Contract | null;
  readonly target: Target;
  readonly scfs?: readonly Scf[]; // scf.csv; absent: entry.csv says which SCF serves a ZIP3
  readonly zoneChart?: ZoneChart; // zones.csv
  readonly correlations?: readonly Correlation[]; // correlations.csv; absent: all are independent
  readonly won?: readonly WonRow[]; // answers to bids that a plan was made with; absent: the contract's prices alone
  readonly calibration?: CalibrationState; // absent: nothing was fitted to actuals
}

/** Every table of a twin directory, in the order a reader meets them. */
export const twinTables = {
  zips: zipTable,
  facilities: facilityTable,
  lanes: laneTable,
  service: serviceTable,
  entry: entryTable,
  demand: demandTable,
  season: seasonTable,
  mix: mixTable,
  today: todayTable,
  origins: originTable,
  parameters: parameterTable,
  rates: rateTable,
  modifiers: modifierTable,
  calendar: calendarTable,
} as const satisfies Record<string, Table>;

export type TwinTableName = keyof typeof twinTables;
export type {ClassGroup};
