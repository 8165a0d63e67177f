import {
  cardSource,
  cardUsd,
  compileTariff,
  dayNumber,
  measureParcel,
  type Modifier,
  type Parcel,
  type ParcelMeasures,
  type Rate,
  refusalOf,
  resolveParameters,
  tariffUsd,
} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {parametersOf, parameterRow} from '../support/parameters.ts';
import {factModifiers, factRates} from '../support/small-twin.ts';

const rates = factRates();
const modifiers = factModifiers(['parcel_select', 'ground_advantage_commercial', 'ground_saver']);
const numbers = {parcel_select_uplift: 0.08, other_carrier_fuel: 0.295, other_carrier_discount: 0.5};
const p = parametersOf(numbers);

function parcel(weightLb: number, [lengthIn, widthIn, heightIn] = [6, 4, 2]): Parcel {
  return {weightLb, lengthIn, widthIn, heightIn};
}

/** What a product charges on a day, or why it does not take the parcel. */
function price(product: string, rateKey: string | number, date: string, each: Parcel): number | string {
  const day = dayNumber(date);
  const tariff = compileTariff({rates, modifiers}, p, product, String(rateKey), day);
  const measures = measureParcel(each, day);
  return refusalOf(tariff, measures) ?? Number(tariffUsd(tariff, measures).toFixed(6));
}

const select = (entry: string, date: string, each: Parcel) => price('parcel_select', entry, date, each);
const ground = (zone: number, date: string, each: Parcel) => price('ground_advantage_commercial', zone, date, each);
const saver = (zone: number, date: string, each: Parcel) => price('ground_saver', zone, date, each);

describe('the carried tables', () => {
  test('have every cell of the published ones', () => {
    const cells = (product: string) => rates.filter((rate) => rate.product === product).length;
    expect(cells('parcel_select')).toBe(3 * 74); // 3 steps of ounces, 1 to 70 lb, oversize; 3 entries
    expect(cells('ground_advantage_commercial')).toBe(8 * 71 + 21); // under 1 lb, 1 to 70; zone 9 to 20 lb
    expect(cells('ground_saver')).toBe(7 * 20); // zones 2 to 8, 1 to 20 lb
  });

  test('reprice in every cell to the price that stands there', () => {
    for (const {product, rateKey, weightToLb, usd, from} of rates) {
      const [key, oversize] = rateKey.split('_');
      const tariff = compileTariff({rates, modifiers: []}, p, product, key, dayNumber(from));
      const plain = {
        dimensionalLb: 0,
        longestIn: 6,
        volumeFt3: 0.03,
        lengthPlusGirthIn: oversize === undefined ? 18 : 120,
      };
      const measures: ParcelMeasures = {actualLb: weightToLb, billableLb: weightToLb, ...plain};
      expect(tariffUsd(tariff, measures), `${product} ${rateKey} to ${weightToLb} lb`).toBe(usd);
    }
  });
});

describe('worked examples: Parcel Select by entry, card of 2026-01-18', () => {
  test('a step holds to its edge, the next begins above it', () => {
    expect(select('ddu', '2026-02-01', parcel(1))).toBe(5.6);
    expect(select('ddu', '2026-02-01', parcel(1.001))).toBe(5.83); // bills 2 lb
    expect(select('dscf', '2026-02-01', parcel(0.3))).toBe(6.15); // bills to half a pound
  });

  test('is not there before 2026-01-18', () => {
    expect(() => select('ddu', '2026-01-17', parcel(1))).toThrow('tariffs hold no "parcel_select" price for "ddu"');
    expect(select('ddu', '2026-01-18', parcel(1))).toBe(5.6);
  });

  test('stands in after 2026-07-12, when its successor came in force that is not public', () => {
    const standsIn = (date: string) =>
      compileTariff({rates, modifiers}, p, 'parcel_select', 'ddu', dayNumber(date)).card.standsIn;
    expect(standsIn('2026-07-11')).toBe(false);
    expect(standsIn('2026-07-12')).toBe(true);
  });

  test('has the uplift from 2026-04-26 until 2027-01-17', () => {
    expect(select('ddu', '2026-04-25', parcel(1))).toBe(5.6);
    expect(select('ddu', '2026-04-26', parcel(1))).toBe(6.048); // 5.60 x 1.08
    expect(select('ddu', '2027-01-16', parcel(1))).toBe(6.048);
    expect(select('ddu', '2027-01-17', parcel(1))).toBe(5.6);
  });

  test('bills dimensions above one cubic foot, by the divisor and rounding of the day', () => {
    const box = parcel(3, [14.4, 12, 12]);
    // To the nearest inch 14 x 12 x 12 = 2016 in3, / 166 = 12.1, so 13 lb: 10.62, and the uplift of the day.
    expect(select('ddu', '2026-07-11', box)).toBe(11.4696);
    // Up to 15 x 12 x 12 = 2160 in3, / 139 = 15.5, so 16 lb: 11.73, x 1.08.
    expect(select('ddu', '2026-07-12', box)).toBe(12.6684);
  });

  test('does not bill dimensions of one cubic foot', () => {
    expect(select('ddu', '2026-02-01', parcel(3, [12, 12, 12]))).toBe(6.23); // 1728 in3 is not above it: 3 lb
    expect(select('ddu', '2026-07-11', parcel(3, [12, 12, 12.4]))).toBe(6.7284); // rounds to 12: 6.23 x 1.08
    expect(select('ddu', '2026-07-12', parcel(3, [12, 12, 12.4]))).toBe(11.9664); // 13: 1872 / 139 = 13.5, 11.08 x 1.08
  });

  test('is one oversize price from 108 to 130 inches of length and girth, at any weight', () => {
    // 36 + 4 x 18 = 108 in: 11664 / 166 = 70.3 lb, so the last step, that of 70 lb.
    expect(select('ddu', '2026-02-01', parcel(20, [36, 18, 18]))).toBe(select('ddu', '2026-02-01', parcel(70)));
    expect(select('ddu', '2026-02-01', parcel(20, [37, 18, 18]))).toBe(34.3); // 109
    expect(select('ddu', '2026-02-01', parcel(5, [58, 18, 18]))).toBe(34.3); // 130
    expect(select('ddu', '2026-02-01', parcel(5, [59, 18, 18]))).toBe('length plus girth over 130 in');
  });

  test('goes to 70 lb on the scale', () => {
    expect(select('dhub', '2026-02-01', parcel(70))).toBeGreaterThan(20);
    expect(select('dhub', '2026-02-01', parcel(70.1))).toBe('over 70 lb');
  });
});

