// The built-in table and the rule, held against the official chart of 2018: nothing here was fitted to it.
import {existsSync, readFileSync} from 'node:fs';
import {createZoneTable, hasScf, zoneOf} from '@cutover/core';
import {expect, test} from 'vitest';
import {readScfs} from '../../data/build/facts.ts';

const chart = `${process.env.CUTOVER_INSTANCES}/usps-zones/zip3_pairs_sample_2018.csv`;
const MILITARY = /^(09[0-8]|340|96[2-6])$/;
const table = createZoneTable(readScfs());

test('no military ZIP3 has an SCF, nor has an unassigned one', () => {
  const without = ['090', '098', '340', '962', '963', '964', '965', '966', '000', '004', '099', '213', '987'];
  expect(without.filter((zip3) => hasScf(table, zip3))).toEqual([]);
});

test.skipIf(!existsSync(chart))('94% of the official zones come out exactly and 99.9% within one', () => {
  const pairs = readFileSync(chart, 'utf8').trim().split('\n').slice(1);
  const domestic = pairs
    .map((line) => line.trim().split(','))
    .filter(([from, to, zone]) => !MILITARY.test(from) && !MILITARY.test(to) && zone !== '9');
  const errors = domestic.map(([from, to, zone]) => Math.abs((zoneOf(table, from, to) ?? 99) - Number(zone)));
  const share = (errorMax: number) => errors.filter((error) => error <= errorMax).length / errors.length;
  expect(errors.length).toBeGreaterThan(2800);
  expect(share(0)).toBeGreaterThanOrEqual(0.94);
  expect(share(1)).toBeGreaterThanOrEqual(0.999);
});

test.skipIf(!existsSync(chart))('to the freely associated states it is zone 9', () => {
  const pairs = readFileSync(chart, 'utf8').trim().split('\n').slice(1);
  const far = pairs.map((line) => line.trim().split(',')).filter(([, , zone]) => zone === '9');
  expect(far.length).toBeGreaterThan(0);
  expect(far.filter(([from, to]) => zoneOf(table, from, to) !== 9)).toEqual([]);
});
