import * as z from 'zod';
import {ClassGroup} from './demand.ts';
import {defineTable, IsoDate, Text, ZipCode} from './table.ts';

const share = z.int().min(0).max(1024).meta({unit: '1/1024', about: 'of the class group in this ZIP'});

/** Who carries a (ZIP, class group) from a day on, until a later row says otherwise. */
export const PolicyRow = z.strictObject({
  from: IsoDate.meta({about: 'first day; the first rows are those of the first day of the horizon'}),
  zip: ZipCode,
  classGroup: ClassGroup,
  owned: share,
  usps: share,
  other: share,
  stationId: Text.optional().meta({about: 'own station that serves the ZIP; absent: none'}),
  handoffId: Text.optional().meta({about: 'where its packages enter the mail; absent: nowhere'}),
});
export type PolicyRow = z.infer<typeof PolicyRow>;
export const policyTable = defineTable(
  {name: 'policy', file: 'policy.csv', about: 'who carries what, from when on', key: ['from', 'zip', 'classGroup']},
  PolicyRow,
);

/** ZIPs that change together: one week, one building they come to. */
export const WaveRow = z.strictObject({
  week: IsoDate.meta({about: 'first day of the week'}),
  facilityId: Text.meta({about: 'station that takes the ZIPs, or the hand-off they go to'}),
  toDeliverer: z.enum(['owned', 'usps', 'other']),
  zipCount: z.int().positive(),
  zips: Text.meta({about: 'ZIPs, with blanks between'}),
  packagesPerDay: z
    .number()
    .meta({unit: 'packages/day', about: 'own packages the station gains; below 0: loses; mean day'}),
  vans: z.number().meta({unit: 'routes/day', about: 'gained on a mean day'}),
  drivers: z.number().meta({unit: 'drivers', about: 'to hire; below 0: to let go'}),
  trailersPerDay: z.number().meta({unit: 'trailers/day', about: 'inbound, gained on a mean day'}),
  changeUsd: z.number().meta({unit: 'USD', about: 'of the change itself, once'}),
  rollbackUsd: z.number().meta({unit: 'USD', about: 'of going back, once'}),
  hireBy: IsoDate.optional().meta({about: 'drivers must be under contract by this day; absent: none is needed'}),
  backUntil: IsoDate.optional().meta({about: 'last week in which all may go back; absent: there is no way back'}),
  beforeGo: Text.meta({about: 'what must be true before go'}),
});
export type WaveRow = z.infer<typeof WaveRow>;
export const waveTable = defineTable(
  {
    name: 'checklist',
    file: 'checklist.csv',
    about: 'changes, week by week',
    key: ['week', 'facilityId', 'toDeliverer'],
  },
  WaveRow,
);

/** What room at a station is worth in a week, and letting more ZIPs come to it. */
export const PriceRow = z.strictObject({
  week: IsoDate.meta({about: 'first day of the week'}),
  facilityId: Text.meta({about: 'station'}),
  capacityPackagesPerDay: z.number().meta({unit: 'packages/day', about: 'on the tightest day of the week'}),
  loadPackagesPerDay: z.number().meta({unit: 'packages/day', about: 'planned, that day'}),
  usdPerPackageADay: z.number().meta({unit: 'USD', about: 'of the week, for one more package a day'}),
  usdPerZipComing: z
    .number()
    .optional()
    .meta({unit: 'USD', about: 'for one more ZIP that may come to the station that week; absent: no limit binds'}),
});
export type PriceRow = z.infer<typeof PriceRow>;
export const priceTable = defineTable(
  {name: 'prices', file: 'prices.csv', about: 'what room is worth', key: ['week', 'facilityId']},
  PriceRow,
);
