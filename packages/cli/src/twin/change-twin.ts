import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Twin} from '@cutover/core';
import {initTwin, readScenarios, readTwin, replaceFile, type TwinFile, writeTwin} from '@cutover/files';
import {UsageError} from '../errors.ts';

export interface ChangeOptions {
  readonly twin?: string | undefined; // directory; absent: the current one
  readonly out?: string | undefined; // new directory; absent: the twin itself is changed
}

/** A changed twin that is on the disk. */
export interface ChangedTwin<Report> {
  readonly twin: Twin;
  readonly directory: string; // where it was written
  readonly report: Report;
}

/**
 * Reads a twin, changes it and writes it: in its place, whole or not at all, or to a new directory. Scenarios and the
 * comments of contracts.yaml stay.
 */
export async function changeTwin<Report>(
  options: ChangeOptions,
  change: (twin: Twin, directory: string) => Promise<{twin: Twin; report: Report}>,
): Promise<ChangedTwin<Report>> {
  const source = options.twin ?? currentTwin();
  const base = await readTwin(source, {calibrated: false}); // a calibration stays a file of its own
  const scenarios = await readScenarios(source);
  const contractsText = await readFile(join(source, 'contracts.yaml'), 'utf8');
  const {twin, report} = await change(base, source);
  const directory = options.out ?? source;
  if (options.out !== undefined) await initTwin(source, options.out);
  await writeTwin(directory, {twin, scenarios, contractsText});
  return {twin, directory, report};
}

/** Reads a twin and replaces one of its optional files, in its place or in a copy of the twin. */
export async function changeTwinFile<Report>(
  options: ChangeOptions,
  change: (twin: Twin) => Promise<TwinFile<Report>>,
): Promise<ChangedTwin<Report> & {readonly file: string}> {
  const source = options.twin ?? currentTwin();
  const twin = await readTwin(source);
  const {file, text, report} = await change(twin);
  const directory = options.out ?? source;
  if (options.out !== undefined) await initTwin(source, options.out);
  await replaceFile(join(directory, file), text);
  return {twin, directory, file, report};
}

function currentTwin(): string {
  if (existsSync('twin.yaml')) return '.';
  throw new UsageError('no twin.yaml is here; name the twin directory with --twin');
}
