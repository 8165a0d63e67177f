// One outcome small enough to price by hand: two ZIPs, two days, each day an epoch, every rate a round number. On the
// first day list prices hold, on the second the contract. Rows are out of order on purpose: tables must sort them.
import {factModifiers} from './small-twin.ts';
import {
  classGroups,
  type Facility,
  type Lane,
  type Ledger,
  type Outcome,
  type Parameter,
  type Policy,
  type Rate,
  type Twin,
  type Zip,
} from '@cutover/core';
import {parameterRow} from './parameters.ts';

const here = {latitudeDeg: 40, longitudeDeg: -75}; // everything stands in one place: no stems, zone 2

/** [low, base, high]; one number where the range is of no interest. */
const values: Record<string, number | [number, number, number]> = {
  driver_wage_usd_per_hour: [10, 20, 30], // x burden 1.5 x margin 2 = $60 an hour
  labour_burden: 1.5,
  contractor_margin: 2,
  van_usd_per_mile: 0.5, // $1 with margin
  van_usd_per_day: 60, // $120 with margin
  van_usable_cube_ft3: 1e9,
  packages_per_stop: 1,
  service_minutes_per_stop: 6,
  load_out_hours: 0.5,
  route_hours: 10.5, // less load-out: 100 stops
  in_route_speed_mph: 10,
  stem_speed_mph: 30,
  local_constant: 0,
  in_route_circuity: 1,
  truck_usd_per_mile: [1, 2, 3],
  truck_fuel_usd_per_mile: 0.5,
  fuel_index: 1,
  truck_speed_mph: 50,
  empty_miles_share: 0.2,
  trailer_cube_ft3: 1000,
  trailer_usable_share: [0.4, 0.8, 0.8],
  milk_run_between_miles: 6,
  air_usd_per_mile: 20,
  circuity_base: 1,
  circuity_short: 0,
  circuity_offset_miles: 3,
  circuity_from_miles: 5,
  parcel_select_uplift: 0,
  other_carrier_discount: 0.5,
  other_carrier_fuel: 0,
  growth_per_year: 0,
  usps_base_packages: 1000,
  late_day_usd: 1,
};

function parameters(): Parameter[] {
  return Object.entries(values).map(([name, range]) => {
    const [low, base, high] = typeof range === 'number' ? [range, range, range] : range;
    return parameterRow(name, base, {low, high});
  });
}

function zips(): Zip[] {
  const shared = {...here, population: 1000, landAreaSqMi: 10, timezone: 'America/New_York'};
  return [
    {zip: '20002', state: 'PA', segment: 'urban', ...shared},
    {zip: '10001', state: 'NJ', segment: 'rural', ...shared},
  ];
}

function facilities(): Facility[] {
  const plain = {...here, handlingUsdPerPackage: 0, fixedUsdPerDay: 0, dwellHours: 1, status: 'synthetic' as const};
  return [
    {...plain, facilityId: 'SC1', facilityType: 'sc', handlingUsdPerPackage: 0.2, fixedUsdPerDay: 100},
    {...plain, facilityId: 'FC1', facilityType: 'fc', handlingUsdPerPackage: 9}, // picking is no delivery
    {
      ...plain,
      ...{facilityId: 'DS1', facilityType: 'ds', handlingUsdPerPackage: 0.5, fixedUsdPerDay: 50},
      opensOn: '2026-10-02',
    },
    {...plain, facilityId: 'DDU1', facilityType: 'ddu'},
  ];
}

function lanes(): Lane[] {
  const plain = {mode: 'truck' as const, tripsPerDay: 0, days: '1234567', stopsPerTrip: 1, planFill: 0.5};
  return [
    {...plain, laneId: 'SC1-DS1', originId: 'SC1', destinationId: 'DS1', roadMiles: 10}, // 10 x 2 / 0.8 = $25
    {...plain, laneId: 'FC1-SC1', originId: 'FC1', destinationId: 'SC1', roadMiles: 100}, // 100 x 2 / 0.8 = $250
    {...plain, laneId: 'SC1-DDU1', originId: 'SC1', destinationId: 'DDU1', roadMiles: 10, stopsPerTrip: 5}, // $20
  ];
}

