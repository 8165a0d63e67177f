import {
  dayNumber,
  DELIVERER_COUNT,
  type Epoch,
  type EpochPolicy,
  type FlowTemplate,
  lastMileRates,
  NO_BUILDING,
  SHARE_ONE,
  type Twin,
  USPS,
  value,
} from '@cutover/core';
import {chooseHandoffs, type MeritResult, meritOrder} from '@cutover/planning';
import {type Capacity, type TightestDay, tightestDay} from './capacity.ts';
import type {EpochNetwork} from './epoch-network.ts';
import {type EntryInput, handoffInput} from './handoff-input.ts';
import type {Horizon} from './horizon.ts';
import {type ZipOptions, zipOptions, type ZipWays, zipWays} from './options.ts';
import {bindingOf, feasibleShares, flowOf, policyOf, type WayCosts, uncoveredZips, wayCosts} from './policy.ts';

/** One epoch of one scenario, decided. */
export interface EpochPlan {
  readonly policy: EpochPolicy;
  readonly merit: MeritResult;
  readonly options: ZipOptions;
  readonly flow: FlowTemplate;
  readonly ways: WayCosts;
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], per package, all in; NaN: no way into the mail
  readonly binding: {readonly binding: number; readonly pairs: number};
  readonly uncovered: readonly number[]; // ZIPs no station serves within any promise
  readonly volume: number; // packages of the epoch
}

/** What the network offers each ZIP in an epoch: the same for every scenario that shares it. */
export interface EpochOptions {
  readonly tightest: TightestDay;
  readonly options: ZipOptions;
  readonly ways: ZipWays;
}

export function epochOptions(network: EpochNetwork, horizon: Horizon, capacity: Capacity, epoch: Epoch): EpochOptions {
  const tightest = tightestDay(capacity, horizon, epoch.fromDay, epoch.toDay);
  const options = zipOptions(network.world, horizon, tightest, epoch.fromDay);
  return {tightest, options, ways: zipWays(network, options)};
}

/** Decides one epoch: hand-offs, merit order, and how the packages lie on the lanes then. */
export function planEpoch(
  twin: Twin,
  epochNetwork: EpochNetwork,
  horizon: Horizon,
  offer: EpochOptions,
  epoch: Epoch,
): EpochPlan {
  return finishEpoch(epochNetwork, horizon, offer, epoch, decideEpoch(twin, epochNetwork, horizon, offer, epoch));
}

/** Ways into the mail of one epoch, at the postal prices of today's volumes. */
export interface PricedEntry {
  readonly today: Uint16Array; // [zip][group][deliverer], in 1/SHARE_ONE, as far as they can be
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], per package, all in; NaN: no way into the mail
  readonly handoff: Int32Array; // [zip], building those prices enter the mail at, or NO_BUILDING
  readonly entryInput: EntryInput;
}

export function priceEntry(
  twin: Twin,
  epochNetwork: EpochNetwork,
  horizon: Horizon,
  {options, ways}: Pick<EpochOptions, 'options' | 'ways'>,
  epoch: Epoch,
): PricedEntry {
  const meanDayPackages = epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
  const entryInput = handoffInput(twin, epochNetwork, options, ways, epoch.fromDay);
  const today = feasibleShares(horizon, options, ways, entryInput);
  const {building: handoff, uspsUsd} = chooseHandoffs(entryInput, uspsPackages(horizon, today, meanDayPackages));
  return {today, uspsUsd, handoff, entryInput};
}

/** Merit order of one epoch, at the postal prices of today's volumes. */
export function decideEpoch(
  twin: Twin,
  epochNetwork: EpochNetwork,
  horizon: Horizon,
  offer: EpochOptions,
  epoch: Epoch,
): EpochDecision {
  const {world} = epochNetwork;
  const {tightest, options, ways} = offer;
  const meanDayPackages = epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
  const {today, uspsUsd, handoff, entryInput} = priceEntry(twin, epochNetwork, horizon, offer, epoch);
  const {uspsKept, leaves} = targetOn(twin, horizon, epoch.fromDay);
  const merit = meritOrder({
    share: today,
    weight: horizon.demand.groupShare,
    meanDayPackages,
    station: options.station.map((building) => (building === NO_BUILDING ? -1 : world.stationSlot[building])),
    capacity: tightest.share,
    ownWayUsd: ways.station.costUsd,
    uspsUsd,
    segment: world.segment,
    areaSqMi: world.areaSqMi,
    stemMiles: options.stemMiles,
    rates: lastMileRates(world.p, world.cubeFt3),
    targetShare: uspsKept * uspsShare(horizon, horizon.todayShare),
    overloadUsd: value(world.p, 'late_day_usd'),
    leaves,
  });
  return {merit, uspsUsd, handoff, entryInput, leaves, uncovered: uncoveredZips(ways)};
}

/** Who carries what in an epoch, and the ways into the mail it was decided on. */
export interface EpochDecision {
  readonly merit: MeritResult;
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], per package, that it was decided at
  readonly handoff: Int32Array; // [zip], building those prices enter the mail at, or NO_BUILDING
  readonly entryInput: EntryInput;
  readonly leaves: boolean;
  readonly uncovered: readonly number[]; // as in EpochPlan
}

/** Chooses hand-offs at the decided volumes and lays the packages on the lanes. */
export function finishEpoch(
  epochNetwork: EpochNetwork,
  horizon: Horizon,
  {options, ways}: EpochOptions,
  epoch: Epoch,
  {merit, entryInput, leaves, uncovered}: Omit<EpochDecision, 'uspsUsd' | 'handoff'>,
): EpochPlan {
  const volume = epochVolume(horizon, epoch);
  const meanDayPackages = volume / (epoch.toDay - epoch.fromDay);
  const after = chooseHandoffs(entryInput, uspsPackages(horizon, merit.share, meanDayPackages));
  const policy = policyOf(epoch, merit, options, after, leaves);
  return {
    policy,
    merit,
    options,
    flow: flowOf(epochNetwork, horizon, policy),
    ways: wayCosts(ways, after, options),
    uspsUsd: after.uspsUsd,
    binding: bindingOf(epochNetwork, policy),
    uncovered,
    volume,
  };
}

export function epochVolume({demand}: Horizon, {fromDay, toDay}: Epoch): number {
  return demand.dayFirst[toDay] - demand.dayFirst[fromDay];
}

/** Before `uspsEndsOn` today's shares hold. */
export function targetOn({target}: Twin, {firstDay}: Horizon, day: number): {uspsKept: number; leaves: boolean} {
  const isBefore = target.uspsEndsOn !== undefined && firstDay + day < dayNumber(target.uspsEndsOn);
  const uspsKept = isBefore ? 1 : target.uspsKept;
  return {uspsKept, leaves: uspsKept === 0};
}

/** What USPS carries, of the national volume. */
export function uspsShare({demand}: Horizon, share: Uint16Array): number {
  let sum = 0;
  for (let cell = 0; cell < demand.groupShare.length; cell++) {
    sum += (demand.groupShare[cell] * share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
  }
  return sum;
}

/** Packages of a mean day by USPS. @returns `[zip * GROUP_COUNT + group]` */
export function uspsPackages({demand}: Horizon, share: Uint16Array, dayPackages: number): Float64Array {
  const {groupShare} = demand;
  const packages = new Float64Array(groupShare.length);
  for (let cell = 0; cell < packages.length; cell++) {
    packages[cell] = (groupShare[cell] * dayPackages * share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
  }
  return packages;
}
