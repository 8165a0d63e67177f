import type {Parameter} from '@cutover/core';
import {priceOutcome, serviceFailures, summarize} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {failureTwin} from '../support/failure-twin.ts';
import {twoZipOutcome} from '../support/two-zips.ts';

const outcome = twoZipOutcome({twin: failureTwin()});
const priced = priceOutcome(outcome);
const failures = serviceFailures(outcome, priced)!;

test('failures are those of the packages each option delivered', () => {
  // own 840, USPS 1,260, other 50: second attempts 84 + 63 + 10; lost 8.4 + 25.2 + 1; back 21 + 15.75 + 2.5
  expect(failures.total.reattempts).toBeCloseTo(157, 9);
  expect(failures.total.lost).toBeCloseTo(34.6, 9);
  expect(failures.total.returned).toBeCloseTo(39.25, 9);
  expect(failures.usdByOption.map(({base}) => base)).toEqual([
    expect.closeTo(84 * 2 + 8.4 * 50 + 21 * 4, 9), // 672
    expect.closeTo(0 + 25.2 * 50 + 15.75 * 8, 9), // 1,386
    expect.closeTo(10 * 1 + 1 * 50 + 2.5 * 10, 9), // 85
  ]);
});

test('their range moves one parameter at a time and adds in quadrature', () => {
  // Lost ones 34.6 x -$10 or +$20; twice as many back: +$84 + $126 + $25
  expect(failures.usd.base).toBeCloseTo(2143, 9);
  expect(failures.usd.low).toBeCloseTo(2143 - 346, 9);
  expect(failures.usd.high).toBeCloseTo(2143 + Math.sqrt(692 ** 2 + 235 ** 2), 9);
});

test('a package is on time if its first attempt is, succeeds and is not lost', () => {
  // 90 of 100 drawn own packages were on time at the first attempt; nothing was drawn of the others
  expect(failures.onTimeShare.base).toBeCloseTo(0.9 * 0.9 * 0.99, 12);
  expect(failures.onTimeByOption[0].base).toBeCloseTo(0.9 * 0.9 * 0.99, 12);
  expect(failures.onTimeByOption[1].base).toBeNaN();
  const wide = failureTwin().parameters.map((row): Parameter => {
    return row.name === 'first_attempt_share_owned' ? {...row, low: 0.8, high: 1} : row;
  });
  const twin = {...failureTwin(), parameters: wide};
  const {onTimeShare} = serviceFailures({...outcome, twin}, priced)!;
  expect(onTimeShare.low).toBeCloseTo(0.9 * 0.8 * 0.99, 12);
  expect(onTimeShare.high).toBeCloseTo(0.9 * 1 * 0.99, 12);
});

test('failures stand beside the cost, which stays what it was', () => {
  const plain = twoZipOutcome();
  const before = summarize(plain, priceOutcome(plain));
  const after = summarize(outcome, priced);
  const {total, usd, onTimeShare} = failures;
  expect([total.reattempts, total.lost, total.returned].map(Math.round)).toEqual([157, 35, 39]);
  expect(usd.base).toBeCloseTo(2143, 2);
  expect(usd.low).toBeCloseTo(1797, 2);
  expect(usd.high).toBeCloseTo(2873.81, 2); // 2,143 + 730.81
  expect(onTimeShare.base).toBeCloseTo(0.8019, 9);
  expect(serviceFailures(plain, priceOutcome(plain))).toBeNull(); // the plain twin says nothing of failures
  expect(after).toEqual(before);
});
