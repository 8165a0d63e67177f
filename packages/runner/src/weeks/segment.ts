import {
  classGroups,
  type Epoch,
  GROUP_COUNT,
  isLimitedOn,
  NO_BUILDING,
  OTHER,
  type OtherCarrierZones,
  otherCarrierUsd,
  otherCarrierZones,
  OWNED,
  type Twin,
  USPS,
} from '@cutover/core';
import type {HandoffInput, MeritResult} from '@cutover/planning';
import {type Capacity, tightestDay} from '../capacity.ts';
import {calendarDay} from '../draw-tables.ts';
import type {EpochNetwork} from '../epoch-network.ts';
import type {Horizon} from '../horizon.ts';
import {buildingLateRows, lateRows} from '../late-rows.ts';
import type {LateTable} from '../late-table.ts';
import {marketWays, type Pairs, zipOptions, zipWays} from '../options.ts';
import {decideEpoch, type EpochOptions, epochOptions, priceEntry, type PricedEntry} from '../plan-epoch.ts';

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
}

export interface DecidedSegment extends Segment {
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
): DecidedSegment {
  const options = epochOptions(network, horizon, capacity, epoch);
  const {merit, ...entry} = decideEpoch(twin, network, horizon, options, epoch);
  return {...segmentOf(twin, network, epoch, options, entry, slotWays(network)), merit};
}

/** Ways to stations: of a network, whatever the day. */
interface SlotWays {
  readonly usd: Float64Array; // as `slotUsd` of a segment
  readonly late: Int32Array; // and `slot` of its lateness
}

const slotWaysOf = new WeakMap<EpochNetwork, SlotWays>(); // epochs share a network

function slotWays(network: EpochNetwork): SlotWays {
  const known = slotWaysOf.get(network) ?? findSlotWays(network, openSlots(network));
  slotWaysOf.set(network, known);
  return known;
}

function findSlotWays(network: EpochNetwork, slots: Pairs): SlotWays {
  const [{costUsd}] = marketWays(network, [slots]);
  return {usd: costUsd, late: buildingLateRows(network, OWNED, slots)};
}

/** The same of one ZIP: what others do not need for its numbers is left out, and their ways are not looked for. */
export function priceZip(
  twin: Twin,
  network: EpochNetwork,
  horizon: Horizon,
  capacity: Capacity,
  epoch: Epoch,
  zip: number,
): Segment {
  const tightest = tightestDay(capacity, horizon, epoch.fromDay, epoch.toDay);
  const all = zipOptions(network.world, horizon, tightest, epoch.fromDay);
  const hasLimits = isLimitedOn(twin, horizon.firstDay + epoch.fromDay);
  const isAsked = (row: number): boolean => hasLimits || row === zip || all.unit[row] === all.unit[zip]; // share stops
  const asked = (building: Int32Array): Int32Array => building.map((each, row) => (isAsked(row) ? each : NO_BUILDING));
  const options = {...all, station: asked(all.station), unit: asked(all.unit), scf: asked(all.scf)};
  const offer = {tightest, options, ways: zipWays(network, options)};
  const entry = priceEntry(twin, network, horizon, offer, epoch);
  return segmentOf(twin, network, epoch, offer, entry, findSlotWays(network, openSlots(network, zip)));
}

function segmentOf(
  twin: Twin,
  network: EpochNetwork,
  epoch: Epoch,
  options: EpochOptions,
  {uspsUsd, handoff, entryInput}: Pick<PricedEntry, 'uspsUsd' | 'handoff' | 'entryInput'>,
  slots: SlotWays,
): Segment {
  return {
    ...{epoch, slotUsd: slots.usd, uspsUsd, handoff},
    otherUsd: groupOtherUsd(twin, network, epoch.fromDay),
    entry: entryInput,
    late: segmentLate(network, slots.late, entryInput),
    options,
  };
}

/**
 * Slots of every ZIP; the building of one that is closed is NO_BUILDING.
 *
 * @param only - ZIP whose slots are asked for, those of others count as closed; absent: all
 */
function openSlots(network: EpochNetwork, only?: number): Pairs {
  const {firstSlot, building} = network.world.service;
  const zipOf = new Int32Array(building.length);
  for (let zip = 0; zip + 1 < firstSlot.length; zip++) zipOf.fill(zip, firstSlot[zip], firstSlot[zip + 1]);
  const isOpen = (slot: number): boolean =>
    network.open[building[slot]] === 1 && (only === undefined || zipOf[slot] === only);
  return {zip: zipOf, building: building.map((each, slot) => (isOpen(slot) ? each : NO_BUILDING))};
}

function segmentLate(network: EpochNetwork, slot: Int32Array, {unit, scf}: HandoffInput): SegmentLate {
  const {markets, targets} = network.world;
  const zip = unit.map((_, row) => row);
  const market = Int32Array.from(markets, (_, row) => row);
  const rows = {
    slot,
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

const zonesOf = new WeakMap<Twin, OtherCarrierZones>(); // the same on every day

function groupOtherUsd(twin: Twin, {world}: EpochNetwork, day: number): Float64Array {
  const zones = zonesOf.get(twin) ?? otherCarrierZones(twin);
  zonesOf.set(twin, zones);
  const {usd} = otherCarrierUsd(twin, world.p, calendarDay(world, day), zones);
  const classCount = twin.mix.length;
  return Float64Array.from({length: world.markets.length * GROUP_COUNT}, (_, at) => {
    const group = classGroups[at % GROUP_COUNT];
    const row = Math.floor(at / GROUP_COUNT) * classCount;
    return twin.mix.reduce((sum, each, k) => (each.classGroup === group ? sum + each.share * usd[row + k] : sum), 0);
  });
}
