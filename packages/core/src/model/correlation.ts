import * as z from 'zod';
import {Confidence} from './price.ts';
import {defineTable, Text} from './table.ts';

/** Two ranged numbers that are high or low together. Pairs without a row are independent. */
export const Correlation = z.strictObject({
  parameter: Text.meta({about: 'a name of parameters.csv, or contract_price, contract_shortfall, station_handling, …'}),
  otherParameter: Text.meta({about: 'the other of the two'}),
  rankCorrelation: z.number().gt(-1).lt(1).meta({about: "Spearman's, of joint draws"}),
  confidence: Confidence,
  source: Text,
});
export type Correlation = z.infer<typeof Correlation>;

export const correlationTable = defineTable(
  {
    name: 'correlations',
    file: 'correlations.csv',
    about: 'optional: which ranged numbers move together in `cutover run --uncertainty`',
    key: ['parameter', 'otherParameter'],
  },
  Correlation,
);
