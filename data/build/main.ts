// Builds data/us, the reference twin, from npm packages and data/facts. Run by `pnpm data`; tells stderr what it made.
import {cpSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type Table, twinTables} from '@cutover/core';
import {csvText} from '@cutover/files';
import {buildTwin} from './build.ts';
import {writeText} from './text.ts';
import {factsFolder} from './facts.ts';

const folder = fileURLToPath(new URL('../us/', import.meta.url));
const COPIED = [
  'twin.yaml',
  'contracts.yaml',
  'scenarios',
  'parameters.csv',
  'tariffs',
  'modifiers.csv',
  'mix.csv',
  'calendar.csv',
  'scf.csv',
  'correlations.csv',
];

const started = process.hrtime.bigint();
const {tables, links, log} = await buildTwin();
const making = join(folder, '..', 'us.making'); // renamed at the end: a twin is whole or not there
rmSync(making, {recursive: true, force: true});
mkdirSync(making);
for (const [name, rows] of Object.entries(tables)) {
  const table = twinTables[name as keyof typeof tables] as Table<object>;
  writeText(join(making, table.file), csvText(table, rows));
}
writeText(join(making, 'zip-map.csv'), ['zip,zcta', ...links.map(({zip, zcta}) => `${zip},${zcta}`), ''].join('\n'));
for (const file of COPIED) cpSync(join(factsFolder, file), join(making, file), {recursive: true});
rmSync(folder, {recursive: true, force: true});
renameSync(making, folder);
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
process.stderr.write(`${[...log, `data/us built in ${seconds.toFixed(1)} s`].join('\n')}\n`);
