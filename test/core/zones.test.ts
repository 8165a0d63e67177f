import {
  createZoneTable,
  expandZip3s,
  hasScf,
  joinZip3s,
  type ScfPoint,
  zoneChartIndex,
  zoneOf,
  zoneOfMiles,
} from '@cutover/core';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';

const scf = (latitudeDeg: number, longitudeDeg: number, ...zip3s: string[]): ScfPoint => ({
  latitudeDeg,
  longitudeDeg,
  zip3s,
});

describe('a zone by the rule', () => {
  // 100 lies in the cell 40-40.5 N, 100-100.5 W, its centre at 40.25 N. Due north a cell whose southern edge is d
  // degrees from there is 69.0934 d miles away (2 pi 3958.7613 / 360).
  const north = (cells: number) => scf(40.49 + 0.5 * cells, -100.3, String(200 + cells));
  const table = createZoneTable([
    scf(40.01, -100.49, '100', '101'),
    scf(40.49, -100.01, '102'),
    ...Array.from({length: 54}, (_, cells) => north(cells)),
  ]);
  const zone = (origin: string, destination: string) => zoneOf(table, origin, destination);

  test('is 1 within a cell, wherever in it the SCFs are', () => {
    expect([zone('100', '100'), zone('100', '101'), zone('100', '102'), zone('102', '200')]).toEqual([1, 1, 1, 1]);
  });

  test.each([
    [1, 17.3, 1], // 0.25 degrees from the centre to the edge, not the 0.5 between the centres
    [2, 51.8, 2], // 0.75
    [4, 120.9, 2], // 1.75
    [5, 155.5, 3], // 2.25
    [9, 293.7, 3], // 4.25
    [10, 328.2, 4], // 4.75
    [17, 570.0, 4], // 8.25
    [18, 604.6, 5], // 8.75
    [29, 984.6, 5], // 14.25
    [30, 1019.1, 6], // 14.75
    [41, 1399.1, 6], // 20.25
    [42, 1433.7, 7], // 20.75
    [52, 1779.2, 7], // 25.75
    [53, 1813.7, 8], // 26.25
  ])('%i cells due north, %f miles, is %i', (cells, _, expected) => {
    expect(zone('100', String(200 + cells))).toBe(expected);
  });

  test('is of whole miles: 50.44 are 50 and zone 1, 50.54 are 51 and zone 2', () => {
    // Two cells east the edge is 0.75 degrees away, 51.82 miles x cos(latitude): 50.44 at 13.25 N, 50.54 at 12.75 N.
    const south = createZoneTable([scf(13.1, 10.1, '001'), scf(13.1, 11.1, '002'), scf(12.6, 10.1, '003')]);
    const further = createZoneTable([scf(12.6, 10.1, '003'), scf(12.6, 11.1, '004')]);
    expect([zoneOf(south, '001', '002'), zoneOf(further, '003', '004')]).toEqual([1, 2]);
  });

  test('is measured the short way over the date line', () => {
    // From 179.75 E to the cell that begins at 180 W it is a quarter of a degree.
    const islands = createZoneTable([scf(0.1, 179.9, '001'), scf(0.1, -179.9, '002')]);
    expect([zoneOf(islands, '001', '002'), zoneOf(islands, '002', '001')]).toEqual([1, 1]);
  });

  test('is 9 to the ZIP3 of the freely associated states, and by distance from there and within', () => {
    const pacific = createZoneTable([scf(13.47, 144.8, '969'), scf(21.31, -157.84, '968'), scf(40, -100, '100')]);
    const pairs = [
      ['100', '969'],
      ['968', '969'],
      ['969', '100'],
      ['969', '969'],
    ] as const;
    expect(pairs.map(([from, to]) => zoneOf(pacific, from, to))).toEqual([9, 9, 8, 1]);
  });

  test('is unknown without an SCF at either end, and refuses what is no ZIP3', () => {
    expect([zone('340', '100'), zone('100', '340')]).toEqual([undefined, undefined]);
    expect([hasScf(table, '340'), hasScf(table, '100')]).toEqual([false, true]);
    expect(() => zone('5', '100')).toThrow('"5" is no ZIP3; give three digits');
    expect(() => createZoneTable([scf(0, 0, '10001')])).toThrow('"10001" is no ZIP3');
  });

  test('is that of the nearest of many points of the destination cell', () => {
    const place = fc.record({latitudeDeg: fc.double({min: 18, max: 71, noNaN: true}), longitudeDeg: longitude()});
    fc.assert(
      fc.property(place, place, (from, to) => {
        const pair = createZoneTable([
          {...from, zip3s: ['001']},
          {...to, zip3s: ['002']},
        ]);
        const miles = nearestOfMany(from, to);
        const near = [miles - 0.05, miles + 0.05].map((each) => zoneOfMiles(Math.round(each))); // the grid's error
        expect(near).toContain(zoneOf(pair, '001', '002'));
      }),
      {seed: 1, numRuns: 300},
    );
  });
});

