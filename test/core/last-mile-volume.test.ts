import {
  averageUsd,
  breakEvenPackages,
  costHump,
  lastMileRates,
  marginalUsd,
  ownDayUsd,
  resolveParameters,
  segments,
  type ZipRoads,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {factParameterRows, parametersOf} from '../support/parameters.ts';

// One dollar a mile and nothing else, a leg is the root of the area of a stop, one package a stop.
const plain = {
  packages_per_stop: 1,
  service_minutes_per_stop: 0,
  in_route_speed_mph: 1e9,
  stem_speed_mph: 1e9,
  route_hours: 10,
  load_out_hours: 0,
  in_route_circuity: 1,
  local_constant: 1,
  driver_wage_usd_per_hour: 0,
  labour_burden: 1,
  van_usd_per_mile: 1,
  van_usd_per_day: 0,
  contractor_margin: 1,
  van_usable_cube_ft3: 1,
};
const rates = lastMileRates(parametersOf(plain)); // a van has time for any number of stops: no stems to speak of
const zip: ZipRoads = {segment: 0, areaSqMi: 4, stemMiles: 0};

describe('cost by volume', () => {
  test('is twice the root of the stops in four square miles', () => {
    expect(ownDayUsd(rates, zip, 100)).toBeCloseTo(20, 9); // 100 x sqrt(4 / 100)
    expect(averageUsd(rates, zip, 100)).toBeCloseTo(0.2, 12);
    expect(marginalUsd(rates, zip, 99)).toBeCloseTo(20 - 2 * Math.sqrt(99), 9);
    expect(averageUsd(rates, zip, 0)).toBeCloseTo(2, 12); // the first stop: sqrt(4)
  });

  test('breaks even where the average is the price: 2 / sqrt(n) = 0.25 at 64 packages', () => {
    expect(breakEvenPackages(rates, zip, 0.25, 1000)).toBeCloseTo(64, 5);
    expect(breakEvenPackages(rates, zip, 0.25, 63)).toBe(Infinity); // never at this volume
    expect(breakEvenPackages(rates, zip, 2, 63)).toBe(0); // from the first package
    expect(breakEvenPackages(rates, zip, -1, 1e9)).toBe(Infinity);
  });

  test('has its hump where one package more costs the price: 1 / sqrt(n) = 0.25 at 16, half way to even', () => {
    // At 16 packages own vans cost 8, USPS 4: 4 more than none.
    const hump = costHump(rates, zip, 128, 0.25);
    expect(hump.breakEvenShare).toBeCloseTo(0.5, 6);
    expect(hump.topShare).toBe(1 / 8);
    expect(hump.topUsdPerDay).toBeCloseTo(4, 9);
  });

  test('has no hump where the first package pays, and no far side where none does', () => {
    expect(costHump(rates, zip, 128, 3)).toEqual({breakEvenShare: 0, topShare: 0, topUsdPerDay: 0});
    expect(costHump(rates, zip, 128, 0).breakEvenShare).toBe(Infinity);
    expect(costHump(rates, zip, 128, 0).topShare).toBe(1); // the more, the dearer
  });
});

test('at the reference parameters no package is dearer than the average, and break-even is where it says', () => {
  const reference = lastMileRates(resolveParameters(factParameterRows()), 0.6);
  const double = (min: number, max: number) => fc.double({min, max, noNaN: true});
  const place = fc.record({
    segment: fc.integer({min: 0, max: segments.length - 1}),
    areaSqMi: double(0.5, 500),
    stemMiles: double(0, 80),
  });
  fc.assert(
    fc.property(place, double(0.1, 5000), double(0.5, 20), (roads, packages, usd) => {
      const average = averageUsd(reference, roads, packages);
      expect(marginalUsd(reference, roads, packages)).toBeLessThanOrEqual(average * (1 + 1e-9));
      const even = breakEvenPackages(reference, roads, usd, packages);
      if (even === Infinity) expect(average).toBeGreaterThan(usd);
      else expect(averageUsd(reference, roads, even)).toBeLessThanOrEqual(usd * (1 + 1e-9));
      if (even > 0 && even < Infinity) expect(averageUsd(reference, roads, even * 0.999)).toBeGreaterThan(usd);
    }),
    {seed: 1},
  );
});
