import type {Ratio} from './compare.ts';
import type {Row} from './interleave.ts';
import type {Machine} from './results.ts';
import {halfSpread} from './statistics.ts';

/** One line for a machine: a figure is worth nothing without. */
export function machineLine({cpus, cpu, memoryGb, node, load}: Machine): string {
  return `${cpus} x ${cpu}, ${memoryGb} GB, Node ${node}, load ${load} before the start`;
}

/** Rows as a table of text; `times` is how much longer a unit takes than with the first row. */
export function rowsTable(rows: readonly Row[]): string {
  const perUnit = ({work, seconds}: Row): number => seconds.median / work;
  return textTable(
    ['', 'median', 'spread', 'rounds', 'a unit', 'units/s', 'times'],
    rows.map((row) => [
      row.name,
      duration(row.seconds.median),
      `±${(100 * halfSpread(row.seconds)).toFixed(1)}%`,
      String(row.seconds.count),
      `${duration(perUnit(row))}/${row.unit}`,
      quantity(1 / perUnit(row)),
      quantity(perUnit(row) / perUnit(rows[0])),
    ]),
  );
}

/** Ratios to an earlier run as a table of text. */
export function ratiosTable(ratios: readonly Ratio[]): string {
  return textTable(
    ['', 'then', 'now', 'speedup', ''],
    ratios.map(({benchmark, name, earlierSeconds, seconds, speedup, isClear, sameChecksum}) => [
      `${benchmark}: ${name}`,
      duration(earlierSeconds),
      duration(seconds),
      `${speedup.toFixed(2)}x`,
      [isClear ? '' : 'within the spread', sameChecksum ? '' : 'other checksum']
        .filter((word) => word !== '')
        .join(', '),
    ]),
  );
}

function textTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  return lines.map((cells) => `  ${line(cells)}`.trimEnd()).join('\n');
}

/** Seconds in the unit that reads best. */
export function duration(seconds: number): string {
  const [factor, unit] =
    seconds >= 1 ? [1, 's'] : seconds >= 1e-3 ? [1e3, 'ms'] : seconds >= 1e-6 ? [1e6, 'µs'] : [1e9, 'ns'];
  return `${(factor * seconds).toPrecision(3)} ${unit}`;
}

function quantity(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}
