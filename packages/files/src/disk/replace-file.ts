import {rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {onDisk} from './disk.ts';

/** Writes a file beside its place and renames it, so that it is there as before or whole. @throws DataError */
export function replaceFile(path: string, text: string): Promise<void> {
  return replaceWith(path, (beside) => writeFile(beside, text));
}

/** The same for what writes a file of its own, at the path it is given. @throws DataError */
export async function replaceWith(path: string, write: (beside: string) => Promise<void>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.part-${process.pid}`);
  await onDisk(path, async () => {
    try {
      await write(beside);
      await rename(beside, path);
    } finally {
      await rm(beside, {force: true});
    }
  });
}
