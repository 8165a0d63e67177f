import {createPool, type Pool} from '@cutover/runner';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {middleTwin} from '../support/middle-twin.ts';
import {digest, named, runScenarios, withPool} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const middle = middleTwin();
const some = ['keep-80', 'exit'].map((name) => named(smallScenarios(), name));

let pool: Pool;
beforeAll(() => {
  pool = createPool(1);
});
afterAll(() => pool.close());

describe('any number of threads decides and counts the same', () => {
  test.each([2, 3])('%i threads as one, every package of the small twin in every scenario', async (threads) => {
    const alone = await runScenarios(pool, smallTwin(), smallScenarios());
    const together = await withPool(threads, (many) => runScenarios(many, smallTwin(), smallScenarios()));
    expect(together.map(({outcome}) => digest(outcome))).toEqual(alone.map(({outcome}) => digest(outcome)));
  });

  test('three threads as one, a sample of 300 ZIPs', async () => {
    const alone = await runScenarios(pool, middle, some, {packages: 400_000});
    const together = await withPool(3, (many) => runScenarios(many, middle, some, {packages: 400_000}));
    expect(together.map(({outcome}) => digest(outcome))).toEqual(alone.map(({outcome}) => digest(outcome)));
    expect(alone[0].outcome.ledger.samplePackages).toBe(400_000);
  });
});

test('the same run again counts the same, alone or beside other scenarios', async () => {
  const all = await runScenarios(pool, smallTwin(), smallScenarios(), {seed: 7});
  const exit = await runScenarios(pool, smallTwin(), [named(smallScenarios(), 'exit')], {seed: 7});
  const again = all.find(({outcome}) => outcome.name === 'exit')!;
  expect(digest(exit[0].outcome)).toBe(digest(again.outcome));
});

test('another seed draws other packages, as many', async () => {
  const keep = [named(smallScenarios(), 'keep')];
  const [one] = await runScenarios(pool, smallTwin(), keep, {seed: 1});
  const [two] = await runScenarios(pool, smallTwin(), keep, {seed: 2});
  expect(two.outcome.ledger.drawChecksum).not.toBe(one.outcome.ledger.drawChecksum);
  expect(two.outcome.ledger.volumeDemanded).toEqual(one.outcome.ledger.volumeDemanded);
});
