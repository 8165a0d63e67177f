import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createProgram} from '@cutover/cli';
import {expect, test} from 'vitest';
import {cutover, newFolder} from './cutover.ts';

/** The scripts that a command line loads, as Node's own coverage names them. */
async function scriptsOf(words: readonly string[]): Promise<string[]> {
  const folder = newFolder();
  expect(await cutover(words, {env: {NODE_V8_COVERAGE: folder}})).toMatchObject({code: 0, stderr: ''});
  return readdirSync(folder).flatMap((file) => {
    const {result} = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {result: {url: string}[]};
    return result.map(({url}) => url).filter((url) => url.includes('/packages/'));
  });
}

test('help of all commands loads none of them, and help of one loads no other', async () => {
  const all = await scriptsOf(['--help']);
  expect(all.some((url) => url.includes('/packages/cli/dist/program.js'))).toBe(true);
  expect(all.filter((url) => !url.includes('/packages/cli/') || url.includes('/commands/'))).toEqual([]);
  const one = (await scriptsOf(['describe', '--help'])).filter((url) => url.includes('/commands/'));
  expect(one).toEqual([expect.stringMatching(/describe\.js$/)]);
});

test('what the help of all commands says of each is what the command itself says', async () => {
  const named = (await createProgram([])).commands.map((command) => ({name: command.name(), usage: command.usage()}));
  expect(named.map(({name}) => name)).toContain('run');
  const loaded = (await createProgram(named.map(({name}) => name))).commands;
  expect(loaded.map((command) => ({name: command.name(), usage: command.usage()}))).toEqual(named);
  for (const command of loaded) expect(command.options.length + command.commands.length).toBeGreaterThan(0);
});
