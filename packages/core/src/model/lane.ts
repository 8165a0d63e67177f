import * as z from 'zod';
import {defineTable, Text, ZipCode} from './table.ts';

export const LaneMode = z.enum(['truck', 'air', 'mail']);
export type LaneMode = z.infer<typeof LaneMode>;

/** One directed movement between two buildings. Several lanes may join the same two buildings. */
export const Lane = z.strictObject({
  laneId: Text.meta({about: 'unique name'}),
  originId: Text.meta({about: 'facility_id it leaves from'}),
  destinationId: Text.meta({about: 'facility_id it arrives at'}),
  mode: LaneMode.meta({about: 'mail: inside the Postal Service, carries hours and no dollars'}),
  roadMiles: z
    .number()
    .nonnegative()
    .optional()
    .meta({unit: 'mi', about: 'absent: great circle x circuity (air: great circle)'}),
  transitHours: z
    .number()
    .nonnegative()
    .optional()
    .meta({unit: 'h', about: 'dock to dock; absent: miles / speed of the mode'}),
  tripsPerDay: z
    .number()
    .nonnegative()
    .meta({unit: 'trips/day', about: 'scheduled at least, on days the plan uses the lane; 0: on demand'}),
  days: z
    .string()
    .regex(/^[1-7]+$/, 'weekday digits, 1 is Monday, as in 123456')
    .meta({about: 'operating days, 1 is Monday'}),
  stopsPerTrip: z
    .number()
    .min(1)
    .meta({unit: 'stops', about: 'buildings a vehicle serves on one run; above 1: a milk run'}),
  planFill: z.number().positive().max(1).meta({unit: 'share', about: 'of usable cube, at which routes are chosen'}),
});
export type Lane = z.infer<typeof Lane>;

export const laneTable = defineTable(
  {name: 'lanes', file: 'lanes.csv', about: 'building-to-building movements', key: ['laneId']},
  Lane,
);

/** What a road map knows of a lane better than circuity does; a file of these is imported, none stands in a twin. */
export const LaneMiles = z.strictObject({
  originId: Text.meta({about: 'facility_id it leaves from'}),
  destinationId: Text.meta({about: 'facility_id it arrives at'}),
  roadMiles: z.number().nonnegative().meta({unit: 'mi', about: 'by road, one way'}),
  hours: z.number().positive().optional().meta({unit: 'h', about: 'dock to dock; absent: as the lane has them'}),
});
export type LaneMiles = z.infer<typeof LaneMiles>;

export const laneMilesTable = defineTable(
  {
    name: 'lane-miles',
    file: 'lane-miles.csv',
    about: 'road miles between buildings, for `cutover import lane-miles`; no file of a twin',
    key: ['originId', 'destinationId'],
  },
  LaneMiles,
);

export const Deliverer = z.enum(['van', 'gig', 'partner', 'mail']);
export type Deliverer = z.infer<typeof Deliverer>;

/** An override of the rule that gives a ZIP its last-mile service from the buildings within its radius. */
export const Service = z.strictObject({
  zip: ZipCode,
  facilityId: Text.meta({about: 'last building'}),
  deliverer: Deliverer,
  open: z.boolean().meta({about: 'true adds the service, false takes it away'}),
  roadMiles: z
    .number()
    .nonnegative()
    .optional()
    .meta({unit: 'mi', about: 'stem from building to ZIP; absent: by circuity'}),
});
export type Service = z.infer<typeof Service>;

export const serviceTable = defineTable(
  {name: 'service', file: 'service.csv', about: 'last-mile overrides', key: ['zip', 'facilityId', 'deliverer']},
  Service,
);

/** From `from` on, USPS delivers the ZIP out of `facilityId` (its DDU or S&DC), which `scfId` feeds inside the mail. */
export const Entry = z.strictObject({
  zip: ZipCode,
  from: z.iso.date().meta({type: 'date', about: 'first day'}),
  facilityId: Text.meta({about: 'DDU or S&DC the carriers leave from'}),
  scfId: Text.meta({about: 'SCF/LPC of the ZIP3'}),
});
export type Entry = z.infer<typeof Entry>;

export const entryTable = defineTable(
  {name: 'entry', file: 'entry.csv', about: 'dated ZIP to hand-off node', key: ['zip', 'from']},
  Entry,
);
