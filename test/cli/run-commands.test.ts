import {appendFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Summary} from '@cutover/core';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

interface Traced {
  readonly number: number;
  readonly zip: string;
  readonly dueOn: string;
  readonly ways: readonly {taken: boolean; costUsd: {total: number}}[];
}

const cwd = newFolder();
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
  const base = ['run', twin, '--packages', '1e4'];
  await cutover([...base, '--scenario', 'keep', '--scenario', 'exit', '--out', 'two'], {cwd});
  await cutover([...base, '--scenario', 'keep-80', '--scenario', 'exit', '--seed', '2', '--out', 'other'], {cwd});
});

function costUsd(run: string, name: string): number {
  const {scenarios} = Summary.parse(JSON.parse(readFileSync(join(cwd, run, 'summary.json'), 'utf8')));
  return scenarios.find((scenario) => scenario.name === name)!.costUsd.total;
}

describe('compare', () => {
  test('sets the scenarios of one run against its base, also when it is named twice', async () => {
    const {code, stdout} = await cutover(['compare', 'two', '--json'], {cwd});
    expect(code).toBe(0);
    const {scenarios} = JSON.parse(stdout) as {
      scenarios: {name: string; against: string; differenceUsd: {total: number}}[];
    };
    expect(scenarios.map(({name, against}) => [name, against])).toEqual([['exit', 'keep']]);
    expect(scenarios[0].differenceUsd.total).toBeCloseTo(costUsd('two', 'exit') - costUsd('two', 'keep'), 2);
    expect((await cutover(['compare', 'two', './two', '--json'], {cwd})).stdout).toBe(stdout);
  });

  test('sets scenarios of the same name side by side, and says what is not like for like', async () => {
    const {stdout} = await cutover(['compare', 'two', 'other'], {cwd});
    expect(stdout).toMatch(/^UNCALIBRATED +exit\n/);
    expect(stdout).toMatch(/Warning: different seeds: 1 and 2/);
    expect(stdout).toMatch(/Warning: only in two: keep/);
    expect(stdout).toMatch(/Warning: only in other: keep-80/);
  });
});

describe('trace', () => {
  test('shows a package with the way it took first, the same each time', async () => {
    const words = ['trace', 'two', '7777', '--scenario', 'exit'];
    const [first, again] = [await cutover([...words, '--json'], {cwd}), await cutover([...words, '--json'], {cwd})];
    expect(first.stderr).toBe('');
    expect(again.stdout).toBe(first.stdout);
    const trace = JSON.parse(first.stdout) as Traced;
    expect(trace.number).toBe(7777);
    expect(trace.ways.map(({taken}) => taken).indexOf(true)).toBe(0);
    const {stdout} = await cutover(words, {cwd});
    expect(stdout).toMatch(/^Package 7,777 of exit\n/);
    expect(stdout).toContain(trace.zip);
    expect(stdout).toContain(trace.dueOn);
    expect(stdout).toMatch(/\(taken\)/);
  });

  test('ends with 1 beyond the last package, and with 2 for a scenario the run does not have', async () => {
    expect(await cutover(['trace', 'two', '10_000', '--scenario', 'exit'], {cwd})).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/has packages 0 to 9999\n$/) as string,
    });
    expect(await cutover(['trace', 'two', '0', '--scenario', 'keep-80'], {cwd})).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/it has keep, exit\n$/) as string,
    });
  });

  test('refuses a twin that was changed after the run', async () => {
    const changed = await smallTwinDirectory();
    await cutover(['run', changed, '--packages', '1e3', '--out', 'stale'], {cwd});
    appendFileSync(join(changed, 'contracts.yaml'), '# a word more\n');
    const {code, stderr} = await cutover(['trace', 'stale', '7', '--scenario', 'keep-80'], {cwd});
    expect(stderr).toMatch(/^the twin ".*" was changed after this run; run it again, then trace\n$/);
    expect(code).toBe(1);
  });
});
