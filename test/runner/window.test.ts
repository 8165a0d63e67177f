import {cellKeyHigh, cellKeyLow, packageBits, type Scenario} from '@cutover/core';
import {createPool, type Pool, type Prepared} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {SimulatedPackage} from '../support/reference-simulation.ts';
import {referenceOf} from '../support/reference-run.ts';
import {named, type Run, runScenarios, sum} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

async function run(scenario: Scenario, window?: {fromDay: number; toDay: number}, packages?: number): Promise<Run> {
  const options = {...(window === undefined ? {} : {window}), ...(packages === undefined ? {} : {packages})};
  return (await runScenarios(pool, smallTwin(), [scenario], options))[0];
}

const keep = named(smallScenarios(), 'keep');

describe('the simulation of the small twin', () => {
  test.each([
    ['exit', undefined],
    ['exit', 20_000],
    ['keep-80', 777],
    ['no-deal', undefined],
  ] as const)('of %s is that of its packages one by one (%s simulated)', async (name, packages) => {
    const each = await run(named(smallScenarios(), name), undefined, packages);
    expect(each.outcome.ledger).toMatchObject(referenceOf(each).counts);
  });
});

describe('some days only', () => {
  // 2026-10-15 opens a station, so days 14 to 27 are an epoch of the whole run too, and planned alike.
  test('count what these days of the whole run count, when nothing waits from before', async () => {
    const [whole, part] = [await run(keep), await run(keep, {fromDay: 14, toDay: 28})];
    const {ledger} = whole.outcome;
    const from = 14 * ledger.zipCount;
    expect(sum(ledger.volumeBacklog.slice(from - ledger.zipCount, from))).toBe(0);
    expect(part.outcome.policy).toEqual([whole.outcome.policy[1]]);
    expect(part.outcome.ledger.fromDay).toBe(14);
    for (const name of [
      'volumeDemanded',
      'volumeOwned',
      'volumeUsps',
      'volumeOther',
      'volumeBacklog',
      'volumeOverflow',
      'sampleOwned',
      'sampleUsps',
      'sampleOther',
    ] as const) {
      expect(part.outcome.ledger[name]).toEqual(ledger[name].slice(from));
    }
    const drawnBefore = ledger.drawnClass.length / 2; // of the first epoch
    expect(part.outcome.ledger.drawnClass).toEqual(ledger.drawnClass.slice(drawnBefore));
  });

  test('have the packages of the whole run: number, ZIP, class and origin', async () => {
    const [whole, part] = [await run(keep), await run(keep, {fromDay: 3, toDay: 6})];
    const identity = (fromDay: number) => (each: SimulatedPackage) =>
      [each.number, fromDay + each.row, each.zip, each.rank, each.drawnClass, each.origin].join(' ');
    const inWindow = referenceOf(whole).packages.filter(({row}) => row >= 3 && row < 6);
    expect(referenceOf(part).packages.map(identity(3))).toEqual(inWindow.map(identity(0)));
    expect(part.outcome.ledger.volumePackages).toBe(inWindow.length);
    expect(part.outcome.ledger.drawChecksum).toBe(checksum(whole.prepared, inWindow));
  });

  test('may be sampled too, and then hold exactly the packages asked for', async () => {
    const {outcome} = await run(keep, {fromDay: 20, toDay: 21}, 5000);
    expect(sum(outcome.ledger.sampleDemanded)).toBe(5000);
    expect(outcome.ledger.dayCount).toBe(1);
  });
});

/** Exclusive-or and sum of the bits of packages, each drawn alone. */
function checksum({fromDay}: Prepared, packages: readonly SimulatedPackage[]): string {
  let xor = 0;
  let total = 0n;
  for (const {row, zip, rank} of packages) {
    const day = fromDay + row;
    const bits = packageBits(cellKeyLow(1, day, zip), cellKeyHigh(1, day, zip), rank);
    xor = (xor ^ bits) >>> 0;
    total += BigInt(bits);
  }
  const hex = (word: number | bigint): string => word.toString(16).padStart(8, '0');
  return `${hex(xor)}${hex(total % 2n ** 32n)}`;
}
