import {BidRow, Scenario, Summary, WaveRow, WhatIf} from '@cutover/core';
import {z} from '@hono/zod-openapi';
import {PlanFacts} from '../tables/plan-files.ts';
import {Id, RunOrNone, Zip} from './ids.ts';

export const TwinParams = z.object({twin: Id});
export const RunParams = z.object({run: Id});
export const PlanParams = z.object({plan: Id});
export const BidParams = z.object({bids: Id});
export const RunScenarioParams = z.object({run: Id, scenario: Id});
export const RunZipParams = RunScenarioParams.extend({zip: Zip});

const ScenarioFacts = z.object({
  name: z.string(),
  about: z.string(),
  uspsKept: z.number(),
  growthPerYear: z.number(),
  hasContract: z.boolean(),
  contractAssumed: z.boolean(),
});

export const TwinList = z
  .object({
    twins: z.array(z.object({id: Id})),
    runs: z.array(
      z.object({
        id: Id,
        twin: Id.nullable(),
        packages: z.number().nullable(),
        hasDraws: z.boolean().openapi({description: 'joint draws: ranges of totals and of ZIPs'}),
        scenarios: z.array(z.string()),
        horizon: z.object({from: z.string(), to: z.string()}),
      }),
    ),
    plans: z.array(z.object({id: Id, twin: Id.nullable(), scenario: z.string()})),
    bids: z.array(z.object({id: Id})),
  })
  .openapi('Catalog');
export type TwinList = z.infer<typeof TwinList>;

export const TwinAnswer = z
  .object({
    name: z.string(),
    synthetic: z.boolean(),
    calibrated: z.boolean(),
    horizon: z.object({from: z.string(), to: z.string()}),
    baseScenario: z.string(),
    attribution: z.array(z.string()),
    scenarios: z.array(ScenarioFacts),
  })
  .openapi('Twin');
export type TwinAnswer = z.infer<typeof TwinAnswer>;

export const Facilities = z
  .object({
    ids: z.array(z.string()),
    types: z.array(z.string()),
    zips: z.array(z.string().nullable()),
    xy: z.array(z.number()).openapi({description: 'on the plane of the geometry: x, y, x, y …; -1 off the map'}),
    capacityPackagesPerDay: z.array(z.number().nullable()),
    statuses: z.array(z.string()),
  })
  .openapi('Facilities');
export type Facilities = z.infer<typeof Facilities>;

export const SummaryAnswer = Summary;
export type SummaryAnswer = z.infer<typeof Summary>;

export const Stations = z
  .array(
    z.object({
      facilityId: z.string(),
      meanPackages: z.number(),
      peakPackages: z.number(),
      peakCapacity: z.number(),
      overflowPackages: z.number(),
      weekPackages: z.array(z.number()),
      weekCapacity: z.array(z.number()),
    }),
  )
  .openapi('Stations');
export type Stations = z.infer<typeof Stations>;

export const Handoffs = z
  .array(z.object({facilityId: z.string(), packages: z.number(), postageUsd: z.number()}))
  .openapi('Handoffs');
export type Handoffs = z.infer<typeof Handoffs>;

export const PlanAnswer = z
  .object({
    ...PlanFacts.omit({twin: true}).shape,
    waves: z.array(WaveRow),
    stations: z.array(z.string()),
    loadPackagesPerDay: z.array(z.number()).openapi({description: '[week][station], own packages on the mean day'}),
    isFull: z.array(z.boolean()).openapi({description: '[week][station], room has a price that week'}),
  })
  .openapi('Plan');
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export const BidsAnswer = z.array(BidRow).openapi('BidBook');
export type BidsAnswer = z.infer<typeof BidsAnswer>;

export const OpeningParams = TwinParams.extend({scenario: Id, zip: Zip});
export const Opening = z
  .object({
    facilityId: z.string(),
    capacityPackagesPerDay: z.number(),
    fixedUsdPerDay: z.number(),
    handlingUsdPerPackage: z.number(),
    fedFrom: z.array(z.string()),
  })
  .openapi('Opening');
export type Opening = z.infer<typeof Opening>;

export const OriginQuery = z.object({
  zip: Zip.optional(),
  facility: Id.optional(),
});
export const Origins = z.object({names: z.array(z.string()), shares: z.array(z.number())}).openapi('Origins');
export type Origins = z.infer<typeof Origins>;

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const RunZipAnswer = z.object({row: Row, options: z.array(Row)}).openapi('RunZip');
export type RunZipAnswer = z.infer<typeof RunZipAnswer>;

