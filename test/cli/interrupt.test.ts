import {mkdtempSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory, startCutover} from './cutover.ts';

const scenarios = ['keep', 'keep-80', 'cut-two-thirds', 'exit', 'no-deal'].flatMap((name) => ['--scenario', name]);
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
});

/** A folder with a finished run named `run`. */
async function folderWithRun(): Promise<string> {
  const cwd = mkdtempSync(join(newFolder(), 'runs-'));
  expect(await cutover(['run', twin, '--packages', '1e3', '--out', 'run'], {cwd})).toMatchObject({code: 0});
  return cwd;
}

/** Begins a longer run in place of `run`, and sends a signal as soon as it has written something. */
async function stopMidway(cwd: string, signal: NodeJS.Signals): Promise<number | null> {
  const {process, ended} = startCutover(['run', twin, ...scenarios, '--seed', '2', '--out', 'run'], {cwd});
  const isWriting = () => {
    const part = readdirSync(cwd).find((name) => name.startsWith('.run.part-'));
    return part !== undefined && readdirSync(join(cwd, part)).length > 0;
  };
  while (!isWriting() && process.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  process.kill(signal);
  const {code, stdout} = await ended;
  expect(stdout).toBe('');
  return code;
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves the old run whole and nothing beside it', async (signal) => {
  const cwd = await folderWithRun();
  const before = readFileSync(join(cwd, 'run/summary.json'), 'utf8');
  expect(await stopMidway(cwd, signal)).toBe(130);
  expect(readFileSync(join(cwd, 'run/summary.json'), 'utf8')).toBe(before);
  expect(readdirSync(cwd)).toEqual(['run']);
});

test('a kill leaves the old run whole; the next run clears up', async () => {
  const cwd = await folderWithRun();
  const before = readFileSync(join(cwd, 'run/summary.json'), 'utf8');
  await stopMidway(cwd, 'SIGKILL');
  expect(readFileSync(join(cwd, 'run/summary.json'), 'utf8')).toBe(before);
  await cutover(['run', twin, '--packages', '1e3', '--seed', '3', '--out', 'run'], {cwd});
  expect(readdirSync(cwd)).toEqual(['run']);
  expect(readFileSync(join(cwd, 'run/summary.json'), 'utf8')).toMatch(/"seed": 3/);
});
