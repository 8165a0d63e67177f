import {cheapestSupply, resolveParameters, supplies, supplyDay, supplyRates, type ZipRoads} from '@cutover/core';
import {describe, expect, test} from 'vitest';
import {factParameterRows, parametersOf} from '../support/parameters.ts';

const rates = supplyRates(
  parametersOf({
    packages_per_stop: 2,
    service_minutes_per_stop: 3,
    in_route_speed_mph: 20,
    stem_speed_mph: 40,
    route_hours: 9.5,
    load_out_hours: 0.5,
    in_route_circuity: 1,
    local_constant: 1,
    driver_wage_usd_per_hour: 20,
    labour_burden: 1,
    van_usd_per_mile: 1,
    van_usd_per_day: 50,
    contractor_margin: 1,
    van_usable_cube_ft3: 300,
    gig_usd_per_hour: 15,
    gig_usd_per_mile: 0.5,
    gig_block_hours: 4.5,
    gig_usable_cube_ft3: 30,
    partner_fee_usd: 3,
    partner_packages_per_day: 25,
    partners_per_zip: 2,
  }),
  0.5,
);
const zip: ZipRoads = {segment: 2, areaSqMi: 4, stemMiles: 20};

describe('a day of a supply', () => {
  test('is for vans their part of a route', () => {
    // 200 packages are 100 stops; leg sqrt(4 / 100) = 0.2 mi = 0.01 h, with service 0.06 h a stop; stems 1 h.
    // The shift leaves 8 h, 133.3 stops; the van holds 600 packages: 0.75 routes of 9.5 h, 0.75 x 40 + 20 = 50 miles.
    const day = supplyDay(rates, 'van', zip, 200);
    expect(day).toMatchObject({supply: 'van', packagesPerDayMax: Infinity});
    expect(day.units).toBeCloseTo(0.75, 12);
    expect(day.packagesPerUnit).toBeCloseTo(200 / 0.75, 9);
    expect(day.usd).toBeCloseTo(0.75 * (9.5 * 20 + 50) + 50, 9);
  });

  test('is for gig drivers blocks paid whole, and miles', () => {
    // The block leaves 4.5 - 0.5 - 1 = 3 h, 50 stops; the boot holds 60 packages, 30 stops: 100 / 30 = 3.33 blocks.
    const day = supplyDay(rates, 'gig', zip, 200);
    expect(day.units).toBeCloseTo(10 / 3, 12);
    expect(day.packagesPerUnit).toBeCloseTo(60, 9);
    expect(day.usd).toBeCloseTo((10 / 3) * (4.5 * 15 + 40 * 0.5) + 20 * 0.5, 9);
  });

  test('is for partners the fee, and the stop of a van that brings their packages', () => {
    // 50 packages are 2 partners, 2 stops: leg sqrt(4 / 2) = 1.4142 mi = 0.0707 h, with service 0.1207 h. The shift
    // leaves 8 h, 66 stops, but the van holds 600 packages, 24 partners: 2 / 24 of its day, stems and van.
    const leg = Math.SQRT2;
    const hours = (2 / 24) * 1.5 + 2 * (leg / 20 + 0.05);
    const miles = (2 / 24) * 40 + 2 * leg;
    const day = supplyDay(rates, 'partner', zip, 50);
    expect(day).toMatchObject({units: 2, packagesPerUnit: 25, packagesPerDayMax: 50});
    expect(day.usd).toBeCloseTo(50 * 3 + hours * 20 + miles + (2 / 24) * 50, 9);
  });

  test('without packages is free', () => {
    expect(supplies.map((supply) => supplyDay(rates, supply, zip, 0).usd)).toEqual([0, 0, 0]);
  });
});

describe('the cheapest supply', () => {
  const reference = supplyRates(resolveParameters(factParameterRows()), 0.59);
  const remote: ZipRoads = {segment: 3, areaSqMi: 180, stemMiles: 55};

  test('asks no more than any that could take the packages', () => {
    for (const packages of [1, 10, 30, 31, 100, 1000]) {
      for (const roads of [zip, remote, {segment: 0, areaSqMi: 3, stemMiles: 8}]) {
        const cheapest = cheapestSupply(reference, roads, packages);
        expect(cheapest.packagesPerDayMax).toBeGreaterThanOrEqual(packages);
        for (const supply of supplies) {
          const day = supplyDay(reference, supply, roads, packages);
          if (packages <= day.packagesPerDayMax) expect(cheapest.usd).toBeLessThanOrEqual(day.usd);
        }
      }
    }
  });

  test('is the partner in a remote ZIP with a handful of packages a day, and not above what partners take', () => {
    expect(cheapestSupply(reference, remote, 20).supply).toBe('partner');
    expect(cheapestSupply(reference, remote, 31).supply).not.toBe('partner'); // one partner takes 30
  });
});
