import {type Facility, type Lane, laneTables, type MixClass} from '@cutover/core';
import {expect, test} from 'vitest';
import {parametersOf} from '../support/parameters.ts';

const numbers = {
  circuity_base: 1.2,
  circuity_short: 0,
  circuity_offset_miles: 3,
  circuity_from_miles: 5,
  truck_usd_per_mile: 2,
  truck_fuel_usd_per_mile: 0.5,
  fuel_index: 1,
  empty_miles_share: 0.2,
  trailer_cube_ft3: 4000,
  trailer_usable_share: 0.75,
  truck_speed_mph: 50,
  milk_run_between_miles: 10,
  air_usd_per_mile: 20,
  air_usable_cube_ft3: 12_000,
  air_speed_mph: 400,
  air_fixed_hours: 2,
};
const p = parametersOf(numbers);

const building = (facilityId: string, longitudeDeg: number): Facility => {
  const money = {handlingUsdPerPackage: 0, fixedUsdPerDay: 0, dwellHours: 0, status: 'synthetic' as const};
  return {facilityId, facilityType: 'sc', latitudeDeg: 0, longitudeDeg, ...money};
};
const facilities = [building('A', 0), building('B', 1)]; // one degree at the equator: 2 pi 3958.7613 / 360 = 69.0934 mi
const half = {lengthIn: 12, widthIn: 12, heightIn: 6, weightLb: 1, promiseDays: 2, eligibility: 'standard' as const};
const mix: MixClass[] = [{classId: 'half', classGroup: 'light', share: 1, ...half}]; // 0.5 ft3
const today = [{zip: '00001', classGroup: 'light' as const, owned: 1, usps: 0, other: 0}];
const truck: Lane = {
  ...{laneId: 'A-B', originId: 'A', destinationId: 'B', mode: 'truck', roadMiles: 100},
  ...{tripsPerDay: 1, days: '1234567', stopsPerTrip: 1, planFill: 0.5},
};
const tables = (lane: Lane, use = p) => laneTables({facilities, lanes: [lane], mix, today}, use);
const withoutMiles = (lane: Lane): Lane => {
  const rest = {...lane};
  delete rest.roadMiles;
  return rest;
};

test('a truck trip pays its miles and the empty ones behind them', () => {
  const lane = tables(truck);
  expect(lane.miles[0]).toBe(100);
  expect(lane.minutes[0]).toBe(120);
  expect(lane.tripUsd[0]).toBeCloseTo(250, 12); // 100 x 2 / 0.8
  expect(lane.usableFt3[0]).toBe(3000);
  expect(lane.plannedUsdPerPackage[0]).toBeCloseTo(250 / 3000, 12); // half full: 1500 ft3 = 3000 packages
});

test('a lane without miles is as long as the road, and its own hours win', () => {
  expect(tables(withoutMiles(truck)).miles[0]).toBeCloseTo(69.0934 * 1.2, 3);
  expect(tables({...truck, transitHours: 5}).minutes[0]).toBe(300);
});

test('a stop of a milk run pays its share of the way out and back, and the miles to the next stop', () => {
  const lane = tables({...truck, stopsPerTrip: 5});
  expect(lane.tripUsd[0]).toBeCloseTo((200 / 5 + 10) * 2, 12);
  expect(lane.usableFt3[0]).toBe(600);
  expect(lane.minutes[0]).toBeCloseTo((60 * (100 + 2 * 10)) / 50, 12); // two stops before the middle one
  expect(lane.plannedUsdPerPackage[0]).toBeCloseTo(100 / 600, 12);
});

test('the fuel index scales the fuel part of a truck mile only', () => {
  const dear = parametersOf({...numbers, fuel_index: 1.4});
  expect(tables(truck, dear).tripUsd[0]).toBeCloseTo((100 * (2 + 0.5 * 0.4)) / 0.8, 12);
});

test('an aircraft flies the great circle, and the mail costs nothing', () => {
  const air = tables(withoutMiles({...truck, mode: 'air'}));
  expect(air.miles[0]).toBeCloseTo(69.0934, 3);
  expect(air.minutes[0]).toBeCloseTo(60 * (2 + 69.0934 / 400), 3);
  expect(air.tripUsd[0]).toBeCloseTo(69.0934 * 20, 2);
  expect(air.usableFt3[0]).toBe(12_000);
  const mail = tables({...truck, mode: 'mail', transitHours: 6});
  expect([mail.tripUsd[0], mail.plannedUsdPerPackage[0], mail.minutes[0]]).toEqual([0, 0, 360]);
});

test('a lane to nowhere is named', () => {
  expect(() => tables(withoutMiles({...truck, destinationId: 'C'}))).toThrow('lane "A-B" names "C"');
});
