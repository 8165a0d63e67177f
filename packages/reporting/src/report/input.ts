import type {Outcome, Summary} from '@cutover/core';
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
  readonly planVerdict?: string; // of the plan that a scenario does; absent: merit order decides
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
