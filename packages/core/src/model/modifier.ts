import * as z from 'zod';
import {Confidence} from './price.ts';
import {defineTable, IsoDate, Text} from './table.ts';

/** What a modifier does with the price before it: `percent` +v, `discount` −v (shares), `per_package` +v USD. */
export const ModifierRule = z.enum(['percent', 'discount', 'per_package', 'minimum']);
export type ModifierRule = z.infer<typeof ModifierRule>;

/** What of a parcel a modifier may look at: its longest side, its outside volume, its length plus girth. */
export const ParcelMeasure = z.enum(['length_in', 'volume_ft3', 'length_plus_girth_in']);
export type ParcelMeasure = z.infer<typeof ParcelMeasure>;

/** One step on top of a rate card: an uplift, a fee, an adder, a discount, a minimum. Steps are taken in order. */
export const Modifier = z.strictObject({
  product: Text.meta({about: 'of the rate card it stands on'}),
  name: Text.meta({about: 'as a planner calls it'}),
  sortOrder: z.int().meta({about: 'lower is taken first; each works on the price before it'}),
  rule: ModifierRule,
  value: z.number().optional().meta({about: 'share (percent, discount) or USD; absent: that of `parameter`'}),
  parameter: Text.optional().meta({about: 'name in parameters.csv, whose range then holds'}),
  rateKeys: Text.optional().meta({about: 'entries or zones with blanks between, as in 1 2 3 4; absent: all'}),
  weightOverLb: z.number().nonnegative().optional().meta({unit: 'lb', about: 'billable weight over'}),
  weightToLb: z.number().positive().optional().meta({unit: 'lb', about: 'billable weight not over'}),
  measure: ParcelMeasure.optional().meta({about: 'absent: any parcel'}),
  measureOver: z.number().nonnegative().optional().meta({about: 'in the unit of the measure'}),
  measureTo: z.number().positive().optional().meta({about: 'not over'}),
  from: IsoDate.meta({about: 'ship date from'}),
  to: IsoDate.optional().meta({about: 'first day no longer in force'}),
  confidence: Confidence,
  source: Text,
});
export type Modifier = z.infer<typeof Modifier>;
export const modifierTable = defineTable(
  {
    name: 'modifiers',
    file: 'modifiers.csv',
    about: 'uplifts, fees, adders and discounts on rate cards, by date and in order',
    key: ['product', 'name', 'from'],
  },
  Modifier,
);
