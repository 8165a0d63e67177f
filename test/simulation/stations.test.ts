import {dayNumber, type Facility, isoDate, peakFreeze, thanksgiving} from '@cutover/core';
import {rampShare, stationCapacity} from '@cutover/simulation';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parametersOf} from '../support/parameters.ts';

function station(rest: Partial<Facility>): Facility {
  return {
    facilityId: 'DS',
    facilityType: 'ds',
    latitudeDeg: 43,
    longitudeDeg: -71,
    handlingUsdPerPackage: 0,
    fixedUsdPerDay: 0,
    dwellHours: 0,
    status: 'synthetic',
    ...rest,
  };
}

const rule = {openingShare: 0.25, weeks: 26};

describe('the ramp of a station', () => {
  const share = (date: string, rest: Partial<Facility>): number => rampShare(station(rest), dayNumber(date), rule);

  test('starts at a quarter and grows by a straight line', () => {
    const opens = {opensOn: '2026-02-02'};
    expect(share('2026-02-01', opens)).toBe(0);
    expect(share('2026-02-02', opens)).toBe(0.25);
    expect(share('2026-02-09', opens)).toBeCloseTo(0.25 + 0.75 / 26, 12); // one week of 26
    expect(share('2026-05-04', opens)).toBeCloseTo(0.625, 12); // 13 weeks: half way from a quarter to one
    expect(share('2026-08-02', opens)).toBeCloseTo(0.25 + (0.75 * 181) / 182, 12);
    expect(share('2026-08-03', opens)).toBe(1); // 26 weeks
    expect(share('2027-08-03', opens)).toBe(1);
  });

  test('stands still from Thanksgiving to New Year, and then goes on', () => {
    // From 1 October to Thanksgiving, 26 November 2026, are 31 + 25 = 56 days.
    const opens = {opensOn: '2026-10-01'};
    const atThanksgiving = 0.25 + (0.75 * 56) / 182;
    expect(share('2026-11-25', opens)).toBeCloseTo(0.25 + (0.75 * 55) / 182, 12);
    for (const date of ['2026-11-26', '2026-11-27', '2026-12-10', '2026-12-31', '2027-01-01']) {
      expect(share(date, opens)).toBeCloseTo(atThanksgiving, 12);
    }
    expect(share('2027-01-02', opens)).toBeCloseTo(0.25 + (0.75 * 57) / 182, 12);
    // 126 days are left on 1 January; 31 + 28 + 31 + 30 = 120 of them by 1 May.
    expect(share('2027-05-06', opens)).toBeCloseTo(0.25 + (0.75 * 181) / 182, 12);
    expect(share('2027-05-07', opens)).toBe(1);
  });

  test('waits for January when it opens in peak', () => {
    const opens = {opensOn: '2026-12-01'};
    expect(share('2026-12-01', opens)).toBe(0.25);
    expect(share('2027-01-01', opens)).toBe(0.25);
    expect(share('2027-01-08', opens)).toBeCloseTo(0.25 + 0.75 / 26, 12);
  });

  test("takes the station's own weeks before the rule's, and none when it has none", () => {
    expect(share('2026-02-16', {opensOn: '2026-02-02', rampWeeks: 4})).toBeCloseTo(0.625, 12);
    expect(share('2026-02-02', {opensOn: '2026-02-02', rampWeeks: 0})).toBe(1);
  });

  test('is one for a station open before the horizon, and nothing from the day it closes', () => {
    expect(share('2026-12-24', {})).toBe(1);
    expect(share('2027-01-31', {closesOn: '2027-02-01'})).toBe(1);
    expect(share('2027-02-01', {closesOn: '2027-02-01'})).toBe(0);
  });

  test('knows Thanksgiving, the fourth Thursday of November', () => {
    expect([2025, 2026, 2027, 2028].map((year) => isoDate(thanksgiving(year)))).toEqual([
      '2025-11-27',
      '2026-11-26',
      '2027-11-25',
      '2028-11-23',
    ]);
    const {fromDay, toDay} = peakFreeze(2026);
    expect([isoDate(fromDay), isoDate(toDay)]).toEqual(['2026-11-26', '2027-01-01']);
  });

  test('equals a walk through the calendar, day by day', () => {
    const frozen = (day: number): boolean => {
      const date = isoDate(day);
      return date.slice(5) > '11-15' && day >= thanksgiving(Number(date.slice(0, 4)));
    };
    fc.assert(
      fc.property(
        fc.integer({min: dayNumber('2024-01-01'), max: dayNumber('2027-01-31')}),
        fc.integer({min: 0, max: 60}),
        fc.integer({min: -10, max: 900}),
        (opens, rampWeeks, after) => {
          let grown = 0;
          for (let day = opens; day < opens + after; day++) if (!frozen(day)) grown++;
          const expected = after < 0 ? 0 : 0.25 + 0.75 * (rampWeeks === 0 ? 1 : Math.min(1, grown / (7 * rampWeeks)));
          const opening = station({opensOn: isoDate(opens), rampWeeks});
          expect(rampShare(opening, opens + after, rule)).toBeCloseTo(expected, 12);
        },
      ),
      {seed: 1, numRuns: 300},
    );
  });
});

