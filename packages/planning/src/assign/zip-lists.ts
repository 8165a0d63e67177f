import {sharedInt32} from '@cutover/core';
import type {WeekCosts} from './problem.ts';

/** The ZIPs that could be at each station, in ascending order. */
export interface ZipLists {
  readonly first: Int32Array; // [stationCount + 1]; shared
  readonly zip: Int32Array; // shared
}

export function listZips(problem: WeekCosts): ZipLists {
  const lists: number[][] = Array.from({length: problem.stationCount}, () => []);
  for (let zip = 0; zip < problem.zipCount; zip++) {
    for (const s of stationsOf(problem, [zip])) lists[s].push(zip);
  }
  const first = sharedInt32(problem.stationCount + 1);
  lists.forEach((list, s) => {
    first[s + 1] = first[s] + list.length;
  });
  const zip = sharedInt32(first[problem.stationCount]);
  zip.set(lists.flat());
  return {first, zip};
}

export function zipsOf({first, zip}: ZipLists, station: number): Int32Array {
  return zip.subarray(first[station], first[station + 1]);
}

/** The stations where ZIPs could be, each once, in the order in which they come. */
export function stationsOf({firstState, station}: WeekCosts, zips: Iterable<number>): Set<number> {
  const stations = new Set<number>();
  for (const zip of zips) {
    for (let state = firstState[zip]; state < firstState[zip + 1]; state++) {
      if (station[state] >= 0) stations.add(station[state]);
    }
  }
  return stations;
}
