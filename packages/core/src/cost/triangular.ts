import type {Contract, Parameter} from '../model/price.ts';

type Range = Pick<Parameter, 'low' | 'base' | 'high'> | Contract['prices'][number]['usdPerPackage'];

/**
 * The value of a ranged number that a share `u` of draws stays below (triangular: low and high are the ends, base is
 * the likeliest). It needs nothing beyond the three numbers, keeps within them, and takes a base at either end; where
 * base is not in the middle, the median is not the base.
 *
 * @param u - 0 … 1; NaN gives the base
 */
export function triangularQuantile({low, base, high}: Range, u: number): number {
  if (Number.isNaN(u) || high === low) return base;
  const below = (base - low) / (high - low); // share of draws under the base
  if (u < below) return low + Math.sqrt(u * (high - low) * (base - low));
  return high - Math.sqrt((1 - u) * (high - low) * (high - base));
}
