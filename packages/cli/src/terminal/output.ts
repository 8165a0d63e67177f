import type {TextTable} from '@cutover/reporting';
import Table from 'cli-table3';
import colors from 'picocolors';

// For people only: a file or a program that reads us gets plain text, also where CI is set. `isTTY` is undefined there,
// which to picocolors means "as you like".
const color = colors.createColors(Boolean(process.stdout.isTTY) && colors.isColorSupported);

const GAP = 2; // columns of space between columns of text

/** Results go to stdout, line by line; everything else goes to stderr. */
export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** Names and what they stand for, one to a line. */
export function printFacts(facts: readonly (readonly [name: string, text: string])[]): void {
  const width = Math.max(...facts.map(([name]) => name.length)) + GAP;
  for (const [name, text] of facts) printLine(name.padEnd(width) + text);
}

export function printJson(value: unknown): void {
  process.stdout.write(jsonText(value));
}

/** The same text in a file and on stdout. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Columns of text; or of numbers behind a column of names, folded where a terminal is too narrow for them. */
export function printTable({head, rows}: TextTable, {numbers = false}: {numbers?: boolean} = {}): void {
  const widths = head.map((text, k) => Math.max(text.length, ...rows.map((row) => row[k].length)) + GAP);
  const folds = numbers && process.stdout.isTTY ? foldColumns(widths, process.stdout.columns) : [[...head.keys()]];
  folds.forEach((columns, i) => {
    if (i > 0) printLine();
    const pick = (row: readonly string[]) => columns.map((k) => row[k]);
    printOne(
      pick(head),
      rows.map(pick).filter((row) => row.slice(1).some((cell) => cell !== '')),
      numbers,
    );
  });
}

/** Which columns go together so that each table is at most `width` wide; the first stands in all of them. */
export function foldColumns(widths: readonly number[], width: number): number[][] {
  const folds: number[][] = [];
  let left = 0;
  for (let k = 1; k < widths.length; k++) {
    if (folds.length === 0 || widths[k] > left) {
      folds.push([0]);
      left = width - widths[0];
    }
    folds[folds.length - 1].push(k);
    left -= widths[k];
  }
  return folds.length === 0 ? [[0]] : folds;
}

function printOne(head: readonly string[], rows: readonly (readonly string[])[], numbers: boolean): void {
  const table = new Table({
    head: head.map((text) => color.bold(text)),
    colAligns: head.map((_, k) => (numbers && k > 0 ? 'right' : 'left')),
    chars: noBorders,
    style: {head: [], border: [], 'padding-left': 0, 'padding-right': GAP},
  });
  table.push(...rows.map((row) => [...row]));
  printLine(table.toString().replace(/ +$/gm, ''));
}

const noBorders = {
  ...{top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': ''},
  ...{'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ''},
};

export function warning(text: string): string {
  return color.yellow(`Warning: ${text}`);
}
