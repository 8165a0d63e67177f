import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DataError, Summary} from '@cutover/core';
import {jsonOf, type Manifest, parseManifest} from './manifest.ts';

/** A finished run, without its tables. */
export interface FinishedRun {
  readonly directory: string;
  readonly summary: Summary;
  readonly manifest: Manifest;
}

/** @throws DataError if `directory` is no run directory of this version */
export async function readRun(directory: string): Promise<FinishedRun> {
  const [summaryPath, manifestPath] = ['summary.json', 'manifest.json'].map((name) => join(directory, name));
  if (!existsSync(directory)) throw new DataError(`there is no run directory "${directory}"; check the path`);
  if (!existsSync(summaryPath) || !existsSync(manifestPath)) {
    throw new DataError(`"${directory}" is no run directory; give one that \`cutover run\` wrote`);
  }
  const summary = Summary.safeParse(jsonOf(await readFile(summaryPath, 'utf8'), summaryPath));
  if (!summary.success) {
    throw new DataError(`"${summaryPath}" was not written by this version of \`cutover run\`; run again`);
  }
  return {
    directory,
    summary: summary.data,
    manifest: parseManifest(await readFile(manifestPath, 'utf8'), manifestPath),
  };
}