/** A pound costs $6 by USPS list and $10 by another carrier's; anything heavier $10 and $20. */
function rates(): Rate[] {
  const row = (product: string, rateKey: string, weightToLb: number, usd: number): Rate => ({
    ...{product, rateKey, weightToLb, usd, from: '2026-01-18', confidence: 'assumption', source: 'test'},
  });
  const zones = Array.from({length: 7}, (_, i) => String(i + 2));
  return [
    ...['ddu', 'dhub', 'dscf'].flatMap((entry) => [
      row('parcel_select', entry, 1, 6),
      row('parcel_select', entry, 70, 10),
    ]),
    ...zones.flatMap((zone) => [row('ground_saver', zone, 1, 10), row('ground_saver', zone, 70, 20)]),
  ];
}

export function twoZipTwin(): Twin {
  const cubicFoot = {lengthIn: 12, widthIn: 12, heightIn: 12, promiseDays: 2, eligibility: 'standard' as const};
  return {
    settings: {
      ...{name: 'Two ZIPs', schemaVersion: 1, synthetic: true, baseYear: 2025, baseScenario: 'base'},
      horizon: {from: '2026-10-01', to: '2026-10-02'},
      segmentCutsPerSqMi: {urban: 3000, suburban: 500, rural: 25},
      serviceRadiusMiles: {urban: 25, suburban: 40, rural: 60, remote: 90},
      ...{stationsPerZipMax: 6, unservedZips: [], attribution: ['Invented, see https://example.org/terms.']},
    },
    zips: zips(),
    facilities: facilities(),
    lanes: lanes(),
    service: [],
    entry: [],
    demand: [],
    season: [
      {date: '2026-10-01', factor: 1},
      {date: '2026-10-02', factor: 3},
    ],
    mix: classGroups.map((classGroup, k) => ({
      ...cubicFoot,
      ...{classId: `c${2 - k}`, classGroup, weightLb: [1, 5, 1][k], share: 1},
    })),
    today: [
      {zip: '20002', classGroup: 'light', owned: 800, usps: 0, other: 0},
      {zip: '20002', classGroup: 'heavy', owned: 0, usps: 200, other: 0},
      {zip: '20002', classGroup: 'usps_only', owned: 0, usps: 100, other: 0},
      {zip: '10001', classGroup: 'light', owned: 1100, usps: 0, other: 0},
    ],
    origins: ['200', '100'].map((zip3) => ({zip3, facilityId: 'FC1', packages: 1})),
    parameters: parameters(),
    modifiers: factModifiers(['parcel_select', 'ground_saver']),
    rates: rates(),
    calendar: [],
    contract: {
      ...{name: 'NSA', startsOn: '2026-10-02', endsOn: '2027-10-01', confidence: 'assumption', source: 'test'},
      prices: [{entry: 'ddu', usdPerPackage: {low: 2, base: 3, high: 5}}],
      promisePackagesPerYear: 365_000,
      shortfall: {rule: 'fee', usdPerMissingPackage: {low: 0.5, base: 0.5, high: 0.5}},
      sundayDelivery: true,
    },
    target: {uspsKept: 1},
  };
}

