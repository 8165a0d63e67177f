/**
 * Quota table: `slots` entries in which outcome i stands in proportion to `weight[i]` (largest remainder, ties to the
 * lower index). A uniform draw of a slot is then a draw of an outcome, exact to 1 / slots.
 *
 * @throws RangeError if all weights are zero
 */
export function fillQuota(weight: ArrayLike<number>, slots: number, table: Uint8Array | Uint16Array, at: number): void {
  let total = 0;
  for (let i = 0; i < weight.length; i++) total += weight[i];
  if (!(total > 0)) throw new RangeError('a quota table needs a positive weight');
  const count = new Float64Array(weight.length);
  const remainder: {index: number; left: number}[] = [];
  let given = 0;
  for (let i = 0; i < weight.length; i++) {
    const exact = (slots * weight[i]) / total;
    count[i] = Math.floor(exact);
    given += count[i];
    remainder.push({index: i, left: exact - count[i]});
  }
  remainder.sort((a, b) => b.left - a.left || a.index - b.index);
  for (let i = 0; given < slots; i++, given++) count[remainder[i].index]++;
  let slot = at;
  for (let i = 0; i < weight.length; i++) {
    table.fill(i, slot, slot + count[i]);
    slot += count[i];
  }
}