describe('an official chart', () => {
  const chart = new Uint8Array(1_000_000);
  chart[zoneChartIndex(100, 101)] = 4;
  chart[zoneChartIndex(100, 340)] = 7;
  const table = createZoneTable([scf(40, -100, '100', '101')], chart);

  test('goes before the rule, in the direction it is given, and knows ZIP3s without SCF', () => {
    const pairs = [
      ['100', '101'],
      ['101', '100'],
      ['100', '340'],
      ['340', '100'],
    ] as const;
    expect(pairs.map(([from, to]) => zoneOf(table, from, to))).toEqual([4, 1, 7, undefined]);
  });

  test('of another size is refused', () => {
    expect(() => createZoneTable([], new Uint8Array(999))).toThrow('the zone chart has 999 entries, expected 1000000');
  });
});

describe('ZIP3 ranges', () => {
  test('are written out and joined again', () => {
    expect(expandZip3s('005 115 117-119')).toEqual(['005', '115', '117', '118', '119']);
    expect(joinZip3s(['119', '005', '118', '115', '117', '005'])).toBe('005 115 117-119');
  });

  test('come back from any set of ZIP3s', () => {
    const zip3 = fc.integer({min: 0, max: 999}).map((each) => String(each).padStart(3, '0'));
    fc.assert(
      fc.property(fc.uniqueArray(zip3, {minLength: 1}), (zip3s) => {
        expect(expandZip3s(joinZip3s(zip3s))).toEqual([...zip3s].sort());
      }),
      {seed: 2, numRuns: 200},
    );
  });
});

function longitude() {
  return fc.double({min: -175, max: -65, noNaN: true});
}

/** Miles from the centre of one cell to the nearest of 400 points on the edges of the other, by angles of vectors. */
function nearestOfMany(from: Omit<ScfPoint, 'zip3s'>, to: Omit<ScfPoint, 'zip3s'>): number {
  const corner = ({latitudeDeg, longitudeDeg}: Omit<ScfPoint, 'zip3s'>) =>
    [latitudeDeg, longitudeDeg].map((deg) => Math.floor(deg * 2) / 2);
  const [fromSouth, fromWest] = corner(from);
  const [south, west] = corner(to);
  if (fromSouth === south && fromWest === west) return 0;
  const centre = vector(fromSouth + 0.25, fromWest + 0.25);
  const along = Array.from({length: 101}, (_, i) => i / 200);
  const edges = along.flatMap((step) => [
    vector(south + step, west),
    vector(south + step, west + 0.5),
    vector(south, west + step),
    vector(south + 0.5, west + step),
  ]);
  const cosines = edges.map((there) => centre.reduce((sum, each, k) => sum + each * there[k], 0));
  return 3958.7613 * Math.acos(Math.min(1, Math.max(...cosines)));
}

function vector(latitudeDeg: number, longitudeDeg: number): number[] {
  const [latitude, east] = [(latitudeDeg * Math.PI) / 180, (longitudeDeg * Math.PI) / 180];
  return [Math.cos(latitude) * Math.cos(east), Math.cos(latitude) * Math.sin(east), Math.sin(latitude)];
}
