import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Summary} from '@cutover/core';
import {readParquet, writeTwin} from '@cutover/files';
import {beforeAll, describe, expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {cutover, type Ended, newFolder, smallTwinDirectory} from './cutover.ts';

const names = ['keep', 'keep-80', 'cut-two-thirds', 'exit', 'no-deal'];
const five = names.flatMap((name) => ['--scenario', name]);
const tables = ['class', 'handoff', 'lane', 'option', 'rated', 'station_day', 'zip', 'zip_day'];
const folder = newFolder();
let twin: string;
let first: Ended;

/** Path to bytes of every file of a run directory. */
function filesOf(run: string): Map<string, string> {
  const entries = readdirSync(run, {withFileTypes: true, recursive: true}).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(run.length + 1), readFileSync(path, 'latin1')]));
}

function textOf(run: string, name: string): string {
  return readFileSync(join(folder, run, name), 'utf8');
}

function summaryOf(text: string): Summary {
  return Summary.parse(JSON.parse(text));
}

beforeAll(async () => {
  twin = await smallTwinDirectory();
  first = await cutover(['run', twin, ...five, '--packages', '1e5', '--threads', '1', '--out', 'one', '--json'], {
    cwd: folder,
  });
});

describe('a run', () => {
  test('prints the summary it wrote, and nothing else', () => {
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(textOf('one', 'summary.json'));
  });

  test('has a folder of its tables for each scenario, a report and a manifest', () => {
    const found = [...filesOf(join(folder, 'one')).keys()];
    const expected = names.flatMap((name) => tables.map((table) => `${name}/${table}.parquet`));
    expect(found).toEqual([...expected, 'manifest.json', 'report.html', 'summary.json'].sort());
  });

  test('summarises scenarios in the order asked for; parts and packages add up', () => {
    const {scenarios, sampling} = summaryOf(first.stdout);
    expect(scenarios.map(({name}) => name)).toEqual(names);
    expect(sampling.packages).toBe(100_000);
    for (const {packages, costUsd} of scenarios) {
      const {total, ...parts} = costUsd;
      const sum = Object.values(parts).reduce((all, usd) => all + usd, 0);
      expect(Math.abs(sum - total)).toBeLessThan(0.01);
      const {demanded, ...went} = packages;
      expect(demanded).toBe(100_000);
      expect(Object.values(went).reduce((all, count) => all + count, 0)).toBe(demanded);
    }
  });

  test('has the packages of its summary in its tables: plain columns are simulated packages', async () => {
    for (const {name, packages} of summaryOf(first.stdout).scenarios) {
      const {columns} = await readParquet(join(folder, 'one', name, 'zip_day.parquet'));
      const sum = (column: string): number => (columns[column] as number[]).reduce((all, count) => all + count, 0);
      expect([sum('demanded'), sum('owned'), sum('usps'), sum('other')]).toEqual([
        packages.demanded,
        packages.deliveredOwned,
        packages.deliveredUsps,
        packages.deliveredOther,
      ]);
      expect(sum('volume_demanded')).toBeGreaterThan(packages.demanded);
    }
  });

  test('says in its manifest what it was made from, how long it took and on which machine', () => {
    const manifest = JSON.parse(textOf('one', 'manifest.json')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      twin,
      seed: 1,
      packages: 100_000,
      window: {from: '2026-10-01', to: '2026-10-28'},
      scenarios: names,
      baseScenario: 'keep-80',
      inputsSha256: summaryOf(first.stdout).inputsSha256,
      machine: {threads: 1, node: process.versions.node},
    });
    expect(manifest.arguments).toContain('--json');
    expect((manifest.stages as {stage: string}[]).map(({stage}) => stage)).toContain('simulate exit');
  });

  test('with --timings prints the stages of its manifest on stderr, and stdout stays as it was', async () => {
    const words = ['run', twin, '--packages', '1000', '--json', '--out', 'timed'];
    const {code, stdout, stderr} = await cutover([...words, '--timings'], {cwd: folder});
    expect(code).toBe(0);
    expect(summaryOf(stdout).sampling.packages).toBe(1000);
    const {stages} = JSON.parse(textOf('timed', 'manifest.json')) as {stages: {stage: string; seconds: number}[]};
    const lines = stderr.trimEnd().split('\n');
    for (const {stage, seconds} of stages) {
      expect(lines).toContainEqual(expect.stringMatching(`^${stage} +${seconds.toFixed(2)} +[\\d.]+ %$`));
    }
    expect(stages.map(({stage}) => stage)).toEqual([
      ...['start', 'read and check files', 'hash files', 'apply scenarios'],
      ...['compile network', 'capacities and epochs', 'find routes', 'plan'],
      ...['simulate keep-80', 'price keep-80', 'write tables of keep-80', 'report'],
    ]);
    expect(lines.at(-2)).toMatch(/^whole command +[\d.]+ +100\.0 %$/);
    expect(lines.at(-1)).toMatch(/^peak memory \d+ MB$/);
    expect(stages.every(({seconds}) => seconds >= 0)).toBe(true);
    expect(stages.find(({stage}) => stage === 'read and check files')!.seconds).toBeGreaterThan(0);
  });

  const withoutWasm = {NODE_OPTIONS: '--import=data:text/javascript,delete%20globalThis.WebAssembly'};
  test.each([
    ['on two threads', '2', {}],
    ['on three threads', '3', {}],
    ['on two threads without WebAssembly', '2', withoutWasm],
  ])('%s writes the same bytes but for throughput', async (out, threads, env) => {
    const words = ['run', twin, ...five, '--packages', '100_000', '--threads', threads, '--out', out];
    expect(await cutover(words, {cwd: folder, env})).toMatchObject({code: 0, stderr: ''});
    const [one, other] = [filesOf(join(folder, 'one')), filesOf(join(folder, out))];
    const summaries = [one, other].map((files) => ({...summaryOf(files.get('summary.json')!), throughput: null}));
    expect(summaries[1]).toEqual(summaries[0]);
    for (const files of [one, other]) ['summary.json', 'manifest.json'].forEach((name) => files.delete(name));
    expect([...other.keys()]).toEqual([...one.keys()]);
    expect([...other].filter(([path, bytes]) => bytes !== one.get(path)).map(([path]) => path)).toEqual([]);
  });

  test('simulates every package and the base scenario unless told otherwise', async () => {
    const {stdout} = await cutover(['run', twin, '--out', 'whole', '--json'], {cwd: folder});
    const {sampling, scenarios} = summaryOf(stdout);
    expect(sampling.weight).toBe(1);
    expect(scenarios.map(({name}) => name)).toEqual(['keep-80']);
  });

  test('of a week has the days of that week only', async () => {
    const days = ['--from', '2026-10-12', '--to', '2026-10-18'];
    const {stdout} = await cutover(['run', twin, ...days, '--out', 'week', '--json'], {cwd: folder});
    expect(summaryOf(stdout).horizon).toEqual({from: '2026-10-12', to: '2026-10-18'});
    const {columns} = await readParquet(join(folder, 'week/keep-80/zip_day.parquet'));
    const dates = [...new Set(Object.values(columns).find((values) => /^\d{4}-/.test(String(values[0]))))].sort();
    expect(dates).toEqual([12, 13, 14, 15, 16, 17, 18].map((day) => `2026-10-${day}`));
  });

  test('goes to runs/ by its time when no place is named', async () => {
    const cwd = newFolder();
    const {stdout} = await cutover(['run', twin, '--packages', '1e3'], {cwd});
    const [run] = readdirSync(join(cwd, 'runs'));
    expect(run).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
    expect(stdout).toContain(`Written to runs/${run}`);
  });
});

