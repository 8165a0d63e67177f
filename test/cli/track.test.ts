import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {applyScenario, policyTable, type Twin} from '@cutover/core';
import {parseTable} from '@cutover/files';
import type {Track} from '@cutover/reporting';
import {beforeAll, expect, test} from 'vitest';
import {booksCsv} from '../support/books.ts';
import {type Course, shipmentsOf} from '../support/plan-actuals.ts';
import {named} from '../support/run.ts';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {cutover} from './cutover.ts';
import {planPlace} from './planned.ts';

let cwd: string;
let twin: Twin;
beforeAll(async () => {
  ({cwd} = await planPlace('exit'));
  twin = applyScenario(smallTwin(), named(smallScenarios(), 'exit'));
}, 60_000);

function happened(name: string, days: number, course: Course = {}): void {
  const {rows} = parseTable(policyTable, readFileSync(join(cwd, 'plan/policy.csv'), 'utf8'), 'policy.csv');
  writeFileSync(join(cwd, name), booksCsv(shipmentsOf(twin, rows, days, course)));
}

async function track(file: string): Promise<Track> {
  const {code, stdout, stderr} = await cutover(['track', 'plan', '--actuals', file, '--json'], {cwd});
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return JSON.parse(stdout) as Track;
}

test("where all goes as planned, volumes are the plan's to a thousandth and every wave goes on", async () => {
  happened('well.csv', 28);
  const {weeks, waves, rollbackUsd} = await track('well.csv');
  expect(weeks.map(({from}) => from)).toEqual(['2026-10-01', '2026-10-08', '2026-10-15', '2026-10-22']);
  for (const {packages} of weeks) {
    for (const {planned, actual} of Object.values(packages)) expect(actual! / planned).toBeCloseTo(1, 3);
  }
  expect(waves.length).toBeGreaterThan(0);
  expect(waves.map(({signal, why}) => `${signal} ${why}`)).toEqual(waves.map(() => 'go '));
  expect(rollbackUsd).toBe(0);
  const {stdout} = await cutover(['track', 'plan', '--actuals', 'well.csv'], {cwd});
  expect(stdout).toContain('No wave shall go back.');
});

test('a station that fails for two weeks sends waves back for being late, and says what that costs', async () => {
  happened('failing.csv', 28, {
    lateShare: ({day, carrier}) => (carrier === 'owned' && day >= '2026-10-15' ? 0.4 : 0.04),
  });
  const {waves, rollbackUsd} = await track('failing.csv');
  const back = waves.filter(({signal}) => signal === 'roll back');
  expect(back.length).toBeGreaterThan(0);
  for (const {why} of back) expect(why).toMatch(/late more than planned by \d+\.\d%, limit 3\.0%/);
  expect(waves.length).toBeGreaterThan(back.length);
  expect(rollbackUsd).toBe(back.reduce((sum, wave) => sum + wave.rollbackUsd, 0));
});

test('two weeks of books are set against two weeks; waves ahead are shown as such', async () => {
  happened('half.csv', 14);
  const {weeks, waves} = await track('half.csv');
  expect(weeks).toHaveLength(2);
  expect(waves.filter(({week}) => week >= '2026-10-15').every(({hasBegun}) => !hasBegun)).toBe(true);
});

test('says what it needs: 2 without books, 1 for days beyond the plan', async () => {
  expect(await cutover(['track', 'plan'], {cwd})).toMatchObject({
    code: 2,
    stderr: 'track needs what happened: name a file with --actuals, --routes, or both\n',
  });
  writeFileSync(
    join(cwd, 'old.csv'),
    'ship_date,origin_id,zip,weight_lb,cube_ft3,carrier,cost_usd\n2026-09-30,FC1,03001,1,0.5,owned,\n',
  );
  expect(await cutover(['track', 'plan', '--actuals', 'old.csv'], {cwd})).toMatchObject({
    code: 1,
    stderr:
      'the books are of 2026-09-30 to 2026-09-30, the plan of 2026-10-01 to 2026-10-28; ' +
      'leave out the days before and after it\n',
  });
});
