// Runs the tutorial as a planner would: block by block in one folder, on the small twin. Every line it shows must be
// printed; numbers may differ, as they would on a planner's own twin.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {beforeAll, expect, test} from 'vitest';
import {layFourWeeks, layTutorialFiles} from '../support/tutorial-files.ts';
import {newFolder} from './cutover.ts';

const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));
const tutorial = readFileSync(fileURLToPath(new URL('../../packages/cli/TUTORIAL.md', import.meta.url)), 'utf8');
const folder = newFolder();

interface Step {
  readonly commands: string;
  readonly shown: readonly string[]; // lines of the text block behind it
}

const steps = [...tutorial.matchAll(/^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```)?/gms)].map(
  ([, commands, text = '']): Step => ({commands, shown: text.split('\n').filter((line) => !/^\s*…?$/.test(line))}),
);

beforeAll(() => layTutorialFiles(folder));

test('the tutorial has the steps of a plan, and shows what most of them print', () => {
  const words = ['import shipments', 'import network', 'check', 'calibrate', 'plan', 'why', 'guide', 'run', 'track'];
  const all = steps.map(({commands}) => commands).join('');
  for (const word of words) expect(all).toContain(`cutover ${word}`);
  expect(steps.filter(({shown}) => shown.length > 0).length).toBeGreaterThan(7);
});

test.each(steps)('$commands', {timeout: 120_000}, async ({commands, shown}) => {
  if (commands.includes('four-weeks.csv')) await layFourWeeks(folder);
  const {code, printed} = await inShell(commands);
  expect({code, printed}).toMatchObject({code: 0});
  const lines = printed.split('\n').map(masked);
  for (const line of shown) expect(lines).toContain(masked(line));
});

/** A line without its numbers and without the width of its columns. */
function masked(line: string): string {
  return line
    .replace(/[−+]?\$?\d[\d,.]*( m| bn)?%?/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

function inShell(commands: string): Promise<{code: number | null; printed: string}> {
  const shell = spawn('sh', ['-ec', `cutover() { "${process.execPath}" "${main}" "$@"; }\n${commands}`], {cwd: folder});
  let printed = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  return new Promise((resolve, reject) => {
    shell.on('error', reject);
    shell.on('close', (code) => {
      resolve({code, printed});
    });
  });
}
