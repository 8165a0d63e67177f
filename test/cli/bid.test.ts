import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type BidCurveRow, bidCurveTable, type BidRow, bidTable, type OfferRow, offerTable} from '@cutover/core';
import {parseTable} from '@cutover/files';
import type {AnswerValue} from '@cutover/runner';
import {beforeAll, describe, expect, test} from 'vitest';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

const cwd = newFolder();
beforeAll(async () => {
  const twin = await smallTwinDirectory();
  expect((await cutover(['plan', twin, '--scenario', 'keep-80', '--out', 'plan'], {cwd})).code).toBe(0);
});

interface Book {
  readonly rows: readonly BidRow[];
  readonly curves: readonly BidCurveRow[];
}

async function jsonOf<Result>(...words: string[]): Promise<Result> {
  const {code, stdout, stderr} = await cutover([...words, '--json'], {cwd});
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Result;
}

function read(name: string): string {
  return readFileSync(join(cwd, name), 'utf8');
}

async function answersTo(file: string): Promise<AnswerValue[]> {
  return (await jsonOf<{answers: AnswerValue[]}>('bid', 'plan', '--won', file)).answers;
}

describe('bid', () => {
  test('has a row for each node open to bids and each tender time, in the file too', async () => {
    const {rows, curves} = await jsonOf<Book>('bid', 'plan', '--out', 'book.csv');
    expect(rows.map(({unit, tender}) => `${unit} ${tender}`)).toEqual(
      ['same_day', 'next_day'].flatMap((tender) => [`DDU1 ${tender}`, `DDU2 ${tender}`]), // the other nodes are closed
    );
    for (const row of rows) {
      const {walkAwayP10Usd, walkAwayP50Usd, walkAwayP90Usd} = row;
      expect(walkAwayP10Usd!).toBeLessThanOrEqual(walkAwayP50Usd!);
      expect(walkAwayP50Usd!).toBeLessThanOrEqual(walkAwayP90Usd!);
      expect(row.payUsd!).toBeLessThanOrEqual(row.walkAwayUsd! + 1e-9);
      expect([row.floorLowUsd, row.floorBaseUsd, row.floorHighUsd]).toEqual([1.5, 2, 2.5]); // parameters.csv
      const {toOwnPackagesPerDay, toMailPackagesPerDay, toListPackagesPerDay, toOtherPackagesPerDay} = row;
      const gone = toOwnPackagesPerDay! + toMailPackagesPerDay! + toListPackagesPerDay! + toOtherPackagesPerDay!;
      expect(gone).toBeCloseTo(row.packagesPerDay, 4); // every planned package goes somewhere
      expect(row.zone).toBe(row.walkAwayUsd! >= 2.5 ? 'open' : row.walkAwayUsd! >= 1.5 ? 'unsure' : 'none');
    }
    for (const [i, sameDay] of rows.slice(0, 2).entries()) {
      expect(rows[i + 2].walkAwayUsd!).toBeLessThanOrEqual(sameDay.walkAwayUsd!); // earlier at the node is no gain
    }
    expect(parseTable(bidTable, read('book.csv'), 'book.csv').rows).toHaveLength(rows.length);
    expect(parseTable(bidCurveTable, read('book.curves.csv'), 'book.curves.csv').rows).toHaveLength(curves.length);
  });

  test('and the report of a run by the plan shows its waves and the book', async () => {
    const twin = (JSON.parse(read('plan/plan.json')) as {twin: string}).twin;
    const ended = await cutover(['run', twin, '--plan', 'plan', '--bids', 'book.csv', '--out', 'run'], {cwd});
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    const report = read('run/report.html');
    expect(report).toContain('<h2>Waves</h2>');
    expect(report.slice(report.indexOf('<h2>Bids</h2>'))).toMatch(/DDU1.*same day/);
    const alone = await cutover(['run', twin, '--bids', 'book.csv', '--out', 'none'], {cwd});
    expect(alone).toMatchObject({code: 2, stdout: ''});
    expect(alone.stderr).toContain('--plan');
  });

  test('pays on no level more than its groups are worth, for either tender time', async () => {
    for (const level of ['unit', 'market']) {
      const {rows} = await jsonOf<Book>('bid', 'plan', '--level', level);
      const books = new Set(rows.map(({tender, groupUnit}) => `${tender} ${groupUnit}`));
      expect(books.size).toBe(2); // one SCF, one state
      for (const book of books) {
        const own = rows.filter(({tender, groupUnit}) => `${tender} ${groupUnit}` === book);
        const paid = own.reduce((sum, row) => sum + Math.max(0, row.payUsd ?? 0) * row.packagesPerDay * 28, 0);
        expect(paid).toBeGreaterThan(0);
        expect(paid).toBeLessThanOrEqual(own[0].groupUsd! * (1 + 1e-9));
      }
    }
  });

  test('has a row for each group and tender time, on any number of threads the same', async () => {
    const book = (threads: string): Promise<Book> =>
      jsonOf<Book>('bid', 'plan', '--level', 'market', '--threads', threads);
    const {rows} = await book('1');
    expect(rows.map(({unit, tender}) => `${unit} ${tender}`)).toEqual(
      ['same_day', 'next_day'].flatMap((tender) => [`030 ${tender}`, `031 ${tender}`]),
    );
    for (const row of rows) {
      const gone = row.toOwnPackagesPerDay! + row.toListPackagesPerDay! + row.toOtherPackagesPerDay!;
      expect(gone).toBeCloseTo(row.packagesPerDay, 4);
      expect(row.toMailPackagesPerDay).toBe(0); // all hand-offs of the group are lost
    }
    for (const i of [0, 1]) {
      expect(rows[i + 2].valueUsd).toBeLessThan(rows[i].valueUsd); // earlier at the node costs something here
      expect(rows[i + 2].packagesPerDay).toBe(rows[i].packagesPerDay);
      expect(rows[i].waitUsd).toBeGreaterThanOrEqual(0);
    }
    expect(await book('3')).toEqual({rows, curves: []});
  });

  test('values a price, a promise and a term for a market', async () => {
    const offersAt = async (price: string, ...rest: string[]): Promise<{unit: string; valueUsd: number}[]> => {
      const words = ['bid', 'plan', '--level', 'market', '--price', price, ...rest];
      return (await jsonOf<{offers: {unit: string; valueUsd: number}[]}>(...words)).offers;
    };
    const [cheap, dear] = [await offersAt('2'), await offersAt('9')];
    expect(cheap.map(({unit}) => unit)).toEqual(['030', '031']);
    cheap.forEach(({valueUsd}, i) => expect(valueUsd).toBeGreaterThan(dear[i].valueUsd));
    expect(dear[0].valueUsd).toBeLessThan(0); // list price is less, and the promise is paid all the same
    const week = await offersAt('2', '--term-weeks', '1');
    expect(week[0].valueUsd).toBeLessThan(cheap[0].valueUsd);
    const {code} = await cutover(['bid', 'plan', '--price', '2'], {cwd});
    expect(code).toBe(2); // a node has its curve
  });

  test('has the volume of a market over the price, the highest first, in the file too', async () => {
    const words = ['bid', 'plan', '--level', 'market', '--price', '2,9,4', '--promise', '0', '--out', 'offers.csv'];
    const {offers} = await jsonOf<{offers: OfferRow[]}>(...words);
    expect(offers.map(({unit, usdPerPackage}) => `${unit} ${usdPerPackage}`)).toEqual(
      ['030', '031'].flatMap((unit) => [9, 4, 2].map((usd) => `${unit} ${usd}`)),
    );
    for (const [i, row] of offers.entries()) {
      expect(row.promisedPerDay).toBe(0);
      // What it is worth less what is paid is the value: 28 days of the walk-away price less the price.
      const {walkAwayUsd = 0, usdPerPackage, packagesPerDay, boundUsd} = row;
      expect(28 * packagesPerDay * (walkAwayUsd - usdPerPackage)).toBeCloseTo(boundUsd, 4);
      if (i % 3 > 0) expect(packagesPerDay).toBeGreaterThanOrEqual(offers[i - 1].packagesPerDay * (1 - 1e-9));
    }
    expect(parseTable(offerTable, read('offers.csv'), 'offers.csv').rows).toHaveLength(6);
    expect((await cutover(['bid', 'plan', '--level', 'market', '--price', '2,x'], {cwd})).code).toBe(2);
  });

  test('values each answer, and waiting for it', async () => {
    const head = 'facility_id,answer,usd_per_package,packages_per_day\n';
    writeFileSync(join(cwd, 'answers.csv'), `${head}DDU1,won,0.5,100000\nDDU2,,99,50\n`);
    writeFileSync(join(cwd, 'lost.csv'), `${head}DDU1,lost,,\n`);
    const [cheap, dear] = await answersTo('answers.csv');
    const [lost] = await answersTo('lost.csv');
    const {rows} = await jsonOf<Book>('bid', 'plan');
    expect(cheap.facilityId).toBe('DDU1');
    expect(cheap.answerUsd).toBeGreaterThan(0);
    expect([dear.answer, dear.answerUsd, dear.packagesPerDay]).toEqual(['won', 0, 0]); // nobody pays 99.00
    expect(lost).toMatchObject({answer: 'lost', answerUsd: 0, packagesPerDay: 0, plannedUsd: cheap.plannedUsd});
    expect(lost.changeUsd).toBe(-lost.plannedUsd);
    // What entry is worth at its planned price: 28 days of the walk-away price less the planned one.
    const {packagesPerDay, walkAwayUsd, plannedUsd, waitUsd} = rows[0];
    expect(cheap.plannedUsd).toBeCloseTo(28 * packagesPerDay * (walkAwayUsd! - plannedUsd!), 6);
    expect(cheap.waitUsd).toBe(waitUsd);
    expect(waitUsd).toBeGreaterThanOrEqual(0);
  });

  test('refuses bids won with the row and what to do about it', async () => {
    writeFileSync(join(cwd, 'bad.csv'), 'facility_id,usd_per_package,packages_per_day\nDDU9,3,10\nDDU3,3,10\n');
    const {code, stderr} = await cutover(['bid', 'plan', '--won', 'bad.csv'], {cwd});
    expect(code).toBe(1);
    expect(stderr).toContain('bad.csv:2 facility_id: found "DDU9", expected a facility of the twin');
    expect(stderr).toContain('bad.csv:3 facility_id: found "DDU3", expected a node that is open to bids');
  });
});

