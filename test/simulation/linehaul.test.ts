import {buildRouteTable, flowTemplate, lastMileRates, type Ledger} from '@cutover/core';
import {
  bookLinehaul,
  countOwnRoutes,
  createDemand,
  createLedger,
  type LinehaulInput,
  slotPositions,
} from '@cutover/simulation';
import {describe, expect, test} from 'vitest';
import {parametersOf} from '../support/parameters.ts';
import {ALL_OWNED, ALL_USPS} from '../support/scene.ts';
import {sketch} from '../support/sketch.ts';

// One ZIP: light packages (60%) by the station, the others (40%) by the unit. A package is one cubic foot.
const {network, csr, metric, node} = sketch(`
  FC -1.00-> SC -1.00-> DS -9.00-> DDU
  SC -1.00-> DDU
`);
const [FC_SC, SC_DS, DS_DDU, SC_DDU] = [0, 1, 2, 3]; // rows
const USABLE_FT3 = [50, 50, 15, 15];
const EVERY_DAY = [1, 1, 1, 1, 1, 1, 1];

function book(volumes: number[], operates: number[][], count: (ledger: Ledger) => void = () => {}): Ledger {
  const demand = createDemand(Float64Array.from(volumes), Float64Array.of(60, 40, 0));
  const dayCount = volumes.length;
  const targets = [node('DS'), node('DDU')];
  const table = buildRouteTable(csr, metric, [node('FC')], targets, []);
  const mix = {quota: Uint16Array.of(1024), variantShare: Float64Array.of(1)};
  const flow = flowTemplate(csr, table, mix, Int32Array.of(0, 0), Int32Array.of(0, 1), Float64Array.of(60, 40));
  const policy = {
    epoch: {fromDay: 0, toDay: dayCount},
    share: Uint16Array.from([...ALL_OWNED, ...ALL_USPS, ...ALL_USPS]),
    station: Int32Array.of(node('DS')),
    handoff: Int32Array.of(node('DDU')),
    overflow: Uint8Array.of(1),
  };
  const input: LinehaulInput = {
    demand,
    fromDay: 0,
    dayCount,
    zipCount: 1,
    firstWeekday: 0,
    epochOf: new Uint8Array(dayCount),
    position: [slotPositions(demand, policy)],
    station: [policy.station],
    handoff: [policy.handoff],
    overflowLane: [Int32Array.of(DS_DDU)],
    csr,
    flow: [flow],
    targets: Int32Array.from(targets),
    cubeFt3: 1,
    usableFt3: Float64Array.from(USABLE_FT3),
    tripsPerDay: Float64Array.of(3, 0, 0, 0),
    operates: Uint8Array.from(operates.flat()),
  };
  const shape = {fromDay: 0, dayCount, zipCount: 1, classCount: 1, originCount: 1, epochs: [policy.epoch]};
  const size = {laneCount: network.laneCount, buildingCount: network.nodeCount, stations: Int32Array.of(node('DS'))};
  const volume = demand.dayFirst[dayCount];
  const ledger = createLedger({...shape, ...size, samplePackages: volume, volumePackages: volume});
  count(ledger);
  bookLinehaul(input, ledger);
  return ledger;
}

