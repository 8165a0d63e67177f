import {sharedFloat64, sharedUint8} from '@cutover/core';
import {type BlockScene, volumeUsdByStation} from './block-costs.ts';
import {type BlockBound, isSettled} from './branch.ts';
import type {Dual} from './dual.ts';
import type {RunAssign} from './evaluate.ts';
import {betterOf, type Incumbent, planOf, planOn} from './incumbent.ts';
import {createPaths} from './problem.ts';
import {hasChangeLimits} from './value.ts';
import {listZips, type ZipLists, zipsOf} from './zip-lists.ts';

/** A plan and its bound on the way to each other, station by station. */
interface Polish {
  readonly dual: Dual;
  readonly run: RunAssign;
  readonly startUsd: number; // bound before blocks
  readonly paths: Uint8Array; // shared: of the plan as it comes into a round
  readonly zips: ZipLists;
  readonly excessUsd: Float64Array; // [zip], as `redraw` notes it
  readonly gapUsd: Float64Array; // [station], as `redraw` notes it
  readonly failures: Uint8Array; // [station], as `redraw` counts them
  readonly isLively: Uint8Array; // as `redraw` notes it, by place in `zips`
  readonly scene: BlockScene;
  readonly blocks: Map<number, Visit>; // by station
  plan: Incumbent;
  round: number;
}

/** What is known of a block. */
interface Visit extends BlockBound {
  readonly closedUsd: number; // by which the gap that `redraw` noted for the station was too wide
  readonly stalls: number; // visits in a row that lifted nothing
}

const BLOCKS = 24; // split in a round
const PART_MIN = 1e-3; // of the gap: stations with less are no blocks
const LIFT_MIN = 0.01; // of a block's gap, in a visit
const NARROWER_MIN = 1e-3; // of the gap, in a round
const STALLS_MAX = 3; // rounds in a row that bring less

/** Steps of the prices that take about as long as a round. */
export const ROUND_STEPS = 12;

/** What a solve is watched by. */
export interface Watch {
  readonly isDone: (plan: Incumbent) => boolean; // near enough to the bound as it is
  readonly tell: (step: number, plan: Incumbent | undefined) => void;
}

/**
 * Improves a plan and raises its bound, round by round, until they are near enough or come no nearer.
 *
 * @param dual - whose `bound` is raised; its space is worked on
 * @param rounds - at most
 */
export async function polish(
  dual: Dual,
  plan: Incumbent,
  rounds: number,
  {iterations, run, isDone, tell}: Watch & {readonly iterations: number; readonly run: RunAssign},
): Promise<{plan: Incumbent; rounds: number}> {
  if (rounds === 0 || plan.value === Infinity || isDone(plan)) return {plan, rounds: 0};
  const polishing = startPolish(dual, plan, run);
  let stalls = 0;
  while (polishing.round < rounds && stalls < STALLS_MAX && !isDone(polishing.plan)) {
    const before = polishing.plan.value - dual.bound;
    await polishRound(polishing);
    tell(iterations + ROUND_STEPS * polishing.round, polishing.plan);
    const narrower = before - (polishing.plan.value - dual.bound);
    stalls = narrower < NARROWER_MIN * Math.abs(before) ? stalls + 1 : 0;
  }
  return {plan: planOf(dual.problem, polishing.plan.best.paths), rounds: polishing.round};
}

function startPolish(dual: Dual, plan: Incumbent, run: RunAssign): Polish {
  const {problem} = dual;
  const zips = listZips(problem);
  const paths = createPaths(problem);
  paths.set(plan.best.paths);
  return {
    ...{dual, run, plan, startUsd: dual.bound, paths, zips, blocks: new Map(), round: 0},
    excessUsd: sharedFloat64(problem.zipCount),
    gapUsd: sharedFloat64(problem.stationCount),
    failures: sharedUint8(problem.stationCount),
    isLively: sharedUint8(zips.zip.length),
    scene: {
      ...{problem, prices: dual.boundPrices, cuts: dual.space.cuts},
      isBlock: sharedUint8(problem.stationCount),
      volumeUsd: volumeUsdByStation(problem, dual.boundPrices),
    },
  };
}

/**
 * One round: stations where the gap is wide are drawn anew in the plan, and the plans of such stations are split for
 * the bound, side by side. Which they are is told by the round before: the numbers are the same on any number of
 * threads.
 */
async function polishRound(polish: Polish): Promise<void> {
  const {dual, run, paths, zips, excessUsd, gapUsd, failures, isLively, scene, blocks, plan, startUsd} = polish;
  const {problem} = dual;
  const stations = stationsToSplit(polish);
  const gapBefore = gapUsd.slice();
  const redrawing = run({
    ...{kind: 'redraw', problem, memory: dual.space.memory, prices: dual.best, paths, zips},
    ...{round: polish.round, excessUsd, gapUsd, failures, isLively},
  });
  const splitting = stations.map(async (station) => {
    const known = blocks.get(station);
    const task = {kind: 'split', ...scene, station, zips: zipsOf(zips, station), paths, known} as const;
    const found = (await run(task))!;
    const isStalled = found.usd - (known?.usd ?? 0) < LIFT_MIN * found.gapUsd;
    const stalls = isStalled ? (known?.stalls ?? 0) + 1 : 0;
    blocks.set(station, {...found, closedUsd: gapBefore[station] - found.gapUsd, stalls});
  });
  await Promise.all([redrawing, ...splitting]);
  dual.bound = startUsd;
  for (const station of [...blocks.keys()].sort((a, b) => a - b)) dual.bound += blocks.get(station)!.usd;
  paths.set(dual.space.soft.paths);
  polish.plan = betterOf(problem, plan, planOn(problem, dual.space.soft));
  polish.round++;
}

/** Stations whose part of the gap is wide and can be narrowed. Limits on changes tie stations to each other: none. */
function stationsToSplit({dual, zips, gapUsd, scene: {isBlock}, blocks, round, plan}: Polish): number[] {
  if (round === 0 || hasChangeLimits(dual.problem)) return [];
  const all = Math.abs(plan.value - dual.bound); // a plan that misses its target may cost less than the bound
  if (round === 1) isBlock.set(Uint8Array.from(gapUsd, (usd) => (usd > PART_MIN * all ? 1 : 0)));
  const score = gapUsd.map((usd, s) => {
    if (isBlock[s] === 0 || zipsOf(zips, s).length === 0) return 0;
    const visit = blocks.get(s);
    if (visit === undefined) return usd;
    return isSettled(visit) ? 0 : (usd - visit.closedUsd) / (1 + visit.stalls);
  });
  const worth = Array.from(score.keys()).filter((s) => score[s] > PART_MIN * all);
  return worth.sort((a, b) => score[b] - score[a] || a - b).slice(0, BLOCKS);
}
