import {readFile} from 'node:fs/promises';
import {type Issue, type Rate, rateTable, type Twin, TwinError} from '@cutover/core';
import {readTable, type ReadTable} from '../csv/table.ts';
import {onDisk} from '../disk/disk.ts';
import {ratesEndAfterTheyBegin} from '../twin/price-rules.ts';
import {checkTariffs} from '../twin/tariff-rules.ts';

export interface TariffReport {
  readonly cards: readonly TariffCard[]; // taken over
  readonly closed: number; // rows of the twin that now end where a new card begins
  readonly replaced: number; // rows of the twin that went
}

export interface TariffCard {
  readonly product: string;
  readonly from: string;
  readonly rateKeys: number;
  readonly rows: number;
}

/**
 * Puts a user's rate cards into a twin: CSVs with the columns of `tariffs/*.csv`. A card replaces that of the same
 * product and first day; an earlier one of its product ends where it begins.
 *
 * @throws DataError if a file is not there
 * @throws TwinError with every problem of every file: cells, gaps in steps, falling prices, unknown keys, missing
 *   entries, and days on which two cards of a product would hold
 */
export async function importTariff(base: Twin, files: readonly string[]): Promise<{twin: Twin; report: TariffReport}> {
  const tariffs = await Promise.all(files.map(readCard));
  const ofCells = tariffs.flatMap((table) => table.issues);
  const ofFiles = [...ofCells, ...ratesEndAfterTheyBegin({tariffs}), ...checkTariffs({tariffs})];
  const issues = ofFiles.length > 0 ? ofFiles : lostKeys(base, tariffs);
  if (issues.length > 0) throw new TwinError(issues);
  const rows = tariffs.flatMap((table) => table.rows as readonly Rate[]);
  const starts = [...new Map(rows.map(({product, from}) => [`${product} ${from}`, {product, from}])).values()];
  const isReplaced = (rate: Rate) => starts.some(({product, from}) => rate.product === product && rate.from === from);
  let closed = 0;
  const kept = base.rates
    .filter((rate) => !isReplaced(rate))
    .map((rate) => {
      const next = starts
        .filter(({product, from}) => product === rate.product && from > rate.from)
        .reduce<string | undefined>((first, {from}) => (first === undefined || from < first ? from : first), undefined);
      if (next === undefined || (rate.to !== undefined && rate.to <= next)) return rate;
      closed++;
      return {...rate, to: next};
    });
  const rates = [...kept, ...rows];
  const lines = rates.map((_, i) => Math.max(1, i - kept.length + 2)); // row of the file, the first of the header
  const all = {rows: rates, lines, file: files.join(', '), missing: NONE, unread: NONE, issues: []};
  const together = checkTariffs({tariffs: [all]});
  if (together.length > 0) throw new TwinError(together);
  const cards = starts.map(({product, from}): TariffCard => {
    const own = rows.filter((rate) => rate.product === product && rate.from === from);
    return {product, from, rateKeys: new Set(own.map(({rateKey}) => rateKey)).size, rows: own.length};
  });
  const replaced = base.rates.length - kept.length;
  return {twin: {...base, rates}, report: {cards, closed, replaced}};
}

/** A card has a price for all that the card before it, or the one it replaces, has a price for. */
function lostKeys(base: Twin, tariffs: readonly ReadTable<Rate>[]): Issue[] {
  const placed = tariffs.flatMap(({rows, lines, file}) =>
    (rows as readonly Rate[]).map((rate, i) => ({rate, file, row: lines[i]})),
  );
  const firsts = new Map(placed.map((each) => [`${each.rate.product} ${each.rate.from}`, each] as const).reverse());
  return [...firsts.values()].flatMap(({rate: {product, from}, file, row}): Issue[] => {
    const earlier = base.rates.filter((rate) => rate.product === product && rate.from <= from);
    const newest = earlier.reduce((day, rate) => (rate.from > day ? rate.from : day), '');
    const before = new Set(earlier.flatMap((rate) => (rate.from === newest ? [rate.rateKey] : [])));
    const own = placed.flatMap(({rate}) => (rate.product === product && rate.from === from ? [rate.rateKey] : []));
    return [...before]
      .filter((key) => !own.includes(key))
      .map((key) => ({
        ...{rule: 'missing-entry', file, row, column: 'rate_key'},
        found: `no price for "${key}" in ${product} from ${from}`,
        expected: `every entry or zone of the card of ${newest}`,
        fix: `add the rows of ${key}`,
      }));
  });
}

const NONE: ReadonlySet<string> = new Set();

async function readCard(file: string): Promise<ReadTable<Rate>> {
  return readTable(rateTable, await onDisk(file, () => readFile(file, 'utf8')), file);
}
