import {applyScenario, type SiteCandidate} from '@cutover/core';
import {createPool, type NamedTwin, type Pool, siteStations, type Siting} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

function named(): NamedTwin {
  const scenario = smallScenarios().find(({name}) => name === 'keep-80')!;
  return {name: scenario.name, about: '', twin: applyScenario(smallTwin(), scenario)};
}

function site(rows: readonly SiteCandidate[], open: number): Promise<Siting> {
  const candidates = {file: 'candidates.csv', rows, lines: rows.map((_, i) => i + 2), issues: []};
  return siteStations(pool, named(), {open, leadWeeks: 1, candidates, seed: 1});
}

const north = {zip: '03104', capacityPackagesPerDay: 800, fixedUsdPerDay: 20};
const south = {zip: '03006', capacityPackagesPerDay: 1500, fixedUsdPerDay: 30};

describe('siting on the small twin', () => {
  test('saves less by what is paid more in fixed cost, and opens nothing where that is all', async () => {
    const [cheap, dearer, dear] = await Promise.all(
      [20, 21, 1000].map((fixedUsdPerDay) => site([{...north, fixedUsdPerDay}], 1)),
    );
    expect(cheap.openings).toMatchObject([{facilityId: 'SITE-03104', fixedUsd: 365 * 20, opensOn: '2026-10-08'}]);
    expect(cheap.savingUsd - dearer.savingUsd).toBeCloseTo(365, 6); // a dollar a day
    expect(dear).toMatchObject({openings: [], savingUsd: 0, changes: []});
    expect(dear.savingBoundUsd).toBeCloseTo(0, 2);
  });

  test('adds up: savings of the openings are the whole, at most the bound, and more with more open', async () => {
    const one = await site([north, south], 1);
    const two = await site([north, south], 2);
    expect(one.openings).toHaveLength(1);
    expect(two.openings).toHaveLength(2);
    for (const {openings, savingUsd, savingBoundUsd} of [one, two]) {
      expect(openings.reduce((sum, opening) => sum + opening.savingUsd, 0)).toBeCloseTo(savingUsd, 4);
      expect(savingUsd).toBeLessThanOrEqual(savingBoundUsd);
    }
    expect(two.savingUsd).toBeGreaterThan(one.savingUsd);
    expect(one.openings[0].savingUsd).toBeCloseTo(two.openings[0].savingUsd, 4); // the better one; they share no ZIP
  });

  test('holds the peak day within capacity, and says whose packages it takes', async () => {
    const [{openings}, room] = [await site([{...north, capacityPackagesPerDay: 60}], 1), 60];
    const [opening] = openings;
    expect(opening.packagesPerDay).toBeGreaterThan(0);
    expect(opening.packagesPerDay).toBeLessThan(room); // a mean day is below the peak day
    const relieved = opening.relieves.reduce((sum, {packagesPerDay}) => sum + packagesPerDay, 0);
    expect(relieved + opening.fromUspsPackagesPerDay).toBeCloseTo(opening.packagesPerDay, 9);
    expect(opening.relieves[0].facilityId).toBe('DS2'); // the only station within 60 miles of 03104 by road
  });

  test('feeds a station as the nearest one is fed', async () => {
    const {changes} = await site([north], 1);
    const kinds = changes.map((change) => (change.change === 'addLane' ? change.lane.laneId : change.change));
    expect(kinds).toEqual(['openFacility', 'SC1>SITE-03104', 'SC2>SITE-03104']);
  });

  test('tells every problem of a list at once', async () => {
    const rows = [
      {zip: '03999', capacityPackagesPerDay: 1},
      {capacityPackagesPerDay: 1, leadWeeks: 9},
      {zip: '03104', facilityId: 'DS1', capacityPackagesPerDay: 1},
      {facilityId: 'DS9', capacityPackagesPerDay: 1},
    ];
    await expect(site(rows, 1)).rejects.toMatchObject({
      issues: [
        {row: 2, rule: 'unknown-place', found: '"03999"'},
        {row: 3, rule: 'one-place', found: 'neither'},
        {row: 3, rule: 'opens-too-late', found: '2026-12-03'}, // nine weeks from 2026-10-01
        {row: 4, rule: 'one-place', found: 'both'},
        {row: 5, rule: 'unknown-place', found: '"DS9"'},
      ],
    });
  });
});
