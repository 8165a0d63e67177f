import * as z from 'zod';
import {defineTable, Text, ZipCode} from './table.ts';

/** A place where a delivery station might open, at one size; other sizes of the same place are other rows. */
export const SiteCandidate = z.strictObject({
  zip: ZipCode.optional().meta({about: 'ZIP at whose point it would stand; give this or facility_id'}),
  facilityId: Text.optional().meta({about: 'building of the twin beside which it would stand'}),
  capacityPackagesPerDay: z.number().positive().meta({unit: 'packages/day', about: 'at full ramp'}),
  fixedUsdPerDay: z
    .number()
    .nonnegative()
    .optional()
    .meta({unit: 'USD/day', about: "absent: capacity x the median of the twin's stations"}),
  leadWeeks: z
    .number()
    .nonnegative()
    .optional()
    .meta({unit: 'weeks', about: "from the horizon's first day to opening; absent: --lead-weeks"}),
});
export type SiteCandidate = z.infer<typeof SiteCandidate>;

export const siteCandidateTable = defineTable(
  {
    name: 'candidates',
    file: 'candidates.csv',
    about: 'places where a delivery station might open, for `cutover site`',
    key: ['zip', 'facilityId', 'capacityPackagesPerDay'],
  },
  SiteCandidate,
);
