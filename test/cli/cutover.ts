// Runs the command as a caller does: a process of its own, words in, text and exit code out.
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {writeTwin} from '@cutover/files';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';

const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function cutover(words: readonly string[], place: Place = {}): Promise<Ended> {
  return startCutover(words, place).ended;
}

export function startCutover(
  words: readonly string[],
  {cwd, env}: Place = {},
): {
  process: ChildProcess;
  ended: Promise<Ended>;
} {
  const process = spawn(globalThis.process.execPath, [main, ...words], {
    ...(cwd === undefined ? {} : {cwd}),
    env: {...globalThis.process.env, ...env},
  });
  let stdout = '';
  let stderr = '';
  process.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  process.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    process.on('error', reject);
    process.on('close', (code) => {
      resolve({code, stdout, stderr});
    });
  });
  return {process, ended};
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cutover-cli-'));
}

/** Writes the small twin and its scenarios. @returns its directory */
export async function smallTwinDirectory(): Promise<string> {
  const directory = join(newFolder(), 'small');
  await writeTwin(directory, {twin: smallTwin(), scenarios: smallScenarios()});
  return directory;
}
