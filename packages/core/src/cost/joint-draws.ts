import type {Correlation} from '../model/correlation.ts';
import {hash32, normal} from '../model/random.ts';
import {CONTRACT_PRICE, CONTRACT_SHORTFALL} from './parameters.ts';

export const STATION_HANDLING = 'station_handling';
export const SORT_CENTRE = 'sort_centre';

/** Ranged numbers that are no rows of `parameters.csv`, by the names they vary under. */
export const rangedBesideParameters: readonly string[] = [
  CONTRACT_PRICE,
  CONTRACT_SHORTFALL,
  STATION_HANDLING,
  SORT_CENTRE,
];

/**
 * Joint draws of several numbers, as shares of each one's distribution (Latin hypercube): of `count` draws exactly one
 * lies in each of the `count` equal strata of every number. Their order comes from normal scores that have the declared
 * correlations (Gaussian copula), so rank correlations come out as declared and every stratum stays filled. A number's
 * draws depend on its name, not on what else is drawn, unless it is correlated.
 *
 * @param count - > 0
 * @param correlations - of other names are left out
 * @returns by name, each `[count]` in 0 … 1, both out
 * @throws RangeError if the correlations cannot hold together: `correlationRoot` is null
 * @see R. L. Iman and W. J. Conover, "A distribution-free approach to inducing rank correlation among input variables",
 *   Communications in Statistics B 11 (1982) 311–334
 */
export function jointDraws(
  names: readonly string[],
  count: number,
  seed: number,
  correlations: readonly Correlation[] = [],
): Float64Array[] {
  const root = correlationRoot(names, correlations);
  if (root === null) throw new RangeError('the correlations cannot hold together; `cutover check` says which');
  const streams = names.map(streamOf);
  const scores = streams.map((stream) => Float64Array.from({length: count}, (_, i) => normal(seed, stream, i)));
  return names.map((_, row) => {
    const mixed = new Float64Array(count);
    for (let column = 0; column <= row; column++) {
      const weight = root[row * names.length + column];
      if (weight !== 0) for (let i = 0; i < count; i++) mixed[i] += weight * scores[column][i];
    }
    return strata(mixed, seed ^ streams[row]);
  });
}

/**
 * Lower triangular root of the correlation matrix of normal scores (Cholesky), or null where the rows contradict each
 * other. Scores that correlate by 2 sin(π r / 6) have ranks that correlate by r (Pearson 1907).
 *
 * @returns `[names x names]`, by row
 */
export function correlationRoot(names: readonly string[], correlations: readonly Correlation[]): Float64Array | null {
  const k = names.length;
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) matrix[i * k + i] = 1;
  for (const {parameter, otherParameter, rankCorrelation} of correlations) {
    const [a, b] = [names.indexOf(parameter), names.indexOf(otherParameter)];
    if (a < 0 || b < 0) continue;
    matrix[a * k + b] = 2 * Math.sin((Math.PI * rankCorrelation) / 6);
    matrix[b * k + a] = matrix[a * k + b];
  }
  const root = new Float64Array(k * k);
  for (let row = 0; row < k; row++) {
    for (let column = 0; column <= row; column++) {
      let left = matrix[row * k + column];
      for (let i = 0; i < column; i++) left -= root[row * k + i] * root[column * k + i];
      if (row > column) root[row * k + column] = left / root[column * k + column];
      else if (left > 1e-9) root[row * k + row] = Math.sqrt(left);
      else return null;
    }
  }
  return root;
}

/** Each score's rank as a stratum, and a place within it by chance. */
function strata(scores: Float64Array, stream: number): Float64Array {
  const count = scores.length;
  const order = Uint32Array.from({length: count}, (_, i) => i).sort((a, b) => scores[a] - scores[b] || a - b);
  const shares = new Float64Array(count);
  order.forEach((draw, rank) => {
    const within = (hash32(hash32(stream) + draw) + 0.5) / 2 ** 32;
    shares[draw] = (rank + within) / count;
  });
  return shares;
}

/** A number for a name (FNV-1a). */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
