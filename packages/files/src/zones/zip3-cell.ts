import type {Issue} from '@cutover/core';
import type {Wrong} from '../csv/cell.ts';

/** What is wrong with the text of a ZIP3, if anything. */
export function zip3Wrong(text: string): Wrong | undefined {
  const expected = 'three digits';
  if (/^\d{3}$/.test(text)) return undefined;
  if (text === '') return {rule: 'blank-cell', expected, fix: 'give the ZIP3, or delete the row'};
  if (/^\d{1,2}$/.test(text)) {
    const fix = `write "${text.padStart(3, '0')}"; a spreadsheet read it as a number, so format the column as text`;
    return {rule: 'lost-leading-zero', expected, fix};
  }
  if (/^\d{5}(-\d{4})?$/.test(text)) return {rule: 'not-a-zip3', expected, fix: `write "${text.slice(0, 3)}"`};
  return {rule: 'bad-format', expected, fix: 'correct it, or delete the row'};
}

export function cellIssue(wrong: Wrong, file: string, row: number, column: string, text: string): Issue {
  return {...wrong, file, row, column, found: text === '' ? 'a blank cell' : `"${text}"`};
}

export function raggedIssue(cells: readonly string[], cellCount: number, file: string, row: number): Issue {
  return {
    rule: 'ragged-row',
    file,
    row,
    found: `${cells.length} cells, beginning ${cells.slice(0, 3).join(',')}`,
    expected: `${cellCount} cells, as in the header`,
    fix: 'add or remove commas, or put text with commas in quotes',
  };
}

export function emptyFileIssue(file: string, header: string): Issue {
  return {rule: 'empty-file', file, found: 'nothing', expected: 'a header line and rows', fix: `begin with ${header}`};
}
