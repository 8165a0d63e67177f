import type {Epoch, FlowTemplate, Twin} from '@cutover/core';
import {chooseEntries} from '@cutover/planning';
import {type Capacity, createCapacity} from '../capacity.ts';
import type {EpochNetwork} from '../epoch-network.ts';
import {cutEpochs} from '../epochs.ts';
import {createHorizon, type Horizon} from '../horizon.ts';
import {
  decideEpoch,
  type EpochDecision,
  type EpochOptions,
  epochOptions,
  epochVolume,
  uspsPackages,
} from '../plan-epoch.ts';
import {flowOf} from '../policy.ts';
import type {Pool} from '../pool.ts';
import {type NamedTwin, routeEpoch, sameOpen} from '../prepare.ts';
import {createWorld, type World} from '../world.ts';
import {type GroupPrices, otherPrices} from './other-prices.ts';

/** A scenario held ready for what-ifs: compiled, routed, and decided epoch by epoch. */
export interface WhatIfSession {
  readonly name: string;
  readonly twin: Twin; // with the scenario applied
  readonly world: World;
  readonly horizon: Horizon;
  readonly capacity: Capacity;
  readonly seed: number;
  readonly epochs: readonly SessionEpoch[];
}

/** One epoch of the scenario as it is. */
export interface SessionEpoch {
  readonly epoch: Epoch;
  readonly network: EpochNetwork; // epochs in which the same buildings are open share one
  readonly offer: EpochOptions;
  readonly decision: EpochDecision; // the last plan: kept where only prices move
  readonly flow: FlowTemplate; // how its packages lie on lanes, with ways to every building a ZIP may be served from
  readonly uspsPackages: Float64Array; // [zip * GROUP_COUNT + group], decided, on a mean day
  readonly otherUsd: GroupPrices; // no what-if moves them
}

/**
 * Prepares a scenario for what-ifs over its whole horizon.
 *
 * @param onEpoch - told how many of all epochs are ready
 */
export async function openSession(
  pool: Pool,
  {name, twin}: NamedTwin,
  seed: number,
  onEpoch: (done: number, all: number) => void = () => {},
): Promise<WhatIfSession> {
  const world = createWorld(twin);
  const horizon = createHorizon(twin, world.p);
  const capacity = createCapacity(world, horizon, seed);
  const epochs = cutEpochs(twin, horizon, capacity, 0, horizon.dayCount);
  const ready: SessionEpoch[] = [];
  let network: EpochNetwork | undefined;
  let flow: FlowTemplate | undefined; // that of the first epoch in a network: plans of the others differ little
  for (const epoch of epochs) {
    if (network === undefined || !sameOpen(world, horizon, network, epoch.fromDay)) {
      network = await routeEpoch(pool, world, epoch.fromDay);
      flow = undefined;
    }
    const offer = epochOptions(network, horizon, capacity, epoch);
    const decision = decideEpoch(twin, network, horizon, offer, epoch);
    const meanDayPackages = epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
    flow ??= plannedFlow(network, horizon, offer, decision, meanDayPackages);
    ready.push({
      ...{epoch, network, offer, decision},
      flow,
      uspsPackages: uspsPackages(horizon, decision.merit.share, meanDayPackages),
      otherUsd: otherPrices(world, epoch.fromDay),
    });
    onEpoch(ready.length, epochs.length);
  }
  return {name, twin, world, horizon, capacity, seed, epochs: ready};
}

function plannedFlow(
  network: EpochNetwork,
  horizon: Horizon,
  {options}: EpochOptions,
  {merit, entryInput}: EpochDecision,
  meanDayPackages: number,
): FlowTemplate {
  const {building} = chooseEntries(entryInput, uspsPackages(horizon, merit.share, meanDayPackages));
  const policy = {share: merit.share, station: options.station, handoff: building};
  return flowOf(network, horizon, policy, [options.unit, options.scf]);
}
