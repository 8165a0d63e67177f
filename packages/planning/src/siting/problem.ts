/** Which facilities to open, and who is served from where: the common form of the solvers of this folder. */
export interface SitingProblem {
  readonly facilityCount: number;
  readonly customerCount: number;
  readonly cost: Float64Array; // [facility * customerCount + customer], of all of its demand; Infinity: no way
  readonly demand: Float64Array; // [customer]
  readonly capacity: Float64Array; // [facility], Infinity: no limit
  readonly fixedCost: Float64Array; // [facility]
  readonly unservedCost: Float64Array; // [customer], of all of its demand; where it must be served, above any way
  readonly mayLeave: boolean; // whether a customer may stay unserved at its cost
  readonly openMin: number; // any solution opens at least so many …
  readonly openMax: number; // … and at most so many
}

/** A share of a customer's demand, in (0, 1], that a facility serves. */
export interface Assignment {
  readonly facility: number;
  readonly customer: number;
  readonly share: number;
}

/** The best solution found, and how good it is at least. */
export interface SitingResult {
  readonly value: number; // Infinity where no solution was found
  readonly bound: number; // no solution costs less
  readonly gap: number; // (value - bound) / value; 0 where both are 0
  readonly open: number[]; // facilities, ascending
  readonly assignment: Assignment[]; // by customer, then facility
  readonly iterations: number; // evaluations of the relaxation
  readonly stopped: 'gap' | 'iterations' | 'infeasible';
}

/** When to stop. Neither reads a clock, so equal inputs stop at the same place. */
export interface SitingLimits {
  readonly gapMax?: number; // 1e-6 unless given
  readonly iterationsMax?: number; // by size unless given: some seconds on the largest
}

const LARGEST = 1e300; // sums of costs; some are doubled, and bounds add one for each customer
const WORK = 2e8; // cells of the cost matrix read by the relaxation: some two seconds
const ITERATIONS_MIN = 400;
const ITERATIONS_MAX = 20_000;

export function limitsFor({facilityCount, customerCount}: SitingProblem, given: SitingLimits): Required<SitingLimits> {
  const bySize = Math.round(WORK / Math.max(1, facilityCount * customerCount));
  const iterationsMax = Math.min(ITERATIONS_MAX, Math.max(ITERATIONS_MIN, bySize));
  return {gapMax: given.gapMax ?? 1e-6, iterationsMax: given.iterationsMax ?? iterationsMax};
}

/** @returns the rows as one array, row by row */
export function flatten(rows: ArrayLike<ArrayLike<number>>, columnCount: number): Float64Array {
  const flat = new Float64Array(rows.length * columnCount);
  for (let row = 0; row < rows.length; row++) flat.set(rows[row], row * columnCount);
  return flat;
}

/**
 * Above what serving all customers could cost in any solution, so that nothing is left that can be served.
 *
 * @param unservedCost - `[customer]`, where customers may be left
 * @throws RangeError if that is more than a number holds
 */
export function leavingNothing(
  cost: Float64Array,
  fixedCost: Float64Array,
  customerCount: number,
  unservedCost?: Float64Array,
): Float64Array {
  let most = fixedCost.reduce((sum, usd) => sum + usd, 0);
  for (let customer = 0; customer < customerCount; customer++) {
    let dearest = unservedCost?.[customer] ?? 0;
    for (let at = customer; at < cost.length; at += customerCount) {
      if (cost[at] < Infinity) dearest = Math.max(dearest, cost[at]);
    }
    most += dearest;
  }
  if (!(customerCount * most < LARGEST)) {
    throw new RangeError(`costs add up to ${most}, which leaves no room to compute; give them in a larger unit`);
  }
  return new Float64Array(customerCount).fill(most > 0 ? 2 * most : 1);
}
