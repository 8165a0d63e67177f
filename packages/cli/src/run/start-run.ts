import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {StartRun} from '@cutover/dashboard';

/**
 * Runs `cutover run` or `cutover plan` in a process of its own, into `runs/SCENARIO` or `runs/SCENARIO-plan` of this
 * folder, so that the server stays free.
 */
export const startRun: StartRun = ({command, twin, scenario, packages}, {onLine, onEnd}) => {
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const words =
    command === 'plan'
      ? ['plan', twin, '--scenario', scenario, '--out', join('runs', `${scenario}-plan`)]
      : ['run', twin, '--scenario', scenario, '--packages', String(packages), '--out', join('runs', scenario)];
  const child = spawn(process.execPath, [main, ...words], {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000);
    onLine(text.trim());
  });
  child.on('error', (error) => onEnd(error.message));
  child.on('close', (code) => onEnd(code === 0 ? null : said.trim() || `it ended with ${code}`));
  return () => child.kill('SIGTERM');
};
