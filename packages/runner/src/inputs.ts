import {
  DELIVERER_COUNT,
  lastMileRates,
  type Ledger,
  NO_BUILDING,
  OTHER,
  OWNED,
  SHARE_ONE,
  USPS,
  value,
} from '@cutover/core';
import {
  type BlockInput,
  type BooksInput,
  createLedger,
  epochOfDay,
  type LinehaulInput,
  type OwnRoutesInput,
  samplingRate,
  slotPositions,
} from '@cutover/simulation';
import type {Horizon} from './horizon.ts';
import type {EpochPlan} from './plan-epoch.ts';
import type {Prepared} from './prepare.ts';

/** Everything the tasks of one scenario read and fill, on shared memory. */
export interface SimulationInputs {
  readonly ledger: Ledger;
  readonly books: BooksInput;
  readonly block: BlockInput;
  readonly linehaul: LinehaulInput;
  readonly ownRoutes: OwnRoutesInput;
}

/** @param packages - how many to simulate; absent: every one */
export function simulationInputs(prepared: Prepared, seed: number, packages: number | undefined): SimulationInputs {
  const {world, horizon, plans, networks, fromDay, toDay, capacity} = prepared;
  const {dayFirst} = horizon.demand;
  const volume = dayFirst[toDay] - dayFirst[fromDay];
  const rate = samplingRate(dayFirst[fromDay], volume, packages ?? volume);
  const zipCount = world.twin.zips.length;
  const time = {demand: horizon.demand, fromDay, dayCount: toDay - fromDay, zipCount};
  const epochs = plans.map(({policy}) => policy.epoch);
  const shared = {
    ...time,
    epochOf: wholeHorizon(
      epochOfDay(
        epochs.map(({fromDay: from, toDay: to}) => ({fromDay: from - fromDay, toDay: to - fromDay})),
        time.dayCount,
      ),
      fromDay,
      horizon.dayCount,
    ),
    position: plans.map(({policy}) => slotPositions(horizon.demand, policy)),
    stationOf: plans.map(({options}) => toSlots(options.station, world.stationSlot)),
    overflow: plans.map(({policy}) => policy.overflow),
  };
  const delivers = horizon.delivers;
  return {
    ledger: emptyLedger(prepared, volume, Math.min(packages ?? volume, volume)),
    books: {
      ...shared,
      capacity,
      stationCount: world.stations.length,
      delivers,
      otherCapPerDay: value(world.p, 'other_carrier_cap_per_day'),
      otherBeyondToday: plans.map(({policy}) => beyondToday(horizon, policy.share)),
    },
    block: {
      ...shared,
      seed,
      rate,
      classCount: world.twin.mix.length,
      marketOf: world.marketOf,
      tables: networks.map(({tables}) => tables),
      transit: networks.map(({transit}) => transit),
      targetOf: plans.map((plan) => targetRows(prepared, plan)),
      delivers,
    },
    linehaul: linehaulInput(prepared, shared),
    ownRoutes: {
      ...shared,
      stationCount: world.stations.length,
      stemMiles: plans.map(({options}) => options.stemMiles),
      segment: world.segment,
      areaSqMi: world.areaSqMi,
      rates: lastMileRates(world.p, world.cubeFt3),
    },
  };
}

/** Packages the plan gives other carriers beyond today's, as a share of the national volume. */
export function beyondToday({demand, todayShare}: Horizon, share: Uint16Array): number {
  let sum = 0;
  for (let cell = 0; cell < demand.groupShare.length; cell++) {
    const at = cell * DELIVERER_COUNT + OTHER;
    sum += (demand.groupShare[cell] * (share[at] - todayShare[at])) / SHARE_ONE;
  }
  return Math.max(0, sum);
}

type SharedInput = Pick<LinehaulInput, 'demand' | 'fromDay' | 'dayCount' | 'zipCount' | 'epochOf' | 'position'>;

