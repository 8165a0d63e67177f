import {lastMileDaysUsd, lastMileRates, lastMileUsd, lastMileWork, resolveParameters, segments} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {factParameterRows, parametersOf} from '../support/parameters.ts';

const numbers = {
  packages_per_stop: 1.5,
  service_minutes_per_stop: 3,
  in_route_speed_mph: 20,
  stem_speed_mph: 40,
  route_hours: 9.5,
  load_out_hours: 0.5,
  in_route_circuity: 1.25,
  local_constant: 0.8, // x 1.25 = 1: a leg is the root of the area of a stop
  driver_wage_usd_per_hour: 20,
  labour_burden: 1.5,
  van_usd_per_mile: 0.5,
  van_usd_per_day: 80,
  contractor_margin: 1.1,
  van_usable_cube_ft3: 60,
};
const rates = lastMileRates(parametersOf(numbers));
const work = new Float64Array(3);

function workOf(packages: number, areaSqMi: number, stemMiles: number, use = rates): number[] {
  lastMileWork(use, 0, packages, areaSqMi, stemMiles, work);
  return [...work];
}

describe('last-mile work', () => {
  test('is hours, miles and routes of the continuous approximation', () => {
    // 150 packages are 100 stops; leg = sqrt(4 / 100) = 0.2 mi = 0.01 h, with service 0.06 h a stop.
    // The stem of 20 mi takes 1 h both ways; the shift leaves 9.5 - 0.5 - 1 = 8 h, that is 133.3 stops a route.
    const [hours, miles, routes] = workOf(150, 4, 20);
    expect(routes).toBeCloseTo(0.75, 12);
    expect(hours).toBeCloseTo(0.75 * 9.5, 12); // a route out of time is a whole shift
    expect(miles).toBeCloseTo(0.75 * 40 + 100 * 0.2, 12);
    // 1.1 x (7.125 h x 20 x 1.5 + 50 mi x 0.5 + 0.75 x 80) = 328.625
    expect(lastMileUsd(rates, hours, miles, routes)).toBeCloseTo(328.625, 9);
  });

  test('ends a route when the van is full', () => {
    // 60 ft3 / 0.5 ft3 = 120 packages = 80 stops a route: 100 stops are 1.25 routes, each home early.
    const [hours, miles, routes] = workOf(150, 4, 20, lastMileRates(parametersOf(numbers), 0.5));
    expect(routes).toBeCloseTo(1.25, 12);
    expect(hours).toBeCloseTo(1.25 * 1.5 + 100 * 0.06, 12);
    expect(miles).toBeCloseTo(1.25 * 40 + 20, 12);
  });

  test('of less than one stop a day is that part of the work of one stop', () => {
    const one = workOf(1.5, 9, 20);
    const half = workOf(0.75, 9, 20);
    half.forEach((each, i) => expect(each).toBeCloseTo(one[i] / 2, 12));
    expect(workOf(0, 9, 20)).toEqual([0, 0, 0]);
  });

  test('costs the same on each of several days as on that day alone, to the last bit', () => {
    const packages = Float64Array.of(0, 0.75, 1.5, 150, 151.3, 4_000);
    const [count, cubeFt3] = [packages.length, 0.5];
    for (const use of [rates, lastMileRates(parametersOf(numbers), cubeFt3)]) {
      for (const stemMiles of [0, 20, 400]) {
        const days = {packages, count, stops: new Float64Array(count), usd: new Float64Array(count)};
        lastMileDaysUsd(use, 0, days, 4, stemMiles);
        const alone = Array.from(packages, (each) => {
          const [hours, miles, routes] = workOf(each, 4, stemMiles, use);
          return lastMileUsd(use, hours, miles, routes);
        });
        expect([...days.usd]).toEqual(alone);
      }
    }
  });

  test('makes at least one stop a route, however far the ZIP', () => {
    const [hours, , routes] = workOf(150, 4, 400); // 20 h of stem do not fit in the shift
    expect(routes).toBe(100);
    expect(hours).toBeCloseTo(100 * (0.5 + 20 + 0.06), 9); // overtime is paid
  });

  const packages = fc.double({min: 1e-3, max: 1e4, noNaN: true});
  const place = fc.tuple(fc.double({min: 0.1, max: 3000, noNaN: true}), fc.double({min: 0, max: 150, noNaN: true}));
  const cost = (n: number, area: number, stem: number, use = rates): number => {
    const [hours, miles, routes] = workOf(n, area, stem, use);
    return lastMileUsd(use, hours, miles, routes);
  };

  test('costs more for more packages, and never more for each', () => {
    const full = lastMileRates(parametersOf(numbers), 0.5);
    fc.assert(
      fc.property(packages, packages, place, fc.boolean(), (a, b, [area, stem], cubed) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        const [fewUsd, manyUsd] = [few, many].map((n) => cost(n, area, stem, cubed ? full : rates));
        expect(manyUsd).toBeGreaterThanOrEqual(fewUsd);
        expect(manyUsd / many).toBeLessThanOrEqual((fewUsd / few) * (1 + 1e-9));
      }),
      {seed: 1},
    );
  });

  test('is concave while vans are not full: the middle costs at least the mean of the ends', () => {
    fc.assert(
      fc.property(packages, packages, place, (a, b, [area, stem]) => {
        const chord = (cost(a, area, stem) + cost(b, area, stem)) / 2;
        expect(cost((a + b) / 2, area, stem)).toBeGreaterThanOrEqual(chord * (1 - 1e-9));
      }),
      {seed: 1},
    );
  });
});

// A rough independent model of the same country gives 192 / 182 / 134 / 87 stops a route and USD 1.44 / 1.77 / 2.96 /
// 6.67 a package on the road; route arithmetic from public figures gives 170 / 165 / 110 / 70 and 1.66 / 1.97 / 3.42 /
// 5.81. The reference parameters lie between them at a typical ZIP with 27 packages a person and year.
test.each([
  {segment: 'urban', peoplePerSqMi: 6000, areaSqMi: 4, stem: 8, stops: [180, 200], usd: [1.44, 1.66]},
  {segment: 'suburban', peoplePerSqMi: 1200, areaSqMi: 15, stem: 12, stops: [165, 182], usd: [1.76, 1.97]},
  {segment: 'rural', peoplePerSqMi: 100, areaSqMi: 60, stem: 25, stops: [110, 134], usd: [2.96, 3.42]},
  {segment: 'remote', peoplePerSqMi: 8, areaSqMi: 150, stem: 45, stops: [65, 87], usd: [5.8, 6.67]},
] as const)('the reference parameters give a typical $segment ZIP its known cost', (typical) => {
  const reference = lastMileRates(resolveParameters(factParameterRows()), 0.6);
  const packages = (typical.peoplePerSqMi * typical.areaSqMi * 27) / 365;
  const segment = segments.indexOf(typical.segment);
  lastMileWork(reference, segment, packages, typical.areaSqMi, typical.stem, work);
  const stops = packages / reference.packagesPerStop[segment] / work[2];
  const usd = lastMileUsd(reference, work[0], work[1], work[2]) / packages;
  expect(stops).toBeGreaterThan(typical.stops[0]);
  expect(stops).toBeLessThan(typical.stops[1]);
  expect(usd).toBeGreaterThan(typical.usd[0]);
  expect(usd).toBeLessThan(typical.usd[1]);
});
