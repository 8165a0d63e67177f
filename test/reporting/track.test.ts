import {
  type Actuals,
  dayNumber,
  DELIVERER_COUNT,
  NO_BUILDING,
  OWNED,
  resolveParameters,
  USPS,
  type WaveRow,
} from '@cutover/core';
import {type PlannedWeek, trackPlan, trackWaveTable, trackWeekTable} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';

const twin = smallTwin();
const p = resolveParameters(twin.parameters); // limits: volume 10%, ramp 10%, cost 5%, late 3%; x 3 for two weeks: back
const [FIRST, zipCount] = [dayNumber('2026-10-01'), twin.zips.length];
const [DS1, FC1] = ['DS1', 'FC1'].map((id) => twin.facilities.findIndex(({facilityId}) => facilityId === id));
const HERE = twin.zips.findIndex(({zip}) => zip === '03005');

/** A week in which DS1 carries 700 packages to 03005 and USPS 70, 14 of all late, on 7 routes for $1,400. */
function plannedWeek(week: number): PlannedWeek {
  const cells = () => new Float64Array(zipCount * DELIVERER_COUNT);
  const plan = {
    ...{fromDay: FIRST + 7 * week, toDay: FIRST + 7 * week + 7, packages: cells(), latePackages: cells()},
    ...{station: new Int32Array(zipCount).fill(NO_BUILDING)},
    ...{routes: new Float64Array(zipCount), roadUsd: new Float64Array(zipCount)},
  };
  plan.packages[HERE * DELIVERER_COUNT + OWNED] = 700;
  plan.packages[HERE * DELIVERER_COUNT + USPS] = 70;
  plan.latePackages[HERE * DELIVERER_COUNT + OWNED] = 7.7; // 1% of 770
  plan.station[HERE] = DS1;
  plan.routes[HERE] = 7;
  plan.roadUsd[HERE] = 1400;
  return plan;
}

const wave: WaveRow = {
  ...{week: '2026-10-01', facilityId: 'DS1', toDeliverer: 'owned', zipCount: 1, zips: '03005', packagesPerDay: 100},
  ...{vans: 1, drivers: 2, trailersPerDay: 0.1, changeUsd: 9000, rollbackUsd: 12_345, hireBy: '2026-09-03'},
  beforeGo: 'all is ready',
};

interface Week {
  readonly owned?: number;
  readonly usps?: number;
  readonly uspsUsd?: number; // a package; the twin says 3.00
  readonly late?: number; // of the own ones
}

function actualsOf(weeks: readonly Week[], routeUsd?: number): Actuals {
  const rows = weeks.flatMap(({owned = 700, usps = 70, uspsUsd = 3, late = 7}, week) => [
    {week, carrier: OWNED, packages: owned, usd: NaN, late},
    {week, carrier: USPS, packages: usps, usd: uspsUsd * usps, late: 0},
  ]);
  const of = (read: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, read);
  const whole = (read: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, read);
  const [none, empty] = [new Float64Array(0), new Int32Array(0)];
  const routes = routeUsd === undefined ? [] : weeks.map((_, week) => week);
  const each = (number: number) => Float64Array.from(routes, () => number);
  return {
    ...{fromDay: FIRST, toDay: FIRST + 7 * weeks.length - 1, shipmentCount: rows.length},
    shipments: {
      ...{day: whole(({week}) => FIRST + 7 * week), zip: whole(() => HERE), origin: whole(() => FC1)},
      ...{carrier: whole(({carrier}) => carrier), entry: whole(() => -1), weightLb: of(() => 1), cubeFt3: of(() => 0)},
      ...{packages: of(({packages}) => packages), costUsd: of(({usd}) => usd)},
      ...{timedPackages: of(({packages}) => packages), latePackages: of(({late}) => late)},
    },
    shipmentPrices: {
      ...{price: whole(() => 0), routedUsd: of(() => 99), mixUsd: of(({carrier}) => (carrier === USPS ? 3 : NaN))},
    },
    prices: {day: empty, price: empty, packages: none, ratio: none},
    routes: {
      ...{day: Int32Array.from(routes, (week) => FIRST + 7 * week), zip: Int32Array.from(routes, () => HERE)},
      ...{facility: Int32Array.from(routes, () => DS1), routes: each(14), stops: each(500), packages: each(700)},
      ...{hours: each(60), miles: each(300), stemMiles: each(NaN), paidHours: each(NaN), costUsd: each(routeUsd ?? 0)},
    },
    linehaul: {day: empty, lane: empty, trips: none, miles: none, costUsd: none},
    handling: {day: empty, facility: empty, packages: none, costUsd: none},
  };
}

