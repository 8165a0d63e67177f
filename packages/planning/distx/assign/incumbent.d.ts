import { type Neighbours } from './improve.ts';
import type { Prices, WeekProblem } from './problem.ts';
import { type Draft } from './repair.ts';
/** The best plan so far, and the one that is worked on. */
export interface Incumbent {
    readonly draft: Draft;
    readonly neighbours: Neighbours;
    best: Draft;
    value: number;
}
/** Makes a plan of the paths at the best prices. */
export declare function repair(problem: WeekProblem, prices: Prices, paths: Uint8Array, isUnsettled: Uint8Array): Incumbent;
/** One round of exchanges. What is found counts once it keeps to the limits. */
export declare function improve(problem: WeekProblem, prices: Prices, plan: Incumbent, round: number): void;
//# sourceMappingURL=incumbent.d.ts.map