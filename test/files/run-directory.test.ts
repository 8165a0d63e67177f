import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {DataError} from '@cutover/core';
import {openRun, sourceOf} from '@cutover/files';
import {expect, test} from 'vitest';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
const table = sourceOf([{name: 'packages', type: 'count', values: [1, 2, 3]}]);

async function finishedRun(name: string, text: string): Promise<string> {
  const out = join(folder, name, 'demo');
  const run = await openRun(out);
  await run.writeText('manifest.json', text);
  await run.writeTable('exit/zip.parquet', table);
  await run.commit();
  return out;
}

test('a run is seen when it is whole, and leaves nothing beside it', async () => {
  const out = join(folder, 'whole', 'demo');
  const run = await openRun(out);
  await run.writeText('manifest.json', '{}');
  expect(existsSync(out)).toBe(false);
  await run.commit();
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('{}');
  expect(readdirSync(join(folder, 'whole'))).toEqual(['demo']);
});

test('a new run takes the place of an older one, all of it', async () => {
  const out = await finishedRun('again', 'old');
  const run = await openRun(out);
  await run.writeText('manifest.json', 'new');
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('old');
  await run.commit();
  expect(readdirSync(out)).toEqual(['manifest.json']);
  expect(readdirSync(join(folder, 'again'))).toEqual(['demo']);
});

test('an abandoned run leaves the older one', async () => {
  const out = await finishedRun('abandoned', 'old');
  const run = await openRun(out);
  await run.writeText('manifest.json', 'new');
  await run.abandon();
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('old');
  expect(readdirSync(join(folder, 'abandoned'))).toEqual(['demo']);
});

test('a killed run leaves the older one, and the next run sweeps what it left', async () => {
  const out = await finishedRun('killed', 'old');
  const files = pathToFileURL(join(import.meta.dirname, '../node_modules/@cutover/files/dist/index.js')).href;
  const script = `
    const {openRun} = await import(${JSON.stringify(files)});
    const run = await openRun(${JSON.stringify(out)});
    await run.writeText('manifest.json', 'half');
    process.kill(process.pid, 'SIGKILL');`;
  const {signal} = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(signal).toBe('SIGKILL');
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('old');
  expect(readdirSync(join(folder, 'killed'))).toHaveLength(2);
  const run = await openRun(out);
  await run.abandon();
  expect(readdirSync(join(folder, 'killed'))).toEqual(['demo']);
});

test('an older run that a killed process had set aside comes back', async () => {
  const {pid} = spawnSync(process.execPath, ['-e', '']); // a process that is no more
  const parent = join(folder, 'aside');
  mkdirSync(join(parent, `.demo.old-${pid}`), {recursive: true});
  writeFileSync(join(parent, `.demo.old-${pid}`, 'manifest.json'), 'old');
  const run = await openRun(join(parent, 'demo'));
  await run.abandon();
  expect(readFileSync(join(parent, 'demo', 'manifest.json'), 'utf8')).toBe('old');
});

test('two runs to one place at a time do not sweep each other', async () => {
  const out = join(folder, 'twice', 'demo');
  const [one, two] = [await openRun(out), await openRun(out)];
  await one.writeText('manifest.json', 'one');
  await two.writeText('manifest.json', 'two');
  await one.commit();
  await two.commit();
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('two');
});

test('a folder of other files is left alone, and so is a file', async () => {
  const letters = join(folder, 'letters');
  mkdirSync(letters);
  writeFileSync(join(letters, 'letter.txt'), 'dear');
  await expect(openRun(letters)).rejects.toThrow('holds other files and is left alone; choose a new folder');
  await expect(openRun(join(letters, 'letter.txt'))).rejects.toThrow(DataError);
  await expect(openRun(join(letters, 'letter.txt', 'demo'))).rejects.toThrow('is a file, not a folder');
  expect(readdirSync(letters)).toEqual(['letter.txt']);
});

// /dev/full takes no byte and says that the disk is full.
test.skipIf(!existsSync('/dev/full'))('a full disk gives one clear line', async () => {
  const run = await openRun(join(folder, 'full', 'demo'));
  for (const name of ['summary.json', 'zip.parquet']) symlinkSync('/dev/full', join(run.path, name));
  const line = /^the disk is full at ".*demo\/\w+\.\w+"; free some space, or write to another disk$/;
  await expect(run.writeText('summary.json', '{}')).rejects.toThrow(line);
  await expect(run.writeTable('zip.parquet', table)).rejects.toThrow(line);
  await run.abandon();
});
