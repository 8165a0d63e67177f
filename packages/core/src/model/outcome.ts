import type {Ledger} from './ledger.ts';
import type {PlanFacts, Policy} from './plan.ts';
import type {Twin} from './twin.ts';

/** One scenario after its run: what was decided and what was counted. Money is made from this, in reporting. */
export interface Outcome {
  readonly name: string;
  readonly about: string;
  readonly seed: number;
  readonly twin: Twin; // with the scenario applied
  readonly policy: Policy; // one row for each epoch, in order
  readonly facts: PlanFacts;
  readonly ledger: Ledger;
  readonly planned: PlannedPaths;
}

/** The planned way from the FCs to the last building, mean over origins and promises. [epoch][zip][own, usps] */
export interface PlannedPaths {
  readonly linehaulUsd: Float64Array; // per package, lanes at their plan fill; NaN where there is no way
  readonly sortUsd: Float64Array; // per package, every touch on the way
  readonly transitHours: Float64Array; // order ready to last building
  readonly promiseBindingShare: number; // of (FC, ZIP) pairs: the cheapest path breaks the promise, another keeps it
}
