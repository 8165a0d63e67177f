import { type Prices, type Totals, type WeekProblem } from './problem.ts';
/** The dual value: no plan costs less, whatever the prices. */
export declare function boundUsd(problem: WeekProblem, prices: Prices, totals: Totals): number;
/** Packages by USPS over all weeks. */
export declare function uspsPackages({ weekCount, packages }: WeekProblem, totals: Totals): number;
/** Packages planned beyond what stations and other carriers can take. */
export declare function overflowPackages(problem: WeekProblem, totals: Totals): number;
/** What a plan costs: its weeks and changes, what goes beyond capacity, and what the contract misses. */
export declare function planUsd(problem: WeekProblem, totals: Totals): number;
/** Whether a plan keeps what has no price: the limits on USPS volume and on changes. */
export declare function isKept(problem: WeekProblem, totals: Totals): boolean;
/** By how much of it the USPS volume misses the nearest limit, above 0: too much. */
export declare function missOf(problem: WeekProblem, totals: Totals): number;
//# sourceMappingURL=value.d.ts.map