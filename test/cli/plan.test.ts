import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Summary} from '@cutover/core';
import {planWorthText} from '@cutover/reporting';
import exceljs from 'exceljs';
import {beforeAll, expect, test} from 'vitest';
import {cutover} from './cutover.ts';
import {planPlace, type PlanPlace} from './planned.ts';

interface Side {
  readonly valueUsd: number;
  readonly isKept: boolean;
}

interface Facts {
  readonly plan: Side;
  readonly meritOrder: Side;
  readonly boundUsd: number;
  readonly verdict: {readonly savingUsd: number; readonly gapUsd: number; readonly isBetter: boolean};
  readonly weeks: readonly {readonly simulated: Record<'demanded' | 'delivered' | 'waiting', number>}[];
  readonly unseen: {readonly draws: number; readonly holds: boolean};
}

let place: PlanPlace;
let facts: Facts;
beforeAll(async () => {
  place = await planPlace('exit'); // two thirds of twelve whole ZIPs are no target that any plan keeps to 0.01%
  facts = JSON.parse(readFileSync(join(place.plan, 'plan.json'), 'utf8')) as Facts;
}, 60_000);

test('plan.json holds the plan against merit order that keeps the same target', () => {
  const {plan, meritOrder, boundUsd, verdict} = facts;
  expect([plan.isKept, meritOrder.isKept]).toEqual([true, true]);
  expect(verdict.savingUsd).toBe(meritOrder.valueUsd - plan.valueUsd);
  expect(verdict.gapUsd).toBe(plan.valueUsd - boundUsd);
  if (verdict.isBetter) expect(verdict.savingUsd).toBeGreaterThan(verdict.gapUsd);
  expect(facts.unseen.draws).toBe(50);
});

test('each of four weeks was simulated, and hands on what waits', () => {
  expect(facts.weeks).toHaveLength(4);
  facts.weeks.forEach(({simulated: {demanded, delivered, waiting}}, week) => {
    expect(delivered + waiting).toBe(demanded + (week === 0 ? 0 : facts.weeks[week - 1].simulated.waiting));
  });
});

test('a run by the plan takes joint draws, and its report says what the plan is worth', async () => {
  const words = ['run', place.twin, '--plan', 'plan', '--uncertainty', '100', '--out', 'drawn'];
  const {code, stdout, stderr} = await cutover(words, {cwd: place.cwd});
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const sentence = facts.verdict.isBetter ? 'The plan saves' : 'The plan is no better than merit order';
  expect(stdout).toContain(`exit does as a plan says. ${sentence}`);
  expect(readFileSync(join(place.cwd, 'drawn', 'report.html'), 'utf8')).toContain(sentence);
  const {samples} = JSON.parse(readFileSync(join(place.cwd, 'drawn', 'uncertainty.json'), 'utf8')) as {samples: number};
  expect(samples).toBe(100);
}, 60_000);

test('what the plan is worth is the same in plan.json, --json, the report, the workbook and explain', async () => {
  const {stdout} = await cutover(['run', place.twin, '--plan', 'plan', '--out', 'worth', '--json'], {cwd: place.cwd});
  const {plan} = Summary.parse(JSON.parse(stdout));
  const {savingUsd, gapUsd, isBetter} = facts.verdict;
  expect(plan).toMatchObject({scenario: 'exit', savingUsd, gapUsd, isBetter, meritOrderUsd: facts.meritOrder.valueUsd});
  const text = planWorthText(plan!);
  const report = readFileSync(join(place.cwd, 'worth', 'report.html'), 'utf8');
  expect(report).toContain(`<b>${text}</b>`);
  expect((await cutover(['export', 'worth', '--xlsx', 'worth.xlsx'], {cwd: place.cwd})).code).toBe(0);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(join(place.cwd, 'worth.xlsx'));
  const shown = new Map<unknown, unknown>();
  book.getWorksheet('Summary')!.eachRow((row) => shown.set(row.getCell(1).value, row.getCell(3).value));
  expect(shown.get('Plan: saving against it')).toBe(savingUsd);
  expect(shown.get('Plan: certified gap')).toBe(gapUsd);
  expect(shown.get('Plan: no plan saves more than')).toBe(savingUsd + gapUsd);
  expect(shown.get('Plan: verdict')).toBe(text);
  const explained = await cutover(['explain', 'worth', 'plan.savingUsd', '--json'], {cwd: place.cwd});
  expect(JSON.parse(explained.stdout)).toMatchObject({value: savingUsd, unit: 'USD'});
}, 60_000);
