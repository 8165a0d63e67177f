import {type Epoch, type ParameterSet, type Twin, value} from '@cutover/core';
import {type Capacity, createCapacity} from './capacity.ts';
import {createEpochNetwork, type EpochNetwork} from './epoch-network.ts';
import {fillOtherTransit} from './other-transit.ts';
import {cutEpochs, openBuildings} from './epochs.ts';
import {createHorizon, type Horizon} from './horizon.ts';
import {type EpochOptions, epochOptions, type EpochPlan, planEpoch} from './plan-epoch.ts';
import {changeDays, executeEpoch, type PlannedPolicy} from './weeks/execute.ts';
import {limitedDays} from './weeks/limits.ts';
import {type Pool, ranges} from './pool.ts';
import {shareWorlds, type World} from './world.ts';

/** A scenario that is ready to be simulated. */
export interface Prepared {
  readonly name: string;
  readonly about: string;
  readonly twin: Twin;
  readonly world: World;
  readonly horizon: Horizon;
  readonly capacity: Capacity;
  readonly fromDay: number; // simulated days of the horizon: in …
  readonly toDay: number; // … out
  readonly plans: readonly EpochPlan[];
  readonly networks: readonly PlannedNetwork[]; // by epoch
}

/** What simulation needs of an epoch's network; its route table is gone by then. */
export type PlannedNetwork = Pick<EpochNetwork, 'tables' | 'transit'>;

/** A scenario's twin, already changed by it. */
export interface NamedTwin {
  readonly name: string;
  readonly about: string;
  readonly twin: Twin;
  readonly p?: ParameterSet; // absent: every parameter of the twin at its base
  readonly plan?: PlannedPolicy; // absent: merit order decides
}

/** Runs work as a stage of that name, which a caller may time. */
export type Timer = <Result>(stage: string, work: () => Result | Promise<Result>) => Promise<Result>;

/** What watches the planning. */
export interface PlanWatch {
  /** Told how many of all epochs are planned. */
  readonly onEpoch?: (done: number, all: number) => void;
  readonly time?: Timer;
}

export const untimed: Timer = async (_, work) => work();

const ORIGINS_PER_TASK = 8;

/**
 * Plans every scenario, epoch by epoch: routes are found once for scenarios that share a network, and one route table
 * is alive at a time.
 *
 * @param window - days of the horizon to plan and simulate; absent: all
 */
export async function prepare(
  pool: Pool,
  scenarios: readonly NamedTwin[],
  seed: number,
  window?: {readonly fromDay: number; readonly toDay: number},
  {onEpoch = () => {}, time = untimed}: PlanWatch = {},
): Promise<Prepared[]> {
  const worlds = await time('compile network', () => shareWorlds(scenarios));
  const drafts = await time('capacities and epochs', () => draftAll(scenarios, worlds, seed, window));
  const all = drafts.reduce((sum, {epochs}) => sum + epochs.length, 0);
  let done = 0;
  for (const world of new Set(worlds)) {
    const ofWorld = drafts.filter((each) => each.world === world);
    const days = [...new Set(ofWorld.flatMap(({epochs}) => epochs.map(({fromDay}) => fromDay)))].sort((a, b) => a - b);
    let network: EpochNetwork | undefined;
    for (const day of days) {
      if (network === undefined || !sameOpen(world, ofWorld[0].horizon, network, day)) {
        network = await time('find routes', () => routeEpoch(pool, world, day));
      }
      const routed = network;
      await time('plan', () => {
        let known: {readonly toDay: number; readonly options: EpochOptions} | undefined;
        for (const each of ofWorld) {
          const epoch = each.epochs.find(({fromDay}) => fromDay === day);
          if (epoch === undefined) continue;
          if (known?.toDay !== epoch.toDay) {
            known = {toDay: epoch.toDay, options: epochOptions(routed, each.horizon, each.capacity, epoch)};
          }
          const {twin, horizon, plan} = each;
          each.plans.push(
            plan === undefined
              ? planEpoch(twin, routed, horizon, known.options, epoch)
              : executeEpoch(twin, routed, horizon, known.options, epoch, plan),
          );
          each.networks.push({tables: routed.tables, transit: routed.transit});
          onEpoch(++done, all);
        }
      });
    }
  }
  return drafts;
}

interface Draft extends Prepared {
  readonly plan?: PlannedPolicy;
  readonly epochs: readonly Epoch[];
  readonly plans: EpochPlan[];
  readonly networks: PlannedNetwork[];
}

function draftAll(
  scenarios: readonly NamedTwin[],
  worlds: readonly World[],
  seed: number,
  window: {readonly fromDay: number; readonly toDay: number} | undefined,
): Draft[] {
  const capacities = new Map<World, Capacity>();
  return scenarios.map((scenario, i) => {
    const world = worlds[i];
    const horizon = createHorizon(scenario.twin, world.p);
    const capacity = capacities.get(world) ?? createCapacity(world, horizon, seed);
    capacities.set(world, capacity);
    const {fromDay, toDay} = window ?? {fromDay: 0, toDay: horizon.dayCount};
    const planned = scenario.plan === undefined ? [] : changeDays(scenario.plan);
    const changes = [...planned, ...limitedDays(scenario.twin, horizon)];
    const epochs = cutEpochs(scenario.twin, horizon, capacity, fromDay, toDay, changes);
    return {...scenario, world, horizon, capacity, fromDay, toDay, epochs, plans: [], networks: []};
  });
}

/** Whether the same buildings work on a day as in a network. */
export function sameOpen(world: World, horizon: Horizon, {open}: EpochNetwork, day: number): boolean {
  const then = openBuildings(world.twin, world.network, horizon.firstDay + day);
  return then.every((isOpen, building) => isOpen === open[building]);
}

/**
 * Finds the ways of an epoch on all threads.
 *
 * @param originsPerTask - many: threads need not ask this one for more work while it is busy
 */
export async function routeEpoch(
  pool: Pool,
  world: World,
  day: number,
  originsPerTask = ORIGINS_PER_TASK,
): Promise<EpochNetwork> {
  const network = createEpochNetwork(world, day);
  fillOtherTransit(network);
  const {metric, table, transit} = network;
  const doorMinutes = 60 * value(world.p, 'last_mile_hours');
  await Promise.all(
    ranges(world.origins.length, originsPerTask).map(({from, to}) =>
      pool.run({
        kind: 'route',
        csr: world.network.csr,
        metric,
        table,
        fromOrigin: from,
        toOrigin: to,
        transit: {doorMinutes, days: transit},
      }),
    ),
  );
  return network;
}
