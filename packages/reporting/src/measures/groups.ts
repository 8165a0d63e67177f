import {NO_BUILDING, type Outcome, segments} from '@cutover/core';
import type {Priced} from '../money/price.ts';

export type Grouping = 'country' | 'segment' | 'state' | 'station';

/** Which group each ZIP falls into. A ZIP without a station is in none of the stations (-1). */
export interface Groups {
  readonly names: readonly string[];
  readonly groupOf: Int32Array; // [zip], index in `names`, or -1
}

/** Segments keep their order, states and stations go by name. A ZIP's station is that of its last epoch with one. */
export function groupZips({twin}: Outcome, {stems}: Priced, grouping: Grouping): Groups {
  const {zips, facilities} = twin;
  if (grouping === 'country') return {names: ['all'], groupOf: new Int32Array(zips.length)};
  const nameOf = (zip: number): string | undefined => {
    if (grouping === 'segment') return zips[zip].segment;
    if (grouping === 'state') return zips[zip].state;
    return stems.station[zip] === NO_BUILDING ? undefined : facilities[stems.station[zip]].facilityId;
  };
  const present = new Set(zips.flatMap((_, zip) => nameOf(zip) ?? []));
  const names = grouping === 'segment' ? segments.filter((segment) => present.has(segment)) : [...present].sort();
  const indexOf = new Map<string, number>(names.map((name, group) => [name, group]));
  return {names, groupOf: Int32Array.from(zips, (_, zip) => indexOf.get(nameOf(zip) ?? '') ?? -1)};
}

/** Adds `values[zip * stride + offset]` up by group. [group] */
export function sumByGroup(
  {names, groupOf}: Groups,
  values: ArrayLike<number>,
  {stride = 1, offset = 0}: {stride?: number; offset?: number} = {},
): Float64Array {
  const total = new Float64Array(names.length);
  for (let zip = 0; zip < groupOf.length; zip++) {
    if (groupOf[zip] >= 0) total[groupOf[zip]] += values[zip * stride + offset];
  }
  return total;
}
