import * as z from 'zod';
import {ClassGroup} from './demand.ts';
import {deliverers} from './plan.ts';
import {defineTable, IsoDate, Text, ZipCode} from './table.ts';

const share = z.int().min(0).max(1024).meta({unit: '1/1024', about: 'of the class group in this ZIP'});

/** Which way a (ZIP, class group) goes from a day to a day. Of each there is exactly one row on every day. */
export const GuideRow = z.strictObject({
  zip: ZipCode,
  classGroup: ClassGroup,
  effectiveFrom: IsoDate.meta({about: 'first day'}),
  effectiveTo: IsoDate.meta({about: 'last day'}),
  carrier: z.enum(deliverers).meta({about: 'who carries the most of it'}),
  stationId: Text.optional().meta({about: 'own station of what own vans carry; absent: they carry nothing'}),
  entryId: Text.optional().meta({about: 'DDU, S&DC or SCF of what USPS carries; absent: it carries nothing'}),
  cutOff: z
    .string()
    .regex(/^\d{2}:\d{2}$/, 'a time as 04:30')
    .optional()
    .meta({about: "latest arrival there, local time, as in facilities.csv; absent: that has none, or it is another's"}),
  owned: share,
  usps: share,
  other: share,
  replaces: Text.optional().meta({
    about: 'carrier, place and its part until the day before; absent: as before, or the first row',
  }),
});
export type GuideRow = z.infer<typeof GuideRow>;

export const guideTable = defineTable(
  {
    name: 'routing-guide',
    file: 'routing-guide.csv',
    about: 'which way each ZIP and class group goes, for a WMS or TMS',
    key: ['zip', 'classGroup', 'effectiveFrom'],
  },
  GuideRow,
);
