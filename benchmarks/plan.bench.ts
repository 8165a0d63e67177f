// The kernel of week plans beside its TypeScript twin, one step of the prices on the nation's 52 weeks; then the whole
// of `cutover plan data/us`, from reading files to the plan written, both simulations included, in each cutover
// scenario. Must hold: 60 s of wall time, 4 GB, gaps of at most 1% of the cost and 10% of what capacity costs.
// Run: pnpm bench plan. Record: benchmarks/README.md.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {applyScenario, hash32} from '@cutover/core';
import {readScenario, readTwin} from '@cutover/files';
import {assignKernel, chunkOf, createSpace, priceChunk, type WeekProblem, type WeekSpace} from '@cutover/planning';
import {buildProblem, createPool, weekScene} from '@cutover/runner';
import {runCommand} from './harness/command.ts';
import {interleave, type Row} from './harness/interleave.ts';
import {progress, publish} from './harness/results.ts';
import type {PlanFigures} from './harness/sections.ts';

const TWIN = 'data/us';
const SEED = 1;
const SCENARIOS = ['keep-80', 'cut-two-thirds', 'exit'];
const ROUNDS = 5;
const PRICED_SHARE = 0.1; // of station-weeks
const PRICE_MAX_USD = 5; // a package

const folder = mkdtempSync(join(tmpdir(), 'cutover-bench-'));
const rows: Row[] = [];
const notes: string[] = [];
const plans: Record<string, PlanFigures> = {};
try {
  const problem = await nationalProblem();
  rows.push(...(await benchStep(problem)));
  for (const scenario of SCENARIOS) rows.push(...(await benchPlan(scenario)));
  publish({
    ...{rows, seed: SEED, notes},
    size: `${TWIN}, ${problem.zipCount} ZIPs, ${problem.station.length} states, ${problem.weekCount} weeks`,
    sections: {plan: plans},
  });
} finally {
  rmSync(folder, {recursive: true});
}

async function nationalProblem(): Promise<WeekProblem> {
  const scenario = await readScenario(TWIN, 'cut-two-thirds');
  const twin = applyScenario(await readTwin(TWIN), scenario);
  const pool = createPool();
  try {
    progress('pricing every way');
    return buildProblem(await weekScene(pool, {...scenario, twin}, SEED), {});
  } finally {
    await pool.close();
  }
}

/** Both sides at the same random prices, on one thread. */
function benchStep(problem: WeekProblem): Promise<Row[]> {
  const space = createSpace(problem);
  const kernel = assignKernel(space.memory)!;
  const work = {work: problem.zipCount, unit: 'ZIP'};
  const step = (round: number, price: (chunk: number, from: number, to: number) => void): string => {
    drawPrices(space, round);
    const count = space.totals.length;
    for (let chunk = 0; chunk < count; chunk++) price(chunk, ...chunkOf(problem.zipCount, count, chunk));
    return space.totals
      .map(({usd, usps}) => `${usd[0]} ${usd[1]} ${usps.reduce((sum, each) => sum + each, 0)}`)
      .join(' ');
  };
  return interleave(
    [
      {
        ...{name: 'step of prices, kernel', ...work},
        run: (round) => step(round, (chunk, from, to) => kernel.priceChunk(chunk, from, to, false)),
      },
      {
        ...{name: 'step of prices, TypeScript twin', ...work},
        run: (round) => step(round, (chunk, from, to) => priceChunk(space, chunk, from, to, false)),
      },
    ],
    {rounds: ROUNDS},
  );
}

function drawPrices({problem, prices}: WeekSpace, round: number): void {
  for (let at = 0; at < problem.capacity.length; at++) {
    const share = hash32(hash32(round) + at) / 2 ** 32;
    prices.station[at] = share < PRICED_SHARE ? (share / PRICED_SHARE) * PRICE_MAX_USD : 0;
  }
}

async function benchPlan(scenario: string): Promise<Row[]> {
  progress(`cutover plan ${TWIN} --scenario ${scenario}`);
  const out = join(folder, scenario);
  let peakRssMb = 0;
  const run = async (): Promise<() => string> => {
    const words = ['plan', TWIN, '--scenario', scenario, '--seed', String(SEED), '--json', '--out', out];
    peakRssMb = await runCommand(words);
    return () => readFileSync(join(out, 'policy.csv'), 'utf8');
  };
  const [row] = await interleave([{name: `cutover plan, ${scenario}`, work: 1, unit: 'plan', run}], {
    rounds: 1,
    warmups: 0,
  });
  const {gap, gapOfCapacityInduced} = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')) as {
    gap: number;
    gapOfCapacityInduced: number;
  };
  plans[scenario] = {seconds: row.seconds.median, peakRssMb, gap, gapOfCapacityInduced};
  const percent = (share: number): string => `${(100 * share).toPrecision(3)}%`;
  notes.push(
    `${scenario}: at most ${percent(gap)} over the best plan, ${percent(gapOfCapacityInduced)} of what capacity ` +
      `costs; peak memory ${peakRssMb} MB`,
  );
  return [row];
}
