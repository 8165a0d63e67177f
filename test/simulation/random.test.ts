import {cellKeyHigh, cellKeyLow, hash32, normal, packageBits} from '@cutover/core';
import {describe, expect, test} from 'vitest';

// Seeds are fixed, so these tests do not fail by chance. A chi-square of n degrees of freedom has mean n and standard
// deviation sqrt(2 n); four of them either way is one draw in sixteen thousand.
function expectLikeChance(counts: ArrayLike<number>, freedom = counts.length - 1): void {
  const cells = Array.from(counts);
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  expect(expected).toBeGreaterThan(20);
  const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(Math.abs(chiSquare - freedom) / Math.sqrt(2 * freedom)).toBeLessThan(4);
}

function bitsOf(seed: number, day: number, zip: number, rank: number): number {
  return packageBits(cellKeyLow(seed, day, zip), cellKeyHigh(seed, day, zip), rank);
}

/** The three fields a package is drawn from: class, origin, delay. */
const fields = [(bits: number) => bits & 0xfff, (bits: number) => (bits >>> 12) & 0x3ff, (bits: number) => bits >>> 22];

describe('the bits of packages', () => {
  test.each([
    [1, 0, 0],
    [1, 75, 20_000],
    [987_654_321, 364, 33_183],
  ])('are even in each field within one large cell (seed %i, day %i, ZIP %i)', (seed, day, zip) => {
    for (const field of fields) {
      const counts = new Uint32Array(256);
      for (let rank = 0; rank < 65_536; rank++) counts[field(bitsOf(seed, day, zip, rank)) & 0xff]++;
      expectLikeChance(counts);
    }
  });

  test('are even over many small cells: three packages each of a thousand ZIPs on a month of days', () => {
    for (const field of fields) {
      const counts = new Uint32Array(256);
      for (let day = 0; day < 30; day++) {
        for (let zip = 0; zip < 1000; zip++) {
          for (let rank = 0; rank < 3; rank++) counts[field(bitsOf(1, day, zip, rank)) & 0xff]++;
        }
      }
      expectLikeChance(counts);
    }
  });

  test.each([
    ['the next package', [1, 40, 500, 1]],
    ['the next ZIP', [1, 40, 501, 0]],
    ['the next day', [1, 41, 500, 0]],
    ['the next seed', [2, 40, 500, 0]],
    ['the ZIP of the same bits a day on', [1, 40 ^ 1, 500 ^ 1, 0]],
  ])('say nothing about those of %s', (_, [seed, day, zip, rankStep]) => {
    for (const one of fields) {
      for (const other of fields) {
        const counts = new Uint32Array(256); // 16 x 16 pairs of the fields' lowest four bits
        for (let rank = 0; rank < 20_000; rank++) {
          const here = one(bitsOf(1, 40, 500, rank)) & 15;
          counts[16 * here + (other(bitsOf(seed, day, zip, rank + rankStep)) & 15)]++;
        }
        expectLikeChance(counts);
      }
    }
  });

  test('draw class, origin and delay of one package independently', () => {
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      const counts = new Uint32Array(256);
      for (let zip = 0; zip < 200; zip++) {
        for (let rank = 0; rank < 200; rank++) {
          const bits = bitsOf(1, 100, zip, rank);
          counts[16 * (fields[a](bits) & 15) + (fields[b](bits) & 15)]++;
        }
      }
      expectLikeChance(counts);
    }
  });

  test('differ between cells: two cells of 50,000 share no more values than chance has it', () => {
    const here = new Set(Array.from({length: 50_000}, (_, rank) => bitsOf(1, 3, 9, rank)));
    let shared = 0;
    for (let rank = 0; rank < 50_000; rank++) if (here.has(bitsOf(1, 3, 10, rank))) shared++;
    expect(shared).toBeLessThanOrEqual(5); // expected 50,000^2 / 2^32 = 0.6
  });

  test('come from keys of which no two cells of a year share both halves', () => {
    const keys = new Set<string>();
    for (let day = 0; day < 365; day += 5) {
      for (let zip = 0; zip < 3000; zip++) keys.add(`${cellKeyLow(1, day, zip)}/${cellKeyHigh(1, day, zip)}`);
    }
    expect(keys.size).toBe(73 * 3000);
  });

  test('are 32-bit whole numbers', () => {
    for (let rank = 0; rank < 1000; rank++) {
      const bits = bitsOf(7, 1, 2, rank);
      expect(Number.isInteger(bits) && bits >= 0 && bits < 2 ** 32).toBe(true);
    }
  });
});

test('the hash gives each word another: no two of 2^20 meet, and one bit turns half of the others', () => {
  expect(new Set(Array.from({length: 2 ** 20}, (_, word) => hash32(word))).size).toBe(2 ** 20);
  let turned = 0;
  for (let word = 0; word < 4096; word++) {
    for (let bit = 0; bit < 32; bit++) {
      let difference = hash32(word) ^ hash32(word ^ (1 << bit));
      for (; difference !== 0; difference &= difference - 1) turned++;
    }
  }
  expect(turned / (4096 * 32 * 32)).toBeCloseTo(0.5, 2);
});

test('normal numbers have the mean, spread and tails they should, and streams do not know each other', () => {
  const count = 50_000;
  const draws = (stream: number): number[] => Array.from({length: count}, (_, i) => normal(1, stream, i));
  const [a, b] = [draws(3), draws(4)];
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / count;
  for (const values of [a, b]) {
    expect(Math.abs(mean(values))).toBeLessThan(0.018); // four standard errors, 4 / sqrt(50,000)
    expect(mean(values.map((each) => each * each))).toBeCloseTo(1, 1);
    const beyond = values.filter((each) => Math.abs(each) > 1.959964).length / count;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.004);
  }
  expect(Math.abs(mean(a.map((each, i) => each * b[i])))).toBeLessThan(0.018);
  expect(Math.abs(mean(a.map((each, i) => each * a[(i + 1) % count])))).toBeLessThan(0.018);
});
