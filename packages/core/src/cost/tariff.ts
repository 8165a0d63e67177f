import {isoDate} from '../model/date.ts';
import {DataError} from '../model/issue.ts';
import type {Rate} from '../model/price.ts';

/** One column of a rate card: prices by weight not over, ascending. */
export interface RateSteps {
  readonly weightToLb: Float64Array; // [step]
  readonly usd: Float64Array; // [step]
}

/**
 * The rate card of a product and key on a day: the newest in force or, when none is, the latest that was. The second
 * happens where a successor is known to exist but its prices are not public.
 *
 * @param day - days since 1970-01-01
 * @throws DataError if the product has no such key by that day
 */
export function rateSteps(rates: readonly Rate[], product: string, rateKey: string, day: number): RateSteps {
  const date = isoDate(day);
  const started = rates.filter((row) => row.product === product && row.rateKey === rateKey && row.from <= date);
  const inForce = started.filter((row) => row.to === undefined || date < row.to);
  const candidates = inForce.length > 0 ? inForce : started;
  const newest = candidates.reduce((from, row) => (row.from > from ? row.from : from), '');
  const card = candidates.filter((row) => row.from === newest).sort((a, b) => a.weightToLb - b.weightToLb);
  if (card.length === 0) {
    throw new DataError(`tariffs hold no "${product}" price for "${rateKey}" from ${date} or before; add its rows`);
  }
  return {
    weightToLb: Float64Array.from(card, (row) => row.weightToLb),
    usd: Float64Array.from(card, (row) => row.usd),
  };
}

/** Index of the first step that is not under `weightLb`; the number of steps if it is beyond the last. */
export function stepOf(steps: RateSteps, weightLb: number): number {
  let step = 0;
  while (step < steps.weightToLb.length && steps.weightToLb[step] < weightLb) step++;
  return step;
}