describe('worked examples: Ground Advantage commercial by zone, card of 2026-07-12', () => {
  test('has one price below a pound: 0.999 lb is under it, 1 lb is not', () => {
    expect(ground(1, '2026-08-01', parcel(0.2))).toBe(6.93);
    expect(ground(1, '2026-08-01', parcel(0.999))).toBe(6.93);
    expect(ground(1, '2026-08-01', parcel(15.999 / 16))).toBe(6.93); // 0.99994 lb
    expect(ground(1, '2026-08-01', parcel(1))).toBe(7.61);
    expect(ground(5, '2026-08-01', parcel(0.5))).toBe(7.69);
  });

  test('is not carried before 2026-07-12', () => {
    expect(() => ground(1, '2026-07-11', parcel(1))).toThrow('tariffs hold no "ground_advantage_commercial" price');
  });

  test('has holiday adders from 2026-10-04 until 2027-01-17', () => {
    expect(ground(5, '2026-10-03', parcel(2))).toBe(9.95);
    expect(ground(5, '2026-10-04', parcel(2))).toBe(10.5); // 9.95 + 0.55
    expect(ground(5, '2027-01-16', parcel(2))).toBe(10.5);
    expect(ground(5, '2027-01-17', parcel(2))).toBe(9.95);
  });

  test('takes the adder of the billed pound and of the zone', () => {
    expect(ground(4, '2026-12-01', parcel(3))).toBe(10.07); // 9.67 + 0.40
    expect(ground(4, '2026-12-01', parcel(3.2))).toBe(11.3); // bills 4 lb: 10.65 + 0.65
    expect(ground(8, '2026-12-01', parcel(10))).toBe(26.39); // 25.34 + 1.05
    expect(ground(8, '2026-12-01', parcel(10.5))).toBe(29.12); // bills 11 lb: 27.37 + 1.75
    expect(ground(2, '2026-12-01', parcel(25))).toBe(28.59); // 27.54 + 1.05
    expect(ground(2, '2026-12-01', parcel(26))).toBe(28.68); // beyond 25 lb no adder is public
  });

  test('has fees for long and for bulky parcels, both where both hold', () => {
    const zone1 = (each: Parcel) => ground(1, '2026-08-01', each);
    expect(zone1(parcel(1, [22, 4, 4]))).toBe(7.61); // not over 22 in
    expect(zone1(parcel(1, [22.1, 4, 4]))).toBe(12.11); // rounds up to 23: 7.61 + 4.50
    expect(zone1(parcel(1, [30, 4, 4]))).toBe(12.11);
    expect(zone1(parcel(1, [30.5, 4, 4]))).toBe(17.61); // 31: 7.61 + 10
    expect(zone1(parcel(1, [24, 12, 12]))).toBe(29.82); // 3456 in3 is 2 ft3, not over; bills 24.9, 25 lb: 25.32 + 4.50
    expect(zone1(parcel(1, [16, 16, 14]))).toBe(47.27); // 2.07 ft3, bills 25.8, 26 lb: 26.27 + 21
    expect(zone1(parcel(1, [32, 12, 10]))).toBe(58.97); // 2.2 ft3, bills 27.6, 28 lb: 27.97 + 10 + 21
  });

  test('takes no parcel of more than 108 inches: its oversize price is not carried', () => {
    expect(ground(1, '2026-08-01', parcel(5, [36, 18, 18]))).not.toBe('length plus girth over 108 in');
    expect(ground(1, '2026-08-01', parcel(5, [37, 18, 18]))).toBe('length plus girth over 108 in');
  });

  test('says of each step where it is from: above 20 lb it is another copy than below', () => {
    const tariff = compileTariff({rates, modifiers}, p, 'ground_advantage_commercial', '5', dayNumber('2026-08-01'));
    const source = (lb: number) => cardSource(tariff, measureParcel(parcel(lb), dayNumber('2026-08-01'))).source;
    expect(source(20)).toMatch('two independent public copies');
    expect(source(30)).toMatch('one public repo');
  });

  test('goes to 20 lb in zone 9: what heavier parcels pay there is not public', () => {
    expect(ground(9, '2026-08-01', parcel(20))).toBe(40.39);
    expect(ground(9, '2026-08-01', parcel(21))).toBe('billed over 20 lb, where the card ends');
  });
});