test('finance adds up: every quarter, and the net of them all', async () => {
  const {finance, usps, uspsUnits} = await jsonOf<{
    finance: {quarters: Record<string, number>[]; netUsd: number};
    usps: {revenueUsd: number; packages: number};
    uspsUnits: {unit: string; revenueUsd: number; todayRevenueUsd: number}[];
  }>('finance', 'plan');
  let sum = 0;
  for (const quarter of finance.quarters) {
    const {todayUsd, runUsd, fixedUsd, dualUsd, hireUsd, switchUsd, penaltyUsd, capexUsd} = quarter;
    const paidUsd = runUsd + fixedUsd + dualUsd + hireUsd + switchUsd + penaltyUsd + capexUsd;
    expect(quarter.netUsd).toBeCloseTo(todayUsd - paidUsd, 4);
    sum += quarter.netUsd;
  }
  expect(finance.netUsd).toBeCloseTo(sum, 4);
  expect(usps.revenueUsd).toBeCloseTo(
    uspsUnits.reduce((total, unit) => total + unit.revenueUsd, 0),
    4,
  );
  expect(usps.packages).toBeGreaterThan(0);
  const missing = uspsUnits.filter(({unit}) => unit === 'contract shortfall');
  const penalty = finance.quarters.reduce((total, {penaltyUsd}) => total + penaltyUsd, 0);
  expect(missing.reduce((total, unit) => total + unit.revenueUsd - unit.todayRevenueUsd, 0)).toBeCloseTo(penalty, 4);
});

test('what is no plan is refused', async () => {
  for (const command of ['bid', 'finance']) {
    const {code, stderr} = await cutover([command, 'nowhere'], {cwd});
    expect(code).toBe(1);
    expect(stderr).toContain('"nowhere" is no plan directory');
  }
});
