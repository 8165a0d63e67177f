import {
  handoffUsd,
  lastMileRates,
  laneTables,
  laneTripsUsd,
  otherCarrierUsd,
  dayNumber,
  recordReads,
  resolveParameters,
} from '@cutover/core';
import {expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';

const day = dayNumber('2026-10-05');

test('a watched twin gives what the twin gives', () => {
  const twin = smallTwin();
  const watched = recordReads(twin);
  const p = resolveParameters(twin.parameters);
  expect(otherCarrierUsd(watched.twin, watched.p, day)).toEqual(otherCarrierUsd(twin, p, day));
  expect(laneTables(watched.twin, watched.p)).toEqual(laneTables(twin, p));
  expect(laneTripsUsd(watched.twin, watched.p)).toEqual(laneTables(twin, p).tripUsd);
});

test('parameters are noted when one is looked up, by segment where it has one, and not when all are copied', () => {
  const {p, reads} = recordReads(smallTwin());
  expect(new Map(p.values).size).toBe(p.values.size);
  expect([...reads.parameters]).toEqual([]);
  lastMileRates(p);
  expect(reads.parameters.has('driver_wage_usd_per_hour')).toBe(true);
  expect(reads.parameters.has('packages_per_stop/rural')).toBe(true);
  expect(reads.parameters.has('packages_per_stop')).toBe(false); // has no row without a segment
  expect(reads.parameters.has('van_usable_cube_ft3')).toBe(false); // vans without a mean cube are never full
});

test('under a contract its price is noted and no rate card; without it the card and what is taken on it', () => {
  const under = recordReads(smallTwin());
  handoffUsd(under.twin, under.p, day, 'ddu');
  expect([...under.reads.terms].filter((term) => term.includes('usdPerPackage'))).toEqual([
    'prices.0.usdPerPackage.base',
  ]);
  expect(under.reads.rates.size).toBe(0);
  expect(under.reads.parameters.size).toBe(0);

  const list = recordReads({...smallTwin(), contract: null});
  handoffUsd(list.twin, list.p, day, 'ddu');
  expect(new Set([...list.reads.rates].map(({product, rateKey}) => `${product} ${rateKey}`))).toEqual(
    new Set(['parcel_select ddu']),
  );
  expect([...list.reads.modifiers].map(({name}) => name)).toEqual([
    'package uplift of 2026-04-26',
    'holiday adder: not public', // an assumption too: that there is none
  ]);
  expect([...list.reads.parameters]).toEqual(['parcel_select_uplift']);
  expect([...list.reads.columns.get('mix')!].sort()).toEqual(['heightIn', 'lengthIn', 'weightLb', 'widthIn']);
});
