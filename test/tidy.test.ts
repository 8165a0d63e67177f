import {readdirSync, readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  planning: ['core'],
  simulation: ['core'],
  reporting: ['core'],
  runner: ['core', 'planning', 'simulation', 'reporting'],
  files: ['core', 'reporting'],
  dashboard: ['core', 'dashboard', 'files', 'reporting', 'runner'],
  cli: ['core', 'dashboard', 'files', 'reporting', 'runner'],
};
const root = fileURLToPath(new URL('..', import.meta.url));
const lines = ['.scripts', 'benchmarks', 'data', 'packages', 'test'].flatMap(linesUnder);

function linesUnder(folder: string): {path: string; number: number; text: string}[] {
  const entries = readdirSync(`${root}${folder}`, {withFileTypes: true, recursive: true});
  const files = entries.filter((entry) => entry.isFile() && /\.(tsx?|mjs|cjs)$/.test(entry.name));
  const paths = files.map((entry) => relative(root, `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'));
  const own = paths.filter((path) => !/\/(node_modules|dist|generated)\//.test(path)).sort();
  return own.flatMap((path) => {
    const texts = readFileSync(`${root}${path}`, 'utf8').trimEnd().split('\n');
    return texts.map((text, i) => ({path, number: i + 1, text}));
  });
}

function where(broken: (typeof lines)[number][]): string[] {
  return broken.map(({path, number, text}) => `${path}:${number} ${text.trim()}`);
}

test('a source file has at most 400 lines of at most 120 columns', () => {
  expect(where(lines.filter(({number}) => number === 401))).toEqual([]);
  expect(where(lines.filter(({text}) => text.length > 120))).toEqual([]);
});

test('a package is quiet, asks no clock, draws no chance and silences no compiler, but for the command line', () => {
  const untidy = /\bconsole\.|\bMath\.random\b|\bDate\.now\b|@ts-ignore|\bFIXME\b/;
  const inPackages = lines.filter(({path}) => path.startsWith('packages/') && !path.startsWith('packages/cli/'));
  expect(inPackages.length).toBeGreaterThan(0);
  expect(where(inPackages.filter(({text}) => untidy.test(text)))).toEqual([]);
});

test.each(Object.entries(MAY_IMPORT))('%s imports only packages it may know', (name, allowed) => {
  const imports = lines.filter(
    ({path, text}) => path.startsWith(`packages/${name}/`) && text.includes(" from '@cutover/"),
  );
  const isForbidden = (text: string) => !allowed.includes(/@cutover\/([^'/]+)/.exec(text)?.[1] ?? '');
  expect(where(imports.filter(({text}) => isForbidden(text)))).toEqual([]);
});
