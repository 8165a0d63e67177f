import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {answersOn, dayNumber, wonUsd} from '@cutover/core';
import {readParquet} from '@cutover/files';
import {beforeAll, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const HEAD = 'facility_id,answer,usd_per_package,packages_per_day,from,to\n';
const WON_USD = 1.25;
const CONTRACT_USD = 3.4;

const cwd = newFolder();
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
  writeFileSync(join(cwd, 'won.csv'), `${HEAD}DDU1,won,${WON_USD},,2026-10-15,2026-10-22\n`);
  await fine('plan', twin, '--scenario', 'keep-80', '--bids', 'won.csv', '--out', 'plan');
  await fine('run', twin, '--plan', 'plan', '--out', 'run');
});

async function fine(...words: string[]): Promise<string> {
  const {code, stdout, stderr} = await cutover(words, {cwd});
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

test('an answer holds from its first day until the day it ends', () => {
  const won = [{facilityId: 'A', usdPerPackage: 2, from: '2026-10-15', to: '2026-10-22'}];
  const usdOn = (date: string): number | undefined => wonUsd({won}, 'A', dayNumber(date));
  expect(['2026-10-14', '2026-10-15', '2026-10-21', '2026-10-22'].map(usdOn)).toEqual([undefined, 2, 2, undefined]);
  expect(answersOn({won: [{facilityId: 'A', answer: 'lost'}]}, 0).size).toBe(1); // without dates: always
});

test('a run pays the price won in its term, and the contract before and after', async () => {
  const rated = (await readParquet(join(cwd, 'run/keep-80/rated.parquet'))).columns;
  const handoff = (await readParquet(join(cwd, 'run/keep-80/handoff.parquet'))).columns;
  const won = Array.from(rated.packages, Number).filter((_, i) => rated.rate_key[i] === 'DDU1');
  const place = handoff.facility_id.indexOf('DDU1');
  const all = Number(handoff.packages[place]);
  const inTerm = won.reduce((sum, each) => sum + each, 0);
  expect(inTerm).toBeGreaterThan(0);
  expect(inTerm).toBeLessThan(all);
  const usd = inTerm * WON_USD + (all - inTerm) * CONTRACT_USD;
  expect(Number(handoff.postage_usd[place])).toBeCloseTo(usd, 2);
});

test('finance pays it in the weeks of its term', async () => {
  interface Unit {
    readonly unit: string;
    readonly packages: number;
    readonly wonPackages?: number;
    readonly revenueUsd: number;
  }
  const {uspsUnits} = JSON.parse(await fine('finance', 'plan', '--json')) as {uspsUnits: Unit[]};
  const {packages, wonPackages = 0, revenueUsd} = uspsUnits.find(({unit}) => unit === 'DDU1')!;
  expect(wonPackages).toBeGreaterThan(0);
  expect(wonPackages).toBeLessThan(packages);
  expect(revenueUsd).toBeCloseTo(wonPackages * WON_USD + (packages - wonPackages) * CONTRACT_USD, 6);
});

test('an answer is worth what it saves in its term', async () => {
  interface Answer {
    readonly answerUsd: number;
    readonly plannedUsd: number;
  }
  await fine('plan', twin, '--scenario', 'keep-80', '--out', 'unbid');
  const valueOf = async (from: string, to: string): Promise<Answer> => {
    writeFileSync(join(cwd, 'asked.csv'), `${HEAD}DDU1,won,0.5,,${from},${to}\n`);
    return (JSON.parse(await fine('bid', 'unbid', '--won', 'asked.csv', '--json')) as {answers: Answer[]}).answers[0];
  };
  const whole = await valueOf('', '');
  expect(await valueOf('2026-10-01', '2027-01-01')).toEqual(whole);
  const week = await valueOf('2026-10-15', '2026-10-22');
  expect(week.answerUsd).toBeGreaterThan(0);
  expect(week.answerUsd).toBeLessThan(whole.answerUsd);
  expect(week.plannedUsd).toBeLessThan(whole.plannedUsd);
});

test('a term without days is refused with the row and what to do', async () => {
  const rows = 'DDU1,won,3,,2026-10-22,2026-10-22\nDDU2,lost,,,2026-10-15,\n';
  writeFileSync(join(cwd, 'bad.csv'), `${HEAD}${rows}`);
  const {code, stderr} = await cutover(['plan', twin, '--bids', 'bad.csv', '--out', 'none'], {cwd});
  expect(code).toBe(1);
  expect(stderr).toContain('bad.csv:2 to: found "2026-10-22", expected a day after 2026-10-22');
  expect(stderr).toContain('bad.csv:3 from: found "2026-10-15", expected a blank cell where the bid is lost');
});
