import {readFile} from 'node:fs/promises';
import {type BidRow, bidTable, DataError, TwinError} from '@cutover/core';
import {diskError, parseTable} from '@cutover/files';

/** A bid book as read. @throws DataError, TwinError if it is none that `cutover bid --out` wrote, or cannot be read */
export async function readBidBook(file: string): Promise<readonly BidRow[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw diskError(file, error) ?? error;
    throw new DataError(`there is no bid book "${file}"; give one that \`cutover bid --out\` wrote`);
  });
  const {rows, issues} = parseTable(bidTable, text, file);
  if (issues.length > 0) throw new TwinError(issues);
  return rows;
}
