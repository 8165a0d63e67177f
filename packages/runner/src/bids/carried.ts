import {GROUP_COUNT} from '@cutover/core';
import {type BidScene, chooseEntries, type HandoffInput, LOAD_ONE} from '@cutover/planning';

type Visit = (packages: number, cell: number, zip: number, segment: number) => void;

/** Every cell that USPS carries packages of, week by week. */
export function eachCarried({problem, segmentOf, usps}: BidScene, paths: Uint8Array, visit: Visit): void {
  const {zipCount, weekCount, firstState} = problem;
  for (let zip = 0; zip < zipCount; zip++) {
    for (let week = 0; week < weekCount; week++) {
      const state = firstState[zip] + paths[zip * weekCount + week];
      for (let group = 0; group < GROUP_COUNT; group++) {
        const carried = (usps[state * GROUP_COUNT + group] * problem.packages[week]) / LOAD_ONE;
        const cell = (segmentOf[week] * zipCount + zip) * GROUP_COUNT + group;
        if (carried > 0) visit(carried, cell, zip, segmentOf[week]);
      }
    }
  }
}

/**
 * Where a plan's packages enter the mail at its own volumes, as a run has it: a unit that the plan leaves so few that
 * they are not worth a stop gets none.
 *
 * @param entries - `[segment]`, ways into the mail
 * @returns `[segment][zip]`, building or NO_BUILDING
 */
export function enteredAt(bids: BidScene, entries: readonly HandoffInput[]): Int32Array[] {
  const width = bids.problem.zipCount * GROUP_COUNT;
  const packages = entries.map(() => new Float64Array(width));
  const days = new Float64Array(entries.length);
  bids.days.forEach((each, week) => {
    days[bids.segmentOf[week]] += each;
  });
  eachCarried(bids, bids.paths, (carried, cell, _, segment) => {
    packages[segment][cell - segment * width] += carried / days[segment];
  });
  return entries.map((entry, segment) => chooseEntries(entry, packages[segment]).building);
}
