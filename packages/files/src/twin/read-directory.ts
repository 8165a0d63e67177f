import {existsSync} from 'node:fs';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {
  Calibration,
  type Contract,
  ContractsFile,
  DataError,
  type Issue,
  meantText,
  type Rate,
  rateTable,
  Scenario,
  Settings,
  type Table,
  twinTables,
} from '@cutover/core';
import {emptyTable, type ReadTable, readTable} from '../csv/table.ts';
import {onDisk} from '../disk/disk.ts';
import {type CorrelationFile, readCorrelations} from './correlation-file.ts';
import {filesIn} from './folder.ts';
import {type PostalFiles, readPostalFiles} from './postal-files.ts';
import {readYaml} from './yaml.ts';

type RowOf<SomeTable> = SomeTable extends Table<infer Row> ? Row : never;
type CsvName = Exclude<keyof typeof twinTables, 'rates'>; // one file each; rates have a folder

/** A twin directory as far as it could be read: everything that is wrong is in `issues`, the rest is usable. */
export interface ReadTwin {
  readonly settings: Settings | null;
  readonly contract: Contract | null;
  readonly calibration: Calibration | null; // of `calibration.yaml`, which a twin may have
  readonly tables: {readonly [Name in CsvName]: ReadTable<RowOf<(typeof twinTables)[Name]>>};
  readonly tariffs: readonly ReadTable<Rate>[]; // by file name
  readonly scenarios: readonly ReadScenario[]; // by file name
  readonly postal: PostalFiles;
  readonly correlations: CorrelationFile;
  readonly issues: readonly Issue[];
}

export interface ReadScenario {
  readonly file: string; // as in `scenarios/exit.yaml`
  readonly scenario: Scenario | null; // null: could not be read, the issues say why
}

const csvNames = Object.keys(twinTables).filter((name) => name !== 'rates') as CsvName[];

const knownFiles = new Set([
  'twin.yaml',
  'contracts.yaml',
  'calibration.yaml',
  ...csvNames.map((name) => twinTables[name].file),
]);

/** Reads every file of a twin directory. @throws DataError if there is no such folder or no rights to it */
export async function readDirectory(directory: string): Promise<ReadTwin> {
  await refuseMissing(directory);
  return onDisk(directory, async () => {
    const issues: Issue[] = [];
    const names = await readdir(directory);
    const take = <Part extends {issues: readonly Issue[]}>(part: Part): Part => {
      issues.push(...part.issues);
      return part;
    };
    const text = (file: string, isTable: boolean) => textOf(directory, file, names, isTable, issues);
    const settingsText = await text('twin.yaml', false);
    const contractsText = await text('contracts.yaml', false);
    const csvTexts = await Promise.all(csvNames.map((name) => text(twinTables[name].file, true)));
    const tables = csvNames.map((name, i) => {
      const table = twinTables[name] as Table;
      const csv = csvTexts[i] ?? null;
      return [name, csv === null ? emptyTable(table, table.file) : take(readTable(table, csv, table.file))];
    });
    const postal = take(await readPostalFiles(directory, names));
    const correlations = take(await readCorrelations(directory, names));
    const tariffs = await folderTexts(directory, 'tariffs', '.csv');
    if (tariffs.length === 0) issues.push(noTariff());
    const settings = settingsText === null ? null : take(readYaml(Settings, settingsText, 'twin.yaml')).value;
    const overlay = names.includes('calibration.yaml') ? await text('calibration.yaml', false) : null;
    const contracts = contractsText === null ? null : take(readYaml(ContractsFile, contractsText, 'contracts.yaml'));
    return {
      settings,
      contract: contracts?.value?.usps ?? null,
      calibration: overlay === null ? null : take(readYaml(Calibration, overlay, 'calibration.yaml')).value,
      tables: Object.fromEntries(tables) as ReadTwin['tables'],
      tariffs: tariffs.map(({file, text: csv}) => take(readTable(rateTable, csv, file))),
      scenarios: (await folderTexts(directory, 'scenarios', '.yaml')).map(({file, text: yaml}) => ({
        file,
        scenario: take(readYaml(Scenario, yaml, file)).value,
      })),
      postal,
      correlations,
      issues,
    };
  });
}

/** @throws DataError if `directory` is no twin directory at all */
export async function refuseMissing(directory: string): Promise<void> {
  const make = `make one with \`cutover init ${directory}\``;
  if (!existsSync(directory)) throw new DataError(`there is no twin directory "${directory}"; ${make}`);
  if (!(await stat(directory)).isDirectory())
    throw new DataError(`"${directory}" is a file, not a twin directory; ${make}`);
}

async function folderTexts(directory: string, folder: string, extension: string) {
  const files = await filesIn(directory, folder, extension);
  return Promise.all(files.map(async (file) => ({file, text: await readFile(join(directory, file), 'utf8')})));
}

async function textOf(
  directory: string,
  file: string,
  names: readonly string[],
  isTable: boolean,
  issues: Issue[],
): Promise<string | null> {
  if (names.includes(file)) return readFile(join(directory, file), 'utf8');
  const strangers = names.filter((name) => !knownFiles.has(name));
  const fix = isTable ? 'restore it; a table without rows is a file with its header line' : 'restore it';
  const expected = `a file "${file}"`;
  issues.push({
    rule: 'missing-file',
    file,
    found: 'no such file',
    expected,
    fix: `${meantText(file, strangers)}${fix}`,
  });
  return null;
}

function noTariff(): Issue {
  return {
    rule: 'missing-file',
    file: 'tariffs/*.csv',
    found: 'no rate card',
    expected: 'a CSV for each product, as in "tariffs/parcel-select.csv"',
    fix: 'restore them; `cutover describe tariffs` prints their columns',
  };
}
