import {
  type EpochPolicy,
  GROUP_COUNT,
  hash32,
  type Ledger,
  OTHER,
  OVERFLOW_OTHER,
  OVERFLOW_USPS,
  OWNED,
  SHARE_ONE,
  USPS,
} from '@cutover/core';
import {
  addBlocks,
  type BlockInput,
  type BooksInput,
  CLASS_SLOTS,
  createBlockKernel,
  createDemand,
  createLedger,
  DELAY_SLOTS,
  type DrawTables,
  epochOfDay,
  fillQuota,
  ORIGIN_SLOTS,
  planDays,
  runBooks,
  samplingRate,
  simulateBlock,
  slotPositions,
} from '@cutover/simulation';

/** A little world to simulate, as plain numbers: what a test writes by hand or draws by chance. */
export interface SceneOptions {
  readonly volumes: readonly number[]; // [day of the horizon]
  readonly fromDay?: number; // simulated days of the horizon; absent: all
  readonly toDay?: number;
  readonly weight: readonly number[]; // [zip * GROUP_COUNT + group]
  readonly epochs: readonly SceneEpoch[];
  readonly planned: readonly (readonly number[])[]; // [day][station], capacity the FC knows
  readonly actual?: readonly (readonly number[])[]; // [day][station], after the shock; absent: as planned
  readonly delivers?: readonly (readonly number[])[]; // [day][way]; absent: every day
  readonly otherCapPerDay?: number;
  readonly wanted?: number; // simulated packages; absent: all
  readonly seed?: number;
}

export interface SceneEpoch {
  readonly fromDay: number;
  readonly toDay: number;
  readonly share: readonly (readonly number[])[]; // [zip * GROUP_COUNT + group], of each way, in 1/1024
  readonly stationOf: readonly number[]; // [zip]
  readonly overflow: readonly number[]; // [zip]
  readonly otherBeyondToday?: number; // share of the day, planned; absent: none
}

export interface Scene {
  readonly policy: readonly EpochPolicy[];
  readonly books: BooksInput;
  readonly block: BlockInput;
  readonly ledger: Ledger; // still empty
}

export const ALL_OWNED = [SHARE_ONE, 0, 0];
export const ALL_USPS = [0, SHARE_ONE, 0];
export const ALL_OTHER = [0, 0, SHARE_ONE];

const CLASSES = 6;
const ORIGINS = 3;
const MARKETS = 2;
const HANDOFFS = 2;

export function createScene(options: SceneOptions): Scene {
  const {volumes, weight, epochs, planned, otherCapPerDay = 0, seed = 1} = options;
  const {fromDay = 0, toDay = volumes.length} = options;
  const zipCount = weight.length / GROUP_COUNT;
  const stationCount = planned[0].length;
  const demand = createDemand(Float64Array.from(volumes), Float64Array.from(weight));
  const volume = demand.dayFirst[toDay] - demand.dayFirst[fromDay];
  const wanted = Math.min(volume, options.wanted ?? volume);
  const policy = epochs.map(
    (epoch): EpochPolicy => ({
      epoch: {fromDay: epoch.fromDay, toDay: epoch.toDay},
      share: Uint16Array.from(epoch.share.flat()),
      station: Int32Array.from(epoch.stationOf),
      handoff: Int32Array.from({length: zipCount}, (_, zip) => stationCount + (zip % HANDOFFS)),
      overflow: Uint8Array.from(epoch.overflow),
    }),
  );
  const shared = {
    demand,
    fromDay,
    dayCount: toDay - fromDay,
    zipCount,
    epochOf: epochOfDay(epochs, volumes.length),
    position: policy.map((each) => slotPositions(demand, each)),
    delivers: Uint8Array.from((options.delivers ?? volumes.map(() => [1, 1, 1])).flat()),
    stationOf: policy.map(({station}) => station),
    overflow: policy.map(({overflow}) => overflow),
  };
  const marketOf = Uint16Array.from({length: zipCount}, (_, zip) => zip % MARKETS);
  const targetRows = stationCount + HANDOFFS + MARKETS;
  return {
    policy,
    books: {
      ...shared,
      capacity: {
        planned: Uint32Array.from(planned.flat()),
        actual: Uint32Array.from((options.actual ?? planned).flat()),
      },
      stationCount,
      otherCapPerDay,
      otherBeyondToday: epochs.map(({otherBeyondToday = 0}) => otherBeyondToday),
    },
    block: {
      ...shared,
      seed,
      rate: samplingRate(demand.dayFirst[fromDay], volume, wanted),
      classCount: CLASSES,
      marketOf,
      tables: policy.map((_, epoch) => drawTables(epoch)),
      transit: policy.map((_, epoch) =>
        Uint8Array.from({length: targetRows * 2 * ORIGINS}, (_each, i) => 1 + (hash32(100 * epoch + i) % 5)),
      ),
      targetOf: policy.map(({station, handoff}) => {
        const rows: Int32Array[] = [];
        rows[OWNED] = station.map((s) => Math.max(0, s));
        rows[USPS] = handoff;
        rows[OTHER] = Int32Array.from(marketOf, (market) => stationCount + HANDOFFS + market);
        return rows;
      }),
    },
    ledger: createLedger({
      fromDay,
      dayCount: toDay - fromDay,
      zipCount,
      classCount: CLASSES,
      originCount: ORIGINS,
      laneCount: 0,
      buildingCount: targetRows,
      epochs: policy.map(({epoch}) => epoch),
      stations: Int32Array.from({length: stationCount}, (_, s) => s),
      samplePackages: wanted,
      volumePackages: volume,
    }),
  };
}

