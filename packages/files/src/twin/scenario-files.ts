import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DataError, meantText, Scenario, TwinError} from '@cutover/core';
import {onDisk} from '../disk/disk.ts';
import {refuseMissing} from './read-directory.ts';
import {fileStem, filesIn} from './folder.ts';
import {type ReadYaml, readYaml} from './yaml.ts';

/** All scenarios of a twin, by name. @throws TwinError with every problem of every file */
export async function readScenarios(directory: string): Promise<Scenario[]> {
  const files = await scenarioFiles(directory);
  const read = await Promise.all(files.map((file) => readFileAt(directory, file)));
  const issues = read.flatMap((scenario) => scenario.issues);
  if (issues.length > 0) throw new TwinError(issues);
  return read.flatMap(({value}) => (value === null ? [] : [value]));
}

/**
 * One scenario of a twin.
 *
 * @throws DataError if the twin has none of that name
 * @throws TwinError if the file has problems
 */
export async function readScenario(directory: string, name: string): Promise<Scenario> {
  const files = await scenarioFiles(directory);
  const file = files.find((candidate) => fileStem(candidate) === name);
  if (file === undefined) {
    const names = files.map(fileStem);
    const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    throw new DataError(`"${directory}" has no scenario "${name}"; ${meantText(name, names)}${has}`);
  }
  const {value, issues} = await readFileAt(directory, file);
  if (value === null) throw new TwinError(issues);
  return value;
}

async function scenarioFiles(directory: string): Promise<string[]> {
  await refuseMissing(directory);
  return onDisk(directory, () => filesIn(directory, 'scenarios', '.yaml'));
}

async function readFileAt(directory: string, file: string): Promise<ReadYaml<Scenario>> {
  const path = join(directory, file);
  return readYaml(Scenario, await onDisk(path, () => readFile(path, 'utf8')), file);
}
