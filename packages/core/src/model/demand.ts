import * as z from 'zod';
import {defineTable, IsoDate, Text, ZipCode} from './table.ts';

const packagesPerYear = z.int().nonnegative().meta({unit: 'packages/year', about: 'base year'});

export const Demand = z.strictObject({zip: ZipCode, packagesPerYear});
export type Demand = z.infer<typeof Demand>;
export const demandTable = defineTable(
  {name: 'demand', file: 'demand.csv', about: 'packages to each ZIP in the base year, every carrier', key: ['zip']},
  Demand,
);

/** What decisions distinguish. `usps_only` is the floor: PO boxes, military, and a stated share of others. */
export const ClassGroup = z.enum(['light', 'heavy', 'usps_only']);
export type ClassGroup = z.infer<typeof ClassGroup>;
export const classGroups = ClassGroup.options;

/** How each (ZIP, class group) was carried in the base year. Adds up to `demand.csv`, ZIP by ZIP. */
export const Today = z.strictObject({
  zip: ZipCode,
  classGroup: ClassGroup,
  owned: packagesPerYear.meta({unit: 'packages/year', about: 'by own stations'}),
  usps: packagesPerYear.meta({unit: 'packages/year', about: 'by USPS'}),
  other: packagesPerYear.meta({unit: 'packages/year', about: 'by another carrier'}),
});
export type Today = z.infer<typeof Today>;
export const todayTable = defineTable(
  {name: 'today', file: 'today.csv', about: 'who carries what today', key: ['zip', 'classGroup']},
  Today,
);

export const SeasonDay = z.strictObject({
  date: IsoDate,
  factor: z.number().nonnegative().meta({unit: 'x mean day', about: 'season x weekday x holiday; mean 1 over a year'}),
});
export type SeasonDay = z.infer<typeof SeasonDay>;
export const seasonTable = defineTable(
  {name: 'season', file: 'season.csv', about: 'calendar of season, one row for each day of the horizon', key: ['date']},
  SeasonDay,
);

export const Eligibility = z.enum(['standard', 'po_box', 'military', 'hazmat', 'oversize']);

/** A class of packages: promise x weight and dimension band x eligibility. At most 64. */
export const MixClass = z.strictObject({
  classId: Text,
  classGroup: ClassGroup,
  promiseDays: z.int().min(1).max(14).meta({unit: 'days', about: 'from order ready to door'}),
  weightLb: z.number().positive().max(150).meta({unit: 'lb', about: 'actual, middle of the band'}),
  lengthIn: z.number().positive().meta({unit: 'in'}),
  widthIn: z.number().positive().meta({unit: 'in'}),
  heightIn: z.number().positive().meta({unit: 'in'}),
  eligibility: Eligibility,
  share: z.number().min(0).max(1).meta({unit: 'share', about: 'of its class group; each group sums to 1'}),
});
export type MixClass = z.infer<typeof MixClass>;
export const mixTable = defineTable(
  {name: 'mix', file: 'mix.csv', about: 'classes of packages', key: ['classId']},
  MixClass,
);

/** Which FC a ZIP3's packages leave from. */
export const Origin = z.strictObject({
  zip3: z
    .string()
    .regex(/^\d{3}$/, 'three digits')
    .meta({about: 'first three digits of the ZIP'}),
  facilityId: Text.meta({about: 'FC'}),
  packages: z.int().positive().meta({unit: 'packages', about: 'weight of this FC among those of the ZIP3'}),
});
export type Origin = z.infer<typeof Origin>;
export const originTable = defineTable(
  {name: 'origins', file: 'origins.csv', about: 'which FC serves which ZIP3, as weights', key: ['zip3', 'facilityId']},
  Origin,
);
