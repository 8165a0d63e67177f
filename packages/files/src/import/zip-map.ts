import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DataError} from '@cutover/core';
import {splitCsv} from '../csv/records.ts';
import {onDisk} from '../disk/disk.ts';

const FILE = 'zip-map.csv';

/**
 * Reads `zip-map.csv` of a twin directory: ZIPs that are no delivery area of their own (PO boxes, one company) to the
 * ZIP of the twin they count with. Columns `zip` and `zcta`. Empty without the file.
 *
 * @throws DataError if the file has other columns
 */
export async function readZipMap(directory: string): Promise<ReadonlyMap<string, string>> {
  const path = join(directory, FILE);
  if (!existsSync(path)) return new Map();
  const text = await onDisk(path, () => readFile(path, 'utf8'));
  const records: string[][] = [];
  splitCsv(text, FILE, (cells) => records.push(cells));
  const [header = [], ...rows] = records;
  const [from, to] = [header.indexOf('zip'), header.indexOf('zcta')];
  if (from < 0 || to < 0) throw new DataError(`"${path}" has columns ${header.join(', ')}; it needs zip and zcta`);
  return new Map(rows.map((cells) => [cells[from], cells[to]]));
}