function trackOf(weeks: readonly Week[], {routeUsd, waves = [wave]}: {routeUsd?: number; waves?: WaveRow[]} = {}) {
  const planned = weeks.map((_, week) => plannedWeek(week));
  return trackPlan({twin, p, planned, waves, actuals: actualsOf(weeks, routeUsd)});
}

test('adds up a week as by hand', () => {
  const {weeks, stations} = trackOf([{owned: 770, uspsUsd: 3.3, late: 7.7}]);
  expect(weeks[0]).toMatchObject({
    ...{from: '2026-10-01', to: '2026-10-07', days: 7},
    packages: {owned: {planned: 700, actual: 770}, usps: {planned: 70, actual: 70}, other: {planned: 0, actual: 0}},
    routesPerDay: {planned: 1, actual: null}, // shipments know no routes
  });
  expect(weeks[0].paidUsd.usps.planned).toBeCloseTo(210, 9); // 70 x 3.00
  expect(weeks[0].paidUsd.usps.actual).toBeCloseTo(231, 9); // 70 x 3.30
  expect(weeks[0].paidUsd.owned.actual).toBeNull();
  expect(weeks[0].onTimeShare.planned).toBeCloseTo(0.99, 12); // 7.7 of 770
  expect(weeks[0].onTimeShare.actual).toBeCloseTo(1 - 7.7 / 840, 12);
  expect(stations).toEqual([
    {
      ...{from: '2026-10-01', facilityId: 'DS1', packagesPerDay: {planned: 100, actual: 110}},
      routesPerDay: {planned: 1, actual: null},
    },
  ]);
});

test('routes say what the road cost and how many went out', () => {
  const {weeks, waves} = trackOf([{}], {routeUsd: 1540}); // planned $1,400 for the same 700 packages
  expect(weeks[0].paidUsd.owned).toEqual({planned: 1400, actual: 1540});
  expect(weeks[0].routesPerDay).toEqual({planned: 1, actual: 2});
  expect(waves[0].last.costShare).toBeCloseTo((1540 + 210) / (1400 + 210) - 1, 12); // 8.7%, beyond 5%
  expect(waves[0]).toMatchObject({signal: 'hold', why: 'paid more than expected by 8.7%, limit 5.0%'});
});

test.each([
  ['all as planned', 'go', [{}]],
  ['11% fewer from the station', 'hold', [{owned: 620}]],
  ['9% fewer from the station, 8.2% in all', 'go', [{owned: 637}]],
  ['far fewer for one week', 'hold', [{owned: 400}]],
  ['far fewer for two weeks', 'roll back', [{owned: 400}, {owned: 400}]],
  ['far fewer, then mended', 'go', [{owned: 400}, {owned: 400}, {}]],
  ['far fewer, mended, far fewer', 'hold', [{owned: 400}, {}, {owned: 400}]],
  ['16% dearer for two weeks', 'roll back', [{uspsUsd: 3.48}, {uspsUsd: 3.48}]], // 5% x 3 = 15%
  ['14% dearer for two weeks', 'hold', [{uspsUsd: 3.42}, {uspsUsd: 3.42}]],
  ['5% late against 1%', 'hold', [{late: 38.5}]],
  ['3% late against 1%', 'go', [{late: 23.1}]],
  ['half as much again for two weeks, which going back would not change', 'hold', [{owned: 1100}, {owned: 1100}]],
] as const)('%s: %s', (_, signal, weeks) => {
  const track = trackOf(weeks);
  expect(track.waves[0].signal).toBe(signal);
  expect(track.waves[0].why === '').toBe(signal === 'go');
  expect(track.rollbackUsd).toBe(signal === 'roll back' ? 12_345 : 0);
});

