// The packages of some ZIPs of a finished simulation, as any other program could draw them: ranges of ranks with the
// key of their cell and the rows of the tables they are read from. benchmarks/README.md has the arithmetic.
import {cellKeyHigh, cellKeyLow, DELIVERER_COUNT, type Ledger, OTHER, OWNED} from '@cutover/core';
import type {Prepared} from '@cutover/runner';
import {
  CLASS_SLOTS,
  cutStretches,
  DELAY_SLOTS,
  holdDays,
  ORIGIN_SLOTS,
  packagesBefore,
  slotPositions,
  SLOTS,
  STRETCH_FATES,
  STRETCHES,
  WAITS,
} from '@cutover/simulation';

/** Columns of the ranges; each range is one class group and fate of one (day, ZIP). */
export const RANGE_COLUMNS = [
  'cell', // (epoch * zips + zip of the instance) * 3 + way
  'waits', // 1 for own packages that start to wait at their station
  'keyLow', // 32 bits, unsigned
  'keyHigh',
  'rankFrom',
  'rankTo', // rank after the last
  'classAt', // first entry of the group in `classes`
  'originAt', // first entry of the market in `origins`
  'delayAt', // first entry of the way in `delays`
  'transitAt', // first entry of the last building in `transits`
  'hold', // days until the deliverer's next delivery day
] as const;
export type RangeColumn = (typeof RANGE_COLUMNS)[number];

export interface PackageInstance {
  readonly ranges: Readonly<Record<RangeColumn, Uint32Array>>;
  readonly packages: number;
  readonly classes: Int32Array; // class + CLASS_SPAN * promise days + PROMISE_SPAN * variant * origins
  readonly origins: Int32Array;
  readonly delays: Int32Array;
  readonly transits: Int32Array; // [variant * origins + origin] of each building
  readonly zips: readonly number[];
  readonly cellCount: number;
  readonly classCount: number;
  readonly originCount: number;
}

export const CLASS_SPAN = 64;
export const PROMISE_SPAN = 1024; // 64 classes x 16 days

/** Collects the ranges of some ZIPs on all days, and the rows of the tables that they need. */
export function packageInstance(
  prepared: Prepared,
  ledger: Ledger,
  zips: readonly number[],
  seed: number,
): PackageInstance {
  const {plans, networks, horizon, world, fromDay, toDay} = prepared;
  const {originCount, variantCount} = networks[0].tables;
  const columns = Object.fromEntries(RANGE_COLUMNS.map((name) => [name, [] as number[]]));
  const origins = rowCollector(ORIGIN_SLOTS);
  const transits = rowCollector(variantCount * originCount);
  const positions = plans.map(({policy}) => slotPositions(horizon.demand, policy));
  const targetSlot = new Map(world.targets.map((building, slot) => [building, slot]));
  const bound = new Float64Array(SLOTS + 1);
  const ends = new Float64Array(STRETCHES);
  let packages = 0;
  for (const [place, zip] of zips.entries()) {
    for (let day = fromDay; day < toDay; day++) {
      const epoch = plans.findIndex(({policy}) => day >= policy.epoch.fromDay && day < policy.epoch.toDay);
      const {tables, transit} = networks[epoch];
      const {station, handoff} = plans[epoch].policy;
      cutCell(prepared, ledger, positions[epoch], day, zip, bound, ends);
      let from = bound[0];
      for (let stretch = 0; stretch < STRETCHES; from = ends[stretch++]) {
        if (ends[stretch] <= from) continue;
        const fate = STRETCH_FATES[stretch % STRETCH_FATES.length];
        const way = fate === WAITS ? OWNED : fate;
        const building = way === OWNED ? station[zip] : handoff[zip];
        const target = way === OTHER ? world.targets.length + world.marketOf[zip] : targetSlot.get(building)!;
        const range: Record<RangeColumn, number> = {
          cell: (epoch * zips.length + place) * DELIVERER_COUNT + way,
          waits: fate === WAITS ? 1 : 0,
          keyLow: cellKeyLow(seed, day, zip),
          keyHigh: cellKeyHigh(seed, day, zip),
          rankFrom: from - bound[0],
          rankTo: ends[stretch] - bound[0],
          classAt: Math.floor(stretch / STRETCH_FATES.length) * CLASS_SLOTS,
          originAt: origins.add(`${epoch} ${world.marketOf[zip]}`, tables.originQuota, world.marketOf[zip]),
          delayAt: way * DELAY_SLOTS,
          transitAt: transits.add(`${epoch} ${target}`, transit, target),
          hold: fate === WAITS ? 0 : holdDays(horizon.delivers, day, way),
        };
        for (const name of RANGE_COLUMNS) columns[name].push(range[name]);
        packages += range.rankTo - range.rankFrom;
      }
    }
  }
  const {classQuota, classVariant, delayQuota} = networks[0].tables; // the same in every epoch
  return {
    ranges: Object.fromEntries(
      RANGE_COLUMNS.map((name) => [name, Uint32Array.from(columns[name], (n) => n >>> 0)]),
    ) as Record<RangeColumn, Uint32Array>,
    packages,
    classes: Int32Array.from(classQuota, (drawn) => {
      return drawn + CLASS_SPAN * world.twin.mix[drawn].promiseDays + PROMISE_SPAN * classVariant[drawn] * originCount;
    }),
    origins: origins.collected(),
    delays: Int32Array.from(delayQuota),
    transits: transits.collected(),
    zips,
    cellCount: plans.length * zips.length * DELIVERER_COUNT,
    classCount: ledger.classCount,
    originCount,
  };
}

/** Cuts the packages of a (day, ZIP) into what became of them, as the books of the days say. */
function cutCell(
  {horizon, fromDay}: Prepared,
  ledger: Ledger,
  position: Float64Array,
  day: number,
  zip: number,
  bound: Float64Array,
  ends: Float64Array,
): void {
  const {dayFirst, dayPackages, phase} = horizon.demand;
  for (let slot = 0; slot <= SLOTS; slot++) {
    bound[slot] = dayFirst[day] + packagesBefore(dayPackages[day], position[zip * SLOTS + slot], phase[day]);
  }
  const at = (day - fromDay) * ledger.zipCount + zip;
  const toUsps = ledger.volumeDivertedUsps[at] + ledger.volumeOverflow[at];
  cutStretches(bound, ledger.volumeWait[at], toUsps, ledger.volumeDivertedOther[at], ends);
}

/** Rows of tables, each kept once. */
function rowCollector(length: number) {
  const placeOf = new Map<string, number>();
  const rows: number[] = [];
  return {
    /** @returns where the row begins among those collected */
    add(key: string, table: ArrayLike<number>, row: number): number {
      const known = placeOf.get(key);
      if (known !== undefined) return known;
      placeOf.set(key, rows.length);
      for (let i = 0; i < length; i++) rows.push(table[row * length + i]);
      return placeOf.get(key)!;
    },
    collected: () => Int32Array.from(rows),
  };
}
