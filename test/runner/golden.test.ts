// The small twin in every scenario, each package simulated, against what it came to when somebody last looked. A change
// here is no failure in itself: look at the difference, and if it is meant, write the file anew with
// CUTOVER_GOLDEN=write npm test golden
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {ScenarioSummary} from '@cutover/core';
import {checkBooks, priceOutcome, summarize} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {runScenarios, withPool} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const SEED = 20261001;
const path = fileURLToPath(new URL('../golden/small-run.json', import.meta.url));
const isWriting = process.env.CUTOVER_GOLDEN === 'write';

test('the small twin comes to what it came to', async () => {
  const runs = await withPool(2, (pool) => runScenarios(pool, smallTwin(), smallScenarios(), {seed: SEED}));
  const summaries = runs.map(({outcome}): ScenarioSummary => {
    expect(checkBooks(outcome.ledger)).toEqual([]);
    return summarize(outcome, priceOutcome(outcome));
  });
  if (isWriting || !existsSync(path)) {
    if (!isWriting) throw new Error(`${path} is missing; it comes with the repository`);
    writeFileSync(path, `${JSON.stringify({seed: SEED, scenarios: summaries}, null, 2)}\n`);
  }
  const golden = JSON.parse(readFileSync(path, 'utf8')) as {seed: number; scenarios: ScenarioSummary[]};
  expect(golden.seed).toBe(SEED);
  expect(summaries.map(({name}) => name)).toEqual(golden.scenarios.map(({name}) => name));
  summaries.forEach(({costUsd, range, service, ...counts}, i) => {
    const {costUsd: goldenUsd, range: goldenRange, service: goldenService, ...goldenCounts} = golden.scenarios[i];
    expect(counts).toEqual(goldenCounts); // to the package
    expectClose({...costUsd, ...range}, {...goldenUsd, ...goldenRange}, 0.02); // to the cent, on any machine
    expectClose(service, goldenService, 1e-9);
  });
});

function expectClose(actual: Record<string, number>, golden: Record<string, number>, within: number): void {
  expect(Object.keys(actual)).toEqual(Object.keys(golden));
  for (const [name, value] of Object.entries(golden)) {
    expect(Math.abs(actual[name] - value), `${name}: ${actual[name]}, was ${value}`).toBeLessThanOrEqual(within);
  }
}
