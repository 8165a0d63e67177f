import {sharedFloat64} from '@cutover/core';
import type {Prices, WeekProblem} from './problem.ts';

/**
 * The same problem with one week for every `span`: a few cheap steps on it find most of the prices. What each block
 * costs and holds is that of its middle week, at the block's packages.
 */
export function coarsen(problem: WeekProblem, span: number): WeekProblem {
  const {zipCount, weekCount, stationCount, firstState, target} = problem;
  const blockCount = Math.ceil(weekCount / span);
  const middle = Array.from({length: blockCount}, (_, block) => middleOf(block, span, weekCount));
  const packages = sharedFloat64(blockCount);
  for (let week = 0; week < weekCount; week++) packages[Math.floor(week / span)] += problem.packages[week];
  const weekUsd = sharedFloat64(firstState[zipCount] * blockCount);
  middle.forEach((week, block) => {
    const scale = packages[block] / problem.packages[week];
    for (let state = 0; state < firstState[zipCount]; state++) {
      weekUsd[state * blockCount + block] = scale * problem.weekUsd[state * weekCount + week];
    }
  });
  const capacity = sharedFloat64(stationCount * blockCount);
  for (let at = 0; at < capacity.length; at++) {
    capacity[at] = problem.capacity[Math.floor(at / blockCount) * weekCount + middle[at % blockCount]];
  }
  const [otherMax, switchesMax] = [sharedFloat64(blockCount), sharedFloat64(blockCount)];
  middle.forEach((week, block) => {
    otherMax[block] = problem.otherMax[week];
    switchesMax[block] = span * problem.switchesMax[week];
  });
  const arrivalsMax = sharedFloat64(problem.arrivalsMax.length === 0 ? 0 : stationCount * blockCount);
  for (let at = 0; at < arrivalsMax.length; at++) {
    arrivalsMax[at] = span * problem.arrivalsMax[Math.floor(at / blockCount) * weekCount + middle[at % blockCount]];
  }
  const isFrozen = new Uint8Array(new SharedArrayBuffer(blockCount)); // a block has a week in which things may change
  return {
    ...{...problem, weekCount: blockCount, packages, weekUsd, capacity, otherMax, switchesMax, arrivalsMax},
    ...{isFrozen, target},
  };
}

/** Prices of blocks for every week of theirs. */
export function refine(problem: WeekProblem, coarse: WeekProblem, from: Prices, to: Prices, span: number): void {
  const {stationCount, weekCount} = problem;
  for (let week = 0; week < weekCount; week++) {
    const block = Math.floor(week / span);
    to.other[week] = from.other[block];
    to.switching[week] = from.switching[block];
    for (let s = 0; s < stationCount; s++) {
      to.station[s * weekCount + week] = from.station[s * coarse.weekCount + block];
      if (to.arriving.length === 0) continue;
      to.arriving[s * weekCount + week] = from.arriving[s * coarse.weekCount + block];
    }
  }
  to.usps.set(from.usps);
}

function middleOf(block: number, span: number, weekCount: number): number {
  return Math.min(block * span + Math.floor(span / 2), weekCount - 1);
}
