import {WhatIf} from '@cutover/core';
import {z} from '@hono/zod-openapi';
import {Id, RunOrNone, Zip} from './ids.ts';

const Key = z.string().regex(/^[\w.-]{1,100}$/);
const measure = z.string().regex(/^[A-Za-z0-9.]{1,60}$/);

const OfRun = z.strictObject({
  kind: z.literal('run'),
  run: Id,
  scenario: Id,
  measure: measure.openapi({description: 'of summary.json, as in costUsd.postage; with a zip or facility, of that'}),
  zip: Zip.optional(),
  facility: Key.optional(),
});
const OfPreview = z.strictObject({
  kind: z.literal('preview'),
  twin: Id,
  scenario: Id,
  whatIf: WhatIf,
  measure: measure.openapi({description: 'a part of the cost, as in postage, or of the zip'}),
  zip: Zip.optional(),
});
const OfPlan = z.strictObject({
  kind: z.literal('plan'),
  plan: Id,
  measure: measure.openapi({description: 'of plan.json; with a week of that; with a facility, column of its wave'}),
  week: z.iso.date().optional(),
  facility: Key.optional(),
  deliverer: z.enum(['owned', 'usps', 'other']).optional(),
  zip: Zip.optional(),
});
const OfComparison = z.strictObject({
  kind: z.literal('comparison'),
  before: RunOrNone,
  beforeScenario: Id,
  after: RunOrNone,
  afterScenario: Id,
  twin: Id.optional().openapi({description: 'of scenarios as planned'}),
  measure: measure.openapi({description: 'a part of the cost, of the ledger of USPS, or of what is named below'}),
  zip: Zip.optional(),
  state: Key.optional(),
  segment: Key.optional(),
  facility: Key.optional(),
  driver: Key.optional().openapi({description: 'of the tornado'}),
});
const OfBid = z.strictObject({
  kind: z.literal('bid'),
  bids: Id,
  twin: Id.openapi({description: 'whose inputs are shown: a bid book names none'}),
  measure: measure.openapi({description: 'column of the bid book, as in walkAwayUsd'}),
  unit: Key,
  unitType: Key,
  tender: Key,
});
const OfTwin = z.strictObject({
  kind: z.literal('twin'),
  twin: Id,
  scenario: Id,
  measure: measure.openapi({description: 'column of facilities.csv'}),
  facility: Key.optional(),
  zip: Zip.optional().openapi({description: 'at which a what-if opens a station'}),
});

/** A number that the page shows: what it is of, and its measure. */
export const Quantity = z
  .discriminatedUnion('kind', [OfRun, OfPreview, OfPlan, OfComparison, OfBid, OfTwin])
  .openapi('Quantity');
export type Quantity = z.infer<typeof Quantity>;
export type QuantityOf<Kind extends Quantity['kind']> = Extract<Quantity, {kind: Kind}>;

const Cell = z.object({
  file: z.string().openapi({description: 'of the run, plan, book or twin'}),
  row: z.string(),
  column: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
});
export type Cell = z.infer<typeof Cell>;

const Input = z.object({
  kind: z.string(),
  file: z.string().openapi({description: 'of the twin, where it stands'}),
  name: z.string().openapi({description: 'its key there: parameter, path, card or column'}),
  value: z.union([z.number(), z.string(), z.null()]),
  low: z.number().nullable(),
  base: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
  asOf: z.string(),
  confidence: z.string(),
  source: z.string(),
  note: z.string(),
  standsInOn: z.array(z.string()),
});

export const ProvenanceAnswer = z
  .object({
    unit: z.string(),
    how: z.string().openapi({description: 'it is made, in words'}),
    marks: z.array(z.enum(['synthetic', 'uncalibrated', 'assumption'])).openapi({description: 'of the number'}),
    calibrated: z.string().nullable().openapi({description: 'what calibration.yaml laid over the inputs'}),
    cells: z.array(Cell).openapi({description: 'of files, that the number is or is made of; none: it is in no file'}),
    inputs: z.array(Input).openapi({description: 'read where the number is made'}),
    countInputs: z.array(Input).openapi({description: 'read by planning and books, which decide what it counts'}),
  })
  .openapi('Provenance');
export type ProvenanceAnswer = z.infer<typeof ProvenanceAnswer>;
