import * as z from 'zod';
import {ZipCode} from './table.ts';

/** What a planner may turn in a what-if, over a scenario. A factor of 1, null or an empty list leaves it as it is. */
export const WhatIf = z.strictObject({
  uspsPriceFactor: z.number().min(0.2).max(5).default(1).meta({about: 'x contract and Parcel Select list prices'}),
  uspsKept: z.number().min(0).max(1).nullable().default(null).meta({about: "share of today's USPS packages"}),
  fuelFactor: z.number().min(0.2).max(5).default(1).meta({about: 'x fuel index of trucks'}),
  wageFactor: z.number().min(0.2).max(5).default(1).meta({about: "x drivers' wage"}),
  stopDensityFactor: z.number().min(0.7).max(3).default(1).meta({about: 'x packages a stop, in every segment'}),
  growthPerYear: z.number().min(-0.5).max(1).nullable().default(null).meta({about: 'of volume'}),
  capacityFactor: z.number().min(0.1).max(10).default(1).meta({about: 'x what each delivery station takes a day'}),
  openedZips: z
    .array(ZipCode)
    .max(20)
    .refine((zips) => new Set(zips).size === zips.length, 'each ZIP once')
    .default([])
    .meta({about: 'at whose points a station opens, as the median station of the twin'}),
  closedStations: z.array(z.string().max(64)).max(200).default([]).meta({about: 'facility ids, shut on all days'}),
});
export type WhatIf = z.infer<typeof WhatIf>;
