import type { Incumbent } from './branch.ts';
import type { SitingProblem } from './problem.ts';
import { type Relaxation } from './relaxation.ts';
/** A set of facilities, evaluated. */
export interface Solution extends Incumbent {
    readonly cost: number;
    readonly price: Float64Array;
}
/** Evaluates sets of facilities exactly, and remembers them. */
export interface Evaluator {
    readonly problem: SitingProblem;
    readonly known: Map<string, Solution>;
}
export declare function createEvaluator(problem: SitingProblem): Evaluator;
/** @param open - facilities, ascending */
export declare function evaluate({ problem, known }: Evaluator, open: readonly number[]): Solution;
/**
 * Adds, drops and swaps facilities while that pays. What a set with one facility more costs at least follows from the
 * prices of the set without it (duality), so only promising moves are evaluated.
 */
export declare function improveByExchange(evaluator: Evaluator, relaxation: Relaxation, from: Incumbent): Solution;
//# sourceMappingURL=exchange.d.ts.map