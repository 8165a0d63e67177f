/** @returns the sum of distances from each customer to its nearest of `open` */
export declare function nearestSum(distance: Float64Array, customerCount: number, open: ArrayLike<number>): number;
/**
 * Swaps an open facility for a closed one while that shortens the sum of distances; each closed one is weighed against
 * all open ones in one pass over the customers.
 *
 * @param distance - `[facility * customerCount + customer]`
 * @returns facilities, ascending
 * @see R. A. Whitaker, "A fast algorithm for the greedy interchange for large-scale clustering and median location
 *   problems", INFOR 21 (1983) 95–108
 */
export declare function interchange(distance: Float64Array, customerCount: number, from: readonly number[]): number[];
//# sourceMappingURL=interchange.d.ts.map