import * as z from 'zod';
import {defineTable, Text, ZipCode} from './table.ts';

export const Segment = z.enum(['urban', 'suburban', 'rural', 'remote']);
export type Segment = z.infer<typeof Segment>;
export const segments = Segment.options;

/** @param cuts - people per square mile from which on a ZIP is urban, suburban, rural */
export function segmentOf(peoplePerSqMi: number, cuts: Readonly<Record<Exclude<Segment, 'remote'>, number>>): Segment {
  const at = [cuts.urban, cuts.suburban, cuts.rural].findIndex((cut) => peoplePerSqMi >= cut);
  return segments[at === -1 ? 3 : at];
}

/** One delivery area. PO-box and unique ZIPs are mapped to one of these before they get here. */
export const Zip = z.strictObject({
  zip: ZipCode.meta({about: 'ZIP code, five digits with leading zeros'}),
  latitudeDeg: z.number().min(-90).max(90).meta({unit: 'deg', about: 'internal point'}),
  longitudeDeg: z.number().min(-180).max(180).meta({unit: 'deg', about: 'internal point'}),
  population: z.int().nonnegative().meta({unit: 'people', about: 'residents'}),
  landAreaSqMi: z.number().positive().meta({unit: 'sq mi', about: 'land, without water'}),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters')
    .meta({about: 'postal abbreviation'}),
  countyFips: z
    .string()
    .regex(/^\d{5}$/, 'five digits')
    .optional()
    .meta({about: 'county, five digits'}),
  timezone: Text.meta({about: 'IANA name'}),
  segment: Segment.meta({about: 'by people per square mile; cuts in twin.yaml'}),
});
export type Zip = z.infer<typeof Zip>;

export const zipTable = defineTable(
  {name: 'zips', file: 'zips.csv', about: 'delivery areas, ZIP by ZIP', key: ['zip']},
  Zip,
);
