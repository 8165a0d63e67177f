import type {PlannedPolicy} from './execute.ts';

/** What a planner asks of the weeks beside what the twin says. */
export interface WeekRule {
  readonly targetShare?: number; // of today's USPS packages; absent: the scenario's
  readonly shortfall?: 'fee'; // any USPS volume, at the contract's fee for what is missing; absent: the target is kept
  readonly freeze?: {readonly fromDay: number; readonly toDay: number}; // days of the horizon; absent: none
  readonly hireFromDay?: number; // of the horizon, below 0 before it: no driver is hired sooner; absent: all are there
  readonly zipsPerWeekMax?: number; // that may change; absent: no limit
  readonly zipsPerStationWeekMax?: number; // that may come to one station; absent: no limit
  readonly splitParts?: number; // of a class group in a ZIP, 2, 3 or 4 equal ones; absent: all or nothing
  readonly stayClose?: {readonly policy: PlannedPolicy; readonly usdPerPackage: number}; // that goes another way
}
