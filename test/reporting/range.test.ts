import {differenceRange, priceOutcome, tornado} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {twoZipOutcome, twoZipTwin} from '../support/two-zips.ts';

const priced = priceOutcome(twoZipOutcome());
const swing = (name: string) => priced.range.swings.find((each) => each.name === name)!;

test.each([
  ['driver_wage_usd_per_hour', -450, 450], // 15 h at $60, half of it and half more
  ['contract_price', -1010, 2020], // 1,010 packages at 2, 3 and 5
  ['truck_usd_per_mile', -570, 570], // linehaul of 1,140 at 1, 2 and 3 a mile
  ['station_handling', 600 * (0.35 / 0.6 - 1), 600 * (1 / 0.6 - 1)],
  ['sort_centre', -200, 400],
])('%s alone moves the total by what its rate moves', (name, atLowUsd, atHighUsd) => {
  expect(swing(name).atLowUsd).toBeCloseTo(atLowUsd, 6);
  expect(swing(name).atHighUsd).toBeCloseTo(atHighUsd, 6);
});

test('half the usable trailer doubles the trips that cube asks for, not those of the schedule', () => {
  // 2,000 and 900 cubic feet in trailers of 800, 1,260 in stops of 160: 2.5 x 250 + 1.125 x 25 + 7.875 x 20
  expect(swing('trailer_usable_share').atLowUsd).toBeCloseTo(625 + 28.125 + 157.5, 6);
  expect(swing('trailer_usable_share').atHighUsd).toBeCloseTo(0, 6);
});

test('low and high add the influences in quadrature', () => {
  const below = Math.hypot(450, 1010, 570, 250, 200);
  const above = Math.hypot(450, 2020, 570, 810.625, 400, 400);
  expect(priced.range.totalLowUsd).toBeCloseTo(9065 - below, 2);
  expect(priced.range.totalHighUsd).toBeCloseTo(9065 + above, 2);
});

test('a difference is priced with common draws: a scenario against itself is certain', () => {
  expect(differenceRange(priced, priced)).toMatchObject({usd: 0, lowUsd: 0, highUsd: 0});
});

test('a difference keeps only what the scenarios do not share', () => {
  const noDeal = priceOutcome(twoZipOutcome({twin: {...twoZipTwin(), contract: null}}));
  const {usd, lowUsd, highUsd} = differenceRange(noDeal, priced);
  expect(usd).toBeCloseTo(1010 * (6 - 3) - 245, 6);
  // Only the contract price is left: at its high end (5) the base loses 2,020 of its lead, at its low end gains 1,010.
  expect(lowUsd).toBeCloseTo(usd - 2020, 6);
  expect(highUsd).toBeCloseTo(usd + 1010, 6);
});

test('growth scales what varies and the last mile by density', () => {
  const twin = twoZipTwin();
  const parameters = twin.parameters.map((row) =>
    row.name === 'growth_per_year' ? {...row, low: 0, base: 0, high: 0.1} : row,
  );
  const {range} = priceOutcome(twoZipOutcome({twin: {...twin, contract: null, parameters}}));
  // From the middle of 2025 to the end of the first day; with no legs and no stems the last mile is in proportion too.
  const factor = 1.1 ** (457 / 365.25) - 1;
  const varying = 1140 + 1000 + 1310 + (250 * 7 + 1010 * 6) + 250;
  expect(range.swings.find(({name}) => name === 'growth_per_year')!.atHighUsd).toBeCloseTo(varying * factor, 4);
});

test('a tornado stands on its widest influence and leaves out those without any', () => {
  const names = tornado(priced.range.swings).map(({name}) => name);
  expect(names[0]).toBe('contract_price');
  expect(names).not.toContain('growth_per_year');
});
