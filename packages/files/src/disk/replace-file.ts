import {rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {onDisk} from './disk.ts';

/** Writes a file beside its place and renames it, so that it is there as before or whole. @throws DataError */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.part-${process.pid}`);
  await onDisk(path, async () => {
    try {
      await writeFile(beside, text);
      await rename(beside, path);
    } finally {
      await rm(beside, {force: true});
    }
  });
}
