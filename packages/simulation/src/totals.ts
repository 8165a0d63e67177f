import {DELIVERER_COUNT, type Ledger} from '@cutover/core';
import type {BlockResult} from './block.ts';
import {DAYS_SPAN} from './draw.ts';

/**
 * Adds the results of all blocks to the ledger. Whole numbers and exclusive-or add up in any order, so blocks may
 * finish in any.
 *
 * @returns the ledger with its totals and the checksum of all draws
 */
export function addBlocks(ledger: Ledger, blocks: readonly BlockResult[]): Ledger {
  let xor = 0;
  let sum = 0;
  let latePackageDays = 0;
  for (const {tally, xor: blockXor, sum: blockSum, latePackageDays: late} of blocks) {
    addInto(ledger.drawnOrigin, tally.originCount, ledger.drawnOrigin.length);
    addInto(ledger.transitHistogram, tally.transitHistogram, DELIVERER_COUNT * DAYS_SPAN);
    addInto(ledger.lateHistogram, tally.lateHistogram, DELIVERER_COUNT * DAYS_SPAN);
    xor ^= blockXor;
    sum = (sum + blockSum) | 0;
    latePackageDays += late;
  }
  return {...ledger, latePackageDays, drawChecksum: `${hex(xor)}${hex(sum)}`};
}

function addInto(into: Float64Array, from: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) into[i] += from[i];
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
