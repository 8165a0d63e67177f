import * as z from 'zod';
import {Facility} from './facility.ts';
import {Deliverer, Lane} from './lane.ts';
import {Contract} from './price.ts';
import {Segment} from './zip.ts';

/** One change to a twin. A scenario is a list of changes: data, so it can be saved, shown and compared. */
export const Change = z.discriminatedUnion('change', [
  z.strictObject({change: z.literal('setContract'), contract: Contract.partial().nullable()}), // null: no contract
  z.strictObject({
    change: z.literal('setShare'),
    uspsKept: z.number().min(0).max(1), // of today's USPS packages
    uspsEndsOn: z.iso.date().optional(), // holds from this day; absent: from the first day of the horizon
  }),
  z.strictObject({
    change: z.literal('setParameter'),
    name: z.string(),
    segment: Segment.optional(),
    value: z.number(),
  }),
  z.strictObject({change: z.literal('setTariff'), product: z.string(), upliftShare: z.number().gt(-1)}),
  z.strictObject({change: z.literal('openFacility'), facility: Facility}),
  z.strictObject({change: z.literal('closeFacility'), facilityId: z.string(), on: z.iso.date()}),
  z.strictObject({change: z.literal('setCapacity'), facilityId: z.string(), packagesPerDay: z.number().positive()}),
  z.strictObject({change: z.literal('addLane'), lane: Lane}),
  z.strictObject({change: z.literal('closeLane'), laneId: z.string()}),
  z.strictObject({change: z.literal('setLane'), laneId: z.string(), set: Lane.omit({laneId: true}).partial()}),
  z.strictObject({
    change: z.literal('setService'),
    zip: z.string(),
    facilityId: z.string(),
    deliverer: Deliverer,
    open: z.boolean(),
  }),
]);
export type Change = z.infer<typeof Change>;

/** `scenarios/NAME.yaml`. */
export const Scenario = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens'),
  about: z.string(),
  changes: z.array(Change),
});
export type Scenario = z.infer<typeof Scenario>;
