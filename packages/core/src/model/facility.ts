import * as z from 'zod';
import {defineTable, IsoDate, Text, ZipCode} from './table.ts';

export const FacilityType = z.enum(['fc', 'sc', 'air_hub', 'ds', 'ddu', 'sdc', 'scf']);
export type FacilityType = z.infer<typeof FacilityType>;

/** One building: the shipper's own (fc, sc, air_hub, ds) or a USPS hand-off node (ddu, sdc, scf). */
export const Facility = z.strictObject({
  facilityId: Text.meta({about: 'unique name'}),
  facilityType: FacilityType.meta({about: 'fulfillment, sortation, air hub, delivery station; DDU, S&DC, SCF/LPC'}),
  latitudeDeg: z.number().min(-90).max(90).meta({unit: 'deg'}),
  longitudeDeg: z.number().min(-180).max(180).meta({unit: 'deg'}),
  zip: ZipCode.optional().meta({about: 'ZIP the building stands in'}),
  capacityPackagesPerDay: z
    .number()
    .positive()
    .optional()
    .meta({unit: 'packages/day', about: 'at full ramp; absent: planned peak-day load x headroom'}),
  handlingUsdPerPackage: z
    .number()
    .nonnegative()
    .meta({unit: 'USD/package', about: 'variable: sort or stage, one touch'}),
  fixedUsdPerDay: z.number().nonnegative().meta({unit: 'USD/day', about: 'rent, management, capital; paid while open'}),
  dwellHours: z.number().nonnegative().meta({unit: 'h', about: 'from dock in to dock out, cut-offs included'}),
  cutOff: z
    .string()
    .regex(/^\d{2}:\d{2}$/, 'a time as 04:30')
    .optional()
    .meta({about: 'latest arrival, local time'}),
  opensOn: IsoDate.optional().meta({about: 'first day of operation; absent: open before the horizon'}),
  closesOn: IsoDate.optional().meta({about: 'first day without operation; absent: stays open'}),
  rampWeeks: z.number().nonnegative().optional().meta({
    unit: 'weeks',
    about: 'from the opening share to full capacity; absent: parameter ramp_weeks when opens_on is given',
  }),
  openToBid: z.boolean().optional().meta({about: 'USPS sells entry here by bids'}),
  status: z.enum(['synthetic', 'assumed', 'actual']).meta({about: 'where the row comes from'}),
});
export type Facility = z.infer<typeof Facility>;

export const facilityTable = defineTable(
  {name: 'facilities', file: 'facilities.csv', about: 'buildings', key: ['facilityId']},
  Facility,
);
