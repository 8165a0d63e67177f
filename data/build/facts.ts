// Reads the hand-entered facts. A mistake in them is a mistake of the project: it throws with the row.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expandZip3s} from '@cutover/core';
import {parse} from 'csv-parse/sync';
import {parse as parseYaml} from 'yaml';
import type {Point} from './sources.ts';

export const factsFolder = fileURLToPath(new URL('../facts/', import.meta.url));

/** Rows of a CSV among the facts, as text by column. */
export function readFacts(file: string): Record<string, string>[] {
  return parse(readFactsText(file), {columns: true, skip_empty_lines: true});
}

export function readFactsYaml(file: string): unknown {
  return parseYaml(readFactsText(file));
}

export function readFactsText(file: string): string {
  return readFileSync(`${factsFolder}${file}`, 'utf8');
}

export interface Scf extends Point {
  readonly scfId: string;
  readonly zip3s: readonly string[];
}

/** `scf.csv`: the processing centers and the ZIP3s they serve. @throws RangeError if a ZIP3 is served twice */
export function readScfs(): Scf[] {
  const seen = new Map<string, string>();
  return readFacts('scf.csv').map((row) => {
    const zip3s = expandZip3s(row.zip3);
    for (const zip3 of zip3s) {
      const other = seen.get(zip3);
      if (other !== undefined) throw new RangeError(`scf.csv gives ZIP3 ${zip3} to ${other} and to ${row.scf_id}`);
      seen.set(zip3, row.scf_id);
    }
    return {scfId: row.scf_id, latitudeDeg: Number(row.latitude_deg), longitudeDeg: Number(row.longitude_deg), zip3s};
  });
}