describe('what a run prints', () => {
  let text: string;
  beforeAll(async () => {
    text = (await cutover(['run', twin, ...five, '--packages', '1e4', '--out', 'text'], {cwd: folder})).stdout;
  });

  test('says that the twin is synthetic, and which scenario is the base', () => {
    expect(text).toMatch(/SYNTHETIC/);
    expect(text).toMatch(/keep-80 \(base\)/);
  });

  test('has USPS target and plan, and warns where the cut is more than a dollar from break-even', () => {
    expect(text).toMatch(/USPS packages, target +\d/);
    expect(text).toMatch(/Own minus USPS at the cut +–/); // keep takes nothing back
    expect(text).toMatch(/Warning: exit does not hold: 478 packages, 0.2% of all,/); // of the last two days
    expect(text).not.toMatch(/keep-80 does not hold/);
    expect(text).toMatch(/Warning: no-deal: .* less by own vans than by USPS/); // list prices: own is cheaper by far
  });

  test('does not call a twin synthetic that is not', async () => {
    const directory = join(newFolder(), 'real');
    const small = smallTwin();
    const settings = {...small.settings, synthetic: false};
    await writeTwin(directory, {twin: {...small, settings}, scenarios: smallScenarios()});
    const {stdout} = await cutover(['run', directory, '--packages', '1e3', '--out', 'real'], {cwd: folder});
    expect(stdout).toMatch(/keep-80/);
    expect(stdout).not.toMatch(/synthetic/i);
  });
});

