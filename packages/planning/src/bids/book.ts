/** Rows of a bid book on one level, and the group each lies in: no package is in two rows. */
export interface Book {
  readonly group: Int32Array; // [row]
  readonly usdPerPackage: Float64Array; // [row], leave-one-out; NaN: no bid
  readonly packages: Float64Array; // [row], planned
  readonly groupUsd: Float64Array; // [group], certified value of all of its rows together
}

/**
 * Prices that a shipper can pay on every row at once: neighbours are complements or stand in for each other, so where
 * leave-one-out prices add up to more than their group is worth, all of its rows come down by the same share.
 *
 * @returns `[row]`, USD per package
 */
export function bookPrices({group, usdPerPackage, packages, groupUsd}: Book): Float64Array {
  const paid = new Float64Array(groupUsd.length);
  group.forEach((each, row) => {
    if (usdPerPackage[row] > 0) paid[each] += usdPerPackage[row] * packages[row]; // NaN is no bid
  });
  return usdPerPackage.map((usd, row) => {
    const most = Math.max(0, groupUsd[group[row]]);
    return usd > 0 && paid[group[row]] > most ? (usd * most) / paid[group[row]] : usd;
  });
}
