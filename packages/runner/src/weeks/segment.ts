import {classGroups, type Epoch, GROUP_COUNT, NO_BUILDING, otherCarrierUsd, type Twin} from '@cutover/core';
import type {MeritResult} from '@cutover/planning';
import type {Capacity} from '../capacity.ts';
import {calendarDay} from '../draw-tables.ts';
import type {EpochNetwork} from '../epoch-network.ts';
import type {Horizon} from '../horizon.ts';
import {marketWays} from '../options.ts';
import {decideEpoch, type EpochOptions, epochOptions} from '../plan-epoch.ts';

/** Prices of every way in an interval without change of network or tariff. */
export interface Segment {
  readonly epoch: Epoch;
  readonly slotUsd: Float64Array; // [slot of `world.service`], linehaul and handling to the station; NaN: no way
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], all in; NaN: no way into the mail
  readonly handoff: Int32Array; // [zip], building that `uspsUsd` enters the mail at, or NO_BUILDING
  readonly otherUsd: Float64Array; // [market * GROUP_COUNT + group], FC to door
  readonly options: EpochOptions;
  readonly merit: MeritResult; // what merit order would do
}

export function priceSegment(
  twin: Twin,
  network: EpochNetwork,
  horizon: Horizon,
  capacity: Capacity,
  epoch: Epoch,
): Segment {
  const options = epochOptions(network, horizon, capacity, epoch);
  const {merit, uspsUsd, handoff} = decideEpoch(twin, network, horizon, options, epoch);
  return {
    epoch,
    slotUsd: slotUsd(network),
    uspsUsd,
    handoff,
    otherUsd: groupOtherUsd(twin, network, epoch.fromDay),
    options,
    merit,
  };
}

function slotUsd(network: EpochNetwork): Float64Array {
  const {firstSlot, building} = network.world.service;
  const zipOf = new Int32Array(building.length);
  for (let zip = 0; zip + 1 < firstSlot.length; zip++) zipOf.fill(zip, firstSlot[zip], firstSlot[zip + 1]);
  const open = building.map((each) => (network.open[each] === 1 ? each : NO_BUILDING));
  const [ways] = marketWays(network, [{zip: zipOf, building: open}]);
  return ways.costUsd;
}

function groupOtherUsd(twin: Twin, {world}: EpochNetwork, day: number): Float64Array {
  const {usd} = otherCarrierUsd(twin, world.p, calendarDay(world, day));
  const classCount = twin.mix.length;
  return Float64Array.from({length: world.markets.length * GROUP_COUNT}, (_, at) => {
    const group = classGroups[at % GROUP_COUNT];
    const row = Math.floor(at / GROUP_COUNT) * classCount;
    return twin.mix.reduce((sum, each, k) => (each.classGroup === group ? sum + each.share * usd[row + k] : sum), 0);
  });
}
