import {appendFileSync, cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {readParquet} from '@cutover/files';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const HEAD = 'facility_id,answer,usd_per_package,packages_per_day\n';
const WON = `${HEAD}DDU1,won,1.25,\nDDU2,lost,,\n`;
const WON_USD = 1.25;

const cwd = newFolder();
let twin: string;
beforeAll(async () => {
  twin = await smallTwinDirectory();
  const facilities = readFileSync(join(twin, 'facilities.csv'), 'utf8');
  const row = facilities.split('\n').find((line) => line.startsWith('SCF1'))!;
  const openColumn = facilities.split('\n')[0].split(',').indexOf('open_to_bid');
  const cells = row.split(',');
  cells[openColumn] = 'true'; // so that both ways of a ZIP can be lost
  writeFileSync(join(twin, 'facilities.csv'), facilities.replace(row, cells.join(',')));
  writeFileSync(join(cwd, 'won.csv'), WON);
  await fine(
    'plan',
    twin,
    '--scenario',
    'keep-80',
    '--bids',
    'won.csv',
    '--freeze',
    '2026-10-08..2026-10-14',
    '--out',
    'plan',
  );
  await fine('run', twin, '--plan', 'plan', '--out', 'run');
});

async function fine(...words: string[]): Promise<string> {
  const {code, stdout, stderr} = await cutover(words, {cwd});
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

async function jsonOf<Result>(...words: string[]): Promise<Result> {
  return JSON.parse(await fine(...words, '--json')) as Result;
}

async function refused(...words: string[]): Promise<string> {
  const {code, stderr} = await cutover(words, {cwd});
  expect(code).toBe(1);
  return stderr;
}

interface Costs {
  readonly costUsd: {readonly postage: number};
}

interface Unit {
  readonly unit: string;
  readonly packages: number;
  readonly revenueUsd: number;
  readonly todayPackages: number;
  readonly todayRevenueUsd: number;
  readonly wonUsdPerPackage?: number;
}

describe('a plan made with bids', () => {
  test('keeps them as they were given, and what else was asked for', () => {
    const facts = JSON.parse(readFileSync(join(cwd, 'plan/plan.json'), 'utf8')) as Record<string, unknown>;
    expect(facts.rule).toEqual({freeze: {from: '2026-10-08', to: '2026-10-14'}});
    expect(facts.bids).toMatchObject({won: 1, lost: 1});
    expect(readFileSync(join(cwd, 'plan/won.csv'), 'utf8')).toBe(WON);
  });

  test('says for a ZIP what its hand-off costs, and that it was won', async () => {
    const won = await jsonOf<{handoff: object}>('why', '03003', '--plan', 'plan');
    expect(won.handoff).toEqual({facilityId: 'DDU1', wonUsdPerPackage: WON_USD});
    const lost = await jsonOf<{handoff: object}>('why', '03103', '--plan', 'plan');
    expect(lost.handoff).toEqual({facilityId: 'SCF1', wonUsdPerPackage: null}); // DDU2 is lost, the SCF is left
    expect(await fine('why', '03003', '--plan', 'plan')).toContain('at DDU1 for $1.25 each, won by a bid (won.csv)');
  });

  test('pays the price won in finance, and the contract as today', async () => {
    const {uspsUnits} = await jsonOf<{uspsUnits: Unit[]}>('finance', 'plan');
    const [won, lost] = ['DDU1', 'DDU2'].map((id) => uspsUnits.find(({unit}) => unit === id));
    expect(won!.wonUsdPerPackage).toBe(WON_USD);
    expect(won!.revenueUsd).toBeCloseTo(won!.packages * WON_USD, 6);
    expect(won!.todayRevenueUsd).toBeCloseTo(won!.todayPackages * 3.4, 6); // the contract's, by DDU
    expect(lost?.packages ?? 0).toBe(0);
    expect(await fine('finance', 'plan')).toContain('won.csv');
  });

  test('has no row in its own bid book for a hand-off that was lost', async () => {
    const {rows} = await jsonOf<{rows: {unit: string; plannedUsd?: number; tender: string}[]}>('bid', 'plan');
    const units = rows.filter(({tender}) => tender === 'same_day');
    expect(units.map(({unit}) => unit)).toEqual(['DDU1', 'SCF1']);
    expect(units[0].plannedUsd).toBeCloseTo(WON_USD, 12);
  });
});

describe('a run of it', () => {
  test('pays the price won for each package, to the cent, and enters nothing where it was lost', async () => {
    const {columns} = await readParquet(join(cwd, 'run/keep-80/handoff.parquet'));
    const place = (id: string): number => columns.facility_id.indexOf(id);
    expect(place('DDU2')).toBe(-1);
    const packages = Number(columns.packages[place('DDU1')]);
    expect(packages).toBeGreaterThan(0);
    expect(Number(columns.postage_usd[place('DDU1')])).toBeCloseTo(WON_USD * packages, 2);
    const scf = place('SCF1');
    expect(Number(columns.postage_usd[scf])).toBeCloseTo(3.73 * Number(columns.packages[scf]), 2); // the contract's
  });

  test('adds up to its postage, and books the packages under the hand-off', async () => {
    const summary = JSON.parse(readFileSync(join(cwd, 'run/summary.json'), 'utf8')) as {
      scenarios: {costUsd: {postage: number}}[];
    };
    const handoffs = (await readParquet(join(cwd, 'run/keep-80/handoff.parquet'))).columns;
    const usd = Array.from(handoffs.postage_usd, Number).reduce((sum, each) => sum + each);
    expect(summary.scenarios[0].costUsd.postage).toBeCloseTo(usd, 1);
    const rated = (await readParquet(join(cwd, 'run/keep-80/rated.parquet'))).columns;
    const of = (key: string): number =>
      Array.from(rated.packages, Number).reduce((sum, each, i) => (rated.rate_key[i] === key ? sum + each : sum), 0);
    expect(of('DDU1')).toBeCloseTo(Number(handoffs.packages[handoffs.facility_id.indexOf('DDU1')]), 6);
    expect(of('dscf')).toBeCloseTo(Number(handoffs.packages[handoffs.facility_id.indexOf('SCF1')]), 6);
  });

  test('tells the source in the report, and where a number is explained', async () => {
    expect(readFileSync(join(cwd, 'run/report.html'), 'utf8')).toContain('won.csv of the plan');
    const {inputs} = await jsonOf<{inputs: {name: string; source: string}[]}>(
      'explain',
      'run',
      'scenarios.0.costUsd.postage',
    );
    expect(inputs.find(({name}) => name === 'won.csv')?.source).toBe('won.csv of the plan');
  });

  test('is priced again as it was under rate cards that nobody pays', async () => {
    const card = join(cwd, 'dearer.csv');
    const [head, ...rows] = readFileSync(join(twin, 'tariffs/parcel-select.csv'), 'utf8').trim().split('\n');
    const usd = head.split(',').indexOf('usd');
    const dearer = rows.map((row) => row.split(',').map((cell, i) => (i === usd ? String(2 * Number(cell)) : cell)));
    writeFileSync(card, `${[head, ...dearer.map((cells) => cells.join(','))].join('\n')}\n`);
    const {scenarios} = await jsonOf<{scenarios: {before: Costs; after: Costs}[]}>('reprice', 'run', '--tariff', card);
    expect(scenarios[0].after.costUsd).toEqual(scenarios[0].before.costUsd); // won at DDU1, the contract's elsewhere
  });
});

describe('answers to bids', () => {
  test('are told as unreadable, not as missing, when they cannot be read', async () => {
    const stderr = await refused('plan', twin, '--bids', '.', '--out', 'none');
    expect(stderr).toContain('"." is a folder, not a file; check the path');
  });

  test('are refused with every problem at once', async () => {
    const rows = [
      'DDU9,won,3,10', // no such node
      'DDU3,won,3,10', // not open to bids
      'DDU1,won,-3,10', // a price below 0
      'DDU2,won,3,', //
      'DDU2,won,4,', // again
      'DS1,won,,', // no hand-off, and no price
      'SCF1,lost,2,', // lost at a price
    ];
    writeFileSync(join(cwd, 'bad.csv'), `${HEAD}${rows.join('\n')}\n`);
    const stderr = await refused('plan', twin, '--bids', 'bad.csv', '--out', 'none');
    for (const each of [
      'has 7 problems',
      'bad.csv:2 facility_id: found "DDU9", expected a facility of the twin',
      'bad.csv:3 facility_id: found "DDU3", expected a node that is open to bids',
      'bad.csv:4 usd_per_package: found "-3", expected a number > 0',
      'bad.csv:6 facility_id: found "DDU2", which row 5 has',
      'bad.csv:7 facility_id: found "DS1", expected a node that is open to bids',
      'bad.csv:7 usd_per_package: found a blank cell, expected a price',
      'bad.csv:8 usd_per_package: found "2", expected a blank cell where the bid is lost',
    ]) {
      expect(stderr).toContain(each);
    }
  });

  test('may not leave a ZIP without a way into the mail', async () => {
    writeFileSync(join(cwd, 'none-left.csv'), `${HEAD}DDU2,lost,,\nSCF1,lost,,\n`);
    const stderr = await refused('plan', twin, '--bids', 'none-left.csv', '--out', 'none');
    expect(stderr).toContain('none-left.csv:2 answer: found "lost", as the SCF of its ZIPs');
    expect(stderr).toContain('leaves 4 without a way into the mail, as 03101'); // 03101 to 03104; the others have DDU3
  });

  test('are those the plan was made with, or nothing runs', async () => {
    cpSync(join(cwd, 'plan'), join(cwd, 'edited'), {recursive: true});
    appendFileSync(join(cwd, 'edited/won.csv'), 'SCF1,won,2,\n');
    const stderr = await refused('run', twin, '--plan', 'edited', '--out', 'none');
    expect(stderr).toContain('won.csv of "edited" is not what the plan was made with');
  });
});
