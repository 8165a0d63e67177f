// The optional file of a twin that says which ranged numbers move together: correlations.csv.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type Correlation, correlationTable, type Issue, type Twin} from '@cutover/core';
import {readTable, type ReadTable} from '../csv/table.ts';

export interface CorrelationFile {
  readonly table: ReadTable<Correlation> | null; // null: no such file
  readonly issues: readonly Issue[];
}

/** @param names - files of the directory */
export async function readCorrelations(directory: string, names: readonly string[]): Promise<CorrelationFile> {
  const {file} = correlationTable;
  if (!names.includes(file)) return {table: null, issues: []};
  const table = readTable(correlationTable, await readFile(join(directory, file), 'utf8'), file);
  return {table, issues: table.issues};
}

/** Its part of a twin: whole rows when there are no issues. */
export function correlationPart({table}: CorrelationFile): Pick<Twin, 'correlations'> {
  return table === null ? {} : {correlations: table.rows as readonly Correlation[]};
}
