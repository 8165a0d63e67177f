import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  dayNumber,
  hash32,
  isoDate,
  type Parcel,
  rateOptions,
  rateParcel,
  resolveParameters,
  TwinError,
  type Twin,
  twinZones,
  zoneOf,
} from '@cutover/core';
import {rateFile, readParquet} from '@cutover/files';
import {describe, expect, test} from 'vitest';
import {factModifiers, factRates, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const p = resolveParameters(smallTwin().parameters);

/** The small twin with the carried rate cards and their modifiers. */
function twinOf(): Twin {
  return {
    ...smallTwin(),
    rates: factRates(),
    modifiers: factModifiers(['parcel_select', 'ground_saver', 'ground_advantage_commercial']),
  };
}

interface Row {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly parcel: Parcel;
}

/** Shipments of two years, their weights and sides often on an edge of a tariff. */
function drawRows(count: number): Row[] {
  const zip3s = ['030', '031', '036', '037', '999'];
  return Array.from({length: count}, (_, i): Row => {
    const pick = <Item>(items: readonly Item[], k: number): Item => items[hash32(16 * i + k) % items.length];
    const size = (k: number) => pick([2, 6, 10, 12, 12.4, 12.5, 13, 16, 22, 22.1, 30, 30.5, 36, 58], k);
    return {
      date: isoDate(dayNumber('2026-01-01') + (hash32(16 * i) % 500)),
      from: `${pick(zip3s, 1)}01`,
      to: `${pick(zip3s, 2)}02`,
      parcel: {
        weightLb: pick([0.2, 0.5, 0.51, 0.999, 0.9995, 1, 1.001, 2, 3, 3.2, 10, 10.5, 25, 26, 69.9, 70, 71, 160], 3),
        ...{lengthIn: size(4), widthIn: size(5), heightIn: size(6)},
      },
    };
  });
}

function csvOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `${['id,ship_date,origin_zip,zip,weight_lb,length_in,width_in,height_in', ...lines].join('\n')}\n`,
  );
  return path;
}

const lineOf = ({date, from, to, parcel}: Row, i: number): string =>
  [i, date, from, to, parcel.weightLb, parcel.lengthIn, parcel.widthIn, parcel.heightIn].join(',');

describe('a file of shipments', () => {
  test('is rated as each parcel alone, in its order, whatever lies on an edge', async () => {
    const twin = twinOf();
    const rows = drawRows(3000);
    const out = join(folder, 'rated.parquet');
    const result = await rateFile(twin, p, csvOf('shipments.csv', rows.map(lineOf)), {out, threads: 2});
    const {columns} = await readParquet(out);
    const options = rateOptions(twin);
    expect(options.map(({name}) => name)).toEqual([
      ...['contract_ddu', 'contract_dhub', 'contract_dscf'],
      ...['parcel_select_ddu', 'parcel_select_dhub', 'parcel_select_dscf'],
      ...['ground_advantage_commercial', 'ground_saver'],
    ]);
    const zones = twinZones(twin);
    let priced = 0;
    rows.forEach(({date, from, to, parcel}, i) => {
      expect(String(columns.id[i])).toBe(String(i));
      const zone = zoneOf(zones, from.slice(0, 3), to.slice(0, 3));
      const alone = rateParcel(twin, p, {day: dayNumber(date), zone, parcel});
      for (const {name, usd} of alone) {
        const found = columns[`${name}_usd`][i];
        if (usd === null) expect(found, `${name} of row ${i}`).toBeNull();
        else expect(Math.abs(Number(found) - usd), `${name} of row ${i}`).toBeLessThan(1e-9);
        priced += usd === null ? 0 : 1;
      }
      const prices = alone.flatMap(({usd}) => usd ?? []);
      expect(columns.cheapest_usd[i]).toBe(prices.length === 0 ? null : Math.min(...prices));
    });
    expect(result.rows).toBe(3000);
    expect(result.options.reduce((sum, option) => sum + option.rated, 0)).toBe(priced);
    expect(priced).toBeGreaterThan(9000);
  });

  test('keeps rows that cannot be rated, and says why', async () => {
    const good = '1,2026-10-01,03001,03101,2,6,4,2';
    const bad = [
      '2,someday,03001,03101,2,6,4,2',
      '3,2026-10-01,03001,3101,2,6,4,2',
      '4,2026-10-01,03001,03101,0,6,4,2',
    ];
    const out = join(folder, 'some.csv');
    const {rows, unrated} = await rateFile(twinOf(), p, csvOf('some-in.csv', [good, ...bad]), {out});
    expect(rows).toBe(4);
    expect(unrated.map(({reason, count}) => [reason, count])).toEqual([
      ['the ship_date is no day, or before 2019-06-23', 1],
      ['the ZIP is no five digits', 1],
      ['the weight is not above 0', 1],
    ]);
  });

  test('needs its columns', async () => {
    const path = join(folder, 'short.csv');
    writeFileSync(path, 'ship_date,zip,weight,length_in,width_in,height_in\n');
    const rating = rateFile(twinOf(), p, path, {out: join(folder, 'no.csv')});
    await expect(rating).rejects.toThrow(TwinError);
    await expect(rating).rejects.toThrow(/origin_zip[\s\S]*weight_lb/);
  });
});
