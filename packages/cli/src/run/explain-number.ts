import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {DataError} from '@cutover/core';
import type {ExplainNumber} from '@cutover/dashboard';

/** Asks `cutover explain` in a process of its own: it runs the scenario again, and the server must stay free. */
export const explainNumber: ExplainNumber = (run, path, signal) => {
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const child = spawn(process.execPath, [main, 'explain', run, path, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let [told, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2000)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(told) as Awaited<ReturnType<ExplainNumber>>);
      else reject(new DataError(said.trim() || `cutover explain ended with ${code}`));
    });
  });
};
