import {type Correlation, correlationRoot, type Issue, meantText, rangedBesideParameters} from '@cutover/core';
import type {Checked} from './known.ts';

export function* correlationsNameWhatVaries({correlations: {table}, tables}: Checked): Generator<Issue> {
  if (table === null || tables.parameters.missing.has('name')) return;
  const known = new Set([...tables.parameters.rows.map(({name}) => name ?? ''), ...rangedBesideParameters]);
  for (let i = 0; i < table.rows.length; i++) {
    const {parameter, otherParameter} = table.rows[i];
    const cells = [['parameter', parameter] as const, ['other_parameter', otherParameter] as const];
    for (const [column, name] of cells) {
      if (name === undefined || known.has(name) || tables.parameters.unread.has(name)) continue;
      yield {
        rule: 'unknown-parameter',
        file: table.file,
        row: table.lines[i],
        column,
        found: `"${name}"`,
        expected: `a name of parameters.csv, or ${rangedBesideParameters.join(', ')}`,
        fix: `${meantText(name, known)}correct it, or delete the row`,
      };
    }
  }
}

/** No number with itself, and no pair twice, in either order. */
export function* correlationsStandOnce({correlations: {table}}: Checked): Generator<Issue> {
  if (table === null) return;
  const lineOf = new Map<string, number>();
  for (let i = 0; i < table.rows.length; i++) {
    const {parameter, otherParameter} = table.rows[i];
    if (parameter === undefined || otherParameter === undefined) continue;
    const where = {file: table.file, row: table.lines[i], column: 'parameter, other_parameter'};
    const pair = [parameter, otherParameter].sort().join(' and ');
    const before = lineOf.get(pair);
    lineOf.set(pair, before ?? table.lines[i]);
    if (parameter === otherParameter) {
      const expected = 'two different numbers';
      yield {...where, rule: 'correlated-with-itself', found: `"${parameter}" twice`, expected, fix: 'name the other'};
    } else if (before !== undefined) {
      const found = `${pair}, which row ${before} has`;
      yield {...where, rule: 'pair-twice', found, expected: 'each pair once', fix: 'delete one of the two'};
    }
  }
}

/**
 * If a is high with b, and b with c, then a cannot be low with c, nor independent of it: the first row that contradicts
 * those before it. Rows after it may still make up for it, so all together are asked first.
 */
export function* correlationsHoldTogether({correlations: {table}}: Checked): Generator<Issue> {
  if (table === null || table.issues.length > 0) return;
  const rows = table.rows as readonly Correlation[];
  if (rows.some(({parameter, otherParameter}) => parameter === otherParameter)) return; // reported already
  const names = [...new Set(rows.flatMap(({parameter, otherParameter}) => [parameter, otherParameter]))];
  if (correlationRoot(names, rows) !== null) return;
  const at = rows.findIndex((_, i) => correlationRoot(names, rows.slice(0, i + 1)) === null);
  if (at < 0) return;
  const {parameter, otherParameter, rankCorrelation} = rows[at];
  yield {
    rule: 'correlations-contradict',
    file: table.file,
    row: table.lines[at],
    column: 'rank_correlation',
    found: `${rankCorrelation} between ${parameter} and ${otherParameter}`,
    expected: 'a number that can hold together with the rows above it',
    fix: 'weaken it or those; a pair without a row counts as independent, so a third pair may have to be added',
  };
}
