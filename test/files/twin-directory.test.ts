import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkTwin, initTwin, inputsSha256, readScenario, readScenarios, readTwin, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();

async function written(name: string): Promise<string> {
  const directory = join(folder, name);
  await writeTwin(directory, {twin: smallTwin(), scenarios: smallScenarios()});
  return directory;
}

test('a twin comes back as it was written', async () => {
  const directory = await written('round');
  expect(await checkTwin(directory)).toEqual([]);
  expect(await readTwin(directory)).toEqual(smallTwin());
  expect(await readScenarios(directory)).toEqual(smallScenarios());
  expect(await readScenario(directory, 'exit')).toEqual(smallScenarios().find(({name}) => name === 'exit'));
});

test('text with commas, quotes and line breaks, blank cells and awkward numbers come back too', async () => {
  const twin = smallTwin();
  const parameters = [
    {...twin.parameters[0], name: 'odd', low: -1e-7, base: 0.1 + 0.2, high: 1e21, source: 'a, "b"\r\nc\nd'},
    {...twin.parameters[0], name: 'odder', source: ' spaces around '},
  ];
  const directory = join(folder, 'odd');
  await writeTwin(directory, {
    twin: {...twin, parameters, modifiers: [], service: [], contract: null},
    scenarios: smallScenarios(),
  });
  const read = await readTwin(directory);
  expect(read.parameters).toEqual(parameters);
  expect(read.service).toEqual([]);
  expect(read.contract).toBeNull();
});

test('a spreadsheet may add a byte order mark, CRLF, quotes and blank lines, and move columns', async () => {
  const directory = await written('spreadsheet');
  const file = join(directory, 'zips.csv');
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
  const moved = rows.map((line) => line.split(',').reverse());
  const quoted = moved.map((cells) => cells.map((cell) => ` "${cell}"`).join(','));
  writeFileSync(file, `\uFEFF${quoted.join('\r\n')}\r\n\r\n,,,,,,,,\r\n`);
  expect((await readTwin(directory)).zips).toEqual(smallTwin().zips);
});

test('a twin that is written again loses what it no longer has, and keeps the files of others', async () => {
  const directory = await written('again');
  writeFileSync(join(directory, 'zip-map.csv'), 'zip,zcta_zip\n03999,03001\n');
  await writeTwin(directory, {twin: smallTwin(), scenarios: smallScenarios().filter(({name}) => name !== 'exit')});
  expect(existsSync(join(directory, 'zip-map.csv'))).toBe(true);
  expect(existsSync(join(directory, 'scenarios', 'exit.yaml'))).toBe(false);
});

test('a folder that is no twin is left alone', async () => {
  const twin = {twin: smallTwin(), scenarios: []};
  writeFileSync(join(folder, 'letter.txt'), 'dear');
  await expect(writeTwin(folder, twin)).rejects.toThrow('holds other files and is left alone');
  await expect(initTwin(await written('source'), folder)).rejects.toThrow('is not empty and is left alone');
});

test('init makes a copy with the same hash, and refuses to do so twice', async () => {
  const source = await written('reference');
  writeFileSync(join(source, '.stamp'), 'hidden files stay behind and do not count');
  const copy = join(folder, 'new', 'copy');
  await initTwin(source, copy);
  expect(existsSync(join(copy, '.stamp'))).toBe(false);
  expect(await inputsSha256(copy)).toBe(await inputsSha256(source));
  await expect(initTwin(source, copy)).rejects.toThrow('is not empty and is left alone; choose a new folder');
});

test('the hash of a twin changes with any byte and any name', async () => {
  const directory = await written('hashed');
  const before = await inputsSha256(directory);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  const lanes = readFileSync(join(directory, 'lanes.csv'), 'utf8');
  writeFileSync(join(directory, 'lanes.csv'), lanes.replace(',31,', ',32,'));
  const edited = await inputsSha256(directory);
  expect(edited).not.toBe(before);
  writeFileSync(join(directory, 'lanes2.csv'), lanes);
  rmSync(join(directory, 'lanes.csv'));
  expect(await inputsSha256(directory)).not.toBe(edited);
});

test('the hash of some scenarios stays when another is saved, and changes with their own', async () => {
  const directory = await written('of-scenarios');
  const before = await inputsSha256(directory, ['keep']);
  expect(await inputsSha256(directory, [])).not.toBe(before);
  writeFileSync(join(directory, 'scenarios', 'keep-more.yaml'), 'name: keep-more\n');
  expect(await inputsSha256(directory, ['keep'])).toBe(before);
  expect(await inputsSha256(directory, ['keep', 'keep-more'])).not.toBe(before);
  const own = join(directory, 'scenarios', 'keep.yaml');
  writeFileSync(own, `${readFileSync(own, 'utf8')}# a word more\n`);
  expect(await inputsSha256(directory, ['keep'])).not.toBe(before);
});

test('a missing folder gives one line that says how to make one', async () => {
  const line = 'there is no twin directory "nowhere"; make one with `cutover init nowhere`';
  await expect(readTwin('nowhere')).rejects.toThrow(line);
  await expect(checkTwin('nowhere')).rejects.toThrow(line);
  await expect(readScenarios('nowhere')).rejects.toThrow(line);
  await expect(inputsSha256('nowhere')).rejects.toThrow(line);
  await expect(readTwin(join(folder, 'letter.txt'))).rejects.toThrow('is a file, not a twin directory');
});

test('a scenario that is not there is met with those that are', async () => {
  const directory = await written('scenarios');
  await expect(readScenario(directory, 'exti')).rejects.toThrow(
    'has no scenario "exti"; did you mean "exit"? it has cut-two-thirds, exit, keep, keep-80, no-deal',
  );
});
