import {DELIVERER_COUNT, lastMileRates, type Ledger, NO_BUILDING, OTHER, OWNED, USPS} from '@cutover/core';
import {
  type BlockInput,
  type BooksInput,
  createLedger,
  type LinehaulInput,
  type OwnRoutesInput,
  samplingRate,
} from '@cutover/simulation';
import {booksInput} from './books-input.ts';
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
  const {world, horizon, plans, networks, fromDay, toDay} = prepared;
  const {dayFirst} = horizon.demand;
  const volume = dayFirst[toDay] - dayFirst[fromDay];
  const rate = samplingRate(dayFirst[fromDay], volume, packages ?? volume);
  const books = booksInput(
    prepared,
    plans.map(({policy}) => policy),
  );
  return {
    ledger: emptyLedger(prepared, volume, Math.min(packages ?? volume, volume)),
    books,
    block: {
      ...books,
      seed,
      rate,
      classCount: world.twin.mix.length,
      marketOf: world.marketOf,
      tables: networks.map(({tables}) => tables),
      transit: networks.map(({transit}) => transit),
      targetOf: plans.map((plan) => targetRows(prepared, plan)),
    },
    linehaul: linehaulInput(prepared, books),
    ownRoutes: {
      ...books,
      stemMiles: plans.map(({options}) => options.stemMiles),
      segment: world.segment,
      areaSqMi: world.areaSqMi,
      rates: lastMileRates(world.p, world.cubeFt3),
    },
  };
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

function sharedFrom(values: Int32Array, read: (value: number, index: number) => number): Int32Array {
  const array = new Int32Array(new SharedArrayBuffer(4 * values.length));
  values.forEach((each, index) => {
    array[index] = read(each, index);
  });
  return array;
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