describe('linehaul', () => {
  test('runs whole trips for the cube of the day, and the schedule where that is more', () => {
    // 100 packages: 60 to the station, 40 to the unit, all by way of SC.
    const ledger = book([100], [EVERY_DAY, EVERY_DAY, EVERY_DAY, EVERY_DAY]);
    expect([...ledger.lanePackages]).toEqual([100, 60, 0, 40]);
    expect([...ledger.laneTrips]).toEqual([3, 2, 0, 3]); // 100 / 50 = 2 but 3 are scheduled; 60 / 50; none; 40 / 15
    expect(ledger.buildingPackages[node('SC')]).toBe(100);
    expect(ledger.buildingPackages[node('DS')]).toBe(60);
    expect(ledger.handoffPackages[node('DDU')]).toBe(40);
  });

  test('sends diverted packages by the postal way, and overflow on from the station', () => {
    // 6 of the 60 are sent to the unit by the FC; of the 54 that reach the station 10 move on to the unit.
    const ledger = book([100], [EVERY_DAY, EVERY_DAY, EVERY_DAY, EVERY_DAY], ({volumeDivertedUsps, volumeOverflow}) => {
      volumeDivertedUsps[0] = 6;
      volumeOverflow[0] = 10;
    });
    expect([...ledger.lanePackages]).toEqual([100, 54, 10, 46]);
    expect([...ledger.laneTrips]).toEqual([3, 2, 1, 4]); // the overflow pays its stop at the unit too
    expect(ledger.buildingPackages[node('DS')]).toBe(54);
    expect(ledger.handoffPackages[node('DDU')]).toBe(56);
  });

  test('sends what another carrier fetches at the FC nowhere', () => {
    const ledger = book([100], [EVERY_DAY, EVERY_DAY, EVERY_DAY, EVERY_DAY], ({volumeDivertedOther}) => {
      volumeDivertedOther[0] = 20;
    });
    expect([...ledger.lanePackages]).toEqual([80, 40, 0, 40]);
  });

  test('keeps packages for the next day a lane runs, and loses none on the last day', () => {
    // From Monday on 100 a day, phases 0.618, 0.236 and 0.854 make 60 own each. SC-DS rests on Monday and Wednesday.
    const ledger = book([100, 100, 100], [EVERY_DAY, [0, 1, 0, 1, 1, 1, 1], EVERY_DAY, EVERY_DAY]);
    expect(ledger.lanePackages[SC_DS]).toBe(180);
    expect(ledger.laneTrips[SC_DS]).toBe(3 + 2); // 120 on Tuesday; Wednesday is the last day, its 60 ride all the same
    expect(ledger.laneTrips[FC_SC]).toBe(9);
    expect(ledger.laneTrips[SC_DDU]).toBe(9);
  });
});

test('own routes are fractions by ZIP and whole by station and day', () => {
  // 150 packages in 4 square miles 20 miles away are 0.75 routes of 9.5 h and 40 mi of stem, with 20 mi between stops
  // (worked out in test/core/cost-last-mile.test.ts). Two such ZIPs share a station, one has its own.
  const rates = lastMileRates(
    parametersOf({
      packages_per_stop: 1.5,
      service_minutes_per_stop: 3,
      in_route_speed_mph: 20,
      stem_speed_mph: 40,
      route_hours: 9.5,
      load_out_hours: 0.5,
      in_route_circuity: 1.25,
      local_constant: 0.8,
      driver_wage_usd_per_hour: 20,
      labour_burden: 1.5,
      van_usd_per_mile: 0.5,
      van_usd_per_day: 80,
      contractor_margin: 1.1,
    }),
  );
  const sizes = {fromDay: 0, dayCount: 2, zipCount: 3, classCount: 1, originCount: 1, laneCount: 0, buildingCount: 2};
  const stations = Int32Array.of(0, 1);
  const ledger = createLedger({...sizes, epochs: [], stations, samplePackages: 0, volumePackages: 0});
  ledger.volumeOwned.set([150, 150, 150, 150, 0, 0]);
  countOwnRoutes(
    {
      dayCount: 2,
      fromDay: 0,
      zipCount: 3,
      stationCount: 2,
      epochOf: Uint8Array.of(0, 0),
      stationOf: [Int32Array.of(0, 0, 1)],
      stemMiles: [Float64Array.of(20, 20, 20)],
      segment: Uint8Array.of(0, 0, 0),
      areaSqMi: Float64Array.of(4, 4, 4),
      rates,
    },
    ledger,
  );
  expect([...ledger.stationRoutes]).toEqual([2, 1, 1, 0]); // 1.5 and 0.75 on the first day, 0.75 on the second
  [1.5, 0.75, 0.75].forEach((routes, zip) => {
    expect(ledger.ownRoutes[zip]).toBeCloseTo(routes, 12);
    expect(ledger.ownHours[zip]).toBeCloseTo(routes * 9.5, 12);
    expect(ledger.ownMiles[zip]).toBeCloseTo((routes / 0.75) * 50, 12);
  });
});
