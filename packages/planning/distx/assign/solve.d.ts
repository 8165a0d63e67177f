import { type RunChunk } from './evaluate.ts';
import { type Prices, type WeekProblem } from './problem.ts';
/** When to stop: at the gaps or after so many steps, never by the clock. */
export interface SolveRule {
    readonly iterations: number;
    readonly rounds: number;
    readonly gapMax: number;
    readonly inducedGapMax: number;
}
export declare const DEFAULT_RULE: SolveRule;
/** What is known so far. */
export interface SolveProgress {
    readonly step: number;
    readonly steps: number;
    readonly boundUsd: number;
    readonly valueUsd: number;
}
export interface WeekSolution {
    readonly paths: Uint8Array;
    readonly load: Float64Array;
    readonly prices: Prices;
    readonly valueUsd: number;
    readonly boundUsd: number;
    readonly freeUsd: number;
    readonly gap: number;
    readonly gapOfCapacityInduced: number;
    readonly iterations: number;
    readonly rounds: number;
    readonly whyStopped: 'gap' | 'iterations';
    readonly uspsPackages: number;
    readonly overflowPackages: number;
    readonly isKept: boolean;
}
/**
 * Plans every ZIP and week at once (Lagrangian relaxation): prices on stations, weeks and the USPS volume take the
 * nation apart into ZIPs, each of which finds its cheapest path alone; their sum is a bound that no plan can beat.
 * From the paths at the best prices a plan is repaired that keeps to capacity, and improved by exchanges.
 *
 * @param runChunk - on this thread, or on many: the numbers are the same
 */
export declare function solveWeeks(problem: WeekProblem, rule?: SolveRule, runChunk?: RunChunk, onProgress?: (progress: SolveProgress) => void): Promise<WeekSolution>;
//# sourceMappingURL=solve.d.ts.map