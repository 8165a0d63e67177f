import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ScenarioSummary} from '@cutover/core';
import {beforeAll, describe, expect, test} from 'vitest';
import {smallTwin} from '../support/small-twin.ts';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const folder = newFolder();
const HEAD = 'product,rate_key,weight_to_lb,usd,from,to,confidence,source';

interface Repriced {
  readonly scenarios: readonly {
    readonly name: string;
    readonly before: ScenarioSummary;
    readonly differenceUsd: ScenarioSummary['costUsd'];
  }[];
}

/** The twin's own Parcel Select, every price so many dollars dearer. */
function dearer(usd: number): string {
  const path = join(folder, `dearer-${usd}.csv`);
  const rows = smallTwin().rates.filter(({product}) => product === 'parcel_select');
  const lines = rows.map((rate) => {
    return [
      rate.product,
      rate.rateKey,
      rate.weightToLb,
      (rate.usd + usd).toFixed(2),
      rate.from,
      '',
      'assumption',
      'test',
    ];
  });
  writeFileSync(path, `${[HEAD, ...lines.map((line) => line.join(','))].join('\n')}\n`);
  return path;
}

beforeAll(async () => {
  const twin = await smallTwinDirectory();
  const names = ['keep', 'no-deal'].flatMap((name) => ['--scenario', name]);
  const {code} = await cutover(['run', twin, ...names, '--out', 'run'], {cwd: folder});
  if (code !== 0) throw new Error('the run failed');
});

async function reprice(card: string): Promise<Repriced> {
  const {stdout} = await cutover(['reprice', 'run', '--tariff', card, '--json'], {cwd: folder});
  return JSON.parse(stdout) as Repriced;
}

describe('a run at other prices', () => {
  test('costs the same at its own', async () => {
    const {scenarios} = await reprice(dearer(0));
    for (const {differenceUsd} of scenarios) expect(new Set(Object.values(differenceUsd))).toEqual(new Set([0]));
  });

  test('pays a dollar more for each package USPS delivered at list, and nothing more under the contract', async () => {
    const [keep, noDeal] = (await reprice(dearer(1))).scenarios;
    expect(keep.differenceUsd.postage).toBe(0);
    expect(noDeal.differenceUsd.postage).toBeCloseTo(noDeal.before.packages.deliveredUsps, 1);
    expect(noDeal.differenceUsd.total).toBe(noDeal.differenceUsd.postage);
  });

  test('is refused a bad card: every problem, and exit 1', async () => {
    const path = join(folder, 'bad.csv');
    writeFileSync(path, `${HEAD}\nparcel_select,ddu,2,5,2026-01-18,,assumption,test\n`);
    const {code, stderr} = await cutover(['reprice', 'run', '--tariff', path], {cwd: folder});
    expect(code).toBe(1);
    expect(stderr).toMatch(/missing|no price for "dhub"/);
  });
});

describe('cutover rate', () => {
  test('prices one package line by line', async () => {
    const words = ['rate', '--date', '2026-10-05', '--from', '60614', '--to', '10001', '--weight', '2.5'];
    const {stdout, code} = await cutover([
      ...words,
      '--size',
      '14x10x13',
      '--json',
      '--twin',
      await smallTwinDirectory(),
    ]);
    expect(code).toBe(0);
    const rated = JSON.parse(stdout) as {measures: {billableLb: number}; options: {name: string; usd: number | null}[]};
    expect(rated.measures.billableLb).toBe(14); // 14 x 10 x 13 = 1820 in3, / 139 = 13.1
    const usdOf = new Map(rated.options.map(({name, usd}) => [name, usd]));
    expect(usdOf.get('parcel_select_ddu')).toBeCloseTo(5.6 + 13 * 0.2, 9);
    expect(usdOf.get('ground_saver')).toBeNull(); // the small twin has no SCF for these ZIPs, so no zone
  });

  test('says what is missing, and exits with 2', async () => {
    const {code, stderr} = await cutover(['rate', '--date', '2026-10-05', '--twin', await smallTwinDirectory()]);
    expect(code).toBe(2);
    expect(stderr).toContain('--from, --to, --weight, --size');
  });
});
