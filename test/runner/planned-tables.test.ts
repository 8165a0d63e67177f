import {applyScenario, type Outcome} from '@cutover/core';
import {type CostUsd, priceOutcome} from '@cutover/reporting';
import {openSession, type PlannedTables, plannedTables, type Preview, whatIf} from '@cutover/runner';
import {beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {runScenarios, sum, withPool} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

const keep80 = smallScenarios().find(({name}) => name === 'keep-80')!;
let tables: PlannedTables;
let preview: Preview;
let costUsd: CostUsd;
let outcome: Outcome;

beforeAll(async () => {
  await withPool(1, async (pool) => {
    const session = await openSession(pool, {...keep80, twin: applyScenario(middleTwin(), keep80)}, 1);
    tables = plannedTables(session);
    preview = whatIf(session, []);
    [{outcome}] = await runScenarios(pool, middleTwin(), [keep80]);
    ({costUsd} = priceOutcome(outcome));
  });
});

describe('the tables of a planned scenario', () => {
  test('carry the packages of its preview', () => {
    const {ownedPackages, uspsPackages, otherPackages} = tables.zips;
    expect(Math.round(sum(ownedPackages))).toBe(preview.packages.owned);
    expect(Math.round(sum(uspsPackages))).toBe(preview.packages.usps);
    expect(Math.round(sum(otherPackages))).toBe(preview.packages.other);
  });

  test('cost what a run books to its ZIPs', () => {
    // No ZIP has: trips beyond plan fill, part routes, fixed cost, shortfall. The first two are in linehaul and last
    // mile of the total, so ZIPs cost less than these, and the rest exactly.
    const {lastMile, postage, otherCarrier, linehaul, sort} = costUsd;
    expect(sum(tables.zips.usd)).toBeLessThan(lastMile + postage + otherCarrier + linehaul + sort);
    const {zip} = priceOutcome(outcome);
    const booked = [zip.linehaul, zip.sort, zip.lastMile, zip.postage, zip.otherCarrier].map(sum);
    expect(sum(tables.zips.usd) / sum(booked)).toBeCloseTo(1, 2);
  });

  test('say of stations what a run books, day by day', () => {
    const {stations, stationPlanned, dayCount} = outcome.ledger;
    expect(tables.stations).toHaveLength(stations.length);
    tables.stations.forEach(({planned, delivered, overflow, capacity}, s) => {
      const booked = Array.from({length: dayCount}, (_, day) => stationPlanned[day * stations.length + s]);
      planned.forEach((packages, day) => {
        expect(Math.abs(packages - booked[day])).toBeLessThanOrEqual(6); // a run rounds each of its few ZIPs
        expect(delivered[day]).toBeLessThanOrEqual(capacity[day]);
        expect(overflow[day]).toBeLessThanOrEqual(packages);
      });
    });
  });
});
