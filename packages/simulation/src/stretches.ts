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
 * Cuts a (day, ZIP) into stretches of packages with one fate. What happened to the ZIP's own packages at its station
 * falls on its groups in proportion, by cumulative rounding; each fate is a part of the one before it (held back, of
 * these not waiting, of these to others), so none exceeds its group.
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
  const moved = toUsps + toOther;
  const held = waits + moved;
  let own = 0;
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) own += bound[slot + 1] - bound[slot];
  let ownSoFar = 0;
  let heldSoFar = 0;
  let movedSoFar = 0;
  let otherSoFar = 0;
  let at = 0;
  for (let slot = 0; slot < SLOTS; slot += DELIVERER_COUNT) {
    const ownEnd = bound[slot + 1];
    ownSoFar += ownEnd - bound[slot];
    const heldNow = held === 0 ? 0 : Math.floor((held * ownSoFar) / own);
    const movedNow = moved === 0 ? 0 : Math.floor((moved * heldNow) / held);
    const otherNow = toOther === 0 ? 0 : Math.floor((toOther * movedNow) / moved);
    const uspsEnd = ownEnd - (otherNow - otherSoFar);
    ends[at++] = ownEnd - (heldNow - heldSoFar);
    ends[at++] = ownEnd - (movedNow - movedSoFar);
    ends[at++] = uspsEnd;
    ends[at++] = ownEnd;
    ends[at++] = bound[slot + 2];
    ends[at++] = bound[slot + 3];
    heldSoFar = heldNow;
    movedSoFar = movedNow;
    otherSoFar = otherNow;
  }
}
