import {type Epoch, type EpochPolicy, NO_BUILDING, OTHER, OWNED, USPS} from '@cutover/core';
import {chooseEntries} from '@cutover/planning';
import type {LateDaysInput} from '@cutover/simulation';
import {cutEpochs} from '../epochs.ts';
import {epochVolume, targetOn, uspsPackages} from '../plan-epoch.ts';
import {policyOf} from '../policy.ts';
import {changeDays, type PlannedDay, type PlannedPolicy, planOnDays} from './execute.ts';
import {limitedDays} from './limits.ts';
import type {Segment} from './segment.ts';
import type {WeekScene} from './week-scene.ts';

/** One epoch of a plan, as `executeEpoch` has it, and how late its ways are. */
export interface PlannedEpoch {
  readonly policy: EpochPolicy;
  readonly lateRow: LateDaysInput['lateRow'][number]; // [way][zip]
  readonly lateDays: Float64Array;
}

/**
 * A plan as simulation executes it, made from the ways it was decided on: no network is routed again. Between epochs
 * other work has its turn, so that threads are given theirs.
 */
export async function plannedEpochs(scene: WeekScene, plan: PlannedPolicy): Promise<PlannedEpoch[]> {
  const {twin, horizon, capacity, segments} = scene;
  const epochs = cutEpochs(twin, horizon, capacity, 0, horizon.dayCount, [
    ...changeDays(plan),
    ...limitedDays(twin, horizon),
  ]);
  const planned = planOnDays(
    plan,
    twin.zips.length,
    epochs.map(({fromDay}) => fromDay),
  );
  const made: PlannedEpoch[] = [];
  for (const [i, epoch] of epochs.entries()) {
    const segment = segments.find((each) => epoch.fromDay < each.epoch.toDay)!;
    const policy = plannedPolicy(scene, segment, planned[i], epoch);
    made.push({policy, lateRow: lateRows(scene, segment, policy), lateDays: segment.late.table.days});
    await new Promise((go) => setImmediate(go));
  }
  return made;
}

function plannedPolicy(
  {twin, horizon}: WeekScene,
  {entry}: Segment,
  {share, station}: PlannedDay,
  epoch: Epoch,
): EpochPolicy {
  const meanDayPackages = epochVolume(horizon, epoch) / (epoch.toDay - epoch.fromDay);
  const entries = chooseEntries(entry, uspsPackages(horizon, share, meanDayPackages));
  return policyOf(epoch, {share}, {station}, entries, targetOn(twin, horizon, epoch.fromDay).leaves);
}

/** A way a ZIP does not have carries none of its packages: any row will do. */
function lateRows({world}: WeekScene, {entry, late}: Segment, {station, handoff}: EpochPolicy): Int32Array[] {
  const {firstSlot, building} = world.service;
  const rows = [0, 1, 2].map(() => new Int32Array(new SharedArrayBuffer(4 * station.length)));
  for (let zip = 0; zip < station.length; zip++) {
    rows[USPS][zip] = handoff[zip] === entry.unit[zip] ? late.unit[zip] : late.scf[zip];
    rows[OTHER][zip] = late.other[world.marketOf[zip]];
    for (let slot = firstSlot[zip]; station[zip] !== NO_BUILDING && slot < firstSlot[zip + 1]; slot++) {
      if (building[slot] === station[zip]) rows[OWNED][zip] = late.slot[slot];
    }
  }
  return rows;
}
