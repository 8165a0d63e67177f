import type { SitingLimits, SitingProblem, SitingResult } from './problem.ts';
/** A set of facilities and what it costs; Infinity where it cannot serve all. */
export interface Incumbent {
    readonly open: readonly number[];
    readonly value: number;
}
/** How a problem finds solutions; bounds are found alike for all. */
export interface Primal {
    readonly evaluate: (open: readonly number[]) => Incumbent;
    readonly improve: (from: Incumbent) => Incumbent;
}
/** What the search knows when it stops. */
export interface Search extends Pick<SitingResult, 'bound' | 'iterations' | 'stopped'> {
    readonly best: Incumbent;
}
/** Bounds by prices at the root, then in branches that open or close one facility each, the weakest bound first. */
export declare function search(problem: SitingProblem, primal: Primal, limits: Required<SitingLimits>): Search;
//# sourceMappingURL=branch.d.ts.map