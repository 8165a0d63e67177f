import {
  classGroups,
  type Epoch,
  GROUP_COUNT,
  NO_BUILDING,
  OTHER,
  otherCarrierUsd,
  OWNED,
  type Twin,
  USPS,
} from '@cutover/core';
import type {HandoffInput, MeritResult} from '@cutover/planning';
import type {Capacity} from '../capacity.ts';
import {calendarDay} from '../draw-tables.ts';
import type {EpochNetwork} from '../epoch-network.ts';
import type {Horizon} from '../horizon.ts';
import {buildingLateRows, lateRows} from '../late-rows.ts';
import type {LateTable} from '../late-table.ts';
import {marketWays, type Pairs} from '../options.ts';
import {decideEpoch, type EpochOptions, epochOptions} from '../plan-epoch.ts';

/** Prices of every way in an interval without change of network or tariff. */
export interface Segment {
  readonly epoch: Epoch;
  readonly slotUsd: Float64Array; // [slot of `world.service`], linehaul and handling to the station; NaN: no way
  readonly uspsUsd: Float64Array; // [zip * GROUP_COUNT + group], all in; NaN: no way into the mail
  readonly handoff: Int32Array; // [zip], building that `uspsUsd` enters the mail at, or NO_BUILDING
  readonly otherUsd: Float64Array; // [market * GROUP_COUNT + group], FC to door
  readonly entry: HandoffInput; // both ways into the mail
  readonly late: SegmentLate;
  readonly options: EpochOptions;
  readonly merit: MeritResult; // what merit order would do
}

/** How late each way is: rows of a table. */
export interface SegmentLate {
  readonly table: LateTable;
  readonly slot: Int32Array; // [slot of `world.service`]
  readonly unit: Int32Array; // [zip]
  readonly scf: Int32Array; // [zip]
  readonly other: Int32Array; // [market]
}

export function priceSegment(
  twin: Twin,
  network: EpochNetwork,
  horizon: Horizon,
  capacity: Capacity,
  epoch: Epoch,
): Segment {
  const options = epochOptions(network, horizon, capacity, epoch);
  const {merit, uspsUsd, handoff, entryInput} = decideEpoch(twin, network, horizon, options, epoch);
  const slots = openSlots(network);
  const [slotWays] = marketWays(network, [slots]);
  return {
    epoch,
    slotUsd: slotWays.costUsd,
    uspsUsd,
    handoff,
    otherUsd: groupOtherUsd(twin, network, epoch.fromDay),
    entry: entryInput,
    late: segmentLate(network, slots, entryInput),
    options,
    merit,
  };
}

/** Every slot of every ZIP; the building of one that is closed is NO_BUILDING. */
function openSlots(network: EpochNetwork): Pairs {
  const {firstSlot, building} = network.world.service;
  const zipOf = new Int32Array(building.length);
  for (let zip = 0; zip + 1 < firstSlot.length; zip++) zipOf.fill(zip, firstSlot[zip], firstSlot[zip + 1]);
  return {zip: zipOf, building: building.map((each) => (network.open[each] === 1 ? each : NO_BUILDING))};
}

function segmentLate(network: EpochNetwork, slots: Pairs, {unit, scf}: HandoffInput): SegmentLate {
  const {markets, targets} = network.world;
  const zip = unit.map((_, row) => row);
  const market = Int32Array.from(markets, (_, row) => row);
  const rows = {
    slot: buildingLateRows(network, OWNED, slots),
    unit: buildingLateRows(network, USPS, {zip, building: unit}),
    scf: buildingLateRows(network, USPS, {zip, building: scf}),
    other: lateRows(
      network,
      OTHER,
      market,
      market.map((row) => targets.length + row),
    ),
  };
  return {table: network.late, ...rows};
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
