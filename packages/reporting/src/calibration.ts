import {type CalibrationState, type FittedNumber, type Holdout, numberName, type SplitRow} from '@cutover/core';
import type {TextTable} from './comparison.ts';
import {percentText, wholeText} from './format.ts';

const CAUSES = ['volumeUsd', 'mixUsd', 'routeUsd', 'rateUsd'] as const;
const HEAD = ['model', 'volume', 'mix', 'route', 'rate', 'actual'];

const partNames: Readonly<Record<string, string>> = {
  lastMile: 'Own last mile',
  postage: 'Postage',
  otherCarrier: 'Other carriers',
  linehaul: 'Linehaul',
  handling: 'Handling',
};

/** `Calibrated on 2026-10-01 to 2026-12-31, 1,204,332 shipments, 14 numbers fitted`, or what is not. */
export function calibrationStateText(state: CalibrationState | undefined): string {
  if (state === undefined) return 'Uncalibrated: no cost was fitted to actuals';
  const {from, to, shipments, fitted} = state;
  return `Calibrated on ${from} to ${to}, ${wholeText(shipments)} shipments, ${wholeText(fitted)} numbers fitted`;
}

/** Expected and actual cost by part, and what the difference comes from, in whole dollars. */
export function splitTotals(split: readonly SplitRow[]): TextTable {
  const rows = split.filter(({grouping}) => grouping === 'part');
  const total = ['modelUsd', ...CAUSES, 'actualUsd'] as const;
  const all = Object.fromEntries(total.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]));
  return {
    head: ['Model against actuals, USD', ...HEAD],
    rows: [
      ...rows.map((row) => [partNames[row.key] ?? row.key, ...cells(row)]),
      ['All', ...cells(all as unknown as SplitRow)],
    ],
  };
}

/** The groups that are farthest off, most first. */
export function splitTable(split: readonly SplitRow[], grouping: SplitRow['grouping'], rowsMax: number): TextTable {
  const off = (row: SplitRow) => CAUSES.reduce((sum, cause) => sum + Math.abs(row[cause]), 0);
  const rows = split.filter((row) => row.grouping === grouping).sort((a, b) => off(b) - off(a));
  const what = {part: 'part', segment: 'segment', station: 'station', lane: 'lane', zip3: 'ZIP3'}[grouping];
  return {head: [`By ${what}`, ...HEAD], rows: rows.slice(0, rowsMax).map((row) => [row.key, ...cells(row)])};
}

function cells(row: SplitRow): string[] {
  const signed = (usd: number) => `${usd < -0.5 ? '−' : usd >= 0.5 ? '+' : ''}${wholeText(Math.abs(usd))}`;
  return [wholeText(row.modelUsd), ...CAUSES.map((cause) => signed(row[cause])), wholeText(row.actualUsd)];
}

/** What was fitted: the input, the estimate and its 95% interval. */
export function fittedTable(numbers: readonly FittedNumber[]): TextTable {
  const text = (value: number) => String(Number(value.toPrecision(4)));
  return {
    head: ['Fitted', 'input', 'fitted', '95% low', 'high', 'rows', 'unit'],
    rows: numbers.flatMap(({fitted, ...number}) => {
      if (fitted === null) return [];
      const {low, base, high} = fitted;
      const named = [nameText(number), ...[number.input.base, base, low, high].map(text)];
      return [[...named, wholeText(number.rows), number.unit]];
    }),
  };
}

export function unidentifiedTable(numbers: readonly Omit<FittedNumber, 'fitted'>[]): TextTable {
  const open = numbers.filter(({reason}) => reason !== '');
  return {
    head: ['Not identifiable from these data', 'why'],
    rows: open.map((number) => [nameText(number), number.reason]),
  };
}

/** How far off the last month is, before and after a fit that did not see it. */
export function holdoutLines(holdout: Holdout | null): string[] {
  if (holdout === null) return ['No month was held out: less than four weeks come before the last one.'];
  return holdout.tables.map(
    ({table, rows, errorBefore, errorAfter}) =>
      `Held out ${holdout.from} to ${holdout.to}, ${table}: median error ${percentText(errorBefore)} before, ` +
      `${percentText(errorAfter)} after (${wholeText(rows)} rows).`,
  );
}

function nameText(number: Omit<FittedNumber, 'fitted'>): string {
  return `${numberName(number)}${number.segment === undefined ? '' : ` ${number.segment}`}`;
}
