import {createPool, type Pool} from '@cutover/runner';
import {checkBooks, measure, type MeasureRow, priceOutcome} from '@cutover/reporting';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {named, runScenarios, sum} from '../support/run.ts';
import {smallScenarios} from '../support/small-twin.ts';

const middle = middleTwin(); // 300 ZIPs, 6.4 million packages in its four weeks
const scenarios = ['keep-80', 'exit', 'no-deal'].map((name) => named(smallScenarios(), name));
const SAMPLES = [200_000, 1_000_000];

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

/** What a segment's packages cost in all, per package delivered. */
function costUsd({packages, ownUsd, uspsUsd, otherUsd}: MeasureRow): number {
  const usd = [packages.owned * ownUsd.total, packages.usps * uspsUsd.total, packages.other * otherUsd];
  return sum(usd.map((each) => (Number.isNaN(each) ? 0 : each))) / (packages.owned + packages.usps + packages.other);
}

describe.each(scenarios)('a sample of $name', (scenario) => {
  test.each(SAMPLES)('of %i does not bend the answer', async (packages) => {
    const [{outcome: whole}] = await runScenarios(pool, middle, [scenario]);
    const [{outcome: part}] = await runScenarios(pool, middle, [scenario], {packages});
    expect(sum(part.ledger.sampleDemanded)).toBe(packages);
    expect(checkBooks(part.ledger)).toEqual([]);
    const all = measure([whole], [priceOutcome(whole)], 'segment');
    const sampled = measure([part], [priceOutcome(part)], 'segment');
    expect(sampled.map(({group}) => group)).toEqual(['urban', 'suburban', 'rural', 'remote']);
    sampled.forEach((row, i) => {
      expect(Math.abs(costUsd(row) / costUsd(all[i]) - 1)).toBeLessThan(0.005);
      expect(row.fallbackShare).toBe(all[i].fallbackShare); // decided at full volume
    });
    expect(sum(all.map(({fallbackShare}) => fallbackShare))).toBeGreaterThan(0);
  });

  test('takes its part of every way, in every ZIP over time and of all', async () => {
    const packages = SAMPLES[1];
    const [{outcome}] = await runScenarios(pool, middle, [scenario], {packages});
    const {ledger} = outcome;
    const rate = packages / ledger.volumePackages;
    const share = (sample: Uint32Array, volume: Uint32Array): number => sum(sample) / sum(volume) / rate;
    expect(share(ledger.sampleOwned, ledger.volumeOwned)).toBeCloseTo(1, 2);
    expect(share(ledger.sampleUsps, ledger.volumeUsps)).toBeCloseTo(1, 2);
    expect(share(ledger.sampleOther, ledger.volumeOther)).toBeCloseTo(1, 1);
    for (let cell = 0; cell < ledger.sampleDemanded.length; cell++) {
      expect(Math.abs(ledger.sampleDemanded[cell] - rate * ledger.volumeDemanded[cell])).toBeLessThan(1);
    }
  });

  test('larger than the volume is the volume', async () => {
    const [{outcome}] = await runScenarios(pool, middle, [scenario], {packages: 1e9});
    expect(outcome.ledger.samplePackages).toBe(outcome.ledger.volumePackages);
    expect(outcome.ledger.sampleDemanded).toEqual(outcome.ledger.volumeDemanded);
  });
});
