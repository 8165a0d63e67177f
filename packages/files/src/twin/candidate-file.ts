import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {type SiteCandidate, siteCandidateTable} from '@cutover/core';
import {type ReadTable, readTable} from '../csv/table.ts';
import {onDisk} from '../disk/disk.ts';

/** Places where stations might open; what is wrong with cells is in `issues`. @throws DataError without the file */
export async function readCandidates(path: string): Promise<ReadTable<SiteCandidate>> {
  return readTable(siteCandidateTable, await onDisk(path, () => readFile(path, 'utf8')), basename(path));
}
