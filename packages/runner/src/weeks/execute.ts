import {DELIVERER_COUNT, type Epoch, GROUP_COUNT, NO_BUILDING, OWNED, SHARE_ONE, type Twin, USPS} from '@cutover/core';
import type {MeritResult} from '@cutover/planning';
import type {EpochNetwork} from '../epoch-network.ts';
import {handoffInput} from '../handoff-input.ts';
import type {Horizon} from '../horizon.ts';
import {type ZipOptions, zipWays} from '../options.ts';
import {type EpochOptions, type EpochPlan, finishEpoch, targetOn, uspsShare} from '../plan-epoch.ts';
import {uncoveredZips} from '../policy.ts';
import type {World} from '../world.ts';

/** A plan as simulation executes it: what changes, in the order of days; the first day has a row for every ZIP. */
export interface PlannedPolicy {
  readonly changes: readonly PolicyChange[];
}

export interface PolicyChange {
  readonly day: number; // of the horizon
  readonly zip: number; // row in `twin.zips`
  readonly station: number; // building, or NO_BUILDING
  readonly handoff: number; // building, or NO_BUILDING
  readonly share: Uint16Array; // [GROUP_COUNT * DELIVERER_COUNT]
}

/** Days on which a plan changes, ascending. */
export function changeDays({changes}: PlannedPolicy): number[] {
  return [...new Set(changes.map(({day}) => day))].sort((a, b) => a - b);
}

/** One epoch as a plan says it, instead of merit order; where packages enter the mail is chosen at its volumes. */
export function executeEpoch(
  twin: Twin,
  network: EpochNetwork,
  horizon: Horizon,
  offer: EpochOptions,
  epoch: Epoch,
  plan: PlannedPolicy,
): EpochPlan {
  const {share, station} = planOn(plan, twin.zips.length, epoch.fromDay);
  const options = withStations(network.world, offer.options, station);
  const ways = zipWays(network, options);
  const {uspsKept, leaves} = targetOn(twin, horizon, epoch.fromDay);
  const entryInput = handoffInput(twin, network, options, ways, epoch.fromDay);
  const merit: MeritResult = {
    share,
    targetShare: uspsKept * uspsShare(horizon, horizon.todayShare),
    plannedShare: uspsShare(horizon, share),
    takenBack: takenBack(horizon, share),
    beyondCapacityShare: beyondShare(network.world, horizon, offer, options, share),
    cutDifferenceUsd: Number.NaN,
  };
  return finishEpoch(network, horizon, {...offer, options, ways}, epoch, {
    ...{merit, entryInput, leaves},
    uncovered: uncoveredZips(offer.ways), // a ZIP that the plan leaves to USPS has an own way all the same
  });
}

/** Who carries what, and from which station: `[zip * GROUP_COUNT * DELIVERER_COUNT]` and `[zip]`. */
export interface PlannedDay {
  readonly share: Uint16Array;
  readonly station: Int32Array;
}

/** What a plan says of a day. */
export function planOn(plan: PlannedPolicy, zipCount: number, day: number): PlannedDay {
  return planOnDays(plan, zipCount, [day])[0];
}

/** The same of several days, ascending, each from what it was the day before. */
export function planOnDays({changes}: PlannedPolicy, zipCount: number, days: readonly number[]): PlannedDay[] {
  const share = new Uint16Array(zipCount * GROUP_COUNT * DELIVERER_COUNT);
  const station = new Int32Array(zipCount).fill(NO_BUILDING);
  let next = 0;
  return days.map((day) => {
    for (; next < changes.length && changes[next].day <= day; next++) {
      const change = changes[next];
      share.set(change.share, change.zip * GROUP_COUNT * DELIVERER_COUNT);
      station[change.zip] = change.station;
    }
    const stationThen = new Int32Array(new SharedArrayBuffer(4 * zipCount));
    stationThen.set(station);
    return {share: share.slice(), station: stationThen};
  });
}

function withStations({service, twin}: World, offered: ZipOptions, station: Int32Array): ZipOptions {
  const zipCount = twin.zips.length;
  const stemMiles = new Float64Array(new SharedArrayBuffer(8 * zipCount));
  for (let zip = 0; zip < zipCount; zip++) {
    for (let slot = service.firstSlot[zip]; slot < service.firstSlot[zip + 1]; slot++) {
      if (service.building[slot] === station[zip]) stemMiles[zip] = service.stemMiles[slot];
    }
  }
  return {...offered, station, stemMiles};
}

function takenBack({todayShare}: Horizon, share: Uint16Array): number {
  let pairs = 0;
  for (let at = USPS; at < share.length; at += DELIVERER_COUNT) {
    const more = share[at - USPS + OWNED] - todayShare[at - USPS + OWNED];
    if (more > 0 && share[at] < todayShare[at]) pairs++;
  }
  return pairs;
}

function beyondShare(
  {stationSlot}: World,
  {demand}: Horizon,
  {tightest}: EpochOptions,
  {station}: ZipOptions,
  share: Uint16Array,
): number {
  const load = new Float64Array(tightest.share.length);
  for (let cell = 0; cell < demand.groupShare.length; cell++) {
    const building = station[Math.floor(cell / GROUP_COUNT)];
    if (building === NO_BUILDING) continue;
    load[stationSlot[building]] += (demand.groupShare[cell] * share[cell * DELIVERER_COUNT + OWNED]) / SHARE_ONE;
  }
  return load.reduce((sum, each, s) => sum + Math.max(0, each - tightest.share[s]), 0);
}
