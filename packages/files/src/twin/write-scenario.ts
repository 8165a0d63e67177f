import {existsSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DataError, type Scenario} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {refuseMissing} from './read-directory.ts';
import {scenarioText} from './write-twin.ts';

/**
 * Adds a scenario to a twin.
 *
 * @returns the file, relative to the twin
 * @throws DataError if the twin has one of that name, or the disk refuses; nothing is overwritten
 */
export async function writeScenario(directory: string, scenario: Scenario): Promise<string> {
  await refuseMissing(directory);
  const file = `scenarios/${scenario.name}.yaml`;
  const path = join(directory, file);
  if (existsSync(path)) throw new DataError(`"${file}" is there already; choose another name`);
  await onDisk(path, async () => {
    await mkdir(join(directory, 'scenarios'), {recursive: true});
    await writeFile(path, scenarioText(scenario), {flag: 'wx'});
  });
  return file;
}
