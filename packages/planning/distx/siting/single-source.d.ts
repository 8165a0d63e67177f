import type { Assignment } from './problem.ts';
import type { Evaluator } from './exchange.ts';
import type { Incumbent } from './branch.ts';
/** The best solution found, absent where there was none, and whether no better one exists. */
export interface SingleSource {
    readonly assignment: Assignment[] | undefined;
    readonly isProven: boolean;
}
/**
 * The best solution found in which one facility serves all of a customer: the open sets seen so far, cheapest first,
 * each with its split solution rounded, repaired and improved by moves and swaps; then a search of all assignments,
 * which ends only on small problems. No set can cost less than its split solution, so sets dearer than the best found
 * are not tried.
 */
export declare function singleSource({ problem, known }: Evaluator, split: Incumbent): SingleSource;
//# sourceMappingURL=single-source.d.ts.map