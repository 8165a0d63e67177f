import {classGroups, type EpochPolicy, GROUP_COUNT, type Scenario, SHARE_ONE, type Twin, USPS} from '@cutover/core';
import {createPool, type Pool} from '@cutover/runner';
import {checkBooks} from '@cutover/reporting';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named, type Run, runScenarios, sum} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

// What USPS shall carry is worked out here from the rows of today.csv and the scenario alone, what it is planned to
// carry from the shares of the policy; both in packages of the base year, which the horizon only scales.
const middle = middleTwin();
const SWITCH = 14; // exit: from 2026-10-15 of a horizon that begins on 2026-10-01

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

async function run(scenario: Scenario): Promise<Run> {
  return (await runScenarios(pool, middle, [scenario]))[0];
}

function today(twin: Twin, read: (row: Twin['today'][number]) => number): number {
  return twin.today.reduce((total, row) => total + read(row), 0);
}

const carried = today(middle, ({usps}) => usps);
const floor = today(middle, ({classGroup, usps}) => (classGroup === 'usps_only' ? usps : 0));

/** Base-year packages that a policy gives USPS, of some class groups. */
function plannedUsps(twin: Twin, policy: EpochPolicy, groups: readonly string[] = classGroups): number {
  const rowOf = new Map(twin.zips.map(({zip}, row) => [zip, row]));
  return today(twin, ({zip, classGroup, owned, usps, other}) => {
    if (!groups.includes(classGroup)) return 0;
    const cell = rowOf.get(zip)! * GROUP_COUNT + classGroups.indexOf(classGroup);
    return ((owned + usps + other) * policy.share[cell * 3 + USPS]) / SHARE_ONE;
  });
}

describe('planned USPS volume', () => {
  test.each([
    ['keep', 1],
    ['keep-80', 0.8],
    ['cut-two-thirds', 1 / 3],
    ['no-deal', 0.8],
  ])('of %s is its target in every epoch', async (name, kept) => {
    const {outcome} = await run(named(smallScenarios(), name));
    expect(outcome.policy.length).toBe(2); // a station opens on 2026-10-15
    for (const policy of outcome.policy) {
      expect(Math.abs(plannedUsps(middle, policy) / (kept * carried) - 1)).toBeLessThan(0.001);
      expect(plannedUsps(middle, policy, ['usps_only'])).toBe(floor);
    }
    const {uspsPlannedPackages, uspsTargetPackages, uspsFloorPackages} = outcome.facts;
    const scale = outcome.ledger.volumePackages / today(middle, ({owned, usps, other}) => owned + usps + other);
    expect(Math.abs(uspsTargetPackages / (kept * carried * scale) - 1)).toBeLessThan(0.001);
    expect(Math.abs(uspsPlannedPackages / uspsTargetPackages - 1)).toBeLessThan(0.001);
    expect(Math.abs(uspsFloorPackages / (floor * scale) - 1)).toBeLessThan(0.001);
  });

  test('of a share below the floor is the floor', async () => {
    const {outcome} = await run({name: 'none', about: '', changes: [{change: 'setShare', uspsKept: 0.001}]});
    for (const policy of outcome.policy) {
      expect(Math.abs(plannedUsps(middle, policy) / floor - 1)).toBeLessThan(0.001);
    }
  });
});

describe('exit', () => {
  const exit = named(smallScenarios(), 'exit');

  test("plans today's volume until it ends, and only the floor from then on", async () => {
    const {outcome} = await run(exit);
    const [before, after] = outcome.policy;
    expect(before.epoch).toEqual({fromDay: 0, toDay: SWITCH});
    expect(Math.abs(plannedUsps(middle, before) / carried - 1)).toBeLessThan(0.001);
    expect(plannedUsps(middle, after, ['light', 'heavy'])).toBe(0);
    expect(plannedUsps(middle, after, ['usps_only'])).toBe(floor);
  });

  test('leaves USPS the floor alone: no overflow goes there, it waits or goes to another carrier', async () => {
    const {outcome, prepared} = await run(exit);
    const {ledger} = outcome;
    expect(checkBooks(ledger)).toEqual([]);
    const {dayPackages, groupShare} = prepared.horizon.demand;
    const floorShare = sum(groupShare.filter((_, cell) => cell % GROUP_COUNT === 2));
    const from = SWITCH * ledger.zipCount;
    // What USPS had left from the days before is delivered on the first day after them.
    expect(sum(ledger.volumeBacklog.slice(from - ledger.zipCount, from))).toBe(0);
    const delivered = sum(ledger.volumeUsps.slice(from));
    const expected = floorShare * sum(dayPackages.slice(SWITCH));
    expect(Math.abs(delivered / expected - 1)).toBeLessThan(0.001);
    expect(sum(ledger.volumeOverflow.slice(from))).toBe(0);
    expect(sum(ledger.volumeDivertedUsps.slice(from))).toBe(0);
    expect(sum(ledger.volumeDivertedOther.slice(from))).toBeGreaterThan(0);
    expect(sum(ledger.volumeWait.slice(from))).toBeGreaterThan(0);
  });

  test('other carriers take no more than their cap beyond plan', async () => {
    const capped: Scenario = {
      ...exit,
      changes: [...exit.changes, {change: 'setParameter', name: 'other_carrier_cap_per_day', value: 500}],
    };
    const {outcome} = await run(capped);
    const {ledger} = outcome;
    for (let day = 0; day < ledger.dayCount; day++) {
      const row = ledger.volumeDivertedOther.slice(day * ledger.zipCount, (day + 1) * ledger.zipCount);
      expect(sum(row)).toBeLessThanOrEqual(500);
    }
    const free = (await run(exit)).outcome.ledger;
    expect(sum(ledger.volumeWait)).toBeGreaterThan(sum(free.volumeWait));
  });
});