describe('worked examples: Ground Saver, list of 2025-12-22', () => {
  test('has fuel on the list, then the discount on both', () => {
    expect(saver(5, '2026-10-01', parcel(2))).toBe(11.052825); // 17.07 x 1.295 x 0.5
    expect(saver(1, '2026-10-01', parcel(2))).toBe(9.058525); // zone 1 as 2: 13.99 x 1.295 x 0.5
  });

  test('goes on beyond 20 lb along its last pound', () => {
    const list = (lb: number) => rates.find((rate) => rate.product === 'ground_saver' && rate.weightToLb === lb)!.usd;
    const tariff = compileTariff({rates, modifiers}, p, 'ground_saver', '2', dayNumber('2026-10-01'));
    const at = (lb: number) => cardUsd(tariff, measureParcel(parcel(lb), dayNumber('2026-10-01')));
    expect(at(20)).toBe(list(20));
    expect(at(22)).toBeCloseTo(list(20) + 2 * (list(20) - list(19)), 9);
    const from = (lb: number) => cardSource(tariff, measureParcel(parcel(lb), dayNumber('2026-10-01')));
    expect(from(20)).toMatchObject({confidence: 'reported'});
    expect(from(20).lineFromLb).toBeUndefined();
    expect(from(22)).toMatchObject({confidence: 'assumption', lineFromLb: 20}); // no longer the list
  });
});

describe('modifiers', () => {
  const day = dayNumber('2026-10-01');
  const provenance = {confidence: 'assumption' as const, source: 'test'};
  const card: Rate[] = [1, 2].map((lb) => {
    return {product: 'mine', rateKey: '3', weightToLb: lb, usd: 10 * lb, from: '2026-01-01', ...provenance};
  });
  const step = (rest: Partial<Modifier>): Modifier => {
    const plain = {product: 'mine', name: 'a step', sortOrder: 1, rule: 'percent' as const, from: '2026-01-01'};
    return {...plain, ...provenance, ...rest};
  };
  const usd = (steps: Modifier[], set = p) =>
    tariffUsd(compileTariff({rates: card, modifiers: steps}, set, 'mine', '3', day), measureParcel(parcel(1), day));
  const uplift = step({rule: 'percent', value: 0.1});
  const adder = step({rule: 'per_package', value: 1});

  test('are taken in their order, whatever the order of rows', () => {
    expect(usd([{...adder, sortOrder: 2}, uplift])).toBeCloseTo(12, 12); // 10 x 1.1 + 1
    expect(usd([uplift, {...adder, sortOrder: 0}])).toBeCloseTo(12.1, 12); // (10 + 1) x 1.1
    expect(usd([adder, {...uplift, rule: 'discount', sortOrder: 2}])).toBeCloseTo(9.9, 12); // (10 + 1) x 0.9
    expect(usd([{...uplift, rule: 'minimum', value: 12}])).toBe(12);
    expect(usd([{...uplift, rule: 'minimum', value: 9}])).toBe(10);
  });

  test('read a parameter where they name one, at the end of its range that is picked', () => {
    const rows = [parameterRow('my_uplift', 0.1, {high: 0.3})];
    const named = step({parameter: 'my_uplift'});
    expect(usd([named], resolveParameters(rows))).toBeCloseTo(11, 12);
    expect(
      usd(
        [named],
        resolveParameters(rows, () => 'high'),
      ),
    ).toBeCloseTo(13, 12);
  });

  test('hold only for their product, key, days and weights', () => {
    const others = [{product: 'yours'}, {rateKeys: '1 2'}, {to: '2026-10-01'}, {from: '2026-10-02'}, {weightOverLb: 1}];
    for (const other of others) expect(usd([{...adder, ...other}])).toBe(10);
    expect(usd([{...adder, rateKeys: '2 3', to: '2026-10-02', weightToLb: 1}])).toBe(11);
  });

  test('a product of one’s own ends with its card', () => {
    const tariff = compileTariff({rates: card, modifiers: []}, p, 'mine', '3', day);
    expect(refusalOf(tariff, measureParcel(parcel(2.1), day))).toBe('billed over 2 lb, where the card ends');
    expect(tariffUsd(tariff, measureParcel(parcel(2.1), day))).toBeNaN();
  });
});
