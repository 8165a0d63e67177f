import * as z from 'zod';
import {defineTable, IsoDate, Text} from './table.ts';

const usd = (about: string) => z.number().optional().meta({unit: 'USD/package', about});
const perDay = (about: string) => z.number().meta({unit: 'packages/day', about});

const goes = (to: string) =>
  z
    .number()
    .optional()
    .meta({unit: 'packages/day', about: `planned ones go to ${to} without it; below 0: back`});

/** What entry into the mail is worth at one node, or for all nodes of a group. */
export const BidRow = z.strictObject({
  unit: Text.meta({about: 'hand-off node, or the market, state or nation'}),
  unitType: z.enum(['ddu', 'sdc', 'scf', 'market', 'state', 'nation']),
  tender: z.enum(['same_day', 'next_day']).meta({about: 'delivery of a load: the day it is tendered, or the next'}),
  zips: Text.meta({about: 'ZIPs, with blanks between'}),
  packagesPerDay: perDay('planned, mean day'),
  walkAwayUsd: usd('leave-one-out: not additive over neighbours; absent: nothing is planned to enter'),
  walkAwayP10Usd: usd('of joint draws of what own vans cost on the road'),
  walkAwayP50Usd: usd('of the same draws'),
  walkAwayP90Usd: usd('of the same draws'),
  payUsd: usd('at most, beside all other rows of the book: together never more than their group is worth'),
  plannedUsd: usd('price in the plan'),
  potentialPackagesPerDay: perDay('that could enter, mean day'),
  potentialUsd: usd('walk-away price of all of them; absent: no way'),
  toOwnPackagesPerDay: goes('own vans'),
  toMailPackagesPerDay: goes('other hand-offs at the price of the contract'),
  toListPackagesPerDay: goes('the mail at list price'),
  toOtherPackagesPerDay: goes('other carriers'),
  toStations: Text.optional().meta({about: 'those that gain most without it, with packages a day, most first'}),
  floorLowUsd: usd('attributable cost of the Postal Service, low'),
  floorBaseUsd: usd('base'),
  floorHighUsd: usd('high'),
  zone: z.enum(['open', 'unsure', 'none', 'no volume']).meta({
    about: 'of possible agreement: walk-away price above the high floor, within its range, below the low floor',
  }),
  waitUsd: z.number().optional().meta({unit: 'USD', about: "of keeping today's way a quarter longer; absent: cannot"}),
  groupUnit: Text.meta({about: 'group the row lies in'}),
  groupUsd: z.number().optional().meta({unit: 'USD', about: 'certified value of all rows of the group together'}),
  valueUsd: z.number().meta({unit: 'USD', about: 'of entry here over the horizon, its price left out'}),
  boundUsd: z.number().meta({unit: 'USD', about: 'it is worth no less'}),
  gap: z.number().meta({about: 'value less bound, of the cost without'}),
  iterations: z.int().meta({about: '0: solved exactly at fixed outside prices'}),
  whyStopped: z.enum(['exact', 'gap', 'iterations']),
});
export type BidRow = z.infer<typeof BidRow>;
export const bidTable = defineTable(
  {name: 'bids', file: 'bids.csv', about: 'what to bid at most', key: ['unit', 'unitType', 'tender']},
  BidRow,
);

/** Walk-away price over volume, the dearest to lose first. */
export const BidCurveRow = z.strictObject({
  unit: Text,
  tender: z.enum(['same_day', 'next_day']),
  packagesPerDay: perDay('that enter, mean day'),
  walkAwayUsd: z.number().meta({unit: 'USD/package', about: 'of all of them'}),
  marginalUsd: z.number().meta({unit: 'USD/package', about: 'of those beyond the row before'}),
});
export type BidCurveRow = z.infer<typeof BidCurveRow>;
export const bidCurveTable = defineTable(
  {name: 'bid_curves', file: 'curves.csv', about: 'price over volume', key: ['unit', 'tender', 'packagesPerDay']},
  BidCurveRow,
);

/** A price for all hand-offs of a group: with no promise, rows of a group are its volume over the price. */
export const OfferRow = z.strictObject({
  unit: Text.meta({about: 'market, state, SCF or nation'}),
  usdPerPackage: z.number().meta({unit: 'USD/package', about: 'offered, any class'}),
  promisedPerDay: perDay('paid whether they come or not'),
  packagesPerDay: perDay('by USPS with it, mean day of the term'),
  walkAwayUsd: usd('at which that volume would be worth nothing: no less; absent: none goes there'),
  marginalUsd: usd('the same of what goes there beyond the volume at the next higher price; absent: nothing'),
  valueUsd: z.number().meta({unit: 'USD', about: 'of the offer over its term, the price paid'}),
  boundUsd: z.number().meta({unit: 'USD', about: 'it is worth no less'}),
  gap: z.number().meta({about: 'of the cost without'}),
  iterations: z.int(),
  whyStopped: z.enum(['gap', 'iterations']),
});
export type OfferRow = z.infer<typeof OfferRow>;
export const offerTable = defineTable(
  {name: 'offers', file: 'offers.csv', about: 'what prices are worth', key: ['unit', 'usdPerPackage']},
  OfferRow,
);

/** The answer to one bid: entry at a price, or none. */
export const WonRow = z.strictObject({
  facilityId: Text.meta({about: 'hand-off node'}),
  answer: z.enum(['won', 'lost']).optional().meta({about: 'absent: won; lost: nothing enters there'}),
  usdPerPackage: z.number().positive().optional().meta({unit: 'USD/package', about: 'price won, any class'}),
  packagesPerDay: z
    .number()
    .positive()
    .optional()
    .meta({unit: 'packages/day', about: 'at most, planned mean day of each week; absent: no limit'}),
  from: IsoDate.optional().meta({about: 'first day of the price won; absent: the first of the horizon'}),
  to: IsoDate.optional().meta({about: 'first day no longer in force; absent: none, to the end of the horizon'}),
});
export type WonRow = z.infer<typeof WonRow>;
export const wonTable = defineTable(
  {name: 'won', file: 'won.csv', about: 'answers to bids', key: ['facilityId']},
  WonRow,
);
