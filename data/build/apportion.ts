/**
 * Whole numbers that sum exactly to `total` in proportion to `weights`: floors, then one more to the largest
 * remainders (Hamilton's method); equal remainders go to the lower index.
 */
export function apportion(total: number, weights: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  if (!(sum > 0)) throw new RangeError(`cannot apportion ${total} by weights that sum to ${sum}`);
  const parts = new Float64Array(weights.length);
  const remainders = new Float64Array(weights.length);
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    const exact = (total * weights[i]) / sum;
    parts[i] = Math.floor(exact);
    remainders[i] = exact - parts[i];
    given += parts[i];
  }
  const order = Array.from(remainders.keys()).sort((a, b) => remainders[b] - remainders[a] || a - b);
  for (let i = 0; i < total - given; i++) parts[order[i % order.length]]++;
  return parts;
}
