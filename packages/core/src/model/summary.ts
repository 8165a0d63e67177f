import * as z from 'zod';

const Usd = z.number();
const Count = z.int().nonnegative();

export const ScenarioSummary = z.strictObject({
  name: z.string(),
  drawChecksum: z.string(),
  packages: z.strictObject({
    demanded: Count,
    deliveredOwned: Count,
    deliveredUsps: Count,
    deliveredOther: Count,
    backlogEnd: Count,
  }),
  costUsd: z.strictObject({
    total: Usd,
    linehaul: Usd,
    sort: Usd,
    lastMile: Usd,
    postage: Usd,
    otherCarrier: Usd,
    fixed: Usd,
    contractShortfall: Usd,
  }),
  range: z.strictObject({totalLow: Usd, totalHigh: Usd}),
  service: z.strictObject({onTimeShare: z.number(), p95DaysLate: z.number(), latePackageDays: Count}),
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;

/**
 * What deciding by a plan is worth, of a run by one: dollars of the plan's weeks, against merit order kept to capacity
 * and target. No plan saves more than `savingUsd` + `gapUsd`.
 */
export const PlanWorth = z.strictObject({
  scenario: z.string(), // that runs by the plan
  meritOrderUsd: Usd,
  savingUsd: Usd,
  gapUsd: Usd, // certified
  isBetter: z.boolean(), // saves more than the gap, and no backlog, lateness or fallback is worse
  worse: z.array(z.string()), // why it is not, in words
  simulatedSavingUsd: Usd.optional(), // late days and fallback at their prices too; absent where a target is missed
});
export type PlanWorth = z.infer<typeof PlanWorth>;

/** `summary.json`. `packages` are simulated and add up; `costUsd` and `latePackageDays` are the days at full volume. */
export const Summary = z.strictObject({
  schemaVersion: z.literal(1),
  version: z.string(),
  seed: z.int(),
  inputsSha256: z.string(),
  horizon: z.strictObject({from: z.iso.date(), to: z.iso.date()}),
  sampling: z.strictObject({packages: Count, weight: z.number()}),
  throughput: z.strictObject({packagesPerSecond: z.number()}),
  scenarios: z.array(ScenarioSummary),
  plan: PlanWorth.optional(), // absent: all by merit order
});
export type Summary = z.infer<typeof Summary>;
