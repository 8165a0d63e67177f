import * as z from 'zod';
import {defineTable, IsoDate, Text} from './table.ts';
import {Segment} from './zip.ts';

export const Confidence = z.enum(['solid', 'reported', 'estimate', 'assumption']);
export type Confidence = z.infer<typeof Confidence>;

/** Every named number of the model, with its range and where it comes from. */
export const Parameter = z.strictObject({
  name: Text.meta({about: 'as the formulas name it'}),
  segment: Segment.optional().meta({about: 'absent: all segments'}),
  low: z.number(),
  base: z.number(),
  high: z.number(),
  unit: Text,
  asOf: Text.meta({about: 'date or year of the number'}),
  confidence: Confidence,
  source: Text,
});
export type Parameter = z.infer<typeof Parameter>;
export const parameterTable = defineTable(
  {
    name: 'parameters',
    file: 'parameters.csv',
    about: 'every named number, low, base and high',
    key: ['name', 'segment'],
  },
  Parameter,
);

export const EntryLevel = z.enum(['ddu', 'dhub', 'dscf']);
export type EntryLevel = z.infer<typeof EntryLevel>;

/** One step of a rate card. `rate_key` is an entry (`ddu`, `dhub`, `dscf`) or a zone (`2` … `9`). */
export const Rate = z.strictObject({
  product: Text.meta({about: 'parcel_select, ground_saver'}),
  rateKey: Text.meta({about: 'entry (ddu, dhub, dscf) or zone (1 … 9)'}),
  weightToLb: z.number().positive().meta({unit: 'lb', about: 'billable weight not over'}),
  usd: z.number().positive().meta({unit: 'USD/package'}),
  from: IsoDate.meta({about: 'effective from'}),
  to: IsoDate.optional().meta({about: 'first day no longer in force'}),
  confidence: Confidence,
  source: Text,
});
export type Rate = z.infer<typeof Rate>;
/** Every `tariffs/*.csv` has these columns. */
export const rateTable = defineTable(
  {name: 'tariffs', file: 'tariffs/*.csv', about: 'rate cards', key: ['product', 'rateKey', 'weightToLb', 'from']},
  Rate,
);

/** Which deliverers work on a day; a day without a row is an ordinary one (USPS rests on Sundays). */
export const CalendarDay = z.strictObject({
  date: IsoDate,
  name: Text,
  owned: z.boolean().meta({about: 'own stations deliver'}),
  usps: z.boolean().meta({about: 'USPS delivers'}),
  other: z.boolean().meta({about: 'other carriers deliver'}),
});
export type CalendarDay = z.infer<typeof CalendarDay>;
export const calendarTable = defineTable(
  {name: 'calendar', file: 'calendar.csv', about: 'holidays', key: ['date']},
  CalendarDay,
);

const RangeUsd = z.strictObject({low: z.number().positive(), base: z.number().positive(), high: z.number().positive()});

/** The NSA with USPS. Without one, list prices apply. */
export const Contract = z.strictObject({
  name: Text,
  startsOn: z.iso.date(),
  endsOn: z.iso.date().meta({about: 'last day'}),
  confidence: Confidence,
  source: Text,
  prices: z
    .array(
      z.strictObject({
        entry: EntryLevel,
        weightToLb: z.number().positive().optional().meta({unit: 'lb', about: 'absent: any weight'}),
        usdPerPackage: RangeUsd,
      }),
    )
    .min(1),
  promisePackagesPerYear: z.int().nonnegative(),
  shortfall: z.discriminatedUnion('rule', [
    z.strictObject({rule: z.literal('none')}),
    z.strictObject({rule: z.literal('fee'), usdPerMissingPackage: RangeUsd.extend({low: z.number().nonnegative()})}),
    z.strictObject({rule: z.literal('listPrice')}), // the year's pieces are rebilled at list
  ]),
  sundayDelivery: z.boolean(),
});
export type Contract = z.infer<typeof Contract>;

export const ContractsFile = z.strictObject({usps: Contract.nullable()});
