import {readFile} from 'node:fs/promises';
import {DataError, type Twin, TwinError, wonIssues, type WonRow, wonTable} from '@cutover/core';
import {diskError, readTable} from '@cutover/files';

/** Answers to bids, and the text they were read from. */
export interface WonFile {
  readonly rows: readonly WonRow[];
  readonly text: string;
}

/** @throws TwinError with every wrong row @throws DataError if there is no such file, or it cannot be read */
export async function wonFile(file: string, twin: Twin): Promise<WonFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw diskError(file, error) ?? error;
    throw new DataError(
      `there is no file "${file}"; give a CSV with ${wonTable.columns.map(({name}) => name).join(', ')}`,
    );
  });
  return {rows: wonRows(text, twin, file), text};
}

/** @throws TwinError with every wrong row */
export function wonRows(text: string, twin: Twin, file: string): readonly WonRow[] {
  const {rows, lines, issues} = readTable(wonTable, text, file);
  const isKnown = new Set(issues.map(({row, column}) => `${row} ${column}`)); // one complaint for each cell
  const more = wonIssues(rows, lines, twin, file).filter(({row, column}) => !isKnown.has(`${row} ${column}`));
  const all = [...issues, ...more].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  if (all.length > 0) throw new TwinError(all);
  return rows as readonly WonRow[];
}
