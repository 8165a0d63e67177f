import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const folder = newFolder();
let twin = '';

beforeAll(async () => {
  twin = await smallTwinDirectory();
  writeFileSync(
    join(folder, 'places.csv'),
    'zip,facility_id,capacity_packages_per_day,fixed_usd_per_day,lead_weeks\n03104,,800,20,1\n,DDU3,500,15,2\n',
  );
});

describe('cutover site', () => {
  test('writes a scenario that run takes, on top of the one it was found in', async () => {
    const out = join(twin, 'scenarios/next-one.yaml');
    const words = ['site', twin, '--open', '1', '--candidates', 'places.csv', '--out', out];
    const sited = await cutover(words, {cwd: folder});
    expect(sited).toMatchObject({code: 0});
    expect(sited.stdout).toMatch(/SITE-03104 +2026-10-08 +800 /);
    expect(sited.stdout).toContain('1 of 2 places save');
    const run = await cutover(
      ['run', twin, '--scenario', 'next-one', '--packages', '1000', '--out', join(folder, 'run'), '--json'],
      {cwd: folder},
    );
    expect(run).toMatchObject({code: 0});
    expect(JSON.parse(run.stdout)).toMatchObject({scenarios: [{name: 'next-one'}]});
  });

  test('picks places itself, and prints the same on any number of threads', async () => {
    const words = ['site', twin, '--open', '2', '--lead-weeks', '1', '--json'];
    const [one, two] = await Promise.all(['1', '2'].map((count) => cutover([...words, '--threads', count])));
    expect(one.code).toBe(0);
    expect(JSON.parse(one.stdout)).toMatchObject({scenario: 'keep-80', stopped: 'gap'});
    expect(two.stdout).toBe(one.stdout);
  });

  test.each([
    [['--open', '0'], 2, 'Give a whole number from 1 to 100.'],
    [['--open', '1', '--out', 'Next.yaml'], 2, 'give a file as next-five.yaml'],
    [['--open', '1'], 1, 'a lead time of 26 weeks ends on 2027-04-01, after the horizon (2026-10-28)'],
    [['--open', '1', '--candidates', 'none.csv'], 1, 'none.csv'],
  ])('says what is wrong with %j', async (words, code, message) => {
    const ended = await cutover(['site', twin, ...words], {cwd: folder});
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(message);
  });
});
