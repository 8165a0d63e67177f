import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';

const MAIN = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'dist', 'main.js');
// Loaded before the command: tells on a pipe of its own, at the end, the most memory the process had, in KB.
const TELL_PEAK = `data:text/javascript,import {writeSync} from 'node:fs';
  process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;

/**
 * Runs `cutover` in a process of its own.
 *
 * @returns the most memory it had, MB
 * @throws Error if it ends otherwise than with 0; it says why on stderr
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', TELL_PEAK, MAIN, ...words], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const peak = await text(child.stdio[3] as NodeJS.ReadableStream);
  const code = await ended;
  if (code !== 0) throw new Error(`cutover ${words[0]} ended with ${code}; it says why above`);
  return Math.round(Number(peak) / 1024);
}
