import {coversCountry, densityRows, heldOutFacts, mailLanes, outOfRange, priceOutcome} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {parameterRow} from '../support/parameters.ts';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const outcome = twoZipOutcome();
const priced = priceOutcome(outcome);

test('a segment is shown by the ZIP in its middle, at the volume own vans could carry', () => {
  const [urban, rural] = densityRows(outcome, priced);
  // 20002: 1,100 in two days, 100 of 1,100 only by USPS. No legs here: 100 stops a route, each 0.1 h at $60, and for
  // each route half an hour of load-out and $120: $6 + $1.50 at any volume.
  expect(urban).toMatchObject({segment: 'urban', zip: '20002', packagesPerDay: 500, stemMiles: 0, milesPerRoute: 0});
  expect(urban.stopsPerRoute).toBeCloseTo(100, 9);
  expect(urban.points.map(({share}) => share)).toEqual([0.01, 0.05, 0.1, 0.25, 0.5, 1]);
  for (const {averageUsd, marginalUsd, cheapest} of urban.points) {
    expect(averageUsd).toBeCloseTo(7.5, 9);
    expect(marginalUsd).toBeCloseTo(7.5, 9);
    expect(cheapest).toBeNull(); // this twin does not say what gig drivers cost
  }
  expect(rural).toMatchObject({segment: 'rural', zip: '10001', packagesPerDay: 550});
});

test('the road may cost postage and the way to the hand-off, less the own way', () => {
  const [{uspsUsd, roadBudgetUsd, hump}] = densityRows(outcome, priced);
  expect(uspsUsd).toBeCloseTo((150 * 7 + 250 * 3) / 400, 9); // 4.50
  expect(roadBudgetUsd).toBeCloseTo(4.5 + 0.2 + 0.2 - 0.3 - 0.7, 9); // 3.90
  expect(hump).toMatchObject({breakEvenShare: Infinity, topShare: 1});
  expect(hump!.topUsdPerDay).toBeCloseTo(500 * (7.5 - 3.9), 6);
});

test('what lies outside of public figures is named', () => {
  const [urban] = densityRows(outcome, priced);
  expect(outOfRange(urban)).toEqual(['stopsPerRoute', 'milesPerRoute', 'roadUsd']); // 100, 0, 7.50
  expect(outOfRange({...urban, stopsPerRoute: 150, milesPerRoute: 30, roadUsd: 1.5})).toEqual([]);
});

test('half of the packages leave a lane into the mail, its trips stay: each that stays costs twice as much', () => {
  const left = {...outcome.ledger, lanePackages: Float64Array.of(900, 2000, 630)};
  const fewer = twoZipOutcome({name: 'fewer', ledger: left});
  const [base, scenario] = mailLanes([outcome, fewer], [priced, priceOutcome(fewer)], 0);
  expect(base).toMatchObject({scenario: 'base', lanes: 1, packages: 1260, trips: 2});
  expect(base.usdPerPackage).toBeCloseTo(40 / 1260, 12); // two stops of $20
  expect(base.fill).toBeCloseTo(1260 / (2 * 160), 12); // 1 ft3 each; a stop has a fifth of 800 ft3
  expect(scenario.usdPerPackage).toBeCloseTo(40 / 630, 12);
  expect(scenario.shared).toMatchObject({lanes: 1, usdPerPackage: 40 / 630, baseUsdPerPackage: 40 / 1260});
});

test('facts stand beside the numbers of a twin, and only a whole country is held against them', () => {
  const twin = twoZipTwin();
  const known = twoZipOutcome({
    twin: {
      ...twin,
      facilities: twin.facilities.map((row) =>
        row.facilityId === 'DS1' ? {...row, capacityPackagesPerDay: 1000} : row,
      ),
      parameters: [
        ...twin.parameters,
        parameterRow('drivers_per_route', 2),
        parameterRow('owned_base_packages', 76_650),
      ],
    },
  });
  const rows = new Map(heldOutFacts(known, priceOutcome(known)).map((row) => [row.name, row]));
  expect(rows.get('Van drivers')).toMatchObject({kind: 'prediction', model: 3, fact: 210_000, ok: false}); // 3 / 2 x 2
  expect(rows.get('Van drivers, at the own packages of 2025')!.model).toBeCloseTo((3 * 210) / 420, 12); // a day
  // own linehaul 255 and unfilled trailers 635, sort 595, road 1,400, fixed 250, on 840 packages
  expect(rows.get('Mean own delivery, $ a package')!.model).toBeCloseTo(3135 / 840, 9);
  expect(rows.get('Mean own delivery, $ a package')).toMatchObject({atMost: true, ok: true});
  expect(rows.get('ZIPs of rural stations')!.model).toBe(2); // the one station opens in the horizon
  expect(rows.get('Land of rural stations, sq mi')!.model).toBe(20);
  expect(rows.get('Packages a year rural stations can carry')!.model).toBe(365_000);
  expect(rows.get('Own packages, 2025')).toMatchObject({kind: 'input', model: 76_650});
  expect(coversCountry(known)).toBe(false);
});
