import {DELIVERER_COUNT, GROUP_COUNT, OTHER, OWNED, USPS} from '@cutover/core';
import {SLOTS} from './cells.ts';
import {WAITS} from './draw.ts';

/**
 * The stretches of one class group in a (day, ZIP), in order of rank: own packages that go out today, wait at the
 * station, move on to USPS, move on to another carrier; then those planned for USPS, and for another carrier.
 */
export const STRETCH_FATES: readonly number[] = [OWNED, WAITS, USPS, OTHER, USPS, OTHER];
export const STRETCHES = STRETCH_FATES.length * GROUP_COUNT;

/**
 * Cuts a (day, ZIP) into stretches of packages with one fate. The own packages of a ZIP form one line through its
 * groups, so what happened to some of them at the station is a stretch of that line.
 *
 * @param bound - `[SLOTS + 1]`, packages before each slot
 * @param waits - of the ZIP's own packages, how many start to wait
 * @param toUsps - how many move on to USPS
 * @param toOther - how many move on to another carrier
 * @param ends - overwritten: `[STRETCHES]`, package after the last of each stretch; it begins where the one before ends
 */
export function cutStretches(
  bound: Float64Array,
  waits: number,
  toUsps: number,
  toOther: number,
  ends: Float64Array,
): void {
  let goes = -waits - toUsps - toOther;
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) goes += bound[slot + 1] - bound[slot];
  let waitsLeft = waits;
  let uspsLeft = toUsps;
  let at = 0;
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) {
    const ownEnd = bound[slot + 1];
    const goEnd = Math.min(bound[slot] + goes, ownEnd);
    const waitEnd = Math.min(goEnd + waitsLeft, ownEnd);
    const uspsEnd = Math.min(waitEnd + uspsLeft, ownEnd);
    goes -= goEnd - bound[slot];
    waitsLeft -= waitEnd - goEnd;
    uspsLeft -= uspsEnd - waitEnd;
    ends[at++] = goEnd;
    ends[at++] = waitEnd;
    ends[at++] = uspsEnd;
    ends[at++] = ownEnd;
    ends[at++] = bound[slot + 2];
    ends[at++] = bound[slot + 3];
  }
}
