import { type Prices, type WeekProblem } from './problem.ts';
/**
 * The same problem with one week for every `span`: a few cheap steps on it find most of the prices. What each block
 * costs and holds is that of its middle week, at the block's packages.
 */
export declare function coarsen(problem: WeekProblem, span: number): WeekProblem;
/** Prices of blocks for every week of theirs. */
export declare function refine(problem: WeekProblem, coarse: WeekProblem, from: Prices, to: Prices, span: number): void;
//# sourceMappingURL=coarse.d.ts.map