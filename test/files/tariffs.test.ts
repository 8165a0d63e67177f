import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Rate, TwinError} from '@cutover/core';
import {checkTwin, importTariff, writeTwin} from '@cutover/files';
import {describe, expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const HEAD = 'product,rate_key,weight_to_lb,usd,from,to,confidence,source';
let made = 0;

/** A rate card: each entry at 1 to 6 lb, 5.00 and 10 cents a pound more, in the order of entries. */
function card(from: string, product = 'parcel_select', keys = ['ddu', 'dhub', 'dscf']): string[] {
  return keys.flatMap((key) =>
    [1, 2, 3, 4, 5, 6].map((lb) => `${product},${key},${lb},${(4.9 + lb / 10).toFixed(2)},${from},,assumption,test`),
  );
}

function csv(lines: readonly string[]): string {
  mkdirSync(folder, {recursive: true});
  const path = join(folder, `card-${made++}.csv`);
  writeFileSync(path, `${[HEAD, ...lines].join('\n')}\n`);
  return path;
}

async function refusals(lines: readonly string[]): Promise<string[]> {
  try {
    await importTariff(smallTwin(), [csv(lines)]);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return error.issues.map(({rule, row, column}) => `${rule} ${row} ${column}`);
  }
  return [];
}

describe('a rate card to import', () => {
  test('takes the place of its product from its first day on, and the one before it ends there', async () => {
    const base = smallTwin();
    const {twin, report} = await importTariff(base, [csv(card('2027-01-17'))]);
    expect(report.cards).toEqual([{product: 'parcel_select', from: '2027-01-17', rateKeys: 3, rows: 18}]);
    expect(report.closed).toBe(210); // 70 steps of 3 entries
    const ends = twin.rates.filter(({product, from}) => product === 'parcel_select' && from === '2026-01-18');
    expect(new Set(ends.map(({to}) => to))).toEqual(new Set(['2027-01-17']));
    expect(twin.rates.length).toBe(base.rates.length + 18);
    const again = await importTariff(twin, [csv(card('2027-01-17'))]); // replaced, not doubled
    expect(again.twin.rates).toEqual(twin.rates);
    expect(again.report.replaced).toBe(18);
  });

  test('is refused when one entry ends before the others', async () => {
    const lines = card('2027-01-17');
    lines.splice(11, 1); // the 6 lb of the DHUB: its 5 lb is in row 12
    expect(await refusals(lines)).toEqual(['early-end 12 weight_to_lb']);
  });

  test('is refused with every problem, and where it is', async () => {
    const lines = card('2027-01-17');
    lines[1] = lines[1].replace(',5.10,', ',4.10,'); // row 3: 2 lb below 1 lb
    lines.splice(9, 1); // 4 lb at the DHUB: 5 lb is now in row 11
    const strange = [...lines, 'parcel_select,rdc,1,5.00,2027-01-17,,assumption,test'];
    expect(await refusals(strange)).toEqual([
      'unknown-rate-key 19 rate_key',
      'falling-price 3 usd',
      'gap-in-steps 11 weight_to_lb',
    ]);
  });

  test('needs every entry, and every zone between its first and last', async () => {
    expect(await refusals(card('2027-01-17').slice(0, 12))).toEqual(['missing-entry 2 rate_key']); // no DSCF
    const zones = card('2027-01-17', 'mine', ['1', '2', '4']);
    expect(await refusals(zones)).toEqual(['missing-entry 2 rate_key']); // no zone 3
  });

  test('needs every key of the card before it, and of one that it replaces', async () => {
    const shorter = (from: string) => card(from, 'mine', ['1', '2']);
    const {twin} = await importTariff(smallTwin(), [csv(card('2026-01-01', 'mine', ['1', '2', '3']))]);
    for (const from of ['2027-01-17', '2026-01-01']) {
      await expect(importTariff(twin, [csv(shorter(from))])).rejects.toThrow(
        `no price for "3" in mine from ${from}, expected every entry or zone of the card of 2026-01-01`,
      );
    }
  });

  test('may not end before it begins', async () => {
    const lines = card('2027-01-17', 'mine', ['1']).map((line) =>
      line.replace(',,assumption', ',2026-01-01,assumption'),
    );
    expect(await refusals(lines.slice(0, 1))).toEqual(['ends-before-beginning 2 to']);
  });

  test('may not hold on days of another card', async () => {
    const early = card('2026-12-01').map((line) => line.replace(',,assumption', ',2027-02-01,assumption'));
    const both = await refusals([...early, ...card('2027-01-17')]);
    expect(both).toEqual(['overlapping-dates 20 from', 'overlapping-dates 26 from', 'overlapping-dates 32 from']);
  });
});

test('cutover check finds the same in a twin directory, and modifiers that say too little or too much', async () => {
  const small = smallTwin();
  const isFirst = ({rateKey, weightToLb}: Rate) => rateKey === 'ddu' && weightToLb === 5;
  const [fuel, ...others] = small.modifiers;
  const twin = {
    ...small,
    rates: small.rates.filter((rate) => !isFirst(rate)),
    modifiers: [{...fuel, value: 1, parameter: 'no_such'}, ...others],
  };
  const directory = join(folder, 'twin');
  await writeTwin(directory, {twin, scenarios: smallScenarios()});
  const issues = await checkTwin(directory);
  expect(issues.map(({rule, file, row, column}) => `${rule} ${file}:${row} ${column}`)).toEqual([
    'gap-in-steps tariffs/parcel-select.csv:6 weight_to_lb',
    'modifier modifiers.csv:2 value, parameter',
    'modifier modifiers.csv:2 parameter',
  ]);
});
