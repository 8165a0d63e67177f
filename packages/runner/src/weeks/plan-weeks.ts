import {
  type PlanWeight,
  type SolveProgress,
  type SolveRule,
  solveWeeks,
  type WeekProblem,
  type WeekSolution,
  weighPlan,
} from '@cutover/planning';
import {createCapacity} from '../capacity.ts';
import {cutEpochs} from '../epochs.ts';
import type {EpochNetwork} from '../epoch-network.ts';
import {createHorizon, type Horizon} from '../horizon.ts';
import type {Pool} from '../pool.ts';
import {type NamedTwin, routeEpoch, sameOpen} from '../prepare.ts';
import {createWorld, type World} from '../world.ts';
import {type Headroom, withHeadroom} from './headroom.ts';
import type {LateUsdTask} from './cost-task.ts';
import {buildProblemOn} from './problem-on-pool.ts';
import {costScene} from './cost-scene.ts';
import type {ZipWeek} from './problem.ts';
import type {DecidedScene, WeekScene} from './week-scene.ts';
import {cutAtLimits} from './limits.ts';
import {type DecidedSegment, priceSegment, priceZip, type Segment} from './segment.ts';
import {listStates} from './states.ts';
import {type Closeness, closenessOf} from './closeness.ts';
import {checkForced} from './forced.ts';
import type {WeekRule} from './week-rule.ts';
import {horizonWeeks} from './weeks.ts';

/** A national plan over the weeks. */
export interface WeekPlan {
  readonly seed: number; // of the stations' capacity shocks
  readonly scene: WeekScene;
  readonly problem: WeekProblem; // with all of the capacity
  readonly headroom: Headroom; // what the solution leaves free of it
  readonly solution: WeekSolution; // of the problem with headroom: value, bound and overflow are those
  readonly overflowPackages: number; // beyond all of the capacity
  readonly waysUsd: number; // of the solution's value, without what is late or beyond capacity
  readonly baseline: Baseline;
  readonly closeness?: Closeness; // where a plan was announced
}

/** Merit order, repaired to keep to what the solution keeps to. */
export interface Baseline extends PlanWeight {
  readonly paths: Uint8Array; // [zip * weekCount + week], state of the ZIP
  readonly overflowPackages: number; // beyond all of the capacity
  readonly waysUsd: number; // as of the plan
}

/** Prices every way of every ZIP, week by week, and decides. */
export async function planWeeks(
  pool: Pool,
  named: NamedTwin,
  seed: number,
  rule: WeekRule = {},
  solve?: SolveRule,
  onProgress: (progress: SolveProgress) => void = () => {},
): Promise<WeekPlan> {
  const scene = await weekScene(pool, named, seed, undefined, rule.splitParts);
  const problem = await buildProblemOn(pool, scene, rule);
  const {merit, headroom, roomy} = withHeadroom(scene, problem);
  checkForced(scene, roomy);
  const [solution, paths] = await Promise.all([
    solveWeeks(roomy, solve, (task) => pool.run({kind: 'assign', task}), onProgress),
    pool.run<Uint8Array>({kind: 'baseline', problem: roomy, paths: merit}), // beside it
  ]);
  const beyond = (of: Uint8Array): number => weighPlan(problem, of).overflowPackages;
  const closeness = closenessOf(scene, problem, solution.paths, rule);
  const merited = weighPlan(roomy, paths);
  const sent: Omit<LateUsdTask, 'paths'> = {kind: 'lateUsd', scene: costScene(scene)};
  const [late, lateMerited] = await Promise.all([
    pool.run<Float64Array>({...sent, paths: solution.paths}),
    pool.run<Float64Array>({...sent, paths}),
  ]);
  const waysUsd = ({valueUsd, overflowPackages}: PlanWeight, lateUsd: Float64Array): number =>
    valueUsd - problem.overflowUsd * overflowPackages - lateUsd.reduce((sum, usd) => sum + usd, 0);
  return {
    ...{seed, scene, problem, headroom, solution},
    overflowPackages: beyond(solution.paths),
    waysUsd: waysUsd(solution, late),
    baseline: {...merited, paths, overflowPackages: beyond(paths), waysUsd: waysUsd(merited, lateMerited)},
    ...(closeness === undefined ? {} : {closeness}),
  };
}

/**
 * Every way of every ZIP with its price, before anything is decided.
 *
 * @param onSegment - told of each interval while its network is there
 * @param splitParts - equal ones that a class group in a ZIP may be split into; 1: all or nothing
 */
export async function weekScene(
  pool: Pool,
  {twin, p}: Pick<NamedTwin, 'twin' | 'p'>,
  seed: number,
  onSegment: (network: EpochNetwork, horizon: Horizon, segment: Segment) => void = () => {},
  splitParts = 1,
): Promise<DecidedScene> {
  const world = createWorld(twin, p);
  const horizon = createHorizon(twin, world.p);
  const capacity = createCapacity(world, horizon, seed);
  const segments: DecidedSegment[] = [];
  const epochs = cutEpochs(twin, horizon, capacity, 0, horizon.dayCount);
  let ahead = networkOn(pool, world, horizon, 0, undefined);
  for (const [i, epoch] of epochs.entries()) {
    const network = await ahead;
    // Other threads find the next ways while this one prices the segment; an error of theirs is thrown at its turn.
    if (i + 1 < epochs.length) ahead = networkOn(pool, world, horizon, epochs[i + 1].fromDay, network);
    ahead.catch(() => undefined);
    for (const part of cutAtLimits(twin, horizon, priceSegment(twin, network, horizon, capacity, epoch))) {
      onSegment(network, horizon, part);
      segments.push(part);
    }
  }
  const states = listStates(world, horizon, twin.target.uspsKept === 0, splitParts);
  return {twin, world, horizon, capacity, weeks: horizonWeeks(horizon), segments, states};
}

/**
 * The ways of one ZIP in one week, priced as in the scene of all: ways of other ZIPs and weeks are not there, and must
 * not be asked for.
 */
export async function zipScene(
  pool: Pool,
  {twin, p}: Pick<NamedTwin, 'twin' | 'p'>,
  seed: number,
  {zip, week}: ZipWeek,
  splitParts = 1,
): Promise<WeekScene> {
  const world = createWorld(twin, p);
  const horizon = createHorizon(twin, world.p);
  const capacity = createCapacity(world, horizon, seed);
  const weeks = horizonWeeks(horizon);
  const epochs = cutEpochs(twin, horizon, capacity, 0, horizon.dayCount);
  const segments: Segment[] = [];
  let network: EpochNetwork | undefined;
  for (const epoch of new Set([epochs[0], epochs.find(({toDay}) => weeks[week].fromDay < toDay)!])) {
    network = await networkOn(pool, world, horizon, epoch.fromDay, network);
    segments.push(...cutAtLimits(twin, horizon, priceZip(twin, network, horizon, capacity, epoch, zip)));
  }
  return {
    twin,
    world,
    horizon,
    capacity,
    weeks,
    segments,
    states: listStates(world, horizon, twin.target.uspsKept === 0, splitParts),
  };
}

/** The network of a day: the one before, while the same buildings work. */
async function networkOn(
  pool: Pool,
  world: World,
  horizon: Horizon,
  day: number,
  before: EpochNetwork | undefined,
): Promise<EpochNetwork> {
  if (before !== undefined && sameOpen(world, horizon, before, day)) return before;
  return routeEpoch(pool, world, day, Math.ceil(world.origins.length / pool.threads));
}
