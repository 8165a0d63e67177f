import {checkBooks, priceOutcome, summarize} from '@cutover/reporting';
import {expect, test} from 'vitest';
import {twoZipOutcome} from '../support/two-zips.ts';

test('books that balance have no problem', () => {
  expect(checkBooks(twoZipOutcome().ledger)).toEqual([]);
});

test.each(['volumeOwned', 'volumeUsps', 'volumeOther', 'volumeDemanded', 'sampleOwned', 'sampleBacklog'] as const)(
  'one package too many in %s is found, with day and ZIP',
  (name) => {
    const {ledger} = twoZipOutcome();
    ledger[name][2]++;
    expect(checkBooks(ledger).join('\n')).toContain(
      `${name.startsWith('volume') ? 'volume' : 'sample'}, day 1, ZIP row 0`,
    );
  },
);

test('a backlog that changes overnight is found', () => {
  const {ledger} = twoZipOutcome();
  ledger.volumeBacklog[0] = 1; // the evening of the first day, but nobody left it
  expect(checkBooks(ledger)).toEqual([
    'volume, day 0, ZIP row 0: 500 packages in, 501 out',
    'volume, day 1, ZIP row 0: 601 packages in, 600 out',
  ]);
});

test('a station that loses a package is found, and so is a ZIP that its station did not deliver to', () => {
  const {ledger} = twoZipOutcome();
  ledger.stationDelivered[0]--;
  expect(checkBooks(ledger)).toEqual([
    'station in building row 2, day 0: 500 packages in, 499 out',
    'day 0: stations delivered 499 packages, their ZIPs got 500',
  ]);
});

test('where an epoch begins a backlog may follow its ZIPs to another station', () => {
  const {ledger} = twoZipOutcome();
  const moved = {
    ...ledger,
    stations: Int32Array.of(0, 2),
    ...{stationPlanned: Uint32Array.of(0, 500, 0, 400), stationDelivered: Uint32Array.of(0, 450, 0, 390)},
    ...{stationDiverted: new Uint32Array(4), stationOverflow: Uint32Array.of(0, 50 - 30, 0, 40)},
    stationBacklog: Uint32Array.of(30, 30, 30, 0),
  };
  const stationsOnly = (problems: string[]) => problems.filter((problem) => /^(station in|all stations)/.test(problem));
  // Station 0 holds 30 that nobody planned on the first day: wrong. On the second 60 waiting and 400 planned come out
  // as 390 delivered, 40 moved on and 30 waiting, though no station alone balances: right.
  expect(stationsOnly(checkBooks(moved))).toEqual(['station in building row 0, day 0: 0 packages in, 30 out']);
});

test('many problems are cut short, and counted', () => {
  const {ledger} = twoZipOutcome();
  const days = 40;
  const wrong = {...ledger, dayCount: days, zipCount: 1, stations: new Int32Array(0)};
  for (const name of ['Demanded', 'Owned', 'Usps', 'Other', 'Backlog'] as const) {
    Object.assign(wrong, {[`volume${name}`]: new Uint32Array(days), [`sample${name}`]: new Uint32Array(days)});
  }
  wrong.volumeUsps.fill(1);
  const problems = checkBooks(wrong);
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe('and 20 more');
});

test('a summary counts simulated packages, and is on time and late by the histogram', () => {
  const outcome = twoZipOutcome();
  expect(summarize(outcome, priceOutcome(outcome))).toMatchObject({
    packages: {demanded: 2200, deliveredOwned: 840, deliveredUsps: 1260, deliveredOther: 50, backlogEnd: 50},
    service: {onTimeShare: 0.9, p95DaysLate: 2, latePackageDays: 16}, // 94 of 100 are at most a day late
  });
});

test('p95 is the smallest number of days that 95 of 100 do not exceed', () => {
  const outcome = twoZipOutcome();
  outcome.ledger.lateHistogram.set([94, 1, 5]);
  expect(summarize(outcome, priceOutcome(outcome)).service.p95DaysLate).toBe(1);
  outcome.ledger.lateHistogram.set([95, 0, 5]);
  expect(summarize(outcome, priceOutcome(outcome)).service.p95DaysLate).toBe(0);
});

test('a sample that does not add up is no summary', () => {
  const outcome = twoZipOutcome();
  outcome.ledger.sampleOther[0]++;
  expect(() => summarize(outcome, priceOutcome(outcome))).toThrow(
    'the books of base do not balance: 2200 demanded, 2201',
  );
});