export const WhatIfQuestion = z
  .strictObject({client: z.uuid(), twin: Id, scenario: Id, whatIf: WhatIf})
  .openapi('WhatIfQuestion');
export const WhatIfTicket = z.object({id: z.string()}).openapi('WhatIfTicket');

export const ScenarioQuestion = z
  .strictObject({name: Scenario.shape.name.max(60), about: z.string().max(500), base: Id, whatIf: WhatIf})
  .openapi('ScenarioQuestion');
export const ScenarioAnswer = z.object({file: z.string()}).openapi('ScenarioAnswer');

export const RunQuestion = z
  .strictObject({
    client: z.uuid(),
    twin: Id,
    scenario: Id,
    packages: z.int().min(1).max(1e10).openapi({description: 'of the sample; a plan has none'}),
    command: z.enum(['run', 'plan']).default('run'),
  })
  .openapi('RunQuestion');

const Group = z.object({
  name: z.string(),
  zips: z.number(),
  packages: z.number(),
  beforeUsd: z.number(),
  afterUsd: z.number(),
  uspsPackages: z.number(),
  ownedPackages: z.number(),
  transitDays: z.number().nullable(),
});
export type Group = z.infer<typeof Group>;

const WeekTotals = z.object({packages: z.array(z.number()), capacity: z.array(z.number())});
const UsdRange = z.object({low: z.number(), base: z.number(), high: z.number()});
const UspsSide = z.object({
  packages: z.number().openapi({description: 'carried, full volume'}),
  revenueUsd: z.number().openapi({description: 'postage and what missing volume costs'}),
  attributableUsd: UsdRange,
  contributionUsd: UsdRange,
});
const UspsCompared = z.object({
  attributable: UsdRange.extend({unit: z.string(), confidence: z.string(), source: z.string()}),
  before: UspsSide,
  after: UspsSide,
  changeUsd: UsdRange.openapi({description: 'of the contribution'}),
  shortRunUsd: UsdRange.openapi({description: 'the same in the first year'}),
});
export type UspsCompared = z.infer<typeof UspsCompared>;
const StationDifference = z.object({
  facilityId: z.string(),
  beforePackages: z.number(),
  afterPackages: z.number(),
  overflowPackages: z.number(),
});
const Tornado = z.object({
  of: z.string(),
  samples: z.number(),
  base: z.number(),
  p10: z.number(),
  p90: z.number(),
  drivers: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      atP10Usd: z.number(),
      atP90Usd: z.number(),
      rankCorrelation: z.number(),
    }),
  ),
});

export const CompareQuery = z.object({
  ...{before: RunOrNone, beforeScenario: Id, after: RunOrNone, afterScenario: Id},
  twin: Id.optional().openapi({description: 'of scenarios as planned'}),
  client: z.uuid().optional().openapi({description: 'page that is told how far the planning is'}),
});
const ScenarioSummary = Summary.shape.scenarios.element;
/** Of a preview, `range` is where a run of it comes out, and `packages` are at full volume. */
const CompareSide = ScenarioSummary.omit({drawChecksum: true}).extend({
  isPreview: z.boolean().openapi({description: 'planned, not simulated'}),
  service: ScenarioSummary.shape.service.nullable(),
});
export const CompareAnswer = z
  .object({
    before: CompareSide,
    after: CompareSide,
    bridge: z.array(z.object({part: z.string(), label: z.string(), usd: z.number()})),
    notes: z.array(z.string()),
    segments: z.array(Group),
    states: z.array(Group),
    movers: z.array(Group),
    slower: z.array(Group).openapi({description: 'ZIPs that lose most days'}),
    slowerCount: z.number(),
    fasterCount: z.number(),
    weeks: z.object({before: WeekTotals, after: WeekTotals}),
    stations: z.array(StationDifference),
    usps: UspsCompared.nullable().openapi({description: 'null: no twin, or it states no cost of USPS'}),
    tornado: Tornado.nullable(),
  })
  .openapi('Comparison');
export type CompareAnswer = z.infer<typeof CompareAnswer>;

/** What a preview says beside its arrays. */
export interface PreviewFacts {
  readonly costUsd: SummaryAnswer['scenarios'][number]['costUsd'];
  readonly planKept: boolean;
  readonly packages: {readonly owned: number; readonly usps: number; readonly other: number; readonly waiting: number};
  readonly meanDay: {readonly packages: number; readonly usd: number};
  readonly peakDay: {
    readonly on: string;
    readonly packages: number;
    readonly usd: number;
    readonly beyondCapacityPackages: number;
  };
  /** How far a run may come out from it; not trusted: it may be more than 1%. */
  readonly error: {readonly usd: number; readonly isTrusted: boolean};
}
