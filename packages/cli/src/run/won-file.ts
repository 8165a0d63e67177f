import {readFile} from 'node:fs/promises';
import {DataError, type Twin, TwinError, wonTable} from '@cutover/core';
import {parseTable} from '@cutover/files';
import {type WonTerms, wonTerms} from '@cutover/runner';

/** @throws TwinError with every wrong row @throws DataError if there is no such file */
export async function wonFile(file: string, twin: Twin): Promise<WonTerms> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new DataError(
      `there is no file "${file}"; give a CSV with ${wonTable.columns.map(({name}) => name).join(', ')}`,
    );
  });
  const read = parseTable(wonTable, text, file);
  if (read.issues.length > 0) throw new TwinError(read.issues);
  const {terms, issues} = wonTerms(read.rows, twin, file);
  if (issues.length > 0) throw new TwinError(issues);
  return terms;
}
