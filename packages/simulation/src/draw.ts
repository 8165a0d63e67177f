/** Tables that turn the 32 random bits of a package into its attributes. Small enough for the first-level cache. */
export interface DrawTables {
  readonly classQuota: Uint8Array; // [group * CLASS_SLOTS], class
  readonly originQuota: Uint16Array; // [market * ORIGIN_SLOTS], origin slot
  readonly delayQuota: Uint8Array; // [way * DELAY_SLOTS], days later than the way says
  readonly classVariant: Uint8Array; // [class], promise: 0 … variantCount - 1
  readonly promiseDays: Uint8Array; // [class]
  readonly originCount: number;
  readonly variantCount: number;
}

export const CLASS_SLOTS = 4096; // 12 bits
export const ORIGIN_SLOTS = 1024; // 10 bits
export const DELAY_SLOTS = 1024; // 10 bits
export const DAYS_SPAN = 32; // transit, hold and delay together stay below
export const HOLD_DAYS_MAX = 7; // longer rests count as this
export const WAITS = 3; // fate of own packages that wait at the station; other fates are ways

/** What a range of packages is tallied into. One for each task; `classCount` is a window of the ledger. */
export interface Tally {
  readonly originCount: Float64Array; // [way * originCount + origin]
  readonly transitHistogram: Float64Array; // [fate * DAYS_SPAN + days]
  readonly lateHistogram: Float64Array; // [fate * DAYS_SPAN + days late]
  transitDays: number; // of the last range
  latePackages: number; // of the last range
  xor: number; // of all random bits
  sum: number; // of all random bits, modulo 2^32
}

export function createTally(originCount: number): Tally {
  return {
    originCount: new Float64Array(3 * originCount),
    transitHistogram: new Float64Array(4 * DAYS_SPAN),
    lateHistogram: new Float64Array(4 * DAYS_SPAN),
    transitDays: 0,
    latePackages: 0,
    xor: 0,
    sum: 0,
  };
}

/**
 * Draws the packages `rankFrom … rankTo - 1` of a (day, ZIP), all of one class group and one fate.
 *
 * The hot loop: one multiply-xorshift hash (as `packageBits` of core), three table lookups, counts out; no branch
 * depends on a draw and nothing is allocated.
 *
 * @param transit - `[variant * originCount + origin]` from `transitAt` on: days from order to door at the last building
 * @param holdDays - until the deliverer's next delivery day, 0 … HOLD_DAYS_MAX; they count like days on the way
 * @param classCount - counted into from `classAt` on, `[class]`
 */
export function drawRange(
  tables: DrawTables,
  keyLow: number,
  keyHigh: number,
  rankFrom: number,
  rankTo: number,
  group: number,
  market: number,
  fate: number,
  transit: Uint8Array,
  transitAt: number,
  holdDays: number,
  classCount: Uint32Array,
  classAt: number,
  tally: Tally,
): void {
  const {classQuota, originQuota, delayQuota, classVariant, promiseDays, originCount} = tables;
  const {originCount: originTally, transitHistogram, lateHistogram} = tally;
  const classBase = group * CLASS_SLOTS;
  const originBase = market * ORIGIN_SLOTS;
  const way = fate === WAITS ? 0 : fate;
  const delayBase = way * DELAY_SLOTS;
  const originAt = way * originCount;
  const daysAt = fate * DAYS_SPAN;
  let transitDays = 0;
  let latePackages = 0;
  let xor = tally.xor;
  let sum = tally.sum;
  for (let rank = rankFrom; rank < rankTo; rank++) {
    let bits = Math.imul(rank, 0x9e3779b1) ^ keyLow;
    bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad) + keyHigh;
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    bits ^= bits >>> 15;
    xor ^= bits;
    sum = (sum + bits) | 0;
    const drawnClass = classQuota[classBase + (bits & 0xfff)];
    const origin = originQuota[originBase + ((bits >>> 12) & 0x3ff)];
    const days =
      transit[transitAt + classVariant[drawnClass] * originCount + origin] +
      delayQuota[delayBase + (bits >>> 22)] +
      holdDays;
    const late = days - promiseDays[drawnClass];
    const lateDays = late & ~(late >> 31); // max(late, 0)
    classCount[classAt + drawnClass]++;
    originTally[originAt + origin]++;
    transitHistogram[daysAt + days]++;
    lateHistogram[daysAt + lateDays]++;
    transitDays += days;
    latePackages += -lateDays >>> 31;
  }
  tally.transitDays = transitDays;
  tally.latePackages = latePackages;
  tally.xor = xor;
  tally.sum = sum;
}

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
