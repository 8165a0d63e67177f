import {
  billablePounds,
  billableWeightLb,
  bySegment,
  classCubeFt3,
  classShares,
  dayNumber,
  isOversize,
  meanCubeFt3,
  milesBetween,
  type MixClass,
  resolveParameters,
  roadMiles,
  value,
  zoneOfMiles,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {parameterRow, parametersOf} from '../support/parameters.ts';

const before = dayNumber('2026-07-11');
const after = dayNumber('2026-07-12');

function box(weightLb: number, lengthIn: number, widthIn: number, heightIn: number): MixClass {
  const inches = {lengthIn, widthIn, heightIn};
  return {classId: 'box', classGroup: 'light', promiseDays: 2, weightLb, ...inches, eligibility: 'standard', share: 1};
}

describe('a parameter set', () => {
  const rows = [
    parameterRow('speed', 30, {low: 20, high: 40}),
    parameterRow('speed', 50, {low: 45, high: 55, segment: 'remote'}),
    parameterRow('wage', 20, {high: 25}),
  ];

  test('takes the base unless told otherwise', () => {
    expect(value(resolveParameters(rows), 'wage')).toBe(20);
    const dear = resolveParameters(rows, (name) => (name === 'wage' ? 'high' : 'base'));
    expect([value(dear, 'wage'), value(dear, 'speed'), dear.contractPrice]).toEqual([25, 30, 'base']);
    expect(resolveParameters(rows, () => 'low').contractPrice).toBe('low');
  });

  test('gives a segment its own row, or the one for all', () => {
    expect([...bySegment(resolveParameters(rows), 'speed')]).toEqual([30, 30, 30, 50]);
    expect([
      ...bySegment(
        resolveParameters(rows, () => 'high'),
        'speed',
      ),
    ]).toEqual([40, 40, 40, 55]);
  });

  test('says which row is missing', () => {
    const p = resolveParameters([parameterRow('speed', 50, {segment: 'remote'})]);
    expect(() => value(p, 'speed')).toThrow('parameters.csv has no row "speed" without a segment; add one');
    expect(() => bySegment(p, 'speed')).toThrow('no row "speed" for segment "urban"');
  });
});

describe('miles', () => {
  const p = parametersOf({circuity_base: 1.18, circuity_short: 1.5, circuity_offset_miles: 3, circuity_from_miles: 5});

  test('run along the great circle', () => {
    expect(milesBetween(0, 0, 0, 90)).toBeCloseTo(6218.41, 1); // a quarter of 2 pi 3958.7613
    expect(milesBetween(40.7128, -74.006, 34.0522, -118.2437)).toBeCloseTo(2445.6, 0); // New York to Los Angeles
    expect(milesBetween(51, 179, 51, -179)).toBeCloseTo(milesBetween(51, 0, 51, 2), 9); // over the date line
    expect(milesBetween(45, -90, 45, -90)).toBe(0);
  });

  test('by road are longer, most of all for short trips', () => {
    expect(roadMiles(p, 15)).toBeCloseTo(15 * (1.18 + 1.5 / 18), 12); // 1.263
    expect(roadMiles(p, 150)).toBeCloseTo(150 * (1.18 + 1.5 / 153), 12); // 1.190
    expect(roadMiles(p, 2)).toBeCloseTo(2 * (1.18 + 1.5 / 8), 12); // the factor of 5 miles
    expect(roadMiles(p, 0)).toBe(0);
  });

  test('fall into zones whose upper ends belong to them', () => {
    expect([0, 50, 50.1, 150, 300, 600, 1000, 1400, 1800, 1800.1].map(zoneOfMiles)).toEqual([
      1, 1, 2, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });
});

describe('billable weight', () => {
  test('is the whole pound not under the scale weight, and at least one', () => {
    expect([0.2, 1, 1.01, 12].map((lb) => billableWeightLb(box(lb, 6, 4, 2), after))).toEqual([1, 1, 2, 12]);
  });

  test('below a pound goes up to thousandths, of which 0.999 is the last', () => {
    expect([0.2, 0.25, 0.251, 0.2505, 0.999, 0.9995, 1].map(billablePounds)).toEqual([
      0.2, 0.25, 0.251, 0.251, 0.999, 0.999, 1,
    ]);
  });

  test('ignores dimensions up to and including one cubic foot', () => {
    expect(billableWeightLb(box(1, 12, 12, 12), after)).toBe(1); // 1728 in3 is not above 1728
    expect(billableWeightLb(box(1, 12, 12, 13), after)).toBe(14); // 1872 / 139 = 13.47
  });

  test('uses divisor 166 and the nearest inch until 2026-07-11, 139 and the next inch from 2026-07-12', () => {
    const parcel = box(3, 15.4, 12.5, 10.2);
    expect(billableWeightLb(parcel, before)).toBe(12); // 15 x 13 x 10 = 1950, / 166 = 11.75
    expect(billableWeightLb(parcel, after)).toBe(17); // 16 x 13 x 11 = 2288, / 139 = 16.46
    expect(billableWeightLb(box(3, 12.4, 12.4, 12.4), before)).toBe(3); // rounds to one cubic foot
  });

  test('asks for a day since 1970, not a day of the horizon', () => {
    expect(() => billableWeightLb(box(1, 6, 4, 2), 10)).toThrow('give days since 1970-01-01');
  });
});

test('a package is oversize from more than 108 inches of length plus girth, whichever side is the longest', () => {
  expect(isOversize(box(20, 36, 18, 18), after)).toBe(false); // 36 + 2 x 36 = 108
  expect(isOversize(box(20, 18, 37, 18), after)).toBe(true); // 109
  expect(isOversize(box(20, 36.2, 18, 18), after)).toBe(true); // 36.2 rounds up to 37
  expect(isOversize(box(20, 36.2, 18, 18), before)).toBe(false); // and to 36 before
});

test('the mean package weighs classes by their share of today', () => {
  const mix: MixClass[] = [
    {...box(1, 12, 12, 6), classId: 'small', share: 0.75}, // 0.5 ft3
    {...box(2, 12, 12, 12), classId: 'cube', share: 0.25}, // 1 ft3
    {...box(9, 24, 12, 12), classId: 'big', classGroup: 'heavy'}, // 2 ft3
  ];
  const today = [
    {zip: '00001', classGroup: 'light' as const, owned: 50, usps: 20, other: 10},
    {zip: '00001', classGroup: 'heavy' as const, owned: 10, usps: 0, other: 10},
  ];
  expect([...classCubeFt3(mix)]).toEqual([0.5, 1, 2]);
  expect([...classShares({mix, today})]).toEqual([0.6, 0.2, 0.2]); // 80 light of 100, three quarters of them small
  expect(meanCubeFt3({mix, today})).toBeCloseTo(0.3 + 0.2 + 0.4, 12);
  expect(() => meanCubeFt3({mix, today: []})).toThrow('today.csv holds no package');
});
