import {expectedFailures, failureOptions, failureParameters, knowsFailures, resolveParameters} from '@cutover/core';
import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {factParameterRows, parametersOf} from '../support/parameters.ts';

const p = parametersOf({
  ...{first_attempt_share_owned: 0.9, reattempt_usd_owned: 2, lost_share_owned: 0.01, return_usd_owned: 4},
  ...{first_attempt_share_usps: 0.95, reattempt_usd_usps: 0, lost_share_usps: 0.02, return_usd_usps: 8},
  ...{first_attempt_share_other: 0.8, reattempt_usd_other: 1, lost_share_other: 0.02, return_usd_other: 10},
  ...{lost_package_usd: 50, return_share: 0.25},
});

test('of 1,000 own packages 100 are tried again, 25 of those come back, and 10 are lost', () => {
  const found = expectedFailures(p, 'owned', 1000);
  expect(found.reattempts).toBeCloseTo(100, 9); // 1,000 x (1 - 0.9)
  expect(found.returned).toBeCloseTo(25, 9); // 100 x 0.25
  expect(found.lost).toBeCloseTo(10, 9);
  expect(found.reattemptUsd).toBeCloseTo(200, 9); // 100 x $2
  expect(found.returnUsd).toBeCloseTo(100, 9); // 25 x $4
  expect(found.lostUsd).toBeCloseTo(500, 9); // 10 x $50
  expect(found.onTimeFactor).toBeCloseTo(0.891, 12); // 0.9 x 0.99
});

test('USPS tries again within its price', () => {
  expect(expectedFailures(p, 'usps', 1000)).toMatchObject({reattemptUsd: 0});
  expect(expectedFailures(p, 'usps', 1000).returnUsd).toBeCloseTo(50 * 0.25 * 8, 9);
});

test('a twin that lacks one of the parameters knows nothing of failures', () => {
  const values = new Map(p.values);
  expect(knowsFailures(p)).toBe(true);
  values.delete('return_share');
  expect(knowsFailures({...p, values})).toBe(false);
});

test('the facts have each parameter once, labelled as an assumption without a public figure', () => {
  for (const name of failureParameters) {
    const rows = factParameterRows().filter((row) => row.name === name);
    expect(rows, name).toHaveLength(1);
    expect(rows[0].confidence).toBe('assumption');
    expect(rows[0].source).toMatch(/^assumption; no public figure/);
    expect(rows[0].low, name).toBeLessThanOrEqual(rows[0].base);
    expect(rows[0].base, name).toBeLessThanOrEqual(rows[0].high);
  }
});

test('failures grow in proportion to packages, and no more come back than were tried again', () => {
  const facts = resolveParameters(factParameterRows());
  fc.assert(
    fc.property(fc.constantFrom(...failureOptions), fc.integer({min: 0, max: 1e9}), (option, packages) => {
      const one = expectedFailures(facts, option, packages);
      const two = expectedFailures(facts, option, 2 * packages);
      expect(two.lostUsd).toBeCloseTo(2 * one.lostUsd, 3);
      expect(one.returned).toBeLessThanOrEqual(one.reattempts);
      expect(one.reattempts).toBeLessThanOrEqual(packages);
    }),
    {numRuns: 100},
  );
});
