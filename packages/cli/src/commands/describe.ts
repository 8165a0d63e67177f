import {Command} from '@commander-js/extra-typings';
import {type Column, laneMilesTable, meantText, optionalTables, snakeCase, type Table, twinTables} from '@cutover/core';
import {UsageError} from '../errors.ts';
import {printJson, printLine, printTable} from '../terminal/output.ts';

const tables: readonly Table[] = [...Object.values(twinTables), ...Object.values(optionalTables), laneMilesTable];

export const describeCommand = new Command('describe')
  .argument('[table]', 'as in facilities or facilities.csv; absent: all tables')
  .option('--json', 'print them as JSON')
  .action((name, options) => {
    if (name === undefined) return describeAll(options.json);
    const table = findTable(name);
    if (options.json) return printJson(tableFacts(table));
    printLine(`${table.file}: ${table.about}; one row for each ${keyText(table)}`);
    printLine();
    printTable({
      head: ['column', 'type', 'unit', 'needed', 'about'],
      rows: table.columns.map((column) => [
        ...[column.name, column.type, column.unit, column.optional ? 'no' : 'yes'],
        aboutText(column),
      ]),
    });
  });

function describeAll(json = false): void {
  if (json) return printJson(tables.map(tableFacts));
  printTable({head: ['table', 'file', 'about'], rows: tables.map(({name, file, about}) => [name, file, about])});
}

/** By the name of the table, of its file or of its rows in the code. @throws UsageError with the names there are */
function findTable(name: string): Table {
  const byName = new Map<string, Table>([
    ...Object.entries(twinTables),
    ...tables.flatMap((table): [string, Table][] => [
      [table.name, table],
      [table.file, table],
    ]),
  ]);
  const table = byName.get(name) ?? (/^tariffs\/.+\.csv$/.test(name) ? twinTables.rates : undefined);
  if (table !== undefined) return table;
  const names = tables.map((each) => each.name);
  throw new UsageError(`there is no table "${name}"; ${meantText(name, byName.keys())}there are ${names.join(', ')}`);
}

function tableFacts({name, file, about, key, columns}: Table) {
  return {name, file, about, key: key.map(snakeCase), columns: columns.map(({field: _, ...column}) => column)};
}

function keyText({key}: Table): string {
  return key.map(snakeCase).join(', ');
}

function aboutText({about, choices}: Column): string {
  if (choices === undefined) return about;
  const all = `one of ${choices.join(', ')}`;
  return about === '' ? all : `${about}; ${all}`;
}
