// `pnpm bench`: runs each benchmark in a process of its own, prints its table, and keeps all figures in
// benchmarks/results. With --json the summary alone goes to stdout, everything else to stderr.
import {type ChildProcess, fork} from 'node:child_process';
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {type BenchArguments, parseArguments, UsageError} from './harness/arguments.ts';
import {compareResults, readResults} from './harness/compare.ts';
import {describeMachine, type Measured, type Results} from './harness/results.ts';
import {summaryOf} from './harness/summary.ts';
import {machineLine, ratiosTable, rowsTable} from './harness/tables.ts';

const FOLDER = import.meta.dirname;
const HEAP_MB = 10_000; // graphs of 400,000 nodes and their paths, as objects

try {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.bench.ts'));
  await main(parseArguments(process.argv.slice(2), files.sort()));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main({files, json, compare}: BenchArguments): Promise<void> {
  const say = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const earlier = compare === undefined ? undefined : readResults(compare);
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  say(machineLine(machine));
  const benchmarks: Record<string, Measured & {seconds: number}> = {};
  for (const file of files) {
    const name = basename(file, '.bench.ts');
    process.stderr.write(`\n${name} …\n`);
    const started = performance.now();
    const measured = await runFile(file, json);
    if (measured === undefined) continue; // it printed what it had to say
    benchmarks[name] = {...measured, seconds: Math.round((performance.now() - started) / 1000)};
    say(`\n${name}: ${measured.size}, seed ${measured.seed}, ${benchmarks[name].seconds} s in all`);
    say([rowsTable(measured.rows), ...(measured.notes ?? []).map((note) => `  ${note}`)].join('\n'));
  }
  const results: Results = {schemaVersion: 1, startedAt, machine, benchmarks};
  const ratios = earlier && compareResults(earlier, results);
  if (ratios) say(`\nbeside ${compare}\n${ratiosTable(ratios)}`);
  process.stderr.write(`\nkept in ${keep(results)}\n`);
  if (json) process.stdout.write(`${JSON.stringify({...summaryOf(results), ...(ratios && {ratios})}, undefined, 2)}\n`);
}

/** @throws Error if the benchmark ends otherwise than with 0 */
function runFile(file: string, json: boolean): Promise<Measured | undefined> {
  const child: ChildProcess = fork(join(FOLDER, file), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', json ? 2 : 1, 2, 'ipc'],
  });
  let measured: Measured | undefined;
  child.on('message', (message) => {
    measured = message as Measured;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(measured);
      else reject(new Error(`${file} ended with ${code}; it says why above`));
    });
  });
}

function keep(results: Results): string {
  const folder = join(FOLDER, 'results');
  mkdirSync(folder, {recursive: true});
  const path = join(folder, `${results.startedAt.replaceAll(':', '-')}.json`);
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
  return path;
}
