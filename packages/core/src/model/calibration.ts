import * as z from 'zod';
import {FacilityType} from './facility.ts';
import {EntryLevel} from './price.ts';
import {Segment} from './zip.ts';

/** A number fitted to actuals: the estimate, its 95% interval, and what it was read from. */
const Fitted = z.strictObject({
  low: z.number().meta({about: 'lower end of the 95% interval'}),
  base: z.number(),
  high: z.number(),
  rows: z.int().positive().meta({about: 'rows it was fitted to'}),
  from: z.iso.date().meta({about: 'first day of these rows'}),
  to: z.iso.date(),
});

/** `calibration.yaml`: what actuals say instead of the inputs. Laid over the twin when it is read, before scenarios. */
export const Calibration = z.strictObject({
  from: z.iso.date().meta({about: 'first day of the actuals'}),
  to: z.iso.date(),
  shipments: z.int().nonnegative(),
  parameters: z.array(Fitted.extend({name: z.string().min(1), segment: Segment.optional()})),
  handling: z.array(
    Fitted.extend({
      facilityType: FacilityType,
      inputUsdPerPackage: z.number().positive().meta({about: 'mean of facilities.csv over the same packages'}),
    }),
  ),
  contractPrices: z.array(Fitted.extend({entry: EntryLevel, weightToLb: z.number().positive().optional()})),
  notIdentified: z.array(z.strictObject({name: z.string(), segment: Segment.optional(), reason: z.string()})),
});
export type Calibration = z.infer<typeof Calibration>;

/** What a run says of its calibration; absent from a twin that has none. */
export interface CalibrationState {
  readonly from: string;
  readonly to: string;
  readonly shipments: number;
  readonly fitted: number; // numbers that were replaced
}
