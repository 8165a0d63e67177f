import {
  type Contract,
  dayNumber,
  type EntryLevel,
  type Facility,
  handoffUsd,
  type MixClass,
  type Modifier,
  otherCarrierUsd,
  type ParameterSet,
  type Rate,
  rateSteps,
  resolveParameters,
  type Zip,
  zoneChartIndex,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {parameterRow} from '../support/parameters.ts';

const provenance = {confidence: 'assumption' as const, source: 'test'};
const rate = (product: string, rateKey: string, weightToLb: number, usd: number, from: string, to?: string): Rate => {
  return {product, rateKey, weightToLb, usd, from, ...(to === undefined ? {} : {to}), ...provenance};
};
const box = (classId: string, weightLb: number, lengthIn = 10, widthIn = 10, heightIn = 5): MixClass => {
  const rest = {promiseDays: 2, eligibility: 'standard' as const, share: 0.25};
  return {classId, classGroup: 'light', weightLb, lengthIn, widthIn, heightIn, ...rest};
};

const modifier = (rest: Partial<Modifier> & Pick<Modifier, 'product' | 'from'>): Modifier => {
  return {name: 'uplift', sortOrder: 10, rule: 'percent', ...provenance, ...rest};
};

describe('a rate card', () => {
  const rates = [
    rate('card', 'a', 2, 20, '2026-01-01', '2026-07-01'),
    rate('card', 'a', 1, 10, '2026-01-01', '2026-07-01'),
    rate('card', 'a', 1, 8, '2025-01-01', '2026-01-01'),
    rate('card', 'a', 1, 12, '2027-01-01'),
  ];
  const usdOn = (date: string) => [...rateSteps(rates, 'card', 'a', dayNumber(date)).usd];

  test('is the one in force, else the latest that was', () => {
    expect(usdOn('2026-06-30')).toEqual([10, 20]); // by weight, whatever the order of rows
    expect(usdOn('2026-08-01')).toEqual([10, 20]); // nothing in force: the one that ended on 2026-07-01
    expect(usdOn('2025-12-31')).toEqual([8]);
    expect(usdOn('2027-01-01')).toEqual([12]);
  });

  test('that has not begun yet is an error', () => {
    expect(() => usdOn('2024-12-31')).toThrow('tariffs hold no "card" price for "a" from 2024-12-31 or before');
  });
});

describe('the price of a hand-off', () => {
  const list = (rateKey: string, usd: number[]) =>
    usd.map((each, i) => rate('parcel_select', rateKey, i === 2 ? 70 : i + 1, each, '2026-01-18', '2026-07-12'));
  const rates = [
    ...list('ddu', [5.6, 5.8, 44]),
    ...list('dscf', [6.1, 6.3, 45]),
    ...list('ddu_oversize', [34, 34, 34]),
  ];
  const contract: Contract = {
    ...{name: 'NSA', startsOn: '2026-10-01', endsOn: '2027-09-30', ...provenance},
    prices: [
      {entry: 'ddu', usdPerPackage: {low: 4, base: 5, high: 6}},
      {entry: 'ddu', weightToLb: 1, usdPerPackage: {low: 3, base: 3.4, high: 5}},
      {entry: 'dscf', weightToLb: 1, usdPerPackage: {low: 3, base: 3.7, high: 5}},
    ],
    ...{promisePackagesPerYear: 0, shortfall: {rule: 'none'}, sundayDelivery: true},
  };
  // Bills at 1 lb, 2 lb, 24 lb (20 x 15 x 11 / 139 = 23.7) and, being 48 + 2 x 35 = 118 in, oversize.
  const mix = [box('a', 0.5), box('b', 1.5), box('c', 5, 20, 15, 11), box('d', 10, 48, 20, 15)];
  const modifiers = [modifier({product: 'parcel_select', parameter: 'parcel_select_uplift', from: '2026-01-18'})];
  const rows = [parameterRow('parcel_select_uplift', 0.1)];
  const p = resolveParameters(rows);
  const price = (date: string, entry: EntryLevel = 'ddu', use: ParameterSet = p, nsa: Contract | null = contract) =>
    [...handoffUsd({mix, rates, modifiers, contract: nsa}, use, dayNumber(date), entry)].map(
      (usd) => Math.round(usd * 100) / 100,
    );

  test('is the contract’s from its first to its last day: the lightest row that holds the weight', () => {
    expect(price('2026-10-01')).toEqual([3.4, 5, 5, 5]);
    expect(price('2027-09-30')).toEqual([3.4, 5, 5, 5]);
  });

  test('is the list, with the uplift, outside the contract and without one', () => {
    const listed = [6.16, 6.38, 48.4, 37.4]; // 5.60, 5.80, 44 and 34, each x 1.1
    expect(price('2026-09-30')).toEqual(listed);
    expect(price('2027-10-01')).toEqual(listed);
    expect(price('2026-10-01', 'ddu', p, null)).toEqual(listed);
  });

  test('is the list where the contract has no row for the weight', () => {
    const light = handoffUsd({mix: mix.slice(0, 3), rates, modifiers, contract}, p, dayNumber('2026-10-01'), 'dscf');
    expect([...light].map((usd) => Number(usd.toFixed(2)))).toEqual([3.7, 6.93, 49.5]); // 6.30 and 45, x 1.1
  });

  test('takes the end of the contract’s range that the parameter set picks', () => {
    const dear = resolveParameters(rows, (name) => (name === 'contract_price' ? 'high' : 'base'));
    expect(price('2026-10-01', 'ddu', dear)).toEqual([5, 6, 6, 6]);
  });

  test('ends at the limit of the scale, but dimensions alone never pass the last step', () => {
    const none = {rates, modifiers, contract: null};
    const bulky = [box('bulky', 30, 35, 18, 18)]; // 107 in; 35 x 18 x 18 / 139 = 81.6 lb
    expect(handoffUsd({...none, mix: bulky}, p, dayNumber('2026-10-01'), 'ddu')[0]).toBeCloseTo(44 * 1.1, 12);
    expect(() => handoffUsd({...none, mix: [box('lead', 71)]}, p, dayNumber('2026-10-01'), 'ddu')).toThrow(
      'class "lead" is no parcel_select: over 70 lb',
    );
  });
});

describe('the price of another carrier', () => {
  const zones = Array.from({length: 7}, (_, i) => String(i + 2));
  const rates = zones.flatMap((zone) => [
    rate('ground_saver', zone, 1, 10 * Number(zone), '2025-12-22'),
    rate('ground_saver', zone, 2, 10 * Number(zone) + 2, '2025-12-22'),
  ]);
  const p = resolveParameters([parameterRow('other_carrier_fuel', 0.3), parameterRow('other_carrier_discount', 0.5)]);
  const zip = (code: string, longitudeDeg: number, population: number): Zip => {
    const place = {landAreaSqMi: 1, state: 'KS', timezone: 'America/Chicago', segment: 'rural' as const};
    return {zip: code, latitudeDeg: 0, longitudeDeg, population, ...place};
  };
  const fc = (facilityId: string, longitudeDeg: number): Facility => {
    const money = {handlingUsdPerPackage: 0, fixedUsdPerDay: 0, dwellHours: 0, status: 'synthetic' as const};
    return {facilityId, facilityType: 'fc', latitudeDeg: 0, longitudeDeg, ...money};
  };
  // A degree is 69.1 miles: ZIP3 671 lies at 0°, 670 at 2° of people; NEAR is 0 miles and FAR 691 (zone 5) from 671.
  const zips = [zip('67101', 0, 500), zip('67001', 1, 99), zip('67002', 3, 99)];
  const facilities = [fc('NEAR', 0), fc('FAR', 10)];
  const origins = [
    {zip3: '670', facilityId: 'NEAR', packages: 5},
    {zip3: '671', facilityId: 'NEAR', packages: 3},
    {zip3: '671', facilityId: 'FAR', packages: 1},
    {zip3: '999', facilityId: 'NEAR', packages: 1}, // no ZIP there
  ];
  const mix = [box('a', 1), box('b', 1.5), box('c', 4)];
  const day = dayNumber('2026-10-01');
  const fuel = modifier({product: 'ground_saver', parameter: 'other_carrier_fuel', from: '2025-12-22'});
  const discount = {...fuel, name: 'discount', rule: 'discount' as const, parameter: 'other_carrier_discount'};
  const base = {zips, origins, mix, rates, modifiers: [fuel, discount], entry: []};

  test('is list by zone, mean over origins, with fuel and discount', () => {
    const {zip3, usd} = otherCarrierUsd({...base, facilities}, p, day);
    expect(zip3).toEqual(['670', '671']);
    // 670: 138 miles, zone 2. 671: 3/4 zone 1 (priced as 2), 1/4 zone 5: 20 and 50 give 27.50. Each x 1.3 x 0.5.
    const atOneLb = [20, 27.5];
    // A second pound is 2 dearer; 4 lb lie two steps beyond the last: 2 + 2 x 2 = 6 dearer.
    const expected = atOneLb.flatMap((listUsd) => [listUsd, listUsd + 2, listUsd + 6].map((each) => each * 0.65));
    usd.forEach((each, i) => expect(each).toBeCloseTo(expected[i], 9));
    expect(usd).toHaveLength(6);
  });

  test('goes by postal zones from an FC whose ZIP is known, and by an official chart before them', () => {
    const [near, far] = facilities;
    const withZips = [
      {...near, zip: '67001'},
      {...far, zip: '67901'},
    ];
    // 670 has its SCF at 1.1°, 671 at 0.1°, 679 at 10.1°: cells that begin at 1, 0 and 10. From 1.25° to the end of
    // 671's cell, 0.5°, are 0.75° = 51.8 miles, zone 2; from 10.25° 9.75° = 673.7 miles, zone 5. 670 is in zone 1.
    const scf = (scfId: string, zip3: string, longitudeDeg: number) => {
      return {scfId, city: scfId, state: 'KS', latitudeDeg: 0.1, longitudeDeg, zip3, confidence: 'solid' as const};
    };
    const scfs = [scf('A', '670', 1.1), scf('B', '671', 0.1), scf('C', '679', 10.1)];
    const atOneLb = (more: Partial<Parameters<typeof otherCarrierUsd>[0]>) => {
      const {usd} = otherCarrierUsd({...base, facilities: withZips, scfs, ...more}, p, day);
      return [usd[0] / 0.65, usd[3] / 0.65]; // 670 and 671, before fuel and discount
    };
    const [zone1, zones2And5] = atOneLb({});
    expect(zone1).toBeCloseTo(20, 9); // zone 1 is priced as 2
    expect(zones2And5).toBeCloseTo((3 * 20 + 50) / 4, 9);
    const zoneChart = new Uint8Array(1_000_000);
    zoneChart[zoneChartIndex(670, 671)] = 4;
    zoneChart[zoneChartIndex(670, 670)] = 9; // beyond the list: as 8
    const [zone9, zones4And5] = atOneLb({zoneChart});
    expect(zone9).toBeCloseTo(80, 9);
    expect(zones4And5).toBeCloseTo((3 * 40 + 50) / 4, 9);
    const [bands] = atOneLb({scfs: scfs.slice(1)}); // 670 has none: 138 miles from FC to people are zone 2
    expect(bands).toBeCloseTo(20, 9);
  });

  test('needs an origin for every ZIP3', () => {
    const some = origins.slice(0, 1);
    expect(() => otherCarrierUsd({...base, facilities, origins: some}, p, day)).toThrow(
      'origins.csv has no row for ZIP3 "671"',
    );
  });
});
