import {
  applyScenario,
  buildRouteTable,
  cellOf,
  type Metric,
  recostTable,
  wayCostMils,
  WhatIf,
  whatIfChanges,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {sketch} from '../support/sketch.ts';

function changesOf(asked: Partial<WhatIf>) {
  return whatIfChanges(smallTwin(), WhatIf.parse(asked));
}

describe('a what-if', () => {
  test('that moves nothing has no change', () => {
    expect(changesOf({})).toEqual([]);
    expect(changesOf({uspsKept: 1, growthPerYear: growth()})).toEqual([]); // what the twin says already
  });

  test('of the USPS price scales contract and list', () => {
    const after = applyScenario(smallTwin(), {name: 'x', about: '', changes: changesOf({uspsPriceFactor: 1.1})});
    expect(after.contract!.prices[0].usdPerPackage).toEqual({low: 3.3, base: 3.74, high: 6.6}); // 3, 3.40, 6 x 1.1
    const [was, is] = [smallTwin().rates, after.rates].map((rates) => rates.map(({product, usd}) => ({product, usd})));
    was.forEach(({product, usd}, row) => {
      expect(is[row].usd).toBeCloseTo(product === 'parcel_select' ? 1.1 * usd : usd, 6);
    });
  });

  test('of stops scales every segment alike', () => {
    const rows = smallTwin().parameters.filter(({name}) => name === 'packages_per_stop');
    const changes = changesOf({stopDensityFactor: 1.2});
    expect(changes).toHaveLength(rows.length);
    rows.forEach(({segment, base}, i) => {
      const value = expect.closeTo(1.2 * base, 6) as number;
      expect(changes[i]).toMatchObject({name: 'packages_per_stop', segment, value});
    });
  });

  test('of stations sets what is stated and shuts what is named, never both', () => {
    // DS1 takes 8,000 a day, DS2 2,500, DS3 600.
    expect(changesOf({capacityFactor: 0.5, closedStations: ['DS2']})).toEqual([
      {change: 'setCapacity', facilityId: 'DS1', packagesPerDay: 4000},
      {change: 'setCapacity', facilityId: 'DS3', packagesPerDay: 300},
      {change: 'closeFacility', facilityId: 'DS2', on: '2026-10-01'},
    ]);
  });

  test('opens a station as the median one, fed as the nearest is, and moves its capacity with the others', () => {
    // Stations of 600, 2,500 and 8,000 a day at $900 a day: the median takes 2,500 at 900 / 2,500 = $0.36 of capacity.
    const twin = smallTwin();
    const changes = changesOf({openedZips: ['03105'], capacityFactor: 0.5});
    const after = applyScenario(twin, {name: 'x', about: '', changes});
    const opened = after.facilities.find(({facilityId}) => facilityId === 'SITE-03105')!;
    expect(opened).toMatchObject({facilityType: 'ds', capacityPackagesPerDay: 1250, zip: '03105', status: 'assumed'});
    expect(opened.fixedUsdPerDay).toBe(900);
    expect(opened.opensOn).toBeUndefined();
    const into = (id: string) => after.lanes.filter(({destinationId}) => destinationId === id);
    const origins = into('SITE-03105').map(({originId}) => originId);
    expect(origins).not.toEqual([]);
    expect(origins).toEqual([...new Set(into('DS3').map(({originId}) => originId))]); // DS3 stands nearest to 03105
    expect(after.facilities.at(-1)).toBe(opened); // buildings keep their places
  });

  test('that opens a station where there is no ZIP says so', () => {
    expect(() => changesOf({openedZips: ['99999']})).toThrow('there is no ZIP "99999" in zips.csv');
  });

  test('out of bounds is refused', () => {
    expect(WhatIf.safeParse({openedZips: ['03101', '03101']}).success).toBe(false);
    expect(WhatIf.safeParse({uspsPriceFactor: 100}).success).toBe(false);
    expect(WhatIf.safeParse({uspsKept: -0.1}).success).toBe(false);
    expect(WhatIf.safeParse({price: 2}).success).toBe(false);
  });
});

function growth(): number {
  return smallTwin().parameters.find(({name}) => name === 'growth_per_year')!.base;
}

test('recosting keeps the ways and adds up their new costs', () => {
  const {csr, metric, lane, node} = sketch(`
    FC -1.00-> SC -2.00-> DS
    FC -4.00-> DS
  `);
  const table = buildRouteTable(csr, metric, [node('FC')], [node('DS')], []);
  const cell = cellOf(table, 0, 0, 0);
  expect(wayCostMils(table, metric, 0, cell)).toBe(3000); // by the SC
  const dearer: Metric = {...metric, costMils: metric.costMils.with(lane('FC', 'SC'), 2500)};
  // 2.50 + 2.00 along the same way, though 4.00 would now be the cheapest.
  expect(wayCostMils(recostTable(table, dearer), dearer, 0, cell)).toBe(4500);
  expect(wayCostMils(table, metric, 0, cell)).toBe(3000);
});
