import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type GuideRow, guideTable} from '@cutover/core';
import {csvText, parseTable} from '@cutover/files';
import {beforeAll, expect, test} from 'vitest';
import {cutover} from './cutover.ts';
import {planPlace} from './planned.ts';

let cwd: string;
beforeAll(async () => {
  ({cwd} = await planPlace('exit')); // USPS ends on 2026-10-15: the third week
}, 60_000);

function guide(name: string): readonly GuideRow[] {
  const {rows, issues} = parseTable(guideTable, readFileSync(join(cwd, name), 'utf8'), name);
  expect(issues).toEqual([]);
  return rows;
}

test('the guide has a row for each of 12 ZIPs, 3 class groups and 28 days, once', async () => {
  expect(await cutover(['guide', 'plan'], {cwd})).toMatchObject({code: 0, stderr: ''});
  const days = new Map<string, number>();
  for (const {zip, classGroup, effectiveFrom, effectiveTo} of guide('plan/routing-guide.csv')) {
    for (let day = Date.parse(effectiveFrom); day <= Date.parse(effectiveTo); day += 86_400_000) {
      const key = `${zip} ${classGroup} ${day}`;
      days.set(key, (days.get(key) ?? 0) + 1);
    }
  }
  expect(days.size).toBe(12 * 3 * 28);
  expect(new Set(days.values())).toEqual(new Set([1]));
  expect(await cutover(['guide', 'plan', '--check', 'plan/routing-guide.csv'], {cwd})).toMatchObject({code: 0});
});

test('a week has its own rows, and its changes say what they replace', async () => {
  const {code, stdout} = await cutover(['guide', 'plan', '--week', '3', '--out', 'third.csv', '--json'], {cwd});
  expect(code).toBe(0);
  const [whole, third] = [guide('plan/routing-guide.csv'), guide('third.csv')];
  expect(third).toHaveLength(12 * 3);
  for (const row of third) {
    expect([row.effectiveFrom, row.effectiveTo]).toEqual(['2026-10-15', '2026-10-21']);
    const before = whole.find(
      ({zip, classGroup, effectiveTo}) =>
        zip === row.zip && classGroup === row.classGroup && effectiveTo === '2026-10-14',
    );
    expect(row.replaces === undefined).toBe(before === undefined); // a way that goes on replaces nothing
  }
  const {changes} = JSON.parse(stdout) as {changes: GuideRow[]};
  expect(changes.length).toBeGreaterThan(0);
  expect(changes).toEqual(third.filter(({replaces}) => replaces !== undefined));
  await cutover(['guide', 'plan', '--week', '3', '--changes', '--out', 'new.csv'], {cwd});
  expect(guide('new.csv')).toEqual(changes);
  const {rows} = parseTable(guideTable, readFileSync(join(cwd, 'third.csv'), 'utf8'), 'third.csv');
  expect(rows.filter(({classGroup, usps}) => classGroup !== 'usps_only' && usps > 0)).toEqual([]);
});

test('refuses gaps, overlaps, shares and names, all at once, with row and what to do', async () => {
  const rows = [...guide('plan/routing-guide.csv')];
  const at = rows.findIndex(({effectiveFrom}) => effectiveFrom > '2026-10-01');
  const twice = rows.findIndex((row, i) => i > at && row.effectiveFrom > '2026-10-01');
  rows[at] = {...rows[at], effectiveFrom: '2026-10-20'};
  rows[twice] = {...rows[twice], effectiveFrom: '2026-10-02'};
  rows[0] = {...rows[0], owned: rows[0].owned - 1, stationId: 'DS9'};
  const [last] = rows.splice(-1);
  writeFileSync(join(cwd, 'edited.csv'), csvText(guideTable, rows));
  const {code, stdout, stderr} = await cutover(['guide', 'plan', '--check', 'edited.csv'], {cwd});
  expect(code).toBe(1);
  expect(stderr).toMatch(/^"edited.csv" has \d problems\n$/);
  expect(stdout).toMatch(new RegExp(`edited.csv:${at + 2} effective_from: .*a row for .* to 2026-10-19\n`));
  expect(stdout).toMatch(new RegExp(`edited.csv:${twice + 2} effective_from: .*end the row before it earlier\n`));
  expect(stdout).toMatch(/edited.csv:2 owned: found shares that add up to 1023, expected 1024; /);
  expect(stdout).toMatch(/edited.csv:2 station_id: found "DS9", expected a building of type ds; /);
  expect(stdout).toContain(`${last.zip} ${last.classGroup}`);
});

test('ends with 2 for a week the plan does not have, with 1 for what is no plan', async () => {
  expect(await cutover(['guide', 'plan', '--week', '5'], {cwd})).toMatchObject({
    code: 2,
    stderr: '--week 5 is beyond the plan; give one from 1 to 4\n',
  });
  expect(await cutover(['guide', '.'], {cwd})).toMatchObject({code: 1});
});
