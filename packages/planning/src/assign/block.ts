import {type BlockScene, priceZip, shareOf, type ZipCosts} from './block-costs.ts';
import {createPathScratch, pathUsd} from './path.ts';
import {PER_LOAD, type WeekProblem} from './problem.ts';
import {createSpace, type WeekSpace} from './space.ts';
import {NOT_HELD} from './space-layout.ts';

/**
 * One station and all ZIPs that could be there, as a problem of its own: the room of all others is at prices. A ZIP
 * that could be in several blocks brings a share of its costs to each, so that no more than all of them is counted:
 * what the blocks cost above the bound may be added up (Lagrangian decomposition; M. Guignard, S. Kim, Math. Prog. 39
 * (1987) 215-228).
 */
export interface Block {
  readonly space: WeekSpace;
  readonly problem: WeekProblem; // of one station; what else a ZIP does is in `weekUsd`
  readonly states: readonly Uint8Array[]; // [zip of the block][state of the ZIP in the nation], state in the block
}

/** @param zips - that could be at the station, in the order in which the block has them */
export function createBlock(scene: BlockScene, station: number, zips: Int32Array): Block {
  const {problem} = scene;
  const {weekCount} = problem;
  const scratch = createPathScratch(problem);
  const costs = Array.from(zips, (zip) => priceZip(scene, station, zip, shareOf(scene, station, zip), scratch.usd));
  const own = problemOf(problem, station, zips, costs);
  const space = createSpace(own);
  const row = station * weekCount;
  space.cuts.spare.set(scene.cuts.spare.subarray(row, row + weekCount));
  zips.forEach((zip, i) => {
    for (let week = 0; week < weekCount; week++) {
      const held = scene.cuts.held[zip * weekCount + week];
      space.cuts.held[i * weekCount + week] = held === NOT_HELD ? NOT_HELD : costs[i].place[held];
    }
  });
  return {space, problem: own, states: costs.map(({place}) => place)};
}

function problemOf(problem: WeekProblem, station: number, zips: Int32Array, costs: readonly ZipCosts[]): WeekProblem {
  const {weekCount, packages, isFrozen, overflowUsd, capacity} = problem;
  const zipCount = zips.length;
  const firstState = new Uint32Array(zipCount + 1);
  costs.forEach(({load}, i) => {
    firstState[i + 1] = firstState[i] + load.length;
  });
  const states = firstState[zipCount];
  const own = {
    ...{zipCount, weekCount, stationCount: 1, firstState, packages, isFrozen, overflowUsd},
    station: new Int32Array(states).fill(-1),
    load: new Float64Array(states),
    usps: new Float64Array(states),
    other: new Float64Array(states),
    enterUsd: new Float64Array(states),
    leaveUsd: new Float64Array(states),
    weekUsd: new Float64Array(states * weekCount),
    start: Int32Array.from(zips, (zip, i) => costs[i].place[problem.start[zip]]),
    capacity: capacity.subarray(station * weekCount, (station + 1) * weekCount),
    otherMax: new Float64Array(weekCount).fill(Infinity),
    switchesMax: new Float64Array(weekCount).fill(Infinity),
    arrivalsMax: new Float64Array(0),
    target: {rule: 'none'} as const,
  };
  costs.forEach(({load, enterUsd, leaveUsd, weekUsd}, i) => {
    const first = firstState[i];
    own.load.set(load, first);
    load.forEach((asked, s) => {
      if (asked > 0) own.station[first + s] = 0;
    });
    own.enterUsd.set(enterUsd, first);
    own.leaveUsd.set(leaveUsd, first);
    own.weekUsd.set(weekUsd, first * weekCount);
  });
  return own;
}

/** What the block's part of a plan costs, or a little less. @param paths - of all ZIPs of the nation */
export function blockPlanUsd({problem: own, states}: Block, zips: Int32Array, paths: Uint8Array): number {
  const {weekCount, firstState, load, packages, capacity, overflowUsd} = own;
  const asked = new Float64Array(weekCount);
  let usd = 0;
  zips.forEach((zip, i) => {
    const path = paths.slice(zip * weekCount, (zip + 1) * weekCount).map((state) => states[i][state]);
    usd += pathUsd(own, i, path, 0);
    path.forEach((state, week) => {
      asked[week] += load[firstState[i] + state];
    });
  });
  for (let week = 0; week < weekCount; week++) {
    usd += overflowUsd * packages[week] * PER_LOAD * Math.max(0, asked[week] - capacity[week]);
  }
  return usd;
}
