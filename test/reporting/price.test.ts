import {costBridge, costParts, measure, priceOutcome, stationYears} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const priced = priceOutcome(twoZipOutcome());
const [URBAN, RURAL] = [0, 1]; // rows of 20002 and 10001

function expectClose(found: Float64Array, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((usd, i) => {
    expect(usd).toBeCloseTo(expected[i], 9);
  });
}

test('linehaul is booked trips times the price of a trip', () => {
  expect(priced.costUsd.linehaul).toBeCloseTo(4 * 25 + 4 * 250 + 2 * 20, 9);
  expect([...priced.laneUsd]).toEqual([100, 1000, 40]);
});

test("a ZIP pays linehaul and sort of its planned way; what a station moved on to USPS came the station's way", () => {
  // 20002: own 600 at 0.30 and USPS 400 at 0.20; 10001: own 240 and 10 moved on at 0.30, USPS 850 at 0.20
  expectClose(priced.zip.linehaul, [180, 80, 75, 170]);
  expectClose(priced.zip.sort, [420, 80, 175, 170]);
});

test('unfilled trailers are booked trips less what the ZIPs pay, a line of their own', () => {
  expect(priced.nationalUsd.linehaul).toBeCloseTo(1140 - 505, 9);
});

test('sort is what passes a sorting building; picking at an FC is none', () => {
  expect(priced.costUsd.sort).toBeCloseTo(2000 * 0.2 + 1200 * 0.5, 9);
});

test('own last mile is hours, miles and routes of the ZIPs and the rounding up to whole routes', () => {
  // 20002: 10 h at $60, 100 miles at $1, 1.5 routes at $120; 10001: 5 h, 40 miles, 0.75 routes
  expect([...priced.zip.lastMile]).toEqual([600 + 100 + 180, 300 + 40 + 90]);
  expect(priced.nationalUsd.lastMile).toBeCloseTo((3 - 2.25) * 120, 9);
  expect(priced.costUsd.lastMile).toBeCloseTo(1400, 9);
});

test('postage is the full volume times the mean price of the drawn classes, by the prices of its day', () => {
  // First day, list: 3 of $6 and 1 of $10 make $7; 10001 drew none and takes the mix of the country. Then $3 flat.
  expect(priced.zip.postage[URBAN]).toBeCloseTo(150 * 7 + 250 * 3, 9);
  expect(priced.zip.postage[RURAL]).toBeCloseTo(100 * 7 + 760 * 3, 9);
  expect([...priced.buildingPostageUsd]).toEqual([0, 0, 0, 1800 + 2980]);
});

test('another carrier is paid list less discount', () => {
  expect([...priced.zip.otherCarrier]).toEqual([50 * 10 * 0.5, 0]);
});

test('a building pays its fixed cost from the day it opens', () => {
  expect(priced.costUsd.fixed).toBe(2 * 100 + 1 * 50);
});

test('the shortfall is the promise of the simulated share of the year less what USPS delivered under contract', () => {
  // The second day holds 3/4 of the horizon's season and the horizon is 2/365 of a year: 1,500 promised, 1,010 came.
  expect(priced.costUsd.contractShortfall).toBeCloseTo(490 * 0.5, 6);
});

test('a shortfall by list price rebills the pieces of the days in force at list', () => {
  const twin = twoZipTwin();
  const contract = {...twin.contract!, shortfall: {rule: 'listPrice' as const}};
  const {costUsd} = priceOutcome(twoZipOutcome({twin: {...twin, contract}}));
  expect(costUsd.contractShortfall).toBeCloseTo(1010 * (6 - 3), 6); // all drawn on that day weigh a pound
});

test('without a contract list prices hold and nothing is missing', () => {
  const {costUsd} = priceOutcome(twoZipOutcome({twin: {...twoZipTwin(), contract: null}}));
  expect(costUsd.contractShortfall).toBe(0);
  expect(costUsd.postage).toBeCloseTo(250 * 7 + 1010 * 6, 9);
});

test('the parts add up to the total, to the cent', () => {
  expect(priced.costUsd.total).toBe(1140 + 1000 + 1400 + 4780 + 250 + 250 + 245);
  const parts = costParts.reduce((sum, part) => sum + Math.round(100 * priced.costUsd[part]), 0);
  expect(Math.round(100 * priced.costUsd.total)).toBe(parts);
});

test('a break-even price is own cost at full density less the injection', () => {
  // 20002 without what only USPS can carry: 500 a day, 5 routes of 100 stops, 52.5 h: 3150 + 600 = $7.50 a package.
  // 10001: 550 a day, the same a package. Way: 0.30 + 0.70 to the station, 0.20 + 0.20 to the hand-off.
  expectClose(priced.breakEvenUspsUsd, [7.5 + 1 - 0.4, 7.5 + 1 - 0.4]);
});

test('a ZIP without an own way has no break-even price', () => {
  const outcome = twoZipOutcome();
  outcome.planned.linehaulUsd.fill(NaN, 6, 7); // last epoch, 10001, own
  const [urban, rural] = priceOutcome(outcome).breakEvenUspsUsd;
  expect(urban).toBeCloseTo(8.1, 9);
  expect(rural).toBeNaN();
});

test('a bridge from one scenario to another adds up to the difference of their totals', () => {
  const outcome = twoZipOutcome({name: 'other', twin: {...twoZipTwin(), contract: null}});
  outcome.ledger.laneTrips.fill(7);
  outcome.ledger.ownHours.fill(12.3);
  const other = priceOutcome(outcome);
  const steps = costBridge(other, priced).reduce((sum, {usd}) => sum + usd, 0);
  expect(other.costUsd.total).not.toBe(priced.costUsd.total);
  expect(steps).toBeCloseTo(other.costUsd.total - priced.costUsd.total, 2);
});

test('measures by segment are those of its ZIPs', () => {
  const [urban, rural] = measure([twoZipOutcome()], [priced], 'segment');
  expect(urban).toMatchObject({
    ...{scenario: 'base', group: 'urban', zips: 1, people: 1000, demanded: 1100, backlogEnd: 50},
    packages: {owned: 600, usps: 400, other: 50},
    fallbackShare: 50 / 1100, // 50 waited
    transitDays: {owned: 2, usps: 1, other: 1},
    onTimeShare: {owned: 0.9, usps: 7 / 8, other: 1},
    ...{stationsOverCapacity: 1, uncoveredZips: 0},
  });
  expect(urban.ownUsd.total).toBeCloseTo(0.3 + 0.7 + 880 / 600, 9);
  expect(urban.uspsUsd.total).toBeCloseTo(0.2 + 0.2 + 1800 / 400, 9);
  expect(urban.otherUsd).toBeCloseTo(5, 9);
  expect(rural.group).toBe('rural');
  expect(rural.fallbackShare).toBeCloseTo(10 / 1100, 12); // 10 moved on
});

test('measures by state, station and country cover the same packages', () => {
  for (const grouping of ['country', 'state', 'station'] as const) {
    const rows = measure([twoZipOutcome()], [priced], grouping);
    expect(rows.reduce((sum, {demanded}) => sum + demanded, 0)).toBe(2200);
  }
  expect(measure([twoZipOutcome()], [priced], 'state').map(({group}) => group)).toEqual(['NJ', 'PA']);
});

test('a station is over capacity on days with more planned and waiting than it can do', () => {
  expect(stationYears(twoZipOutcome())).toEqual([
    {
      ...{building: 2, facilityId: 'DS1', planned: 900, delivered: 840, diverted: 0, overflow: 10},
      ...{backlogMax: 50, peakLoad: 400 / 340, daysOver: 1},
    },
  ]);
});