function linehaulInput({world, horizon, plans, fromDay}: Prepared, shared: SharedInput): LinehaulInput {
  const {lanes, csr} = {lanes: world.twin.lanes, csr: world.network.csr};
  const operates = new Uint8Array(lanes.length * 7);
  lanes.forEach(({days}, row) => {
    for (const digit of days) operates[row * 7 + Number(digit) - 1] = 1;
  });
  return {
    ...shared,
    firstWeekday: (horizon.firstDay + fromDay + 3) % 7, // 1970-01-01 was a Thursday
    station: plans.map(({policy}) => policy.station),
    handoff: plans.map(({policy}) => policy.handoff),
    overflowLane: plans.map((plan) => overflowLanes(world.network.csr, plan, world.twin.facilities.length)),
    csr,
    flow: plans.map(({flow}) => flow),
    targets: Int32Array.from(world.targets),
    cubeFt3: world.cubeFt3,
    usableFt3: world.lanes.usableFt3,
    tripsPerDay: Float64Array.from(lanes, ({tripsPerDay}) => tripsPerDay),
    operates,
  };
}

/** The lane (row) from each ZIP's station to its unit, for packages that move on; -1 where there is none. */
export function overflowLanes(
  csr: Prepared['world']['network']['csr'],
  {options}: Pick<EpochPlan, 'options'>,
  buildingCount: number,
): Int32Array {
  const wanted = new Map<number, number>(); // by station and unit
  options.station.forEach((station, zip) => {
    if (station !== NO_BUILDING && options.unit[zip] !== NO_BUILDING) {
      wanted.set(station * buildingCount + options.unit[zip], NO_BUILDING);
    }
  });
  for (let lane = 0; lane < csr.laneHead.length; lane++) {
    const key = csr.laneTail[lane] * buildingCount + csr.laneHead[lane];
    if (wanted.get(key) === NO_BUILDING) wanted.set(key, csr.laneRow[lane]);
  }
  return options.station.map((station, zip) => wanted.get(station * buildingCount + options.unit[zip]) ?? NO_BUILDING);
}

/** Row of `transit` for each way of each ZIP. A way a ZIP does not have carries none of its packages. */
function targetRows({world}: Prepared, {policy}: EpochPlan): Int32Array[] {
  const slotOf = new Int32Array(world.twin.facilities.length);
  world.targets.forEach((building, slot) => {
    slotOf[building] = slot;
  });
  const row = (building: number): number => (building === NO_BUILDING ? 0 : slotOf[building]);
  const rows: Int32Array[] = Array.from({length: DELIVERER_COUNT}, () => new Int32Array(0));
  rows[OWNED] = sharedFrom(policy.station, row);
  rows[USPS] = sharedFrom(policy.handoff, row);
  rows[OTHER] = sharedFrom(policy.station, (_, zip) => world.targets.length + world.marketOf[zip]);
  return rows;
}

function toSlots(buildings: Int32Array, slotOf: Int32Array): Int32Array {
  return sharedFrom(buildings, (building) => (building === NO_BUILDING ? -1 : slotOf[building]));
}

function sharedFrom(values: Int32Array, read: (value: number, index: number) => number): Int32Array {
  const array = new Int32Array(new SharedArrayBuffer(4 * values.length));
  values.forEach((each, index) => {
    array[index] = read(each, index);
  });
  return array;
}

/** Days outside the simulated window belong to no epoch; nobody asks for them. */
function wholeHorizon(epochOf: Uint8Array, fromDay: number, dayCount: number): Uint8Array {
  const whole = new Uint8Array(new SharedArrayBuffer(dayCount)).fill(255);
  whole.set(epochOf, fromDay);
  return whole;
}

function emptyLedger({world, plans, fromDay, toDay}: Prepared, volume: number, samplePackages: number): Ledger {
  return createLedger({
    fromDay,
    dayCount: toDay - fromDay,
    zipCount: world.twin.zips.length,
    classCount: world.twin.mix.length,
    originCount: world.origins.length,
    laneCount: world.twin.lanes.length,
    buildingCount: world.twin.facilities.length,
    epochs: plans.map(({policy}) => policy.epoch),
    stations: Int32Array.from(world.stations),
    samplePackages,
    volumePackages: volume,
  });
}
