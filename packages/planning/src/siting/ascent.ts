import type {SitingProblem} from './problem.ts';
import {relax, type Relaxation} from './relaxation.ts';

/** Prices and how good they are. */
export interface Ascent {
  readonly price: Float64Array; // [customer], of the best bound
  readonly bound: number;
  readonly opened: Float64Array; // [facility], 0 to 1: how much of the last relaxed solutions had it open
  readonly iterations: number;
}

export interface AscentInput {
  readonly problem: SitingProblem;
  readonly relaxation: Relaxation;
  readonly state: Uint8Array; // [facility]
  readonly price: Float64Array; // [customer], to start from
  readonly iterations: number; // at most
  readonly target: () => number; // value of the best solution known; the ascent ends where the bound reaches it
  readonly onSet: (opened: Float64Array, isBest: boolean) => void; // told of each relaxed solution
}

const STEP_FIRST = 1.6;
const STEP_LAST = 0.004;
const PATIENCE = 15; // evaluations without a better bound before steps are halved
const MEMORY = 0.08; // weight of the newest relaxed solution in the mean of them

/**
 * Raises the bound by moving prices of customers who are served too often down, of those not served up (subgradient
 * method, steps of Polyak towards the best known value, directions deflected by their predecessor).
 *
 * @see P. M. Camerini, L. Fratta, F. Maffioli, "On improving relaxation methods by modified gradient techniques",
 *   Math. Program. Study 3 (1975) 26–34
 */
export function ascend({problem, relaxation, state, price, iterations, target, onSet}: AscentInput): Ascent {
  const at = price.slice();
  const best = {price: price.slice(), bound: -Infinity};
  const direction = new Float64Array(at.length);
  const opened = new Float64Array(problem.facilityCount);
  let [step, waited, done] = [STEP_FIRST, 0, 0];
  while (done < iterations && step > STEP_LAST) {
    const bound = relax(problem, at, state, relaxation);
    const isBest = bound > best.bound;
    const weight = done === 0 ? 1 : MEMORY;
    for (let k = 0; k < opened.length; k++) opened[k] += weight * (relaxation.opened[k] - opened[k]);
    done++;
    onSet(relaxation.opened, isBest);
    waited = bound > best.bound + 1e-5 * Math.abs(best.bound) ? 0 : waited + 1;
    if (isBest) {
      best.bound = bound;
      best.price.set(at);
    }
    if (best.bound >= target()) break;
    if (waited >= PATIENCE) {
      [step, waited] = [step / 2, 0];
      at.set(best.price);
      direction.fill(0);
      continue;
    }
    if (!walk(problem, at, direction, relaxation.served, step * overshoot(target(), bound))) break;
  }
  return {...best, opened, iterations: done};
}

/** How far the bound may still rise; without a solution, a twentieth of itself. */
function overshoot(target: number, bound: number): number {
  return target < Infinity ? 1.02 * target - bound + 0.001 * Math.abs(target) : 0.05 * Math.abs(bound);
}

/** @returns false where the relaxed solution serves every customer once: the bound can rise no more */
function walk(
  {unservedCost}: SitingProblem,
  price: Float64Array,
  direction: Float64Array,
  served: Float64Array,
  rise: number,
): boolean {
  let [along, before, now] = [0, 0, 0];
  for (let j = 0; j < price.length; j++) {
    const wanted = 1 - served[j];
    now += wanted * wanted;
    along += wanted * direction[j];
    before += direction[j] * direction[j];
  }
  if (now === 0) return false;
  const keep = along < 0 ? (-1.5 * along) / before : 0;
  let size = 0;
  for (let j = 0; j < price.length; j++) {
    direction[j] = 1 - served[j] + keep * direction[j];
    size += direction[j] * direction[j];
  }
  for (let j = 0; j < price.length; j++) {
    const next = price[j] + (rise / size) * direction[j];
    price[j] = Math.min(next, unservedCost[j]); // beyond it lies no solution, and prices would rise without end
  }
  return true;
}
