// Two hundred invented worlds whose truth is known, against the 95% intervals fitted to their books.
import {fitParameters, type FittedNumber, holdOut, numberName} from '@cutover/core';
import {beforeAll, expect, test} from 'vitest';
import {keepBooks, truth} from '../support/books.ts';
import {actualsOf} from '../support/net-books.ts';
import {smallTwin} from '../support/small-twin.ts';

const SEEDS = 200;
const segments = ['urban', 'suburban', 'rural', 'remote'];
const twin = smallTwin();

const truths = new Map<string, number>([
  ...segments.flatMap((segment, i): [string, number][] => [
    [`service_minutes_per_stop ${segment}`, truth.serviceMinutes[i]],
    [`in_route_speed_mph ${segment}`, truth.inRouteMph[i]],
    [`stem_speed_mph ${segment}`, truth.stemMph[i]],
    [`packages_per_stop ${segment}`, truth.packagesPerStop[i]],
  ]),
  ['load_out_hours', truth.loadOutHours],
  ['handling_usd_per_package ds', truth.dsHandlingUsd],
  ['handling_usd_per_package sc', truth.scHandlingUsd],
  ['truck_usd_per_mile', truth.truckUsdPerMile],
  ...Object.entries(truth.contractUsd).map(([entry, usd]): [string, number] => [`contract_price ${entry}`, usd]),
  ['other_carrier_discount', truth.otherDiscount],
]);

/** As the small twin charges: its list of zone 2, fuel, half off. */
const listUsd = (weightLb: number) => (9 + 0.4 * (Math.ceil(weightLb) - 1)) * (1 + truth.otherFuel) * 0.5;

const found = new Map<string, FittedNumber[]>();
beforeAll(() => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const books = keepBooks({seed, days: 91, routesPerDay: 6, shipmentsPerDay: 24});
    for (const number of fitParameters(twin, actualsOf(twin, books, listUsd))) {
      const name = `${numberName(number)}${number.segment === undefined ? '' : ` ${number.segment}`}`;
      found.set(name, [...(found.get(name) ?? []), number]);
    }
  }
});

test.each([...truths])(
  '%s: 95%% intervals hold the truth in 90 to 98%% of the worlds, and are narrow',
  (name, value) => {
    const fits = found.get(name)!.flatMap(({fitted}) => (fitted === null ? [] : [fitted]));
    expect(fits).toHaveLength(SEEDS);
    const share = fits.filter(({low, high}) => low <= value && value <= high).length / SEEDS;
    const widest = Math.max(...fits.map(({low, high}) => (high - low) / 2 / value));

    expect(share).toBeGreaterThanOrEqual(0.9);
    expect(share).toBeLessThanOrEqual(0.98);
    expect(widest).toBeLessThanOrEqual(0.1);
  },
);

test('the error of a month that no fit has seen falls by at least half over 200 worlds, in every table', () => {
  const sums = new Map<string, {before: number; after: number; halved: number}>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const books = keepBooks({seed, days: 91, routesPerDay: 6, shipmentsPerDay: 24});
    const {tables} = holdOut(twin, actualsOf(twin, books, listUsd))!;
    expect(tables.map(({table}) => table)).toEqual(['routes', 'handling', 'linehaul', 'prices']);
    for (const {table, errorBefore, errorAfter} of tables) {
      const sum = sums.get(table) ?? {before: 0, after: 0, halved: 0};
      sum.before += errorBefore;
      sum.after += errorAfter;
      if (errorAfter <= errorBefore / 2) sum.halved++;
      sums.set(table, sum);
    }
  }
  for (const {before, after, halved} of sums.values()) {
    expect(after).toBeLessThanOrEqual(before / 2);
    expect(halved).toBeGreaterThanOrEqual(0.95 * SEEDS); // a world whose errors were small to begin with may miss it
  }
});
