import type {WeekProblem} from './problem.ts';
import {draftOf} from './repair.ts';
import {isKept, overflowPackages, planUsd, uspsPackages} from './value.ts';

/** What a plan comes to. */
export interface PlanWeight {
  readonly valueUsd: number; // with what goes beyond capacity and what the contract misses
  readonly uspsPackages: number;
  readonly overflowPackages: number;
  readonly isKept: boolean; // limits on USPS volume and on changes
}

/** @param paths - `[zip * weekCount + week]`, state of the ZIP; left as they are */
export function weighPlan(problem: WeekProblem, paths: Uint8Array): PlanWeight {
  const {totals} = draftOf(problem, paths);
  return {
    valueUsd: planUsd(problem, totals),
    uspsPackages: uspsPackages(problem, totals),
    overflowPackages: overflowPackages(problem, totals),
    isKept: isKept(problem, totals),
  };
}
