import type {BidRow, Outcome, Summary} from '@cutover/core';
import type {Priced} from '../money/price.ts';
import type {SanityRow} from '../sanity.ts';
import type {Uncertainty} from '../uncertainty/uncertainty.ts';

/** Everything a report is made from; `outcomes[i]` goes with `priced[i]`. */
export interface ReportInput {
  readonly outcomes: readonly Outcome[];
  readonly priced: readonly Priced[];
  readonly base: number; // position of the scenario the others are compared with
  readonly summary: Summary;
  readonly sanity: readonly SanityRow[]; // may be empty
  readonly uncertainty?: Uncertainty;
  readonly plan?: ReportPlan; // that a scenario ran by
  readonly bids?: readonly BidRow[]; // bid book of that plan
}

/** A scenario as the sections walk through them. */
export interface Case {
  readonly outcome: Outcome;
  readonly priced: Priced;
  readonly isBase: boolean;
}

export function casesOf({outcomes, priced, base}: ReportInput): Case[] {
  return outcomes.map((outcome, i) => ({outcome, priced: priced[i], isBase: i === base}));
}

/** What of a plan a report shows: its worth, how sure that is, and its waves. */
export interface ReportPlan {
  readonly scenario: string;
  readonly valueUsd: number; // as planned, over its weeks
  readonly boundUsd: number; // no plan costs less
  readonly gap: number; // (value - bound) / value
  readonly savingUsd: number; // against merit order that keeps to capacity
  readonly weeks: readonly PlannedWave[];
}

/** A week of a plan. */
export interface PlannedWave {
  readonly from: string;
  readonly zipsChanged: number;
  readonly packages: number; // of that week
}
