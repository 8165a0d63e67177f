import {type Column, didYouMean, type Issue, type Table} from '@cutover/core';

/** Where each column of a table stands in a file; a column that is not there has no place. */
export interface Header {
  readonly cellCount: number; // cells a row must have
  readonly places: readonly {readonly column: Column; readonly at: number}[];
  readonly missing: ReadonlySet<string>; // fields without a place
  readonly issues: readonly Issue[];
}

/**
 * Matches the header of a file with the columns of its table, in any order. A misspelt column is reported and then
 * read as the one it was meant to be, so that its cells are checked too.
 */
export function readHeader(table: Table, cells: readonly string[], row: number, file: string): Header {
  const issues: Issue[] = [];
  const names = withoutTrailingBlanks(cells);
  const at = new Map<string, number>(); // column name to place
  names.forEach((name, i) => {
    if (at.has(name)) issues.push(duplicateColumn(name, i, at.get(name)!, row, file));
    else at.set(name, i);
  });
  const known = new Set(table.columns.map((column) => column.name));
  for (const [name, place] of [...at]) {
    if (known.has(name)) continue;
    const meant = didYouMean(
      name,
      [...known].filter((column) => !at.has(column)),
    );
    issues.push(unknownColumn(table, name, meant, row, file));
    if (meant !== undefined) at.set(meant, place);
  }
  const missing = table.columns.filter((column) => !at.has(column.name));
  for (const column of missing) if (!column.optional) issues.push(missingColumn(column, names, row, file));
  return {
    cellCount: names.length,
    places: table.columns.filter((column) => at.has(column.name)).map((column) => ({column, at: at.get(column.name)!})),
    missing: new Set(missing.map((column) => column.field)),
    issues,
  };
}

function withoutTrailingBlanks(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

function duplicateColumn(name: string, at: number, first: number, row: number, file: string): Issue {
  return {
    rule: 'duplicate-column',
    file,
    row,
    column: name,
    found: `"${name}" as column ${first + 1} and again as column ${at + 1}`,
    expected: 'each column once',
    fix: 'rename or remove one; the first is read',
  };
}

function unknownColumn(table: Table, name: string, meant: string | undefined, row: number, file: string): Issue {
  return {
    rule: meant === undefined ? 'unknown-column' : 'misspelt-column',
    file,
    row,
    column: name,
    found: `column "${name}"`,
    expected: meant === undefined ? `only columns of \`cutover describe ${table.name}\`` : `"${meant}"`,
    fix: meant === undefined ? 'remove the column' : `rename the column; did you mean "${meant}"?`,
  };
}

function missingColumn(column: Column, names: readonly string[], row: number, file: string): Issue {
  const separator = names.length === 1 ? /[;\t|]/.exec(names[0])?.[0] : undefined;
  const about = column.about === '' ? '' : ` (${column.about})`;
  return {
    rule: 'missing-column',
    file,
    row,
    column: column.name,
    found: 'no such column',
    expected: `a column "${column.name}"${about}`,
    fix: separator === undefined ? 'add the column' : `separate columns by commas, not by ${JSON.stringify(separator)}`,
  };
}
