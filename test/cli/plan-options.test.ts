import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {cutover} from './cutover.ts';
import {planPlace, type PlanPlace} from './planned.ts';

let place: PlanPlace;
beforeAll(async () => {
  place = await planPlace('exit');
}, 60_000);

function plan(...words: string[]) {
  return cutover(['plan', place.twin, '--scenario', 'exit', '--out', 'next', ...words], {cwd: place.cwd});
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

test.each([
  [['--split', '5'], 'from 2 to 4'],
  [['--hire-from', 'soon'], 'Give a day'],
  [['--max-zips-per-station-week', '0'], 'whole number from 1'],
  [['--shortfall', 'maybe'], 'keep, fee'],
  [['--shortfall', 'fee', '--target-share', '0.5'], 'leave out --target-share'],
  [['--stay-close', 'plan'], 'add --change-usd'],
  [['--change-usd', '0.2'], 'add --stay-close'],
])('%j is refused as a command line that is wrong', async (words, said) => {
  const {code, stdout, stderr} = await plan(...words);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(said);
});

test('an announced plan that is none is wrong data', async () => {
  const {code, stderr} = await plan('--stay-close', 'nowhere', '--change-usd', '0.2');
  expect(code).toBe(1);
  expect(stderr).toContain('"nowhere" is no plan directory');
});

test('plan.json has every option, and a plan near the announced one is executed, explained and guided', async () => {
  const asked = ['--split', '2', '--stay-close', 'plan', '--change-usd', '0.2', '--max-zips-per-station-week', '4'];
  asked.push('--hire-from', '2026-09-10'); // trained from 2026-10-08 on, the second week
  const {code, stdout} = await plan(...asked, '--json');
  expect(code).toBe(0);
  const file = JSON.parse(stdout) as Record<string, unknown>;
  expect(file).toEqual(JSON.parse(readFileSync(join(place.cwd, 'next', 'plan.json'), 'utf8')));
  expect(file.rule).toEqual({
    hireFrom: '2026-09-10',
    maxZipsPerStationWeek: 4,
    splitParts: 2,
    stayClose: {plan: place.plan, policySha256: sha256(join(place.plan, 'policy.csv')), usdPerPackage: 0.2},
  });
  const {hireFirstBy} = file as {hireFirstBy: string | null};
  if (hireFirstBy !== null) expect(hireFirstBy >= '2026-09-03').toBe(true); // of the first week
  expect(file.shortfall).toBeNull();
  expect(Object.keys(file.closeness as object)).toEqual(['packages', 'usd']);
  expect(Array.isArray(file.relaxations)).toBe(true);
  const first = await cutover(['why', '03005', '--plan', 'next', '--json'], {cwd: place.cwd});
  const ways = (JSON.parse(first.stdout) as {options: {isOpen: boolean}[]}).options;
  expect(ways.some(({isOpen}) => !isOpen)).toBe(true); // no drivers yet
  for (const words of [
    ['guide', 'next'],
    ['why', '03005', '--plan', 'next'],
    ['run', place.twin, '--plan', 'next', '--packages', '1e4', '--out', 'runs/next'],
  ]) {
    expect(await cutover(words, {cwd: place.cwd})).toMatchObject({code: 0});
  }
}, 120_000);
