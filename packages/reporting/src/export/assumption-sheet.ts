import type {Twin} from '@cutover/core';
import {calibrationStateText} from '../calibration.ts';
import type {Cell, Sheet} from './sheet.ts';

/** Marks first, then every number of the contract and every parameter with its range, unit, date and source. */
export function assumptionSheet(twin: Twin): Sheet {
  const rows = [...markRows(twin), ...contractRows(twin), ...parameterRows(twin)];
  const number = (head: string) => ({head, width: 14, format: 'number' as const});
  const text = (head: string, width: number) => ({head, width, format: 'text' as const});
  return {
    name: 'Assumptions',
    columns: [
      ...[text('Kind', 12), text('Name', 34), text('Segment', 10)],
      ...[number('Low'), number('Base'), number('High')],
      ...[text('Unit', 18), {head: 'As of', width: 12, format: 'date' as const}],
      ...[text('Confidence', 12), text('Source', 80)],
    ],
    rowCount: rows.length,
    rows: () => rows,
  };
}

function markRows({settings, calibration}: Twin): Cell[][] {
  const mark = (name: string, text: string): Cell[] => ['mark', name, ...Array<null>(7).fill(null), text];
  return [
    mark('Network', settings.synthetic ? 'Synthetic: not anybody’s real buildings or volumes' : 'As given'),
    mark('Calibration', calibrationStateText(calibration)),
    ...settings.attribution.map((line) => mark('Attribution', line)),
  ];
}

function contractRows({contract}: Twin): Cell[][] {
  if (contract === null) return [];
  const {name, startsOn, confidence, source, prices, promisePackagesPerYear: promise, shortfall} = contract;
  const row = (label: string, low: number, base: number, high: number, unit: string): Cell[] => [
    ...['contract', `${name}: ${label}`, null],
    ...[low, base, high, unit, startsOn, confidence, source],
  ];
  const missing = shortfall.rule === 'fee' ? [shortfall.usdPerMissingPackage] : [];
  return [
    ...prices.map(({entry, weightToLb, usdPerPackage: {low, base, high}}) =>
      row(
        `${entry}, ${weightToLb === undefined ? 'any weight' : `to ${weightToLb} lb`}`,
        low,
        base,
        high,
        'USD/package',
      ),
    ),
    row('promise', promise, promise, promise, 'packages/year'),
    ...missing.map(({low, base, high}) => row('for each missing package', low, base, high, 'USD/package')),
  ];
}

function parameterRows({parameters}: Twin): Cell[][] {
  return parameters.map(({name, segment, low, base, high, unit, asOf, confidence, source}) => [
    ...['parameter', name, segment ?? null, low, base, high, unit],
    ...[asOf, confidence, source],
  ]);
}
