// Chance comes from here only: pure functions of a key and a counter, so that any package can be drawn again
// alone, in any order, on any thread. Constants: Chris Wellons' lowbias32 and triple32 (public domain).

/** A well-mixed 32-bit hash of a 32-bit word (bijective). @returns integer, 0 … 2^32 - 1 */
export function hash32(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/**
 * First half of the 64-bit key of (seed, day, ZIP). With one half alone two cells would draw the same values in another
 * order; the second makes them independent. Within a cell no value of the 2^32 comes twice, which at the size of a cell
 * nobody can tell from chance.
 */
export function cellKeyLow(seed: number, day: number, zip: number): number {
  return hash32(hash32(hash32(seed ^ 0x9e3779b9) ^ day) ^ zip) | 0;
}

export function cellKeyHigh(seed: number, day: number, zip: number): number {
  return hash32(hash32(hash32(seed ^ 0x85ebca6b) + zip) ^ Math.imul(day + 1, 0x27d4eb2f)) | 0;
}

/**
 * The 32 random bits of one package: f(64-bit key of (seed, day, ZIP), rank in that day and ZIP).
 * The SIMD kernel repeats these steps for eight at once; `test/simulation` holds the two together.
 */
export function packageBits(keyLow: number, keyHigh: number, rank: number): number {
  let x = Math.imul(rank, 0x9e3779b1) ^ keyLow;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad) + keyHigh;
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A standard normal number for a (seed, stream, counter): Box and Muller 1958, from two hashes. */
export function normal(seed: number, stream: number, counter: number): number {
  const low = hash32(hash32(hash32(seed ^ 0x165667b1) ^ stream) + counter);
  const high = hash32(low ^ 0x5bd1e995 ^ counter);
  return Math.sqrt(-2 * Math.log((low + 1) / 2 ** 32)) * Math.cos(2 * Math.PI * (high / 2 ** 32));
}