test('--sanity ends with 1 when a row is out of range, and the run is there all the same', async () => {
  const words = ['run', twin, '--scenario', 'keep', '--scenario', 'keep-80', '--packages', '1e4'];
  const {code, stdout, stderr} = await cutover([...words, '--sanity', '--out', 'sane'], {cwd: folder});
  expect(stdout).toMatch(/Peak day over mean day .*OUT OF RANGE/); // the small twin has four even weeks
  expect(stderr).toMatch(/^out of range: .*\n$/);
  expect(code).toBe(1);
  expect(summaryOf(textOf('sane', 'summary.json')).scenarios).toHaveLength(2);
});

describe('--uncertainty', () => {
  const words = ['--scenario', 'keep', '--scenario', 'keep-80', '--packages', '1e4', '--uncertainty', '200'];
  let text: string;
  beforeAll(async () => {
    const on = (threads: string) => ['run', twin, ...words, '--threads', threads, '--out', `joint-${threads}`];
    text = (await cutover(on('1'), {cwd: folder})).stdout;
    await cutover(on('2'), {cwd: folder});
  });

  test('writes the same joint draws on any number of threads, and leaves the summary alone', () => {
    expect(textOf('joint-2', 'uncertainty.json')).toBe(textOf('joint-1', 'uncertainty.json'));
    expect(textOf('joint-2', 'report.html')).toBe(textOf('joint-1', 'report.html'));
    expect(summaryOf(textOf('joint-1', 'summary.json')).scenarios).toHaveLength(2);
  });

  test('gives percentiles in order around what a run costs, and says which numbers were planned again', () => {
    const {samples, inputs, scenarios} = JSON.parse(textOf('joint-1', 'uncertainty.json')) as {
      samples: number;
      inputs: {name: string; method: string}[];
      scenarios: {name: string; costUsd: Record<'base' | 'p10' | 'p50' | 'p90', number>}[];
    };
    expect(samples).toBe(200);
    expect(scenarios.map(({name}) => name)).toEqual(['keep', 'keep-80']);
    const run = summaryOf(textOf('joint-1', 'summary.json')).scenarios;
    scenarios.forEach(({costUsd: {base, p10, p50, p90}}, i) => {
      expect(base).toBeCloseTo(run[i].costUsd.total, 1);
      expect([p10, p50, p90].toSorted((a, b) => a - b)).toEqual([p10, p50, p90]);
    });
    // The small twin's today.csv is far from 1.7 bn packages, so that volume stands; capacities are guesses.
    expect(inputs.filter(({method}) => method === 'replanned').map(({name}) => name)).toEqual(['capacity_headroom']);
    expect(inputs.map(({name}) => name)).toContain('contract_price');
  });

  test('is shown in the terminal and in the report', () => {
    expect(text).toMatch(/200 joint draws +keep +keep-80 \(base\)/);
    expect(text).toMatch(/keep against keep-80 depends most on /);
    expect(textOf('joint-1', 'report.html')).toContain('All at once: 200 joint draws');
    expect(textOf('one', 'report.html')).not.toContain('joint draws');
  });

  test('needs a hundred draws or more', async () => {
    const {code, stderr} = await cutover(['run', twin, '--uncertainty', '99', '--out', 'few'], {cwd: folder});
    expect(code).toBe(2);
    expect(stderr).toContain('Give a whole number from 100 to 1000000.');
  });
});