/** Classes 0 and 1 are light, 2 and 3 heavy, 4 and 5 the floor; the odd ones have the long promise. */
function drawTables(epoch: number): DrawTables {
  const classQuota = new Uint8Array(GROUP_COUNT * CLASS_SLOTS);
  for (let group = 0; group < GROUP_COUNT; group++) {
    const weight = Array.from({length: CLASSES}, (_, i) => (Math.floor(i / 2) === group ? 1 + i : 0));
    fillQuota(weight, CLASS_SLOTS, classQuota, group * CLASS_SLOTS);
  }
  const originQuota = new Uint16Array(MARKETS * ORIGIN_SLOTS);
  for (let market = 0; market < MARKETS; market++) {
    const weight = Array.from({length: ORIGINS}, (_, i) => 1 + (hash32(31 * epoch + 7 * market + i) % 9));
    fillQuota(weight, ORIGIN_SLOTS, originQuota, market * ORIGIN_SLOTS);
  }
  const delayQuota = new Uint8Array(3 * DELAY_SLOTS);
  [0.03, 0.06, 0.05].forEach((late, way) => {
    fillQuota([1 - late, 0.75 * late, 0.25 * late], DELAY_SLOTS, delayQuota, way * DELAY_SLOTS);
  });
  return {
    classQuota,
    originQuota,
    delayQuota,
    classVariant: Uint8Array.from({length: CLASSES}, (_, i) => i % 2),
    promiseDays: Uint8Array.of(2, 5),
    originCount: ORIGINS,
    variantCount: 2,
  };
}

/** The whole simulation of a scene on this thread, `zipsPerBlock` ZIPs at a time. */
export function simulateScene({books, block, ledger}: Scene, zipsPerBlock = 7, isSimd = true): Ledger {
  planDays(books, ledger, 0, books.dayCount);
  runBooks(books, ledger);
  const kernel = createBlockKernel(block, isSimd);
  const results = [];
  for (let from = 0; from < block.zipCount; from += zipsPerBlock) {
    results.push(simulateBlock(block, ledger, from, Math.min(block.zipCount, from + zipsPerBlock), kernel));
  }
  return addBlocks(ledger, results);
}

/**
 * A scene in which everything happens: tight stations that overflow to USPS, to another carrier with a small cap or
 * not at all, ZIPs without station, ZIPs that change station between epochs, days on which nobody delivers.
 */
export function randomScene(seed: number, rest: Partial<SceneOptions> = {}): SceneOptions {
  let counter = 0;
  const below = (limit: number): number => hash32(hash32(seed) + counter++) % limit;
  const [days, zips, stations] = [4 + below(9), 5 + below(16), 1 + below(4)];
  const volumes = Array.from({length: days}, () => (below(9) === 0 ? 0 : below(300 * zips)));
  const toUsps = Array.from({length: stations}, () => [0, OVERFLOW_USPS, OVERFLOW_OTHER][below(3)]);
  const cut = 1 + below(days - 1);
  const epoch = (fromDay: number, toDay: number): SceneEpoch => {
    const stationOf = Array.from({length: zips}, () => below(stations + 1) - 1);
    const share = stationOf.flatMap((station) => [
      ...[0, 1].map(() => (station < 0 ? [ALL_USPS, ALL_OTHER][below(2)] : sharesOf(below))),
      ALL_USPS,
    ]);
    return {fromDay, toDay, share, stationOf, overflow: stationOf.map((s) => (s < 0 ? OVERFLOW_USPS : toUsps[s]))};
  };
  const planned = volumes.map(() => Array.from({length: stations}, () => below((250 * zips) / stations)));
  return {
    volumes,
    weight: Array.from({length: zips * GROUP_COUNT}, () => (below(6) === 0 ? 0 : below(1000))),
    epochs: [epoch(0, cut), epoch(cut, days)],
    planned,
    actual: planned.map((row) => row.map((packages) => Math.floor(packages * (0.7 + below(50) / 100)))),
    delivers: volumes.map(() => [0, 1, 2].map(() => (below(6) === 0 ? 0 : 1))),
    otherCapPerDay: below(200),
    seed,
    ...rest,
  };
}

function sharesOf(below: (limit: number) => number): number[] {
  const kind = below(4);
  if (kind < 3) return [ALL_OWNED, ALL_USPS, ALL_OWNED][kind];
  const owned = below(SHARE_ONE);
  const usps = below(SHARE_ONE - owned);
  return [owned, usps, SHARE_ONE - owned - usps];
}