/** Cells are [first day: 20002, 10001, second day: 20002, 10001]. */
function ledger(): Ledger {
  const demanded = Uint32Array.of(500, 300, 600, 800);
  const owned = Uint32Array.of(300, 200, 300, 40);
  const usps = Uint32Array.of(150, 100, 250, 760);
  const other = Uint32Array.of(50, 0, 0, 0);
  const backlog = Uint32Array.of(0, 0, 50, 0);
  const lateHistogram = new Float64Array(3 * 32);
  lateHistogram.set([90, 4, 6]); // own: 90 on time, 4 a day late, 6 two days
  return {
    ...{fromDay: 0, dayCount: 2, zipCount: 2, classCount: 3, samplePackages: 2200, volumePackages: 2200},
    epochs: [
      {fromDay: 0, toDay: 1},
      {fromDay: 1, toDay: 2},
    ],
    ...{volumeDemanded: demanded, volumeOwned: owned, volumeUsps: usps, volumeOther: other, volumeBacklog: backlog},
    volumeWait: Uint32Array.of(0, 0, 50, 0),
    volumeOverflow: Uint32Array.of(0, 0, 0, 10),
    volumeDivertedUsps: new Uint32Array(4),
    volumeDivertedOther: new Uint32Array(4),
    ...{sampleDemanded: demanded.slice(), sampleOwned: owned.slice(), sampleUsps: usps.slice()},
    ...{sampleOther: other.slice(), sampleBacklog: backlog.slice()},
    drawnClass: drawnClass(),
    transitDays: Uint32Array.of(200, 8, 1, 0, 0, 0),
    latePackages: Uint32Array.of(10, 1, 0, 0, 0, 0),
    ...{lateHistogram, transitHistogram: new Float64Array(96), drawnOrigin: new Float64Array(3)},
    ...{latePackageDays: 16, drawChecksum: '0123456789abcdef'},
    stations: Int32Array.of(2),
    stationPlanned: Uint32Array.of(500, 400),
    stationDelivered: Uint32Array.of(500, 340),
    stationDiverted: new Uint32Array(2),
    stationOverflow: Uint32Array.of(0, 10),
    stationWaits: Uint32Array.of(0, 50), // nothing that waits leaves in these two days
    stationBacklog: Uint32Array.of(0, 50),
    stationCapacity: Uint32Array.of(500, 340),
    stationRoutes: Uint32Array.of(2, 1),
    handoffPackages: Float64Array.of(0, 0, 0, 1260),
    buildingPackages: Float64Array.of(2000, 0, 1200, 1260),
    lanePackages: Float64Array.of(900, 2000, 1260),
    laneTrips: Float64Array.of(4, 4, 2),
    ownHours: Float64Array.of(10, 5),
    ownMiles: Float64Array.of(100, 40),
    ownRoutes: Float64Array.of(1.5, 0.75),
  };
}

/** [epoch][zip][way][class]; classes are light c2, heavy c1, usps_only c0. 10001 drew nothing on the first day. */
function drawnClass(): Uint32Array {
  const draws = new Uint32Array(2 * 2 * 3 * 3);
  draws.set([100, 0, 0, 3, 1, 0, 1, 0, 0], 0); // first day, 20002: own 100 light; USPS 3 light, 1 heavy; other 1 light
  draws.set([0, 0, 0, 0, 0, 4], 18); // second day, 20002: USPS 4 that only it can carry
  return draws;
}

function policy(): Policy {
  const share = new Uint16Array(2 * 3 * 3);
  share.set([1024, 0, 0, 0, 1024, 0, 0, 1024, 0], 0); // 20002: light own, heavy and the floor USPS
  share.set([512, 512, 0, 1024, 0, 0, 0, 1024, 0], 9); // 10001: light half and half, heavy own
  const plan = (fromDay: number) => ({
    epoch: {fromDay, toDay: fromDay + 1},
    share,
    station: Int32Array.of(2, 2),
    handoff: Int32Array.of(3, 3),
    overflow: Uint8Array.of(0, 1),
  });
  return [plan(0), plan(1)];
}

/** A new copy each time. What it costs is worked out in `test/reporting/price.test.ts`. */
export function twoZipOutcome(change: Partial<Outcome> = {}): Outcome {
  return {
    ...{name: 'base', about: 'two ZIPs', seed: 1, twin: twoZipTwin(), policy: policy(), ledger: ledger()},
    facts: {
      ...{uspsTargetPackages: 1260, uspsPlannedPackages: 1250, uspsFloorPackages: 100, takenBackZips: 1},
      ...{beyondCapacityPackages: 0, cutDifferenceUsd: -0.2, uncoveredZips: []},
    },
    planned: {
      linehaulUsd: Float64Array.of(0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2), // [epoch][zip][own, usps]
      sortUsd: Float64Array.of(0.7, 0.2, 0.7, 0.2, 0.7, 0.2, 0.7, 0.2),
      transitHours: new Float64Array(8),
      promiseBindingShare: 0.1,
    },
    ...change,
  };
}
