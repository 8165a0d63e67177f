import {
  DELIVERER_COUNT,
  type Epoch,
  type EpochPolicy,
  type FlowTemplate,
  flowTemplate,
  GROUP_COUNT,
  NO_BUILDING,
  OTHER,
  OVERFLOW_OTHER,
  OVERFLOW_USPS,
  OWNED,
  promiseBinding,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import type {HandoffInput, Handoffs, MeritResult} from '@cutover/planning';
import type {EpochNetwork} from './epoch-network.ts';
import type {Horizon} from './horizon.ts';
import type {ZipOptions, ZipWays} from './options.ts';

/**
 * Today's shares, without those nobody can carry. Where own vans do not go, other carriers keep what they would have
 * given up and USPS takes the rest; what has no way into the mail goes to other carriers.
 */
export function feasibleShares(horizon: Horizon, options: ZipOptions, ways: ZipWays, entry: HandoffInput): Uint16Array {
  const share = horizon.todayShare.slice();
  for (let zip = 0; zip < options.station.length; zip++) {
    const hasOwn = options.station[zip] !== NO_BUILDING && !Number.isNaN(ways.station.costUsd[zip]);
    const hasUsps = !Number.isNaN(entry.unitWayUsd[zip]) || !Number.isNaN(entry.scfWayUsd[zip]);
    if (hasOwn && hasUsps) continue;
    for (let cell = zip * GROUP_COUNT; cell < (zip + 1) * GROUP_COUNT; cell++) {
      if (!hasOwn) move(share, cell, OWNED, OTHER, horizon.released[cell]);
      if (!hasOwn) move(share, cell, OWNED, hasUsps ? USPS : OTHER, SHARE_ONE);
      if (!hasUsps) move(share, cell, USPS, OTHER, SHARE_ONE);
    }
  }
  return share;
}

function move(share: Uint16Array, cell: number, from: number, to: number, most: number): void {
  const at = cell * DELIVERER_COUNT;
  const moved = Math.min(most, share[at + from]);
  share[at + to] += moved;
  share[at + from] -= moved;
}

/** The decided shares with where they go. */
export function policyOf(
  epoch: Epoch,
  merit: Pick<MeritResult, 'share'>,
  options: Pick<ZipOptions, 'station'>,
  handoffs: Pick<Handoffs, 'building'>,
  leaves: boolean,
): EpochPolicy {
  const zipCount = options.station.length;
  const overflow = new Uint8Array(new SharedArrayBuffer(zipCount));
  const station = new Int32Array(new SharedArrayBuffer(4 * zipCount));
  const handoff = new Int32Array(new SharedArrayBuffer(4 * zipCount));
  station.set(options.station);
  handoff.set(handoffs.building);
  for (let zip = 0; zip < zipCount; zip++) {
    overflow[zip] = overflowTo(handoff[zip], leaves);
  }
  return {epoch, share: merit.share, station, handoff, overflow};
}

/** Where a full station sends a ZIP's packages: on to USPS as long as anything may go there. */
export function overflowTo(handoff: number, leaves: boolean): number {
  return !leaves && handoff !== NO_BUILDING ? OVERFLOW_USPS : OVERFLOW_OTHER;
}

/**
 * How the planned packages lie on lanes: a day's loads follow from its packages at the last buildings.
 *
 * @param standby - `[zip]` each, further buildings that packages may come to, or NO_BUILDING
 */
export function flowOf(
  {world, table, mix}: EpochNetwork,
  {demand}: Horizon,
  policy: Pick<EpochPolicy, 'share' | 'station' | 'handoff'>,
  standby: readonly Int32Array[] = [],
): FlowTemplate {
  const packages = new Map<number, number>(); // by market and target
  const add = (zip: number, building: number, way?: number): void => {
    if (building === NO_BUILDING) return;
    let sum = 0;
    for (let cell = zip * GROUP_COUNT; way !== undefined && cell < (zip + 1) * GROUP_COUNT; cell++) {
      sum += (demand.groupShare[cell] * policy.share[cell * DELIVERER_COUNT + way]) / SHARE_ONE;
    }
    sum += STANDBY_SHARE * demand.groupShare[zip * GROUP_COUNT];
    const key = world.marketOf[zip] * table.targets.length + table.targetSlot[building];
    packages.set(key, (packages.get(key) ?? 0) + sum);
  };
  for (let zip = 0; zip < policy.station.length; zip++) {
    add(zip, policy.station[zip], OWNED);
    add(zip, policy.handoff[zip], USPS);
    for (const building of standby) add(zip, building[zip]);
  }
  const keys = [...packages.keys()].sort((a, b) => a - b);
  const market = Int32Array.from(keys, (key) => Math.floor(key / table.targets.length));
  const target = Int32Array.from(keys, (key) => key % table.targets.length);
  return flowTemplate(
    world.network.csr,
    table,
    mix,
    market,
    target,
    Float64Array.from(keys, (key) => packages.get(key)!),
  );
}

// A building without planned packages still gets a way for those that overflow to it; too little to sway the rest.
const STANDBY_SHARE = 1e-9;

/** What the policy's ways cost, mean over origins and promises. NaN: no way. */
export interface WayCosts {
  readonly ownUsd: Float64Array; // [zip], linehaul and handling to the station, per package
  readonly ownSortUsd: Float64Array; // [zip], the handling in it
  readonly ownHours: Float64Array; // [zip], to the station
  readonly ownOnTimeShare: Float64Array; // [zip], of packages whose promise some way keeps
  readonly uspsUsd: Float64Array; // [zip], to where the packages enter the mail
  readonly uspsSortUsd: Float64Array;
  readonly uspsHours: Float64Array;
  readonly uspsOnTimeShare: Float64Array;
}

export function wayCosts(ways: ZipWays, handoffs: Handoffs, {unit}: ZipOptions): WayCosts {
  const pick = (atUnit: Float64Array, atScf: Float64Array): Float64Array =>
    atUnit.map((value, zip) => (handoffs.building[zip] === unit[zip] ? value : atScf[zip]));
  return {
    ownUsd: ways.station.costUsd,
    ownSortUsd: ways.station.sortUsd,
    ownHours: ways.station.hours,
    ownOnTimeShare: ways.station.onTimeShare,
    uspsUsd: pick(ways.unit.costUsd, ways.scf.costUsd),
    uspsSortUsd: pick(ways.unit.sortUsd, ways.scf.sortUsd),
    uspsHours: pick(ways.unit.hours, ways.scf.hours),
    uspsOnTimeShare: pick(ways.unit.onTimeShare, ways.scf.onTimeShare),
  };
}

/** Of the (FC, ZIP) pairs, in how many the promise forbids the cheapest way; a ZIP counts where it is mainly served. */
export function bindingOf({table, metric}: EpochNetwork, policy: EpochPolicy): {binding: number; pairs: number} {
  const zips = new Float64Array(table.targets.length);
  policy.station.forEach((station, zip) => {
    const building = station === NO_BUILDING ? policy.handoff[zip] : station;
    if (building !== NO_BUILDING) zips[table.targetSlot[building]]++;
  });
  return promiseBinding(table, metric, zips);
}

/** ZIPs without a station near, or whose station no way reaches within any promise. */
export function uncoveredZips({station}: ZipWays): number[] {
  const zips: number[] = [];
  station.onTimeShare.forEach((share, zip) => {
    if (!(share > 0)) zips.push(zip);
  });
  return zips;
}
