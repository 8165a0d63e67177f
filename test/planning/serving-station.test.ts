import {NO_BUILDING} from '@cutover/core';
import {servingSlots} from '@cutover/planning';
import {describe, expect, test} from 'vitest';

/** Stations near each ZIP, nearest first, and the station that serves it, by name of its number. */
function serving(
  near: number[][],
  capacity: number[],
  {potential = near.map(() => 0.1), ramping = [] as number[]} = {},
): (number | undefined)[] {
  const firstSlot = Uint32Array.of(0, ...near.map((_, zip) => near.slice(0, zip + 1).flat().length));
  const slotStation = Int32Array.from(near.flat());
  const slots = servingSlots({
    firstSlot,
    slotStation,
    potential: Float64Array.from(potential),
    capacity: Float64Array.from(capacity),
    isRamping: Uint8Array.from(capacity, (_, station) => (ramping.includes(station) ? 1 : 0)),
  });
  return Array.from(slots, (slot, zip) => {
    if (slot === NO_BUILDING) return undefined;
    expect(slot).toBeGreaterThanOrEqual(firstSlot[zip]);
    expect(slot).toBeLessThan(firstSlot[zip + 1]);
    return slotStation[slot];
  });
}

describe('a ZIP is served', () => {
  test('by its nearest open station, however full', () => {
    expect(serving([[0, 1], [1, 0], [0]], [0.01, 5])).toEqual([0, 1, 0]);
  });

  test('by the next where the nearest is closed, and by none where none is open', () => {
    expect(serving([[0, 1], [0], []], [0, 1])).toEqual([1, undefined, undefined]);
  });

  test('by a station in its ramp only as far as the ramp holds', () => {
    // Station 0 opened lately and holds 0.25: the first two ZIPs of 0.1, but not the third, nor the last.
    const near = [
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 2],
    ];
    expect(serving(near, [0.25, 1, 1], {ramping: [0]})).toEqual([0, 0, 1, 2]);
  });

  test('by a station in its ramp first where it is the nearest of all', () => {
    // Station 2 is closed, so the first ZIP has the ramping one as second nearest: those nearest to it go first.
    const near = [
      [2, 0, 1],
      [0, 1],
      [0, 1],
    ];
    expect(serving(near, [0.25, 1, 0], {ramping: [0]})).toEqual([1, 0, 0]);
  });

  test('by a station in its ramp beyond what it holds where there is no other', () => {
    const near = [[0], [0, 2], [0, 3], [0, 1]];
    // 2 is closed and 3 in its ramp too: neither takes over. The last ZIP has a full-grown neighbour.
    expect(serving(near, [0.15, 1, 0, 9], {ramping: [0, 3]})).toEqual([0, 0, 0, 1]);
  });

  test('by a smaller ZIP in place of a larger one that does not fit', () => {
    const near = [
      [0, 1],
      [0, 1],
      [0, 1],
    ];
    expect(serving(near, [0.25, 1], {potential: [0.2, 0.1, 0.04], ramping: [0]})).toEqual([0, 1, 0]);
  });
});
