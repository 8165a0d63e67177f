// The page over the reference twin, in Chromium without a window: from opening to a painted map with sliders that move
// (the server was ready, as when `cutover serve` prints the address), then 50 moves of the USPS price, each from the
// move to the painted nation, as the page itself measures (User Timing). Each move's total is held against the
// runner's. Run: pnpm bench dashboard. Record: benchmarks/README.md.
// CUTOVER_CHROMIUM names another browser than /usr/bin/chromium, or a script that starts one.
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawnSync} from 'node:child_process';
import {applyScenario, WhatIf, whatIfChanges} from '@cutover/core';
import {serveDashboard} from '@cutover/dashboard';
import {readScenario, readTwin} from '@cutover/files';
import {createPool, openSession, whatIf} from '@cutover/runner';
import {chromium, type Page} from 'playwright-core';

const CHROMIUM = process.env.CUTOVER_CHROMIUM ?? '/usr/bin/chromium';
const MOVES = 50;
const root = fileURLToPath(new URL('..', import.meta.url));
const data = join(root, 'data', 'us');
const SCENARIO = 'keep-80';

// Of the preview painted last: when it was asked for, milliseconds until the nation was painted, and its total.
const PAINTED = `(() => {
  const last = performance.getEntriesByName('what-if').at(-1);
  return last === undefined ? [-1, 0, 0] : [last.startTime, last.duration, last.detail];
})()`;

type Painted = [askedAt: number, ms: number, totalUsd: number];

interface Move {
  readonly factor: number;
  readonly ms: number;
  readonly totalUsd: number;
}

if (existsSync(CHROMIUM)) await measure();
else process.stdout.write(`the page was not measured: there is no ${CHROMIUM}\n`);

async function measure(): Promise<void> {
  const runs = mkdtempSync(join(tmpdir(), 'cutover-bench-'));
  const main = join(root, 'packages', 'cli', 'dist', 'main.js');
  const words = ['run', data, '--scenario', SCENARIO, '--packages', '1e6', '--out', join(runs, SCENARIO)];
  spawnSync(process.execPath, [main, ...words], {stdio: ['ignore', 'ignore', 'inherit']});
  const served = await serveDashboard({paths: [data, runs]});
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'],
  });
  try {
    const started = performance.now();
    await served.ready;
    process.stdout.write(`server ready ${((performance.now() - started) / 1000).toFixed(1)} s after its start\n`);
    const page = await browser.newPage({viewport: {width: 1280, height: 800}});
    const opened = performance.now();
    const sinceOpened = (): number => Math.round(performance.now() - opened);
    await page.goto(served.url);
    await page.waitForSelector('html[data-painted]', {state: 'attached', timeout: 120_000});
    const painted = sinceOpened();
    await page.waitForSelector('fieldset:not([disabled]) input[type=range]', {timeout: 240_000});
    process.stdout.write(`map painted ${painted} ms, sliders enabled ${sinceOpened()} ms after opening\n`);
    await page.getByRole('combobox', {name: 'Show'}).selectOption('preview');
    report(await moveAll(page), await runnerTotals());
  } finally {
    await browser.close();
    await served.close();
    rmSync(runs, {recursive: true, force: true});
  }
}

async function moveAll(page: Page): Promise<Move[]> {
  const moves: Move[] = [];
  while ((await page.evaluate<Painted>(PAINTED))[0] < 0) await page.waitForTimeout(10); // the nation as it is
  for (let i = 0; i < MOVES; i++) {
    const factor = (60 + 2 * i) / 100;
    const movedAt = await page.evaluate<number>('performance.now()');
    await page.getByRole('slider', {name: 'USPS price'}).fill(String(factor));
    let [askedAt, ms, totalUsd] = [-1, 0, 0];
    while (askedAt < movedAt) {
      await page.waitForTimeout(10);
      [askedAt, ms, totalUsd] = await page.evaluate<Painted>(PAINTED);
    }
    moves.push({factor, ms, totalUsd});
  }
  return moves;
}

/** What the runner says of the same moves, asked directly. */
async function runnerTotals(): Promise<(factor: number) => number> {
  const twin = applyScenario(await readTwin(data), await readScenario(data, SCENARIO));
  const pool = createPool();
  try {
    const session = await openSession(pool, {name: SCENARIO, about: '', twin}, 1);
    return (factor) => whatIf(session, whatIfChanges(twin, WhatIf.parse({uspsPriceFactor: factor}))).costUsd.total;
  } finally {
    await pool.close();
  }
}

function report(moves: readonly Move[], runnerTotal: (factor: number) => number): void {
  const ms = moves.map((move) => move.ms).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(ms[Math.floor(share * (ms.length - 1))]);
  process.stdout.write(`${MOVES} moves of the USPS price: median ${at(0.5)} ms, P90 ${at(0.9)} ms, most ${at(1)} ms\n`);
  const wrong = moves.filter(({factor, totalUsd}) => runnerTotal(factor) !== totalUsd);
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${MOVES} totals are not the runner's`);
  process.stdout.write(`all ${MOVES} totals are the runner's, to the cent\n`);
}