test('a wave ahead waits for its station, and for a wave there that does not go', () => {
  const next = {...wave, week: '2026-10-15', zips: '03006'};
  const elsewhere = {...next, facilityId: 'DS2'};
  const signals = (weeks: readonly Week[]) =>
    trackOf(weeks, {waves: [wave, next, elsewhere]}).waves.map(({signal, hasBegun}) => `${signal} ${hasBegun}`);
  expect(signals([{}, {}])).toEqual(['go true', 'go false', 'go false']);
  expect(signals([{}, {late: 70}])).toEqual(['hold true', 'hold false', 'go false']);
});

test('a week without books is one they do not say, not one of nothing', () => {
  const weeks = [{owned: 400}, {owned: 400}, {owned: 400}];
  const whole = actualsOf(weeks);
  const isGiven = [...whole.shipments.day].map((day) => day !== FIRST + 7); // the second week is missing
  const left = <Rows extends Float64Array | Int32Array>(rows: Rows) => rows.filter((_, row) => isGiven[row]) as Rows;
  const {day, zip, origin, carrier, entry, weightLb, cubeFt3, packages, costUsd, ...timed} = whole.shipments;
  const {timedPackages, latePackages} = timed;
  const {price, routedUsd, mixUsd} = whole.shipmentPrices;
  const shipments = {
    ...{day: left(day), zip: left(zip), origin: left(origin), carrier: left(carrier), entry: left(entry)},
    ...{weightLb: left(weightLb), cubeFt3: left(cubeFt3), packages: left(packages), costUsd: left(costUsd)},
    ...{timedPackages: left(timedPackages), latePackages: left(latePackages)},
  };
  const shipmentPrices = {price: left(price), routedUsd: left(routedUsd), mixUsd: left(mixUsd)};
  const track = trackPlan({
    ...{twin, p, planned: weeks.map((_, week) => plannedWeek(week)), waves: [wave]},
    actuals: {...whole, shipments, shipmentPrices},
  });
  expect(track.weeks[1].packages.owned).toEqual({planned: 700, actual: null});
  expect(track.weeks[1].paidUsd.usps.actual).toBeNull();
  expect(track.stations[1].packagesPerDay.actual).toBeNull();
  expect(track.waves[0].signal).toBe('hold'); // far fewer, but not for two weeks in a row that are known
  expect(trackWeekTable(track).rows[0]).toEqual(['Packages by own vans', '400 (−42.9%)', 'not given', '400 (−42.9%)']);
});

test('routes alone say nothing of USPS, and no wave waits for want of it', () => {
  const {shipments, shipmentPrices} = actualsOf([]);
  const waves = [wave, {...wave, facilityId: 'DDU1', toDeliverer: 'usps' as const}];
  const track = trackPlan({
    ...{twin, p, planned: [plannedWeek(0), plannedWeek(1)], waves},
    actuals: {...actualsOf([{}, {}], 1400), shipments, shipmentPrices},
  });
  expect(track.weeks[0].packages).toMatchObject({owned: {actual: 700}, usps: {actual: null}, other: {actual: null}});
  expect(track.waves.map(({signal}) => signal)).toEqual(['go', 'go']);
  expect(track.waves[0].last).toMatchObject({volumeShare: null, rampShare: 0});
  expect(trackWeekTable(track).rows[2]).toEqual(['Packages by other carriers', 'not given', 'not given']);
});

test('tables show plan and books side by side', () => {
  const track = trackOf([{owned: 770}]);
  expect(trackWeekTable(track).rows[0]).toEqual(['Packages by own vans', '770 (+10.0%)']);
  expect(trackWaveTable(trackOf([{owned: 400}, {owned: 400}])).rows[0].slice(0, 5)).toEqual([
    ...['2026-10-01', 'owned DS1', '1', 'roll back', '$12,000'],
  ]);
});
