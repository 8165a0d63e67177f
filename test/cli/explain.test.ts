import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Summary} from '@cutover/core';
import {beforeAll, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

interface Explained {
  readonly path: string;
  readonly value: number;
  readonly inputs: readonly {kind: string; name: string; base: number | null; confidence: string; source: string}[];
  readonly countInputs: readonly {kind: string; name: string}[];
}

const cwd = newFolder();
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
  const words = ['run', twin, '--packages', '1e4', '--scenario', 'keep-80', '--scenario', 'no-deal', '--out', 'two'];
  await cutover(words, {cwd});
});

test('explain lists the inputs of a number, by scenario name or place, the same each time', async () => {
  const first = await cutover(['explain', 'two', 'scenarios.no-deal.costUsd.postage', '--json'], {cwd});
  const again = await cutover(['explain', 'two', 'scenarios.1.costUsd.postage', '--json'], {cwd});
  expect(first.stderr).toBe('');
  expect(again.stdout).toBe(first.stdout);
  const {path, value, inputs, countInputs} = JSON.parse(first.stdout) as Explained;
  const summary = Summary.parse(JSON.parse(readFileSync(join(cwd, 'two', 'summary.json'), 'utf8')));
  expect(path).toBe('scenarios.no-deal.costUsd.postage');
  expect(value).toBe(summary.scenarios[1].costUsd.postage);
  const names = inputs.map(({kind, name}) => `${kind} ${name}`);
  expect(names).toContain('parameter parcel_select_uplift');
  expect(names).toContain('rate card parcel_select, ddu, from 2026-01-18');
  expect(names).toContain('modifier parcel_select: package uplift of 2026-04-26');
  expect(inputs.every(({confidence, source}) => confidence !== '' && source !== '')).toBe(true);
  expect(countInputs.map(({name}) => name)).toContain('driver_wage_usd_per_hour'); // decides who carries what
});

test('explain says it in words', async () => {
  const {code, stdout} = await cutover(['explain', 'two', 'scenarios.keep-80.costUsd.lastMile'], {cwd});
  expect(code).toBe(0);
  expect(stdout).toMatch(/^scenarios\.keep-80\.costUsd\.lastMile = [\d.]+ USD\nRoute hours x wage/);
  expect(stdout).toMatch(/parameter driver_wage_usd_per_hour: 23\.5 \(19 to 25\) USD\/h\n +estimate, 2025-09: /);
});

test('a path that is no number ends with 2 and the list of those that are', async () => {
  const {code, stdout, stderr} = await cutover(['explain', 'two', 'scenarios.keep-80.costUsd.postge'], {cwd});
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('did you mean "scenarios.keep-80.costUsd.postage"?');
  expect(stderr).toContain('  scenarios.SCENARIO.service.onTimeShare\n');
  expect(stderr).toContain('where SCENARIO is keep-80 (or 0), no-deal (or 1)');
});

test('a number without inputs says so without running anything', async () => {
  const {code, stdout} = await cutover(['explain', 'two', 'seed'], {cwd});
  expect(code).toBe(0);
  expect(stdout).toBe('seed = 1\nAs given with --seed; names the draws.\n');
});

test('explain knows a run and a plan when another scenario was saved, not when their own was changed', async () => {
  const saved = await smallTwinDirectory();
  const [keep, keep80, more] = ['keep', 'keep-80', 'more'].map((name) => join(saved, 'scenarios', `${name}.yaml`));
  await cutover(['plan', saved, '--scenario', 'keep-80', '--out', 'older-plan'], {cwd});
  await cutover(['run', saved, '--plan', 'older-plan', '--packages', '1e3', '--out', 'older'], {cwd});
  const words = ['explain', 'older', 'scenarios.keep-80.costUsd.postage', '--json'];
  const before = await cutover(words, {cwd});
  writeFileSync(more, readFileSync(keep80, 'utf8').replace('name: keep-80', 'name: more'));
  appendFileSync(keep, '# a word more\n');
  expect(await cutover(words, {cwd})).toEqual(before);
  expect(before).toMatchObject({code: 0, stderr: ''});
  await cutover(['run', saved, '--scenario', 'more', '--packages', '1e3', '--out', 'newer'], {cwd});
  const compared = await cutover(['compare', 'older', 'newer'], {cwd});
  expect(compared.stdout).not.toContain('different twins');
  appendFileSync(keep80, '# a word more\n');
  const {code, stderr} = await cutover(words, {cwd});
  expect(stderr).toMatch(/^the twin ".*" was changed after this run; run it again, then explain\n$/);
  expect(code).toBe(1);
});

test('explain refuses a twin that was changed after the run', async () => {
  const changed = await smallTwinDirectory();
  await cutover(['run', changed, '--packages', '1e3', '--out', 'stale'], {cwd});
  appendFileSync(join(changed, 'contracts.yaml'), '# a word more\n');
  const {code, stderr} = await cutover(['explain', 'stale', 'scenarios.keep-80.costUsd.total'], {cwd});
  expect(stderr).toMatch(/^the twin ".*" was changed after this run; run it again, then explain\n$/);
  expect(code).toBe(1);
});
