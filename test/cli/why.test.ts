import {beforeAll, expect, test} from 'vitest';
import type {Flip, ZipOption} from '@cutover/runner';
import {cutover} from './cutover.ts';
import {planPlace} from './planned.ts';

let cwd: string;
beforeAll(async () => {
  ({cwd} = await planPlace('keep-80'));
}, 60_000);

test('shows the planned way first, its cost by part, and what would change it', async () => {
  const {code, stdout, stderr} = await cutover(['why', '03005', '--week', '3'], {cwd});
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(stdout).toMatch(/^03005 from 2026-10-15 to 2026-10-21: light .*, heavy .*\.\n\nUSD a week +planned +option 2/);
  for (const part of ['Own last mile', 'USPS, all in', 'Price of room there', 'In all', 'Change to it, once']) {
    expect(stdout).toContain(part);
  }
  expect(stdout).toMatch(/(If USPS cost, all in, \$\d+\.\d\d a package instead of|Alone in this week)/);
});

test('gives the same as JSON: totals are the sums of their parts', async () => {
  const {stdout} = await cutover(['why', '03005', '--plan', 'plan', '--json'], {cwd});
  const {options, flips} = JSON.parse(stdout) as {options: ZipOption[]; flips: Flip[]};
  expect(options.filter(({isPlanned}) => isPlanned)).toHaveLength(1);
  for (const {usd, pricesUsd, totalUsd} of options) {
    const parts = [...Object.values<number>({...usd}), ...Object.values<number>({...pricesUsd})];
    expect(parts.reduce((sum, each) => sum + each, 0)).toBeCloseTo(totalUsd, 6);
  }
  for (const {now, at} of flips) expect(at).not.toBe(now);
});

test('ends with 2 for a ZIP the twin does not have, with what was meant', async () => {
  expect(await cutover(['why', '3005'], {cwd})).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^"3005" is no ZIP of the twin; .*give one of zips.csv\n$/) as string,
  });
});
