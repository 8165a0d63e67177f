/** What repetitions of one piece of work took. */
export interface Spread {
  readonly median: number;
  readonly low: number; // first quartile
  readonly high: number; // third quartile
  readonly count: number;
}

/**
 * Median and quartiles (linear between neighbours, so that few repetitions have a spread too).
 *
 * @throws RangeError if there is no value
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('there is no repetition to take a median of');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * (sorted[Math.ceil(place)] - sorted[below]);
  };
  return {median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length};
}

/** Half the distance of the quartiles, as a share of the median. */
export function halfSpread({median, low, high}: Spread): number {
  return (high - low) / 2 / median;
}
