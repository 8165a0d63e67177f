import type { SitingProblem } from './problem.ts';
import { type Relaxation } from './relaxation.ts';
/** Prices and how good they are. */
export interface Ascent {
    readonly price: Float64Array;
    readonly bound: number;
    readonly opened: Float64Array;
    readonly iterations: number;
}
export interface AscentInput {
    readonly problem: SitingProblem;
    readonly relaxation: Relaxation;
    readonly state: Uint8Array;
    readonly price: Float64Array;
    readonly iterations: number;
    readonly target: () => number;
    readonly onSet: (opened: Float64Array, isBest: boolean) => void;
}
/**
 * Raises the bound by moving prices of customers who are served too often down, of those not served up (subgradient
 * method, steps of Polyak towards the best known value, directions deflected by their predecessor).
 *
 * @see P. M. Camerini, L. Fratta, F. Maffioli, "On improving relaxation methods by modified gradient techniques",
 *   Math. Program. Study 3 (1975) 26–34
 */
export declare function ascend({ problem, relaxation, state, price, iterations, target, onSet }: AscentInput): Ascent;
//# sourceMappingURL=ascent.d.ts.map