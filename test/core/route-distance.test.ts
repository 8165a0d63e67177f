import {
  lastMileRates,
  lastMileWork,
  LOCAL_CONSTANT,
  resolveParameters,
  routeDistance,
  segments,
  STEM_OVERLAP,
  type StopCell,
  value,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {factParameterRows} from '../support/parameters.ts';
import {cellsOf, instanceFolder, readInstances, stemLength, stopsPerRouteOf} from '../support/cvrp.ts';

describe('route distance', () => {
  test('is stems and tour less what they share', () => {
    // 100 stops in 4 square miles 10 miles off, 25 a route: stems 2 x 100 x 10 / 25 = 80, tour 1 x sqrt(400) = 20.
    const cells = [{stops: 100, area: 4, distance: 10}];
    const shared = (STEM_OVERLAP * 80 * 20) / 100;
    expect(routeDistance(cells, {stopsPerRoute: 25, localConstant: 1})).toBeCloseTo(100 - shared, 12);
  });

  test('is the tour alone around the depot, and the stems alone where all stops are at one point', () => {
    expect(routeDistance([{stops: 100, area: 4, distance: 0}], {stopsPerRoute: 25})).toBeCloseTo(LOCAL_CONSTANT * 20);
    expect(routeDistance([{stops: 100, area: 0, distance: 3}], {stopsPerRoute: 25})).toBe(24); // 4 routes of 6
    expect(routeDistance([{stops: 8, area: 9, distance: 3}], {stopsPerRoute: 2, localConstant: 0})).toBe(24);
  });

  test('is nothing without stops', () => {
    expect(routeDistance([], {stopsPerRoute: 25})).toBe(0);
    expect(routeDistance([{stops: 0, area: 4, distance: 10}], {stopsPerRoute: 25})).toBe(0);
  });

  test('takes a single stop, which has no box, as a point', () => {
    expect(routeDistance([{stops: 1, area: NaN, distance: 7}], {stopsPerRoute: 1})).toBe(14);
  });

  test('has the local part of Daganzo, 0.57, within a twelfth where stems are 35-50% of the miles', () => {
    for (const distance of [5, 7, 9]) {
      const cells = [{stops: 1000, area: 40, distance}]; // six routes; sum of roots 200
      const length = routeDistance(cells, {stopsPerRoute: 1000 / 6});
      expect(length - 12 * distance).toBeGreaterThan(0.57 * 200 * (11 / 12));
      expect(length - 12 * distance).toBeLessThan(0.57 * 200 * (13 / 12));
    }
  });

  // The twin's own formula keeps Daganzo's 0.57 and a straight stem; both are road miles over the same winding here.
  test.each([
    {segment: 'urban', packages: 2100, areaSqMi: 5.3, stemMiles: 5.4},
    {segment: 'suburban', packages: 1800, areaSqMi: 16, stemMiles: 10.4},
    {segment: 'rural', packages: 630, areaSqMi: 88, stemMiles: 28.6},
    {segment: 'remote', packages: 108, areaSqMi: 118, stemMiles: 40},
  ] as const)('agrees within 6% with the miles of own vans in a typical $segment ZIP', (typical) => {
    const p = resolveParameters(factParameterRows());
    const rates = lastMileRates(p, 0.6);
    const segment = segments.indexOf(typical.segment);
    const work = new Float64Array(3);
    lastMileWork(rates, segment, typical.packages, typical.areaSqMi, typical.stemMiles, work);
    const winding = value(p, 'in_route_circuity');
    const stops = typical.packages / rates.packagesPerStop[segment];
    const cell = {stops, area: typical.areaSqMi, distance: typical.stemMiles / winding};
    const miles = winding * routeDistance([cell], {stopsPerRoute: stops / work[2]});
    expect(Math.abs(miles / work[1] - 1)).toBeLessThan(0.06);
  });

  test.each([
    [[{stops: -1, area: 4, distance: 10}], 'stops of cell 0 is -1'],
    [
      [
        {stops: 5, area: 4, distance: 10},
        {stops: 5, area: NaN, distance: 10},
      ],
      'area of cell 1 is NaN',
    ],
    [[{stops: 5, area: 4, distance: Infinity}], 'distance of cell 0 is Infinity'],
  ])('names the cell that is wrong', (cells, message) => {
    expect(() => routeDistance(cells, {stopsPerRoute: 25})).toThrow(message);
  });

  test('names the constant that is wrong', () => {
    expect(() => routeDistance([], {stopsPerRoute: 0})).toThrow('stopsPerRoute is 0; it must be above 0');
    expect(() => routeDistance([], {stopsPerRoute: 9, localConstant: -1})).toThrow('localConstant is -1');
  });
});

describe('route distance, for any cells,', () => {
  const number = (max: number) => fc.integer({min: 0, max: 1000 * max}).map((thousandths) => thousandths / 1000);
  const cells = fc.array(fc.record({stops: number(1000), area: number(1e6), distance: number(1e4)}), {maxLength: 8});
  const stopsPerRoute = fc.double({min: 1, max: 200, noNaN: true});
  const stretch = (list: readonly StopCell[], by: number): StopCell[] =>
    list.map(({stops, area, distance}) => ({stops, area: area * by * by, distance: distance * by}));

  test('knows no unit of length', () => {
    fc.assert(
      fc.property(cells, stopsPerRoute, fc.double({min: 0.01, max: 100, noNaN: true}), (list, stopsPerRoute, by) => {
        const length = routeDistance(list, {stopsPerRoute});
        const stretched = routeDistance(stretch(list, by), {stopsPerRoute});
        expect(Math.abs(stretched - length * by)).toBeLessThanOrEqual(1e-9 * length * by);
      }),
      {seed: 1},
    );
  });

  test('is never shorter for more stops, more area, more distance or fewer stops a route', () => {
    const more = fc.record({stops: number(50), area: number(1e5), distance: number(1e3), perRoute: number(0.5)});
    fc.assert(
      fc.property(cells, stopsPerRoute, more, fc.nat(), (list, stopsPerRoute, more, at) => {
        const grown = list.map((cell, row) =>
          row !== at % list.length
            ? cell
            : {
                stops: cell.stops + more.stops,
                area: cell.area + more.area,
                distance: cell.distance + more.distance,
              },
        );
        const before = routeDistance(list, {stopsPerRoute});
        const after = routeDistance(grown, {stopsPerRoute: stopsPerRoute * (1 - more.perRoute)});
        expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12));
      }),
      {seed: 1},
    );
  });

  test('is the same when a cell is split into parts like it', () => {
    fc.assert(
      fc.property(
        cells,
        stopsPerRoute,
        fc.double({min: 0.01, max: 0.99, noNaN: true}),
        (list, stopsPerRoute, share) => {
          const parts = list.flatMap(({stops, area, distance}) =>
            [share, 1 - share].map((part) => ({stops: stops * part, area: area * part, distance})),
          );
          const length = routeDistance(list, {stopsPerRoute});
          expect(Math.abs(routeDistance(parts, {stopsPerRoute}) - length)).toBeLessThanOrEqual(1e-9 * length);
        },
      ),
      {seed: 1},
    );
  });

  test('is at least stems and at least tour, and at most both', () => {
    fc.assert(
      fc.property(cells, stopsPerRoute, (list, stopsPerRoute) => {
        const length = routeDistance(list, {stopsPerRoute});
        const stems = routeDistance(list, {stopsPerRoute, localConstant: 0});
        const tour = routeDistance(
          stretch(list, 1).map((cell) => ({...cell, distance: 0})),
          {stopsPerRoute},
        );
        expect(length).toBeGreaterThanOrEqual(Math.max(stems, tour) * (1 - 1e-12));
        expect(length).toBeLessThanOrEqual((stems + tour) * (1 + 1e-12));
      }),
      {seed: 1},
    );
  });
});

const folder = instanceFolder();

describe.skipIf(folder === undefined)('route distance, against best known lengths,', () => {
  const instances = folder === undefined ? [] : readInstances(folder);

  test.each(['known', 'held'] as const)('is within 2.5%% on the mean, stops a route %s', (which) => {
    const errors = instances.map((instance) => {
      const predicted = routeDistance(cellsOf(instance), {stopsPerRoute: stopsPerRouteOf(instance)[which]});
      return Math.abs(predicted / instance.bestLength - 1);
    });
    expect(errors.length).toBeGreaterThanOrEqual(6);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThanOrEqual(0.025);
  });

  test('has the local part within 10% where a route has 50 stops or more', () => {
    for (const instance of instances) {
      const stopsPerRoute = stopsPerRouteOf(instance).known;
      if (stopsPerRoute < 50) continue;
      const cells = cellsOf(instance);
      const stems = stemLength(cells, stopsPerRoute);
      const error = (routeDistance(cells, {stopsPerRoute}) - stems) / (instance.bestLength - stems) - 1;
      expect([instance.name, Math.abs(error) <= 0.1]).toEqual([instance.name, true]);
    }
  });
});
