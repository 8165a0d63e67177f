import type {ScenarioSummary} from '@cutover/core';
import {groupDifferences, largestMovers, summaryBridge, type ZipFigures} from '@cutover/reporting';
import {expect, test} from 'vitest';

const none = {linehaul: 0, sort: 0, lastMile: 0, postage: 0, otherCarrier: 0, fixed: 0, contractShortfall: 0};

function summaryOf(parts: Partial<ScenarioSummary['costUsd']>): ScenarioSummary {
  const costUsd = {...none, ...parts};
  const total = Object.values(costUsd).reduce((sum, usd) => sum + usd, 0);
  return {
    name: 'any',
    drawChecksum: '',
    packages: {demanded: 0, deliveredOwned: 0, deliveredUsps: 0, deliveredOther: 0, backlogEnd: 0},
    costUsd: {...costUsd, total},
    range: {totalLow: total, totalHigh: total},
    service: {onTimeShare: 1, p95DaysLate: 0, latePackageDays: 0},
  };
}

function zip(code: string, usd: number, packages: number, transitDays: number, usps = 0): ZipFigures {
  const place = {state: code.startsWith('9') ? 'CA' : 'NH', segment: 'urban'};
  return {zip: code, ...place, usd, ownedPackages: packages - usps, uspsPackages: usps, packages, transitDays};
}

test('the bridge adds up in cents where floats do not', () => {
  // 0.10 + 0.20 - 0.30 in binary is not 0; in cents it is.
  const steps = summaryBridge(summaryOf({postage: 0.3}), summaryOf({sort: 0.1, lastMile: 0.2}));
  expect(steps.map(({usd}) => usd)).toEqual([0, 0.1, 0.2, -0.3, 0, 0, 0]);
});

test('groups add up their ZIPs; days are weighed by packages', () => {
  const before = [zip('03101', 10, 10, 2), zip('03102', 20, 30, 4), zip('90001', 5, 5, 1)];
  const after = [zip('03101', 12, 10, 3, 4), zip('03102', 16, 30, 4), zip('90001', 5, 0, Number.NaN)];
  const [california, hampshire] = groupDifferences(before, after, ({state}) => state);
  // Before (10 x 2 + 30 x 4) / 40 = 3.5 days, after (10 x 3 + 30 x 4) / 40 = 3.75.
  expect(hampshire).toMatchObject({name: 'NH', beforeUsd: 30, afterUsd: 28, uspsPackages: 4, ownedPackages: -4});
  expect(hampshire.transitDays).toBe(0.25);
  expect(california.transitDays).toBeNaN(); // nothing is delivered there any more
});

test('the largest movers are those that move most, either way', () => {
  const before = [zip('03101', 10, 1, 1), zip('03102', 10, 1, 1), zip('03103', 10, 1, 1)];
  const after = [zip('03101', 11, 1, 1), zip('03102', 2, 1, 1), zip('03103', 15, 1, 1)];
  const groups = groupDifferences(before, after, ({zip: code}) => code);
  expect(largestMovers(groups, 2).map(({name}) => name)).toEqual(['03102', '03103']);
});