describe('the capacity of stations', () => {
  const parameters = parametersOf({
    ramp_opening_share: 0.25,
    ramp_weeks: 26,
    station_shock_sd: 0.08,
    station_shock_correlation: 0.5,
  });
  const FIRST = dayNumber('2026-10-01');

  test('without shock is the ramp times full capacity, in whole packages', () => {
    const stations = [station({}), station({opensOn: '2026-10-08', rampWeeks: 4})];
    const still = parametersOf({
      ramp_opening_share: 0.25,
      ramp_weeks: 26,
      station_shock_sd: 0,
      station_shock_correlation: 0.5,
    });
    const {planned, actual} = stationCapacity(stations, Float64Array.of(1000.9, 1000), FIRST, 15, 1, still);
    expect([...actual]).toEqual([...planned]);
    const [open, opening] = [0, 1].map((s) => Array.from({length: 15}, (_, day) => planned[2 * day + s]));
    expect(open).toEqual(Array.from({length: 15}, () => 1000));
    expect(opening.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(opening.slice(7, 10)).toEqual([250, 276, 303]); // 250 + 750 / 28 each day, rounded down
    expect(opening[14]).toBe(437); // a week of four: 250 + 187.5
  });

  test('is shocked every day by 8%, and the shocks of a region go together', () => {
    // Two stations of each of 40 regions, cells of two degrees, on 500 days.
    const [regions, days, full] = [40, 500, 1e8];
    const stations = Array.from({length: 2 * regions}, (_, i) =>
      station({latitudeDeg: 25.1 + 0.5 * (i % 2), longitudeDeg: -120.9 + 2 * Math.floor(i / 2)}),
    );
    const {planned, actual} = stationCapacity(
      stations,
      new Float64Array(2 * regions).fill(full),
      FIRST,
      days,
      1,
      parameters,
    );
    expect(planned.every((packages) => packages === full)).toBe(true);
    const shock = Array.from(actual, (packages) => (packages / full - 1) / 0.08);
    const at = (region: number, which: number, day: number): number => shock[day * 2 * regions + 2 * region + which];
    const mean = (read: (region: number, day: number) => number): number => {
      let sum = 0;
      for (let region = 0; region < regions; region++) for (let day = 0; day < days; day++) sum += read(region, day);
      return sum / (regions * days);
    };
    // 20,000 region-days: a standard error of 0.007; products of normals have one of about 0.01.
    expect(Math.abs(mean((region, day) => at(region, 0, day)))).toBeLessThan(0.03);
    expect(Math.abs(mean((region, day) => at(region, 1, day) ** 2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(mean((region, day) => at(region, 0, day) * at(region, 1, day)) - 0.5)).toBeLessThan(0.04);
    const nextRegion = mean((region, day) => at(region, 0, day) * at((region + 1) % regions, 0, day));
    const nextDay = mean((region, day) => at(region, 0, day) * at(region, 0, (day + 1) % days));
    expect(Math.abs(nextRegion)).toBeLessThan(0.04);
    expect(Math.abs(nextDay)).toBeLessThan(0.04);
  });

  test('is the same for a seed, another for the next, and never below nothing', () => {
    const wild = parametersOf({
      ramp_opening_share: 0.25,
      ramp_weeks: 26,
      station_shock_sd: 2,
      station_shock_correlation: 0.5,
    });
    const capacity = (seed: number) =>
      stationCapacity([station({})], Float64Array.of(100), FIRST, 200, seed, wild).actual;
    expect(capacity(1)).toEqual(capacity(1));
    expect(capacity(2)).not.toEqual(capacity(1));
    expect(capacity(1).some((packages) => packages === 0)).toBe(true);
    expect(Math.max(...capacity(1))).toBeLessThan(2000); // a negative number would be 4 billion here
  });
});
