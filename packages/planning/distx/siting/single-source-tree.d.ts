import type { SitingProblem } from './problem.ts';
/** One facility for each customer; -1: it is left. */
export interface Whole {
    readonly cost: number;
    readonly facilityOf: Int32Array;
}
/**
 * Searches all assignments of whole customers, depth first, for one that is cheaper than `known`.
 *
 * @returns the best, and whether nothing better can exist; the search gives up after 200,000 nodes
 */
export declare function searchAssignments(problem: SitingProblem, known: Whole): {
    best: Whole;
    isProven: boolean;
};
//# sourceMappingURL=single-source-tree.d.ts.map