import { type PathScratch } from './path.ts';
import { type Prices, type Totals, type WeekProblem } from './problem.ts';
/** A plan that is being worked on: the way of every ZIP, and what they add up to. */
export interface Draft {
    readonly paths: Uint8Array;
    readonly totals: Totals;
    uspsPackages: number;
}
/** How what the ZIPs share is weighed while a plan is worked on. */
export interface Lean {
    readonly uspsAim: number;
    readonly uspsUsd: number;
    readonly uspsGainUsd: number;
    readonly priceShare: number;
}
export declare function draftOf(problem: WeekProblem, paths: Uint8Array): Draft;
/** What a ZIP is put back with. */
export interface Insertion {
    readonly problem: WeekProblem;
    readonly prices: Prices;
    readonly draft: Draft;
    readonly lean: Lean;
    readonly scratch: PathScratch;
    readonly switchingUsd: Float64Array;
}
export declare function createInsertion(problem: WeekProblem, prices: Prices, draft: Draft, lean: Lean): Insertion;
/**
 * Takes every ZIP out of the plan once and puts it back where it costs least beside all others: room that is left is
 * free, what is beyond capacity costs `overflowUsd`. The USPS price leans against the miss of its target as it goes.
 *
 * @param isDone - asked before each ZIP
 */
export declare function reinsertAll(insertion: Insertion, forward: boolean, isDone?: () => boolean): void;
export declare function takeOut(insertion: Insertion, zip: number): void;
/** Finds the cheapest path of a ZIP that is out of the plan, and puts it in. */
export declare function putBack(insertion: Insertion, zip: number): void;
/** Adds the path of a ZIP to the plan, or takes it away. */
export declare function book({ problem, draft }: Insertion, zip: number, sign: number): void;
/** What a plan costs in the eyes of `lean`: dollars, overflow, and the USPS volume around its aim. */
export declare function leaningUsd({ problem, draft, lean }: Insertion): number;
//# sourceMappingURL=repair.d.ts.map