import {GROUP_COUNT, type Twin, value, withoutBids} from '@cutover/core';
import {chooseHandoffs, type HandoffInput, type Handoffs} from '@cutover/planning';
import type {EpochNetwork} from '../epoch-network.ts';
import {handoffInput} from '../handoff-input.ts';
import type {Horizon} from '../horizon.ts';
import {uspsPackages} from '../plan-epoch.ts';
import {feasibleShares} from '../policy.ts';
import type {Segment} from '../weeks/segment.ts';
import {type EntryLateUsd, entryLateUsd} from '../weeks/week-cost.ts';
import {tenderUsd} from './tender.ts';

/** When a load must be at the node. */
export const tenders = ['same_day', 'next_day'] as const;
export type Tender = (typeof tenders)[number];

/** Ways into the mail in a segment, at the plan's prices and at list. */
export interface SegmentEntry {
  readonly contract: HandoffInput;
  readonly list: HandoffInput;
  readonly planned: Handoffs; // as the plan priced them
  readonly otherUsd: Float64Array; // [zip * GROUP_COUNT + group], by another carrier; Infinity: not eligible
  readonly unitEarlierUsd: Float64Array; // [zip], of tender a day before, per package to the unit
  readonly scfEarlierUsd: Float64Array; // [zip]
  readonly lateUsd: EntryLateUsd;
}

/** Prices every way into the mail of a segment, with and without the contract. */
export function segmentEntry(twin: Twin, network: EpochNetwork, horizon: Horizon, segment: Segment): SegmentEntry {
  const {world} = network;
  const {
    epoch,
    options: {options, ways},
    otherUsd,
    entry: contract,
  } = segment;
  const list = handoffInput({...withoutBids(twin), contract: null}, network, options, ways, epoch.fromDay);
  const volume = horizon.demand.dayFirst[epoch.toDay] - horizon.demand.dayFirst[epoch.fromDay];
  const today = feasibleShares(horizon, options, ways, contract);
  const earlierMinutes = 60 * value(world.p, 'tender_next_day_hours');
  const lateUsd = value(world.p, 'late_day_usd');
  return {
    contract,
    list,
    planned: chooseHandoffs(contract, uspsPackages(horizon, today, volume / (epoch.toDay - epoch.fromDay))),
    otherUsd: Float64Array.from({length: options.unit.length * GROUP_COUNT}, (_, cell) => {
      const zip = Math.floor(cell / GROUP_COUNT);
      const group = cell % GROUP_COUNT;
      return group === GROUP_COUNT - 1 ? Infinity : otherUsd[world.marketOf[zip] * GROUP_COUNT + group];
    }),
    unitEarlierUsd: tenderUsd(network, options.unit, earlierMinutes, lateUsd),
    scfEarlierUsd: tenderUsd(network, options.scf, earlierMinutes, lateUsd),
    lateUsd: entryLateUsd(world, horizon, segment),
  };
}
