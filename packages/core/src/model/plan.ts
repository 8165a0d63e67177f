// What planning decides and simulation executes. Ids ended at compile: a ZIP is its row in `twin.zips`, a building
// its row in `twin.facilities`, a class its row in `twin.mix`, a day is counted from the first day of the horizon.

export const deliverers = ['owned', 'usps', 'other'] as const;
export type DelivererName = (typeof deliverers)[number];
export const OWNED = 0;
export const USPS = 1;
export const OTHER = 2;
export const DELIVERER_COUNT = 3;
export const GROUP_COUNT = 3; // light, heavy, usps_only, as in `classGroups`
export const SHARE_ONE = 1024; // shares are integers in 1/1024
export const NO_BUILDING = -1;

/** An interval without change of network, tariff or opening. Days of the horizon: `fromDay` in, `toDay` out. */
export interface Epoch {
  readonly fromDay: number;
  readonly toDay: number;
}

/** One epoch of a policy. */
export interface EpochPolicy {
  readonly epoch: Epoch;
  readonly share: Uint16Array; // [zipCount * GROUP_COUNT * DELIVERER_COUNT], each triple sums to SHARE_ONE
  readonly station: Int32Array; // [zipCount], building that serves the ZIP itself, or NO_BUILDING
  readonly handoff: Int32Array; // [zipCount], building where its packages enter the mail: DDU, S&DC or SCF
  readonly overflow: Uint8Array; // [zipCount], what a full station does: bits OVERFLOW_USPS, OVERFLOW_OTHER; 0: waits
}
export const OVERFLOW_USPS = 1;
export const OVERFLOW_OTHER = 2;

/** For each epoch, who carries what: a plain table that a planner could write by hand. Epochs follow each other. */
export type Policy = readonly EpochPolicy[];

/** What planning says about its own answer, printed with the run. */
export interface PlanFacts {
  readonly uspsTargetPackages: number; // over the horizon, at full volume
  readonly uspsPlannedPackages: number;
  readonly uspsFloorPackages: number; // can only go by USPS
  readonly takenBackZips: number; // (ZIP, class group) pairs moved from USPS to own, in the last epoch
  readonly beyondCapacityPackages: number; // planned above stations' capacity of their tightest day, a mean day
  readonly cutDifferenceUsd: number; // own minus USPS per package, of the dearest taken back; NaN: none was
  readonly uncoveredZips: readonly number[]; // rows of ZIPs that no own path reaches within any promise
}
